"""A mention on its way to a fact, and what its sentence is about."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from factx.facts import Bound, Kind, Measure, Mention, Modality
from factx.kept import compile_kept
from factx.left_phrases import left_phrase
from factx.lexicon import alternation, load_table
from factx.match import Label
from factx.numerals import CHINESE_NUMERALS
from factx.places import starts_listed
from factx.short_companies import company_by_deed
from factx.spans import NOWHERE, Span
from factx.subjects import match_subject
from factx.symbols import QUANTITIES, symbol_pattern
from factx.tables import Cell

FALLBACK = "level.bare"
TABLE = "table.cell"  # stands in place of a rule for the figures of a table
# What stands between the members of a list, and what ends a chain.
LISTED = compile_kept(r"(?:[、，/]|和|及|与|以及|或|,|左右)+\+?")  # -0.2和|+0.7
JOINTS = ("、", "和", "及", "与")  # between two figures of one list
CHAIN_END = compile_kept("[；;。！？]")
_NUMERALS = frozenset("0123456789" + CHINESE_NUMERALS)
_LONGEST_PAIR = 12  # characters of two names of places and the 和 between them


@dataclass(slots=True)
class Claim:
    """A mention on its way to a fact: what is known of it so far. Spans are those of the sentence in symbols."""

    position: int
    mention: Mention
    measure: Measure
    rule: str
    sign: int = 1
    modality: Modality | None = None
    past: bool = False
    start: int = 0
    label: Label | None = None
    phrase: Span = NOWHERE
    inherited: bool = False
    reference: Span = NOWHERE
    right: Span = NOWHERE
    fate: Span = NOWHERE  # what befell those counted, behind their name: 24名平民|死亡
    topic: str | None = None
    listed: bool = False
    place: bool = False  # the phrase beside it is a place, by the list that it stands in
    member: Span = NOWHERE
    bound: Bound | None = None  # where it stands apart from the mention
    pieces: list[Span] = field(default_factory=list)
    cell: Cell | None = None  # of a table


def said_behind(text: str, claim: Claim) -> Span:
    """What a rule takes for the indicator from the clause behind a figure: 3万亿元，这是|中国去年的出口额.

    Whose and when it is may stand in it too.
    """
    slot = Span(*claim.label.slots["indicator"]) if claim.label and "indicator" in claim.label.slots else NOWHERE
    return slot if "，" in text[claim.position : slot.start] else NOWHERE


class Topic(NamedTuple):
    """What the sentence before ended on: its last indicator, and the unit that it was told in."""

    indicator: str
    unit: str | None
    told: Mapping[str | None, str]  # what the paragraph has told last in each unit
    listed: Sequence[str]  # the indicators of the list that it ends on: 收入、利润分别为9亿元、8亿元


class TopicWords(NamedTuple):
    stands_for_topic: frozenset[str]
    adds_to_topic: frozenset[str]
    leads_topic: frozenset[str]
    measured: re.Pattern[str]
    no_classifiers: frozenset[str]
    people: frozenset[str]
    answering: re.Pattern[str]
    deeds: frozenset[str]
    bare_deed: re.Pattern[str]
    branches: re.Pattern[str]
    nobody: re.Pattern[str]
    acts: re.Pattern[str]
    counted: frozenset[str]


@cache
def topic_words() -> TopicWords:
    """The nouns and units that decide what a figure is of."""
    table = load_table("phrases")["topics"]
    measured = "|".join(sorted(table["measured"], key=len, reverse=True))
    return TopicWords(
        frozenset(table["stands_for"]),
        frozenset(table["adds_to"]),
        frozenset(table["leads"]),
        compile_kept(f"(?:{measured})$"),
        frozenset(table["no_classifiers"]),
        frozenset(table["people"]),
        compile_kept(table["answering"]),
        frozenset(table["deeds"]),
        compile_kept(f"(?:{table['before_deed']})*(?:{alternation((*table['deeds'], *table['other_deeds']))})了?"),
        compile_kept(table["branches"]),
        compile_kept(table["nobody"]),
        compile_kept(table["acts"]),
        frozenset(noun for noun in load_table("units")["counted_noun"] if len(noun) > 1),
    )


def is_classifier(mention: Mention) -> bool:
    """Whether a figure's unit counts, so that its noun stands behind it: 3家, but not 3吨."""
    return (mention.unit or "") not in topic_words().no_classifiers


def list_end(text: str, claim: Claim) -> int:
    """Where the last figure stands of a list whose unit it alone has, that a figure opens: 有|3|和5家企业."""
    at = claim.position
    if claim.mention.unit and claim.mention.text[-1] in _NUMERALS:
        while text[at + 1 : at + 2] in JOINTS and text[at + 2 : at + 3] in tuple(QUANTITIES):
            at += 2
    return at


def counts_things(claim: Claim) -> bool:
    """Whether a figure counts things, whose noun stands behind it."""
    return claim.mention.kind is Kind.COUNT and is_classifier(claim.mention)


@lru_cache(maxsize=2048)
def is_subject(text: str, phrase: Span) -> bool:
    """Whether a phrase is no indicator but only says whose figure it is: 福田45宗."""
    subject = match_subject(text[: phrase.end], phrase.start)
    return subject is not None and subject.end == phrase.end


def joined_names(text: str, phrase: Span) -> list[Span]:
    """The names that 和 joins in a short phrase: 柳塘县|和|东岭区; the phrase itself where there is but one."""
    joint = text.find("和", phrase.start + 1, phrase.end - 1)
    if joint < 0 or phrase.end - phrase.start > _LONGEST_PAIR:
        return [phrase]
    return [Span(phrase.start, joint), Span(joint + 1, phrase.end)]


def is_listed_place(text: str, phrase: Span) -> bool:
    """Whether a phrase is the name of a place that the lists know: 河南."""
    return starts_listed(text, phrase.start) and is_subject(text, phrase)


def behind_subject(text: str, phrase: Span) -> Span:
    """What a phrase names besides the subject that it opens with: 全市|存款; empty where it names nothing else."""
    subject = company_by_deed(text, phrase) or match_subject(text[: phrase.end], phrase.start)
    return Span(subject.end + text.startswith("的", subject.end), phrase.end) if subject else phrase


def framed_topic(text: str) -> Span:
    """The topic that a sentence opens with: 深圳的|确诊个案|当中，…."""
    match = symbol_pattern("chains", "frame").match(text)
    if match is None:
        return NOWHERE
    phrase = left_phrase(text, match.end(match.lastindex or 1), match.start(match.lastindex or 1))
    return behind_subject(text, phrase) or phrase
