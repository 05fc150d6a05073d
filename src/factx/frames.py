"""The frames in which a word says what a figure is (同比|猛缩|三成, 占|全市|的三成), from ``patterns/suggest.toml``."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import regex

from factx.facts import Kind, Measure
from factx.lexicon import load_table, load_words
from factx.notation import CLASSES, Names, read_pattern
from factx.right_phrases import right_phrase
from factx.symbols import KIND_NAMES

_WORD, _VALUE = "{词}", "{值}"
_FIGURE = "\uf8ff"  # stands for the figure that a frame is tried at
_BEFORE, _BEHIND = 40, 20  # characters round the figure in which it is tried


@dataclass(frozen=True)
class Found:
    """A frame at a figure: the word in it, or the list that the word stands in, written ``{下降}``."""

    frame: "Frame"
    word: str
    start: int
    word_start: int

    @property
    def listed(self) -> bool:
        return self.word.startswith("{")


@dataclass(frozen=True)
class Frame:
    """How a sentence says what a figure is by one word. ``table`` is the frame as its file has it, ``names`` the lists
    and parts of the rules in force; ``found`` are the words that stood where ``found_by`` says."""

    table: dict[str, Any]
    names: Names
    found: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return str(self.table["name"])

    @property
    def sign(self) -> int:
        return int(self.table.get("sign", 1))

    @property
    def checks(self) -> list[str]:
        """What a reader has to settle: the frame only guesses it."""
        return list(self.table.get("check", []))

    @property
    def apart(self) -> bool:
        """Whether each word of no list makes a draft of its own."""
        return bool(self.table.get("apart", False))

    @property
    def varied(self) -> bool:
        """Whether a word of no list must stand behind different characters, so that it is whole."""
        return bool(self.table.get("varied", False))

    @property
    def bare(self) -> bool:
        """Whether it is only for figures of which the rules do not even know where their noun stands."""
        return bool(self.table.get("bare", False))

    def rule_keys(self) -> dict[str, Any]:
        """Return what the rules of the frame have beside measure and pattern."""
        return {key: self.table[key] for key in ("sign", "where", "fields", "side") if key in self.table}

    @property
    def kinds(self) -> list[Kind]:
        """The kinds of figures that the frame is for."""
        return [kind for name in self.table["measures"] for kind in kinds(name)]

    def measure(self, kind: Kind) -> Measure | None:
        """Return what a figure of this kind is in the frame, None where it is nothing."""
        for name, measure in self.table["measures"].items():
            if kind in kinds(name):
                return Measure(measure)
        return None

    def find(self, text: str, position: int) -> Found | None:
        """Return the word that the frame finds at the figure at ``position`` of a sentence in symbols."""
        if self.table.get("noun_behind") and not right_phrase(text, position + 1):
            return None
        match = _search(self._pattern, text, position)
        if match is None:
            return None
        lists = [name for name in self.table.get("lists", []) if match[name]]
        return Found(self, f"{{{lists[0]}}}" if lists else match["词"], match.start(), match.start("词"))

    def discover(self, text: str, position: int) -> str | None:
        """Return the word that stands where ``found_by`` says, at the figure at ``position``."""
        match = _search(self._discovery, text, position) if self._discovery else None
        return match["词"] if match and match["词"] not in _adverbs() else None

    def pattern(self, words: Sequence[str], figures: Iterable[Kind]) -> str:
        """Return the frame as the pattern of a rule for words, or one ``{list}``, and these kinds of figures."""
        word = words[0] if len(words) == 1 else f"(?:{'|'.join(words)})"
        return str(self.table["pattern"]).replace(_WORD, word).replace(_VALUE, self._values(set(figures)))

    def _values(self, figures: set[Kind]) -> str:
        """The figures as a pattern writes them: a class where several of its kinds are there."""
        names: list[str] = []
        for name in self.table["measures"]:
            seen = [one for one, kind in KIND_NAMES.items() if kind in figures and kind in kinds(name)]
            names += [name] if len(seen) > 1 else seen
        return f"{{{names[0]}}}" if len(names) == 1 else f"(?:{'|'.join(f'{{{name}}}' for name in names)})"

    @cached_property
    def _pattern(self) -> "regex.Pattern[str]":
        lists = [f"{{{name}}}" for name in self.table.get("lists", [])]
        words = [*self.table.get("words", []), *self.found]
        for file in self.table.get("word_files", []):
            words += [word for word in load_words(file) if word not in _adverbs()]
        like = [self.table["like"]] if "like" in self.table and "found_by" not in self.table else []
        words.sort(key=len, reverse=True)
        return self._compiled(self.table["pattern"], "|".join([*lists, *words, *like]) or "(?!)")

    @cached_property
    def _discovery(self) -> "regex.Pattern[str] | None":
        return self._compiled(self.table["found_by"], self.table["like"]) if "found_by" in self.table else None

    def _compiled(self, pattern: str, word: str) -> "regex.Pattern[str]":
        said = pattern.replace(_WORD, f"(?P<词>{word})").replace(_VALUE, _FIGURE)
        return regex.compile(read_pattern(said, self.names).source)


def _search(pattern: "regex.Pattern[str]", text: str, position: int) -> "regex.Match[str] | None":
    """The match that the figure at ``position`` is in: it is the only one that can be the value."""
    marked = f"{text[:position]}{_FIGURE}{text[position + 1 :]}"
    return pattern.search(marked, max(0, position - _BEFORE), position + _BEHIND)


@cache
def _adverbs() -> frozenset[str]:
    """What stands in front of any figure, and tells nothing: 首次, 已经, 其中."""
    return frozenset(load_table("phrases")["openers"])


def load_frames(names: Names) -> list[Frame]:
    """Return the built-in frames, in the order in which they are tried."""
    said = load_table("suggest")
    scope = Names(names.lists, names.parts | said["parts"])
    return [Frame(table, scope) for table in said["frame"]]


def kinds(name: str) -> tuple[Kind, ...]:
    """Return the kinds of figures that a name of the rule notation stands for."""
    return CLASSES.get(name) or (KIND_NAMES[name],)
