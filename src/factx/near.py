"""The rules that all but read a figure: the one part of the pattern that does not fit, and what stands there instead.

A pattern is taken apart at its top level, as it is written. Then one part at a time is loosened: any characters, or
none, may stand for it or before it. What matches the figure now failed at that part alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

import regex

from factx.facts import Kind
from factx.match import holds
from factx.notation import CLASSES, NAME, SLOTS, read_pattern
from factx.raw import find_matches
from factx.rules import Rule, Rules
from factx.symbols import ANY, KIND_NAMES, QUANTITIES, SymbolSentence

_MOST = 3
_PATIENCE = 0.2  # seconds for one pattern
_GAP = f"(?P<gap>[^{QUANTITIES}，。；：！？]%s)"
_SOME, _ANY = "{1,8}?", "{0,8}?"
_WORD_LENGTH = 2  # characters of most words; what takes as little as it can often begins inside one
_ANY_FIGURE = f"(?P<gap>[{QUANTITIES}])"
_NOTHING = "(?P<gap>)"
_ITEM = regex.compile(
    r"(?:\{\p{Han}+(?::\p{Han}+)?\}|\\[pPN]\{[^}]*\}|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]"
    r"|(?<group>\((?:\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[^()\\\[]|(?&group))*\))|.)"
    r"(?:(?:[?*+]|\{\d*,?\d*\})[?+]?)?",
    regex.DOTALL,
)
_ASSERTION = regex.compile(r"\(\?<?[=!]|[\^$]|\\[bBAZGmM]")
_WORD = regex.compile(r"\p{Han}")
_BEFORE, _AFTER = 60, 30  # how far from the figure a rule may begin and end


@dataclass(frozen=True, slots=True)
class Near:
    """A rule that all but reads a figure; spans are those of the sentence in symbols.

    ``expected`` is the part that does not fit, as the file has it, ``stands`` where something else is; ``span`` is what
    the pattern covers with it, ``fits`` how many characters of that its other parts say. ``how`` it fails: ``part``
    (something else stands there, or nothing), ``between`` (something stands before it), ``kind`` (another kind of
    figure), ``forbidden`` (what must not stand there does), ``unit`` (``where`` asks for another unit).
    """

    rule: Rule
    how: str
    expected: str
    stands: tuple[int, int]
    span: tuple[int, int]
    fits: int

    @property
    def rank(self) -> int:
        """The nearest is the one that says most of what stands there, and leaves least of it out, best a whole word."""
        length = self.stands[1] - self.stands[0]
        return 2 * self.fits - (abs(length - _WORD_LENGTH) if self.how == "part" else length) - 2 * (self.how == "kind")


def nearest_rules(rules: Rules, sentence: SymbolSentence, position: int) -> list[Near]:
    """Return the rules that come nearest to reading the figure at a position, the nearest first.

    A rule whose other parts say nothing of what stands there is not near. Plain rules are not taken apart.
    """
    found = [near for rule in rules.rules if not rule.raw and (near := _nearest(rule, sentence, position))]
    return sorted(found, key=lambda near: (-near.rank, -near.rule.layer, near.rule.order))[:_MOST]


def _nearest(rule: Rule, sentence: SymbolSentence, position: int) -> Near | None:
    found = list(_refused_by_unit(rule, sentence, position))
    for items in split_pattern(rule.written):
        for how, expected, pattern in _loosened(rule, items, sentence.text):
            found += _matches(rule, how, expected, pattern, sentence.text, position)
    return max((near for near in found if near.fits), key=lambda near: near.rank, default=None)


def _refused_by_unit(rule: Rule, sentence: SymbolSentence, position: int) -> Iterator[Near]:
    """The matches of the whole pattern whose unit the rule does not take."""
    for match in find_matches(rule, sentence.text, lambda _: None):
        at = [match.start(emission.group) for emission in rule.emissions if match[emission.group]]
        if position in at and not holds(rule, match, sentence):
            yield Near(rule, "unit", "where", (position, position + 1), match.span(), _fits(rule, match))


def _loosened(rule: Rule, items: Sequence[str], text: str) -> Iterator[tuple[str, str, str]]:
    """The pattern with one part loosened: how, the part, and the pattern as it would be written."""
    missing = [at for at, item in enumerate(items) if not _occurs(rule, item, text)]
    if len(missing) > 1:
        return
    words = [at for at, item in enumerate(items) if not (_holds_figure(item) or _may_be_empty(rule, item))]
    for at, item in enumerate(items):
        if missing and at != missing[0]:
            continue
        before, after = "".join(items[:at]), "".join(items[at + 1 :])
        if _ASSERTION.match(item):
            yield "forbidden", item, before + _NOTHING + after
        elif _holds_figure(item):
            yield "kind", item, before + _ANY_FIGURE + after
        elif not _may_be_empty(rule, item):
            yield "part", item, before + _GAP % f"{{{_WORD_LENGTH}}}" + after
            yield "part", item, before + _GAP % (_SOME if words == [at] else _ANY) + after
        if at and not missing:
            needed = next((one for one in items[at:] if not _may_be_empty(rule, one)), item)
            yield "between", needed, before + _GAP % _SOME + item + after


def _matches(rule: Rule, how: str, expected: str, pattern: str, text: str, position: int) -> Iterator[Near]:
    """What the loosened pattern matches round the figure at a position."""
    compiled = _compiled(_Piece(pattern, rule))
    if compiled is None:
        return
    groups = [emission.group for emission in rule.emissions if emission.group in compiled.groupindex]
    window = (max(0, position - _BEFORE), min(len(text), position + _AFTER))
    try:
        for match in compiled.finditer(text, *window, overlapped=True, timeout=_PATIENCE):
            figures = ["gap"] if how == "kind" else groups
            if any(match.start(group) == position for group in figures):
                yield Near(rule, how, expected, match.span("gap"), match.span(), _fits(rule, match))
    except TimeoutError:
        return


def _fits(rule: Rule, match: "regex.Match[str]") -> int:
    """How many characters match parts that say something: no symbols, nothing in slots."""
    groups = match.re.groupindex.keys()
    loose = ({name[2] or name[1] for name in NAME.finditer(rule.pattern) if name[1] in SLOTS} | {"gap"}) & groups
    return _characters(match[0]) - sum(_characters(match[group] or "") for group in loose)


def _characters(text: str) -> int:
    return sum(character not in ANY for character in text)


@cache
def split_pattern(written: str) -> tuple[tuple[str, ...], ...]:
    """Return the parts of a pattern at its top level, by alternative; plain characters in a row are one part."""
    branches: list[list[str]] = [[]]
    for match in _ITEM.finditer(written):
        item = match[0]
        if item == "|":
            branches.append([])
        elif _WORD.fullmatch(item) and branches[-1] and _WORD.match(branches[-1][-1]):
            branches[-1][-1] += item
        else:
            branches[-1].append(item)
    return tuple(map(tuple, branches))


class _Piece(NamedTuple):
    """A piece of a pattern as it is written, and the rule whose names it uses."""

    written: str
    rule: Rule

    def __hash__(self) -> int:
        return hash((self.written, self.rule.id))


@lru_cache(maxsize=4096)
def _compiled(piece: _Piece) -> "regex.Pattern[str] | None":
    """The pattern of a piece; None for what is none without the rest: a reference back to it."""
    try:
        return regex.compile(read_pattern(piece.written, piece.rule.names).source)
    except (ValueError, regex.error):
        return None


def _occurs(rule: Rule, item: str, text: str) -> bool:
    compiled = _compiled(_Piece(item, rule))
    return compiled is None or compiled.search(text) is not None


def _may_be_empty(rule: Rule, item: str) -> bool:
    compiled = _compiled(_Piece(item, rule))
    return compiled is None or compiled.fullmatch("") is not None


def _holds_figure(item: str) -> bool:
    """Whether a part stands for a figure."""
    names = [name[1] for name in NAME.finditer(item)]
    return any(name in CLASSES or KIND_NAMES.get(name, Kind.PERIOD) is not Kind.PERIOD for name in names)
