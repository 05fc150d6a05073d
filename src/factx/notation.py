"""The notation of patterns: names in braces, what they stand for, and what a sentence must hold for a match."""

import difflib
from dataclasses import dataclass
from functools import cache

import regex

from factx.facts import Kind
from factx.kept import make_kept
from factx.lexicon import alternation
from factx.required import Choice, required_choices
from factx.symbols import ANY, KIND_NAMES, QUANTITIES, SYMBOLS

# Classes of kinds that a pattern may name, and the slots: bounded runs of characters between the symbols.
CLASSES = {
    "量": (Kind.COUNT, Kind.MONEY, Kind.DURATION, Kind.NUMBER),
    "比率": (Kind.PERCENT, Kind.FRACTION),
    "任何": tuple(kind for kind in SYMBOLS if kind is not Kind.PERIOD),
}
SLOTS = {
    "起点": f"[^{QUANTITIES}，。；;：！？]{{0,14}}?",
    "止点": f"[^{QUANTITIES}，。；;：！？]{{0,12}}?",
    "指标": f"[^{ANY}，。；;：！？达至到占为]{{1,30}}?",
    "参照": f"[^{QUANTITIES}，。；;：！？]{{1,24}}?",
    "隔": f"[^{ANY}，。；;：！？]{{0,10}}?",
}
LONGEST = 2000  # characters of a pattern as it is written
_MOST_REPEATS = 100_000  # of one character, all counts round it multiplied: the engine spells them out
NAME = regex.compile(r"\{(\p{Han}+)(?::(\p{Han}+))?\}")
_CLASS = regex.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_GROUP = regex.compile(r"\(\?P?<(\w+)>")
_COUNT = regex.compile(r"\{(\d*),?(\d*)\}")


@dataclass(frozen=True)
class Names:
    """The lists and parts that a pattern may name."""

    lists: dict[str, tuple[str, ...]]
    parts: dict[str, str]

    def near(self, name: str) -> str | None:
        """Return the known name that looks most like ``name``."""
        known = [*KIND_NAMES, *CLASSES, *SLOTS, *self.lists, *self.parts]
        return next(iter(difflib.get_close_matches(name, known, 1, 0.5)), None)


@dataclass(frozen=True)
class Notation:
    """A pattern spelled out: ``source`` for `regex`, the groups that hold a quantity, and all groups.

    ``said`` is what the file has, ``pattern`` the same with its parts put in. ``required`` is what it cannot match
    without: of each choice of symbols and words one.
    """

    said: str
    pattern: str
    source: str
    quantities: tuple[str, ...]
    groups: frozenset[str]
    required: tuple[Choice, ...]


def is_taken(name: str) -> bool:
    """Whether a name is one of the kinds, classes and slots."""
    return name in KIND_NAMES or name in CLASSES or name in SLOTS


def read_pattern(said: str, names: Names) -> Notation:
    """Return a pattern over symbols with its names put in; ValueError says what is wrong with it."""
    pattern = NAME.sub(lambda match: names.parts.get(match[1], match[0]), said)
    source, quantities = _spell_out(pattern, names)
    required = make_kept(
        "required", f"{pattern}\n{source}", lambda: required_choices(pattern, lambda name: _meaning(name, names))
    )
    return Notation(said, pattern, source, quantities, frozenset(_GROUP.findall(source)), required)


def read_regex(said: str) -> Notation:
    """Return a regular expression over the plain text, whose group ``quantity`` holds the figure; ValueError."""
    if name := NAME.search(said):
        raise ValueError(f'"regex" knows no names such as {name[0]}; write them in "pattern"')
    groups = frozenset(_GROUP.findall(said))
    if "quantity" not in groups:
        raise ValueError('the regex has no group "quantity", e.g. (?P<quantity>\\S+?)')
    return Notation(said, said, said, ("quantity",), groups, required_choices(said, lambda name: frozenset()))


def check_pattern(notation: Notation) -> None:
    """Compile what a user wrote, unless the engine would choke on it; ValueError says why it is no pattern."""
    _check_size(notation.pattern)
    try:
        regex.compile(notation.source)
    except (regex.error, RecursionError, OverflowError) as error:
        raise ValueError(f"not a pattern: {error}") from None


def _check_size(pattern: str) -> None:
    if len(pattern) > LONGEST:
        raise ValueError(f"the pattern is longer than {LONGEST} characters")
    if _repeats(pattern) > _MOST_REPEATS:
        raise ValueError(f"the pattern repeats something more than {_MOST_REPEATS} times")


def _repeats(pattern: str) -> int:
    """How often the most repeated piece stands in the pattern when the counts round it are multiplied."""
    inside = [1]  # for each open group the most that stands in it
    last = 1
    at = 0
    while at < len(pattern):
        if pattern[at] == "(":
            inside.append(1)
        elif pattern[at] == ")" and len(inside) > 1:
            last = inside.pop()
        elif count := _COUNT.match(pattern, at):
            last *= max(int(number or 1) for number in count.groups())
            at = count.end() - 1
        else:
            at += len(piece[0]) - 1 if (piece := _CLASS.match(pattern, at)) else pattern[at] == "\\"
            last = 1
        inside[-1] = max(inside[-1], last)
        at += 1
    return max(inside)


def _spell_out(pattern: str, names: Names) -> tuple[str, tuple[str, ...]]:
    """The pattern with its names replaced, and the groups that hold a quantity."""
    quantities: list[str] = []
    used: set[str] = set()

    def spelled(match: "regex.Match[str]") -> str:
        name, label = match[1], match[2] or match[1]
        body = _body(name, names)
        quantity = (name in KIND_NAMES and name != "时期") or name in CLASSES
        if label in used:
            if match[2] or quantity:
                raise ValueError(f'the name "{label}" stands twice; tell them apart: {{{name}:甲}} {{{name}:乙}}')
            return f"(?:{body})"
        used.add(label)
        if quantity:
            quantities.append(label)
        return f"(?P<{label}>{body})"

    return NAME.sub(spelled, pattern), tuple(quantities)


def _body(name: str, names: Names) -> str:
    if name in KIND_NAMES:
        return SYMBOLS[KIND_NAMES[name]]
    if name in CLASSES:
        return "[" + "".join(SYMBOLS[kind] for kind in CLASSES[name]) + "]"
    if name in SLOTS:
        return SLOTS[name]
    if name in names.lists:
        return _any_of(names.lists[name])
    near = names.near(name)
    raise ValueError(f"unknown name {{{name}}}" + (f"; did you mean {{{near}}}?" if near else ""))


@cache
def _any_of(words: tuple[str, ...]) -> str:
    """A pattern for the words of a list, which many rules name."""
    return alternation(words)


def _meaning(name: str, names: Names) -> Choice:
    """The symbols or words of which one stands where a pattern names them; none for a slot, which takes anything."""
    kinds = (KIND_NAMES[name],) if name in KIND_NAMES else CLASSES.get(name, ())
    return frozenset(SYMBOLS[kind] for kind in kinds) or frozenset(names.lists.get(name, ()))
