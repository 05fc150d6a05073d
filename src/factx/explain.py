"""Why a sentence gave what it gave: each of its mentions, the rules that met over it, where each field was read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from factx.audit import unread
from factx.characters import plain_text
from factx.claim_steps import Step
from factx.claims import FALLBACK, Claim
from factx.dateline import document_date, find_dateline
from factx.errors import RuleError
from factx.facts import Fact, Kind, Measure, Mention
from factx.govern import Governed
from factx.match import Label
from factx.near import Near, nearest_rules
from factx.no_facts import NoFact, why_no_fact
from factx.origins import How, Origin
from factx.pipeline import extract, indicator_of_unit
from factx.quantities import find_mentions
from factx.read import Document
from factx.rules import Rule, Rules
from factx.spans import Span
from factx.stays_text import StaysText, why_text
from factx.symbols import ANY, SYMBOL_NAMES
from factx.tables import Cell
from factx.trace import SentenceTrace, Trace

FACT = "fact"
_BOUNDS = frozenset(f"，、；：。！？（）\n{ANY}")


class Words(NamedTuple):
    """Words of the document."""

    start: int
    end: int
    text: str


class Reading(NamedTuple):
    """How a field came to what it holds: the ``words`` that say so, and the figure ``by`` which it was handed on.

    ``of`` is where the name was read that the words stand for (全市, 该公司). ``passed`` are words in front of the
    figure that were taken for no name.
    """

    field: str
    value: str | None
    how: str
    words: Words | None = None
    by: Words | None = None
    of: "Reading | None" = None
    passed: Words | None = None


class Candidate(NamedTuple):
    """A rule that matches a figure, and over which words.

    ``lost`` is None for the winner; for others it is by what the winner is better: ``priority``, ``length``, ``order``.
    It is ``list`` where the figures round it give it another rule.
    """

    rule: Rule
    words: Words
    lost: str | None


@dataclass
class Explanation:
    """What became of one mention, or of a numeral that is none (``mention`` is None then).

    ``symbol`` is the name that patterns have for it, None where it stayed text. ``outcome`` is ``fact``, or in one word
    what else; ``why`` tells it. ``rules`` match it, the winner first; ``near`` all but do, where none does.
    """

    words: Words
    mention: Mention | None
    symbol: str | None
    outcome: str
    why: str | None = None
    fact: Fact | None = None
    rules: list[Candidate] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    near: list[Near] = field(default_factory=list)


@dataclass
class ExplainedSentence:
    """One sentence: what patterns see of it, its mentions in order, and the date from which its words of time count."""

    doc: str
    words: Words
    symbols: str
    date: str | None
    date_from: str | None
    mentions: list[Explanation]
    trace: SentenceTrace


def explain(
    document: Document, rules: Rules, stopped: Callable[[RuleError], None] | None = None, offset: int | None = None
) -> list[ExplainedSentence]:
    """Return what became of the numerals of a document: of the sentence at ``offset``, else of each that has any."""
    trace = Trace()
    extract(document, rules, stopped, trace)
    dateline = None if document.date else find_dateline(plain_text(document.text))
    date_from = document.date_from if document.date else "the text" if dateline else None
    today = document_date(document.date, plain_text(document.text))
    mentions = find_mentions(document.text)
    found = []
    for seen in trace.sentences:
        if offset is not None and not seen.sentence.start <= offset < seen.sentence.end:
            continue
        reader = _Reader(document, rules, trace, seen)
        explained = list(reader.read(mentions))
        if explained or offset is not None:
            words = reader.words(seen.sentence.start, seen.sentence.end)
            date = today.isoformat() if today else None
            found.append(
                ExplainedSentence(document.name, words, seen.symbols.shown(), date, date_from, explained, seen)
            )
    return found


_CLASSES = {
    Kind.PERIOD: "a word of time",
    Kind.DATE: "a date",
    Kind.TIME: "a time of day",
    Kind.CODE: "a code",
    Kind.NAME: "a name that holds a numeral",
    Kind.IDIOM: "a fixed phrase, which counts nothing",
    Kind.ORDINAL: "an ordinal, which only names",
    Kind.DOCUMENT_NUMBER: "the number of a document",
    Kind.PHONE: "a telephone number",
    Kind.VAGUE: "a vague count",
    Kind.SCORE: "a score or ratio",
}


class _Reader:
    """What the pipeline noted on one sentence, put together by mention."""

    def __init__(self, document: Document, rules: Rules, trace: Trace, seen: SentenceTrace) -> None:
        self.text, self.plain = document.text, plain_text(document.text)
        self.rules, self.trace, self.seen, self.symbols = rules, trace, seen, seen.symbols
        self.positions = {mention.start: position for position, mention in seen.symbols.mentions.items()}
        self.governed = {one.claim.position: (one, fact) for one, fact in zip(seen.governed, seen.facts, strict=True)}

    def words(self, start: int, end: int) -> Words:
        return Words(start, end, self.text[start:end])

    def read(self, mentions: list[Mention]) -> Iterator[Explanation]:
        """The mentions of the sentence and the numerals that none covers, in order."""
        at = self.seen.sentence.start
        for mention in self._inside(mentions):
            yield from self._unread(at, mention.start)
            yield self._mention(mention)
            at = mention.end
        yield from self._unread(at, self.seen.sentence.end)

    def _inside(self, mentions: list[Mention]) -> list[Mention]:
        """The document's mentions inside the sentence; a plain rule may have put others in their place."""
        symbols = list(self.symbols.mentions.values())
        start, end = self.seen.sentence[:2]
        text = [one for one in mentions if start <= one.start and one.end <= end]
        kept = [one for one in text if not any(one.start < other.end and other.start < one.end for other in symbols)]
        return sorted([*symbols, *kept], key=lambda mention: mention.start)

    def _unread(self, start: int, end: int) -> Iterator[Explanation]:
        for one in unread(self.text, self.plain, start, end):
            why = "part of a word" if one.kind == "word" else "digits that are read as no number"
            yield Explanation(Words(one.start, one.end, one.text), None, None, one.kind, why)

    def _mention(self, mention: Mention) -> Explanation:
        words = Words(mention.start, mention.end, mention.text)
        position = self.positions.get(mention.start)
        if position is None:
            return self._stayed_text(words, mention)
        symbol = SYMBOL_NAMES[self.symbols.text[position]]
        if mention.kind is Kind.PERIOD:
            return Explanation(words, mention, symbol, "period", self._what_it_dates(position, words))
        rules = self._candidates(position)
        if position not in self.governed:
            return self._without_fact(words, mention, symbol, rules, position)
        governed, fact = self.governed[position]
        if rules and rules[0].rule.id != fact.rule:
            rules = [one._replace(lost=one.lost or "list") for one in rules]
        readings = list(_FieldReader(self, governed, fact).readings())
        near = nearest_rules(self.rules, self.symbols, position) if fact.rule == FALLBACK else []
        return Explanation(words, mention, symbol, FACT, None, fact, rules, readings, near)

    def _without_fact(
        self, words: Words, mention: Mention, symbol: str, rules: list[Candidate], position: int
    ) -> Explanation:
        judged = next((claims for step, claims in self.seen.steps if step is Step.LIST), None)
        if judged is None:
            return Explanation(words, mention, symbol, "table", "stands in a table, and is none of its figures")
        reason = why_no_fact(next(claim for claim in judged if claim.position == position), self.symbols)
        if reason is None:
            of = next((fact for one, fact in self.governed.values() if position in range(*one.claim.phrase)), None)
            why = f"says which are meant, inside the indicator of {of.text if of else 'another figure'}"
            return Explanation(words, mention, symbol, "qualifier", why, None, rules)
        wanted = reason in (NoFact.RANK, NoFact.NUMERAL)  # a rule would make it one
        near = nearest_rules(self.rules, self.symbols, position) if wanted else []
        return Explanation(words, mention, symbol, _word(reason), reason, None, rules, [], near)

    def _stayed_text(self, words: Words, mention: Mention) -> Explanation:
        stays = why_text(self.plain, mention)
        if stays is None or stays is StaysText.NO_QUANTITY:
            return Explanation(words, mention, None, mention.kind, _CLASSES.get(mention.kind, mention.kind))
        return Explanation(words, mention, None, _word(stays), stays)

    def _what_it_dates(self, position: int, words: Words) -> str:
        if position in self.seen.compared:
            return "a word of time that only compares or names"
        dated = [
            one.claim.mention.text for one in self.seen.governed if one.period_origin[1:3] == (words.start, words.end)
        ]
        period = self.seen.times.get(position)
        return f"a word of time{f' ({period})' if period else ''}, the period of {', '.join(dated) or 'no figure here'}"

    def _candidates(self, position: int) -> list[Candidate]:
        labels = [label for at, label in self.seen.labels if at == position]
        ranked = sorted(labels, key=lambda label: label.rank, reverse=True)
        return [
            Candidate(label.rule, self.words(*self.symbols.span(label.start, label.end)), _lost(ranked[0], label))
            for label in ranked
        ]


def _word(reason: NoFact | StaysText) -> str:
    return reason.name.lower().replace("_", " ")


def _lost(winner: Label, label: Label) -> str | None:
    if label is winner:
        return None
    at = next((at for at, (mine, best) in enumerate(zip(label.rank, winner.rank, strict=True)) if mine != best), 2)
    return ("priority", "length", "order")[at]


class _FieldReader:
    """Where each field of one fact was read."""

    def __init__(self, sentence: _Reader, governed: Governed, fact: Fact) -> None:
        self.sentence, self.governed, self.fact = sentence, governed, fact
        self.claim = governed.claim
        self.said = self.claim.label.said if self.claim.label else {}
        self.states = [
            (step, claims, claim)
            for step, claims in sentence.seen.steps
            for claim in claims
            if claim.position == self.claim.position
        ]

    def readings(self) -> Iterator[Reading]:
        yield from self._by_table(self.claim.cell) if self.claim.cell else self._by_sentence()
        yield self._governed("subject", self.fact.subject, self.governed.subject_origin)
        yield self._governed("period", self.fact.period, self.governed.period_origin)
        yield self._governed("modality", self.fact.modality, self.governed.modality_origin)
        for column, value in self.fact.own.items():
            yield self._by_rule(column, value) or Reading(column, value, How.RULE)

    def _by_sentence(self) -> Iterator[Reading]:
        yield self._measure()
        yield self._indicator()
        yield self._reference()

    def _by_table(self, cell: Cell) -> Iterator[Reading]:
        """What the names of its row and column say of a figure of a table."""
        against = self.sentence.words(*cell.reference) if cell.reference else None
        yield Reading("measure", self._signed(), "column", self.sentence.words(*cell.heading))
        yield Reading("indicator", self.fact.indicator, "cell", self.sentence.words(*cell.row))
        yield Reading("reference", self.fact.reference, "column" if against else How.NOTHING, against)

    def _measure(self) -> Reading:
        step, neighbour = self._settled(lambda claim: (claim.measure, claim.rule))
        label = self.claim.label or next((label for at, label in self._labels()), None)
        handed = "name of a share" if self.fact.measure is Measure.SHARE else "handed on"
        how = {Step.BEGIN: "rule" if label else "kind", Step.HAND_ON: handed}.get(step, step)
        return Reading("measure", self._signed(), how, by=neighbour)

    def _labels(self) -> list[tuple[int, Label]]:
        return [found for found in self.sentence.seen.labels if found[0] == self.claim.position]

    def _signed(self) -> str:
        return f"{self.fact.measure}, negative" if self.claim.sign < 0 else str(self.fact.measure)

    def _indicator(self) -> Reading:
        value, claim = self.fact.indicator, self.claim
        if value is None:
            return Reading("indicator", None, How.NOTHING, passed=self._passed())
        if not claim.listed and (read := self._by_rule("indicator", value)):
            return read
        nameless = not (claim.topic or claim.pieces or claim.phrase)
        if value and claim.reference and self.fact.reference is None:
            return Reading("indicator", value, How.RULE, self._span(claim.reference))  # 位列|中国企业500强|第289位
        if nameless or indicator_of_unit(claim.mention, self.sentence.text):
            return Reading("indicator", value, "unit")
        if claim.topic:
            return Reading("indicator", value, "sentence before", by=self._source_of_topic(), passed=self._passed())
        step, neighbour = self._settled(lambda claim: (claim.phrase, claim.pieces))
        return self._phrase(value, step, neighbour)

    def _phrase(self, value: str, step: Step, neighbour: Words | None) -> Reading:
        claim, words = self.claim, self._span(self.claim.phrase)
        if claim.inherited:
            by = self._owner_of(claim.phrase)
            return Reading("indicator", value, "handed on", words, by, passed=self._passed())
        if step is Step.DISTRIBUTE:
            return Reading("indicator", value, "list", self._span(claim.member) or words)
        if step is Step.LEAD:
            return Reading("indicator", value, "handed back", words, neighbour)
        if claim.pieces:
            return Reading("indicator", value, "joined", words)
        if claim.label and "indicator" in claim.label.slots:
            return Reading("indicator", value, How.RULE, words)
        return Reading("indicator", value, "left" if claim.phrase.start < claim.position else "right", words)

    def _passed(self) -> Words | None:
        """What stands in front of the figure and its rule, in its clause."""
        if self.claim.listed:
            return None
        text, end = self.sentence.symbols.text, self.claim.start
        start = end
        while start and text[start - 1] not in _BOUNDS:
            start -= 1
        return self._span(Span(start, end)) if text[start:end].strip() else None

    def _reference(self) -> Reading:
        value, claim = self.fact.reference, self.claim
        if value is None:
            return Reading("reference", None, How.NOTHING)
        if read := self._by_rule("reference", value):
            return read
        step, neighbour = self._settled(lambda claim: claim.reference)
        how = {Step.LIST: "list", Step.COMPARE: "comparison"}.get(step, str(How.RULE))
        return Reading("reference", value, how, self._span(claim.reference), neighbour)

    def _governed(self, name: str, value: str | None, origin: Origin) -> Reading:
        if read := self._by_rule(name, value):
            return read
        return Reading(name, value, origin.how, self._words(origin), of=self._of(origin.of))

    def _of(self, origin: Origin | None) -> Reading | None:
        return origin and Reading("name", None, origin.how, self._words(origin))

    def _words(self, origin: Origin) -> Words | None:
        return self.sentence.words(origin.start, origin.end) if origin.end else None

    def _by_rule(self, name: str, value: str | None) -> Reading | None:
        """The reading of what the rule takes from the text as it stands."""
        return Reading(name, value, How.RULE, self.sentence.words(*self.said[name])) if name in self.said else None

    def _settled(self, of: Callable[[Claim], object]) -> tuple[Step, Words | None]:
        """The step that gave the claim what it has, and the figure beside it that the step took it from."""
        settled, claims = self.states[0][0], self.states[0][1]
        for (_, _, before), (step, beside, after) in pairwise(self.states):
            if of(before) != of(after):
                settled, claims = step, beside
        offset = {Step.LIST: -1, Step.SHARE: -1, Step.LEAD: 1}.get(settled)
        return settled, None if offset is None else self._beside(claims, offset)

    def _beside(self, claims: list[Claim], offset: int) -> Words | None:
        at = next(index for index, claim in enumerate(claims) if claim.position == self.claim.position) + offset
        return _said(claims[at]) if 0 <= at < len(claims) else None

    def _owner_of(self, phrase: Span) -> Words | None:
        """The nearest figure before whose own noun phrase it is."""
        claims = [claim for claim in self.states[-1][1] if claim.position < self.claim.position and not claim.inherited]
        same = [claim for claim in claims if claim.phrase.end == phrase.end] or claims
        return _said(same[-1]) if same else None

    def _source_of_topic(self) -> Words | None:
        """The last figure before the sentence, whose indicator it took over."""
        carried, seen = self.sentence.seen.topic, self.sentence.seen
        earlier = self.sentence.trace.sentences[: self.sentence.trace.sentences.index(seen)]
        facts = [fact for one in earlier for fact in one.facts if carried and fact.indicator == carried.indicator]
        return Words(facts[-1].start, facts[-1].end, facts[-1].text) if facts else None

    def _span(self, span: Span) -> Words | None:
        return self.sentence.words(*self.sentence.symbols.span(*span)) if span else None


def _said(claim: Claim) -> Words:
    return Words(claim.mention.start, claim.mention.end, claim.mention.text)
