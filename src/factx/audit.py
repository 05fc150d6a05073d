"""Every numeral of a text accounted for: a fact, a class that is no fact, or unclaimed."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from factx.characters import plain_text
from factx.errors import RuleError
from factx.facts import Fact, Kind, Mention
from factx.pipeline import extract
from factx.quantities import find_mentions
from factx.read import Document
from factx.rules import Rules
from factx.stays_text import is_small

FACT, UNCLAIMED = "fact", "unclaimed"
_CONTEXT = 14  # characters shown on each side
_NUMERAL = re.compile("[0-9]+(?:[.,:/][0-9]+)*|[零〇一二三四五六七八九十百千万亿兆两]+")
_CLASSES = {Kind.PERIOD: "date", Kind.RANK: "ordinal", Kind.DURATION: "duration"}
_UNCOUNTED = frozenset({"vague", UNCLAIMED})


class Numeral(NamedTuple):
    """A numeral and what became of it.

    ``kind`` is ``fact``, a class that is no fact (``date``, ``code``, ``name``, … as `Kind` has them; a ``duration``
    only frames, a ``small count`` enumerates, a ``qualifier`` says which are counted, a ``word`` holds it), or
    ``unclaimed``.
    ``rule`` is that of a fact. Offsets are those of the document; ``line`` and ``column`` count from 1.
    """

    start: int
    end: int
    text: str
    kind: str
    rule: str | None
    line: int
    column: int
    before: str
    after: str


def audit(document: Document, rules: Rules, stopped: Callable[[RuleError], None] | None = None) -> list[Numeral]:
    """Return the numerals of a document, in the order of their spans."""
    facts = {fact.start: fact for fact in extract(document, rules, stopped)}
    plain = plain_text(document.text)
    found: list[Numeral] = []
    at = 0
    for mention in find_mentions(document.text):
        found += unread(document.text, plain, at, mention.start)
        at = mention.end
        if _NUMERAL.search(plain, mention.start, mention.end) or mention.start in facts:
            fact = facts.get(mention.start)
            kind = FACT if fact else _kind(mention)
            found.append(_numeral(document.text, mention.start, mention.end, kind, fact))
    return found + unread(document.text, plain, at, len(plain))


def _kind(mention: Mention) -> str:
    """The class of a mention that is no fact."""
    if mention.kind in _CLASSES or not mention.is_quantity or mention.kind is Kind.ORDINAL:
        return _CLASSES.get(mention.kind, mention.kind.value)
    if is_small(mention):
        return "small count"
    if mention.kind is Kind.NUMBER:
        return "date" if re.fullmatch("(?:19|20)[0-9]{2}", mention.text) else UNCLAIMED
    return "qualifier"


def unread(text: str, plain: str, start: int, end: int) -> list[Numeral]:
    """Return the numerals between two offsets that no mention covers: a lone Chinese digit is part of a word."""
    return [
        _numeral(text, *match.span(), "word" if match[0] in "零〇一二三四五六七八九十百千万亿兆两" else UNCLAIMED, None)
        for match in _NUMERAL.finditer(plain, start, end)
    ]


def _numeral(text: str, start: int, end: int, kind: str, fact: Fact | None) -> Numeral:
    opened = max(text.rfind(mark, 0, start) for mark in "\n\r") + 1
    closed = min((at for mark in "\n\r" if (at := text.find(mark, end)) >= 0), default=len(text))
    return Numeral(
        start,
        end,
        text[start:end],
        kind,
        fact.rule if fact else None,
        len(re.findall(r"\r\n|\r|\n", text[:opened])) + 1,
        start - opened + 1,
        text[max(opened, start - _CONTEXT) : start],
        text[end : min(closed, end + _CONTEXT)],
    )


class Tally:
    """How many numerals ended in which class, over all documents that went through ``count``."""

    def __init__(self) -> None:
        self.kinds: Counter[str] = Counter()

    def count(self, documents: Iterable[tuple[str, list[Numeral]]]) -> Iterator[tuple[str, list[Numeral]]]:
        """Yield the documents as they come, counted."""
        for name, numerals in documents:
            self.kinds.update(numeral.kind for numeral in numerals)
            yield name, numerals

    @property
    def unclaimed(self) -> float:
        """The share of numerals that nothing claims, between 0 and 1."""
        return self.kinds[UNCLAIMED] / max(self.kinds.total(), 1)

    def said(self) -> str:
        """Return ``412 numerals: 371 facts, 33 dates, 5 names, 3 unclaimed``."""
        kinds = [(kind, count) for kind, count in self.kinds.most_common() if kind != UNCLAIMED]
        parts = [_counted(count, kind) for kind, count in [*kinds, (UNCLAIMED, self.kinds[UNCLAIMED])]]
        return f"{_counted(self.kinds.total(), 'numeral')}: {', '.join(parts)}"


def _counted(count: int, kind: str) -> str:
    return f"{count} {kind}{'' if count == 1 or kind in _UNCOUNTED else 's'}"


def audit_report(documents: Iterable[tuple[str, Sequence[Numeral]]], tally: Tally) -> Iterator[str]:
    """Yield the tally, then what is unclaimed, one line each: ``FILE:line:column: before⟦numeral⟧after``."""
    lines = [
        f"{name}:{one.line}:{one.column}: {one.before}⟦{one.text}⟧{one.after}\n"
        for name, numerals in documents
        for one in numerals
        if one.kind == UNCLAIMED
    ]
    yield f"{tally.said()}\n"
    yield from lines


def audit_lines(documents: Iterable[tuple[str, Sequence[Numeral]]]) -> Iterator[str]:
    """Yield one JSON object a numeral."""
    import json

    for name, numerals in documents:
        for one in numerals:
            yield json.dumps({"doc": name, **one._asdict()}, ensure_ascii=False) + "\n"
