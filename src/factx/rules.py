"""Rule files: TOML of Chinese patterns, checked and compiled. Every message about a rule file comes from here."""

import difflib
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

import regex

from factx.errors import RuleError
from factx.facts import Kind, Measure, Modality
from factx.lexicon import alternation, pattern_folder
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
_RULE_KEYS = frozenset(
    {
        "id",
        "measure",
        "pattern",
        "sign",
        "fields",
        "where",
        "facts",
        "priority",
        "modality",
        "side",
        "examples",
        "counter_examples",
    }
)
_FACT_KEYS = frozenset({"value", "measure", "sign", "modality", "past"})
_WHERE_KEYS = frozenset({"unit", "not_unit", "same_unit"})
_FIELDS = frozenset({"reference", "indicator"})
_SIDES = ("left", "right", "nearest")
_LONGEST_PATTERN = 2000
_NAME = regex.compile(r"\{(\p{Han}+)(?::(\p{Han}+))?\}")
_WORDS = regex.compile(r"\(\?:(\p{Han}+(?:\|\p{Han}+)*)\)|(\p{Han})")  # a group of words, or one character as it stands
_CLASS = regex.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]")
_OPTIONAL = regex.compile(r"[?*]|\{0")


@dataclass(frozen=True, slots=True)
class Emission:
    """What a rule says of one of its symbols: the group that holds it, measure, sign and modality."""

    group: str
    measure: Measure
    sign: int
    modality: Modality | None
    past: bool = False  # what it was before, so the period in force is not its own


@dataclass(frozen=True)
class Rule:
    """A checked rule. ``source`` is its pattern with every name spelled out, for `regex`."""

    id: str
    path: str
    line: int
    pattern: str
    source: str
    emissions: tuple[Emission, ...]
    fields: dict[str, tuple[str, ...]]
    units: frozenset[str]
    not_units: frozenset[str]
    same_unit: tuple[str, ...]
    side: str
    priority: int
    order: int
    trusted: bool
    required_symbols: tuple[frozenset[str], ...]
    required_lists: tuple[str, ...]
    required_words: tuple[tuple[str, ...], ...]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]

    @cached_property
    def compiled(self) -> "regex.Pattern[str]":
        return regex.compile(self.source)


@dataclass
class Rules:
    """The rules in force, in the order in which they are tried, and the lists that they name."""

    rules: list[Rule] = field(default_factory=list)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _by_symbols: dict[frozenset[str], list[Rule]] = field(default_factory=dict, repr=False)

    def for_symbols(self, present: frozenset[str]) -> list[Rule]:
        """Return the rules whose kinds are all among the symbols of a sentence, in their order."""
        found = self._by_symbols.get(present)
        if found is None:
            found = [rule for rule in self.rules if all(kinds & present for kinds in rule.required_symbols)]
            self._by_symbols[present] = found
        return found

    @cached_property
    def list_patterns(self) -> dict[str, "regex.Pattern[str]"]:
        return {name: regex.compile(alternation(words)) for name, words in self.lists.items()}


def load_rules(paths: Sequence[str] = ()) -> Rules:
    """Return the built-in rules with those of the user's files, which replace built-in ones of the same id.

    RuleError for a file that cannot be read or a rule that cannot be used.
    """
    built_in = [_read(path, trusted=True) for path in sorted((pattern_folder() / "rules").glob("*.toml"))]
    own = [_read(Path(path), trusted=False) for path in paths]
    files = built_in + own
    lists: dict[str, tuple[str, ...]] = {}
    parts: dict[str, str] = {}
    for file in files:
        lists |= file.lists()
        parts |= file.parts()
    found: dict[str, Rule] = {}
    for file in files:
        for rule in file.rules(lists, parts, len(found)):
            if (other := found.get(rule.id)) is not None and other.trusted == rule.trusted:
                raise RuleError(
                    f"{rule.path}:{rule.line}", f'rule "{rule.id}": the id is taken by {other.path}:{other.line}'
                )
            found[rule.id] = rule
    return Rules(sorted(found.values(), key=lambda rule: (-rule.priority, rule.order)), lists)


@dataclass(frozen=True)
class _RuleFile:
    path: str
    text: str
    table: dict[str, Any]
    trusted: bool

    def lists(self) -> dict[str, tuple[str, ...]]:
        lists = self.table.get("lists", {})
        if not isinstance(lists, dict):
            raise RuleError(self.path, "[lists] must be a table of lists of words")
        for name, words in lists.items():
            where = self._check_name("list", name)
            if not (isinstance(words, list) and words and all(isinstance(word, str) and word for word in words)):
                raise RuleError(where, f'list "{name}": must hold words, at least one')
        return {name: tuple(words) for name, words in lists.items()}

    def parts(self) -> dict[str, str]:
        """Fragments of patterns that several rules share, by name."""
        parts = self.table.get("parts", {})
        if not isinstance(parts, dict) or not all(isinstance(part, str) and part for part in parts.values()):
            raise RuleError(self.path, "[parts] must be a table of fragments of patterns")
        for name in parts:
            self._check_name("part", name)
        return dict(parts)

    def rules(self, lists: dict[str, tuple[str, ...]], parts: dict[str, str], order: int) -> Iterable[Rule]:
        unknown = set(self.table) - {"lists", "parts", "rule"}
        if unknown:
            raise RuleError(self.path, f'unknown table "{min(unknown)}"; a rule file has [lists], [parts] and [[rule]]')
        tables = self.table.get("rule", [])
        if not isinstance(tables, list):
            raise RuleError(self.path, '"rule" must be [[rule]] tables')
        seen: dict[str, int] = {}
        for number, table in enumerate(tables):
            if not isinstance(table, dict) or not isinstance(table.get("id"), str):
                raise RuleError(self.path, f"rule {number + 1} has no id")
            nth = seen[table["id"]] = seen.get(table["id"], 0) + 1
            yield _RuleReader(self, table, self._line_of_rule(table["id"], nth), lists, parts).rule(order + number)

    def _check_name(self, what: str, name: str) -> str:
        """Return the place of a list or part, ``file:line``."""
        match = regex.search(rf"(?m)^\s*[\"']?{regex.escape(name)}[\"']?\s*=", self.text)
        where = f"{self.path}:{self._line(match)}"
        if not regex.fullmatch(r"\p{Han}+", name) or name in KIND_NAMES or name in CLASSES or name in SLOTS:
            raise RuleError(where, f'{what} "{name}": a name is Han characters, and none of the kinds and slots')
        return where

    def _line_of_rule(self, rule_id: str, nth: int) -> int:
        matches = regex.finditer(rf"(?m)^\s*id\s*=\s*[\"']{regex.escape(rule_id)}[\"']", self.text)
        return self._line(next(islice(matches, nth - 1, None), None))

    def _line(self, match: "regex.Match[str] | None") -> int:
        return self.text.count("\n", 0, match.end()) + 1 if match else 1


def _read(path: Path, *, trusted: bool) -> _RuleFile:
    name = str(path)
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RuleError(name, f"not UTF-8 (byte 0x{error.object[error.start]:02x} at {error.start})") from None
    except OSError as error:
        raise RuleError(name, (error.strerror or str(error)).lower()) from None
    try:
        return _RuleFile(name, text, tomllib.loads(text), trusted)
    except tomllib.TOMLDecodeError as error:
        found = regex.search(r"\(at line (\d+), column (\d+)\)", str(error))
        where = f"{name}:{found[1]}" if found else name
        raise RuleError(where, f"not TOML: {str(error).partition(' (at')[0].lower()}") from None


class _RuleReader:
    """Checks one rule table and spells out its pattern."""

    def __init__(
        self,
        file: _RuleFile,
        table: dict[str, Any],
        line: int,
        lists: dict[str, tuple[str, ...]],
        parts: dict[str, str],
    ) -> None:
        self.file, self.table, self.line, self.lists, self.parts = file, table, line, lists, parts
        self.id: str = table["id"]

    def rule(self, order: int) -> Rule:
        self._check_keys(self.table, _RULE_KEYS)
        pattern = self._with_parts(self._text("pattern"))
        if len(pattern) > _LONGEST_PATTERN:
            self._fail(f"the pattern is longer than {_LONGEST_PATTERN} characters")
        source, groups = self._spell_out(pattern)
        self._try(source)
        where = self._table("where", _WHERE_KEYS)
        same = self._texts("same_unit", where)
        for group in same:
            self._check_group(group, groups)
        symbols, lists, words = self._required(pattern)
        return Rule(
            id=self.id,
            path=self.file.path,
            line=self.line,
            pattern=pattern,
            source=source,
            emissions=self._emissions(groups),
            fields=self._fields(source),
            units=frozenset(self._texts("unit", where)),
            not_units=frozenset(self._texts("not_unit", where)),
            same_unit=same,
            side=self._side(),
            priority=self._integer("priority", 0),
            order=order,
            trusted=self.file.trusted,
            required_symbols=symbols,
            required_lists=lists,
            required_words=words,
            examples=self._texts("examples", self.table),
            counter_examples=self._texts("counter_examples", self.table),
        )

    def _fail(self, cause: str) -> None:
        raise RuleError(f"{self.file.path}:{self.line}", f'rule "{self.id}": {cause}')

    def _check_keys(self, table: dict[str, Any], known: frozenset[str]) -> None:
        for key in table:
            if key not in known:
                near = difflib.get_close_matches(key, known, 1)
                self._fail(f'unknown key "{key}"' + (f'; did you mean "{near[0]}"?' if near else ""))

    def _text(self, key: str) -> str:
        value = self.table.get(key)
        if not isinstance(value, str) or not value:
            self._fail(f'"{key}" must be a text')
        return str(value)

    def _texts(self, key: str, table: dict[str, Any]) -> tuple[str, ...]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(line, str) for line in value):
            self._fail(f'"{key}" must be a list of texts')
        return tuple(value)

    def _table(self, key: str, known: frozenset[str]) -> dict[str, Any]:
        value = self.table.get(key, {})
        if not isinstance(value, dict):
            self._fail(f'"{key}" must be a table')
        self._check_keys(value, known)
        return dict(value)

    def _integer(self, key: str, default: int) -> int:
        value = self.table.get(key, default)
        if not isinstance(value, int):
            self._fail(f'"{key}" must be a whole number')
        return int(value)

    def _sign(self, table: dict[str, Any], default: int) -> int:
        value = table.get("sign", default)
        if not isinstance(value, int):
            self._fail('"sign" must be a whole number')
        if value not in (1, -1):
            self._fail('"sign" must be 1 or -1')
        return int(value)

    def _check_group(self, name: object, groups: list[str]) -> None:
        if name not in groups:
            self._fail(f'the pattern has no quantity named "{name}"')

    def _side(self) -> str:
        side = self.table.get("side", "left")
        if side not in _SIDES:
            self._fail(f'"side" must be one of {", ".join(_SIDES)}')
        return str(side)

    def _measure(self, said: object) -> Measure:
        if said is None:
            self._fail(f'"measure" is missing; one of {", ".join(Measure)}')
        try:
            return Measure(str(said))
        except ValueError:
            self._fail(f'unknown measure "{said}"; one of {", ".join(Measure)}')
            raise

    def _modality(self, said: object) -> Modality | None:
        try:
            return None if said is None else Modality(str(said))
        except ValueError:
            self._fail(f'unknown modality "{said}"; one of {", ".join(Modality)}')
            raise

    def _emissions(self, groups: list[str]) -> tuple[Emission, ...]:
        sign = self._sign(self.table, 1)
        modality = self._modality(self.table.get("modality"))
        facts = self.table.get("facts")
        if facts is None:
            measure = self._measure(self.table.get("measure"))
            if not groups:
                self._fail("the pattern names no quantity")
            return tuple(Emission(group, measure, sign, modality) for group in groups)
        if not isinstance(facts, list) or not all(isinstance(fact, dict) for fact in facts):
            self._fail('"facts" must be a list of tables')
        emissions = []
        for fact in facts:
            self._check_keys(fact, _FACT_KEYS)
            if "value" not in fact:
                self._fail('a fact has no "value"')
            self._check_group(fact["value"], groups)
            emissions.append(
                Emission(
                    fact["value"],
                    self._measure(fact.get("measure", self.table.get("measure"))),
                    self._sign(fact, sign),
                    self._modality(fact.get("modality")) or modality,
                    bool(fact.get("past", False)),
                )
            )
        return tuple(emissions)

    def _fields(self, source: str) -> dict[str, tuple[str, ...]]:
        """The groups that may fill each record field, the first that matched wins: reference = "参照|同比"."""
        fields = {key: tuple(str(said).split("|")) for key, said in self._table("fields", _FIELDS).items()}
        for key, groups in fields.items():
            for group in groups:
                if f"(?P<{group}>" not in source:
                    self._fail(f'"{key}" takes the slot "{group}", which the pattern does not name')
        return fields

    def _spell_out(self, pattern: str) -> tuple[str, list[str]]:
        """The pattern with its names replaced, and the groups that hold a quantity."""
        groups: list[str] = []
        used: set[str] = set()

        def spelled(match: "regex.Match[str]") -> str:
            name, label = match[1], match[2] or match[1]
            body = self._body(name)
            quantity = (name in KIND_NAMES and name != "时期") or name in CLASSES
            if label in used:
                if match[2] or quantity:
                    self._fail(f'the name "{label}" stands twice; tell them apart: {{{name}:甲}} {{{name}:乙}}')
                return f"(?:{body})"
            used.add(label)
            if quantity:
                groups.append(label)
            return f"(?P<{label}>{body})"

        return _NAME.sub(spelled, pattern), groups

    def _with_parts(self, pattern: str) -> str:
        """The pattern with its fragments put in; a fragment may name lists and slots, but no other fragment."""
        return _NAME.sub(lambda match: self.parts.get(match[1], match[0]), pattern)

    def _body(self, name: str) -> str:
        if name in KIND_NAMES:
            return SYMBOLS[KIND_NAMES[name]]
        if name in CLASSES:
            return "[" + "".join(SYMBOLS[kind] for kind in CLASSES[name]) + "]"
        if name in SLOTS:
            return SLOTS[name]
        if name in self.lists:
            return alternation(self.lists[name])
        known = [*KIND_NAMES, *CLASSES, *SLOTS, *self.lists, *self.parts]
        near = difflib.get_close_matches(name, known, 1, 0.5)
        self._fail(f"unknown name {{{name}}}" + (f"; did you mean {{{near[0]}}}?" if near else ""))
        raise AssertionError

    def _try(self, source: str) -> None:
        """Compile what users wrote before anything is read; the built-in ones compile at their first use."""
        if self.file.trusted:
            return
        try:
            regex.compile(source)
        except (regex.error, RecursionError, OverflowError) as error:
            self._fail(f"not a pattern: {error}")

    def _required(
        self, pattern: str
    ) -> tuple[tuple[frozenset[str], ...], tuple[str, ...], tuple[tuple[str, ...], ...]]:
        """The kinds, lists and words (of each tuple one) without which the pattern cannot match.

        A sentence without them skips the rule.
        """
        symbols: list[frozenset[str]] = []
        lists: list[str] = []
        words: list[tuple[str, ...]] = []
        depth = 0
        at = 0
        while at < len(pattern):
            if pattern[at] == "\\":
                at += 2
                continue
            if one_of := _CLASS.match(pattern, at):
                at = one_of.end()
                continue
            if depth == 0 and pattern[at] == "|":
                return (), (), ()
            if depth == 0 and (group := _WORDS.match(pattern, at)):
                at = group.end()
                if not _OPTIONAL.match(pattern, at):
                    words.append(tuple((group[1] or group[2]).split("|")))
                continue
            depth += {"(": 1, ")": -1}.get(pattern[at], 0)
            match = _NAME.match(pattern, at)
            if match is None:
                at += 1
                continue
            at = match.end()
            if depth == 0 and not _OPTIONAL.match(pattern, at):
                name = match[1]
                if name in KIND_NAMES:
                    symbols.append(frozenset(SYMBOLS[KIND_NAMES[name]]))
                elif name in CLASSES:
                    symbols.append(frozenset(SYMBOLS[kind] for kind in CLASSES[name]))
                elif name in self.lists:
                    lists.append(name)
        return tuple(symbols), tuple(lists), tuple(words)
