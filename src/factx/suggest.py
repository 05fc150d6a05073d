"""What the rules leave open in texts, gathered by its shape: the same words, in the same frame, at a figure.

Where the reading comes from when no rule gives one: the frames (`factx.frames`) know how a sentence says it, and the
word tells the rest. A word of the lists that the rules share (``{下降}``) stands for its list; another one shows by its
characters which way it goes (猛|缩|, |低|于); one of which nothing is known but that it stands behind 同比 or 较上月 is
taken for a growth, and its draft says that this must be looked at. A verb that tells nothing is a level.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from factx.errors import RuleError
from factx.facts import Fact, Measure
from factx.frames import Found, Frame, load_frames
from factx.pipeline import extract, sentences_in_symbols
from factx.read import Document
from factx.rules import Rules
from factx.symbols import PERIOD, SymbolSentence

_BARE = "level.bare"
_FEWEST = 2  # mentions of a shape: one alone is no pattern, and a rule wants two examples


class Reading(NamedTuple):
    """A sentence in symbols, and what the rules make of it: its facts by position."""

    document: Document
    symbols: SymbolSentence
    facts: dict[int, Fact]


class Context(NamedTuple):
    """A figure that no rule reads: ``position`` is that of its symbol, ``start`` where the frame at it begins."""

    reading: Reading
    position: int
    start: int

    @property
    def fact(self) -> Fact | None:
        return self.reading.facts.get(self.position)


@dataclass
class Shape:
    """Words in a frame with the measure of their figures, and every context that has this shape.

    ``words`` counts them; a list of words is one, written ``{下降}``.
    """

    frame: Frame
    measure: Measure
    words: Counter[str] = field(default_factory=Counter)
    contexts: list[Context] = field(default_factory=list)
    before: set[str] = field(default_factory=set)  # the characters that the word stands behind


def read_sentences(
    document: Document, rules: Rules, stopped: Callable[[RuleError], None] | None = None
) -> list[Reading]:
    """Return the sentences of a document; ``stopped`` is as in `extract`."""
    facts = {fact.start: fact for fact in extract(document, rules, stopped)}
    return [
        Reading(document, symbols, _by_position(symbols, facts))
        for _, symbols, _ in sentences_in_symbols(document, rules, stopped)
    ]


def find_shapes(readings: Sequence[Reading], rules: Rules) -> list[Shape]:
    """Return the shapes of what no rule reads, the most frequent first."""
    open_ones = [(reading, position) for reading in readings for position in unread(reading, rules)]
    frames = [_with_found(frame, open_ones) for frame in load_frames(rules.names[None])]
    shapes: dict[tuple[str, str, Measure], Shape] = {}
    for (reading, position), found, measure in _find(open_ones, frames):
        own = found.word if found.frame.apart or found.listed else ""
        shape = shapes.setdefault((found.frame.name, own, measure), Shape(found.frame, measure))
        shape.words[found.word] += 1
        shape.contexts.append(Context(reading, position, found.start))
        shape.before.add(reading.symbols.text[found.word_start - 1 : found.word_start])
    often = [
        shape
        for shape in shapes.values()
        if len(shape.contexts) >= _FEWEST and (len(shape.before) > 1 or not shape.frame.varied)
    ]
    return sorted(often, key=lambda shape: -len(shape.contexts))  # else in the order of the texts


def unread(reading: Reading, rules: Rules) -> Iterator[int]:
    """Yield the position of each figure that only a fallback rule labels, or nothing."""
    fallback = fallback_rules(rules)
    for position, mention in reading.symbols.mentions.items():
        fact = reading.facts.get(position)
        if mention.is_quantity and (fact is None or fact.rule in fallback):
            yield position


def fallback_rules(rules: Rules) -> frozenset[str]:
    """Return the ids of the rules that only say where an amount has its name, and of what no rule claims."""
    return frozenset({_BARE, *(rule.id for rule in rules.rules if rule.side == "nearest")})


_Open = tuple[Reading, int]


def _by_position(symbols: SymbolSentence, facts: dict[int, Fact]) -> dict[int, Fact]:
    return {
        position: facts[mention.start]
        for position, mention in symbols.mentions.items()
        if symbols.text[position] != PERIOD and mention.start in facts
    }


def _with_found(frame: Frame, contexts: Sequence[_Open]) -> Frame:
    """A frame with the words that the texts show for it."""
    if "found_by" not in frame.table:
        return frame
    compared: Counter[str] = Counter()
    for reading, position in contexts:
        if word := frame.discover(reading.symbols.text, position):
            compared[word] += 1
    tried = replace(frame, found=tuple(sorted(compared)))
    every = Counter(found.word for _, found, _ in _find(contexts, [tried]))
    # 进度|过半 stands behind a comparison once and for itself a hundred times: it is no word of motion.
    least = float(frame.table.get("found_in", 0))
    return replace(frame, found=tuple(word for word in tried.found if compared[word] >= least * every[word]))


def _find(contexts: Iterable[_Open], frames: Sequence[Frame]) -> Iterator[tuple[_Open, Found, Measure]]:
    """Each figure with the first frame that fits."""
    for reading, position in contexts:
        kind = reading.symbols.mentions[position].kind
        for frame in frames:
            measure = frame.measure(kind)
            if frame.bare and getattr(reading.facts.get(position), "rule", None) != _BARE:
                continue
            if measure and (found := frame.find(reading.symbols.text, position)):
                yield (reading, position), found, measure
                break
