"""On which side of a mention the noun stands that it is of."""

from factx.claims import Claim, counts_things, is_subject
from factx.facts import Kind
from factx.left_phrases import left_phrase
from factx.lexicon import table_words
from factx.nouns_behind import counts_people, right_noun, tells_of_some
from factx.places import is_like_place
from factx.predicates import follows_forward_verb
from factx.spans import Span, members
from factx.symbols import ANY, symbol_patterns

_pattern = symbol_patterns("chains")
_MANY = 4
# Behind these a figure's noun stands behind it, and people are what is told.
_LEAD_TO_NOUN = frozenset(("", *"，。；：、（()“” \n", *ANY, *"的将有着等和与及各对为了在这向该其是把由从共近约"))
_OPEN_ON_PEOPLE = frozenset(("", *"，。；：、有致让使由织", *ANY))


def noun_side(text: str, claim: Claim) -> str:
    """On which side of a mention that no rule labels its noun stands."""
    position = claim.position
    if _pattern("counted_places").search(text, 0, position):
        return "right"  # 12个乡镇|1.2万人|受益
    if text.startswith("的", position + 1) and _pattern("first_to").search(text, 0, position):
        return "left"
    if claim.mention.unit in table_words("chains", "anniversaries"):
        return "left"  # 公司成立|10周年|大会
    right = right_noun(text, claim)
    if not right:
        told = counts_people(text, claim) and _opens_on_people(text, position)
        return "right" if told or tells_of_some(text, claim) else "left"
    if follows_forward_verb(text, position) or _pattern("one_of").search(text, 0, position):
        return "right"  # 建成一条|10兆瓦|中试线
    floor = max(0, *(text.rfind(mark, 0, position) for mark in "，。；：;:"))
    of_it = text[position + 1 : position + 2] == "的"
    money = claim.mention.kind is Kind.MONEY or (claim.mention.kind is Kind.NUMBER and of_it)
    if money and _pattern("amounts").match(text, *right):
        return "right"  # 周边项目|每平方米3.5万元的|售价
    if money and of_it:
        left = left_phrase(text, position, floor)
        if _length(left) <= 2 and not _pattern("short_amounts").fullmatch(text, *left):
            return "right"
    if text[position - 1 : position] in _LEAD_TO_NOUN or counts_things(claim):
        return "right"
    left = left_phrase(text, position, floor)
    owned = not left or is_subject(text, left) or _pattern("place_part").search(text, *left)
    return "right" if owned or _are_places(text, left) or _counts_bare(text, claim, left, right) else "left"


def _counts_bare(text: str, claim: Claim, left: Span, right: Span) -> bool:
    """Whether a numeral without a unit counts what follows it at once: 让我国|10亿|农民看到, but not 用户达|8亿."""
    if claim.mention.kind is not Kind.NUMBER or right.start != claim.position + 1 or _length(right) < 2:
        return False
    of_people = _pattern("counted_bare").search(text, *right) is not None
    return of_people and _pattern("told_as_number").search(text, *left) is None


def _are_places(text: str, phrase: Span) -> bool:
    """Whether a phrase lists parts of places: 七股乡、北门乡约|24公顷|虱目鱼受害; of many one may look like none."""
    named = members(text, phrase)
    places = sum(is_like_place(text, *one) or is_subject(text, one) for one in named)
    return len(named) > 1 and places >= len(named) - (len(named) >= _MANY)


def _opens_on_people(text: str, position: int) -> bool:
    """Whether a figure of people opens what is told: no noun of theirs stands before it."""
    opens = text[position - 1 : position]
    return (
        opens in _OPEN_ON_PEOPLE
        or follows_forward_verb(text, position)
        or not (left := left_phrase(text, position))
        or is_subject(text, left)
        or _pattern("holiday").fullmatch(text, *left) is not None
    )


def _length(span: Span) -> int:
    return span.end - span.start
