"""One rule: its table checked, its pattern spelled out."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any, TypeVar, cast

import regex

from factx.errors import RuleError
from factx.facts import Fact, Measure, Modality
from factx.lexicon import compile_pattern
from factx.notation import Names, Notation, check_pattern, read_pattern, read_regex
from factx.required import Choice
from factx.rule_files import BUILT_IN, RuleFile

RULE_KEYS = frozenset(
    {
        "id",
        "measure",
        "pattern",
        "regex",
        "sign",
        "fields",
        "set",
        "where",
        "facts",
        "priority",
        "modality",
        "side",
        "examples",
        "counter_examples",
    }
)
FILLED = ("indicator", "reference", "subject", "period")  # the fields of a record that a rule may fill
_FACT_KEYS = frozenset({"value", "measure", "sign", "modality", "past"})
_WHERE_KEYS = frozenset({"unit", "not_unit", "same_unit"})
_SIDES = ("left", "right", "nearest")
_RECORD = frozenset(field.name for field in fields(Fact))
_COLUMN = regex.compile("[a-z][a-z0-9_]*")
_T = TypeVar("_T")


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
    """A checked rule. ``source`` is its pattern with every name spelled out, for `regex`.

    ``written`` is the pattern as the file has it, ``names`` the lists and parts that it may name; ``table`` is all that
    ``file`` says of it. ``id`` is what its records say, ``pack/id`` for the rules of a pack. A ``raw`` one is matched
    over the plain text of the sentence instead of its symbols. ``fields`` has the groups that may fill indicator and
    reference, ``further`` those of the other fields and of own columns; ``constants`` are own columns whose text is
    the rule's.
    """

    file: RuleFile
    table: dict[str, Any]
    id: str
    path: str
    line: int
    raw: bool
    written: str
    names: Names = field(repr=False, compare=False)
    pattern: str
    source: str
    emissions: tuple[Emission, ...]
    fields: dict[str, tuple[str, ...]]
    further: dict[str, tuple[str, ...]]
    constants: dict[str, str]
    units: frozenset[str]
    not_units: frozenset[str]
    same_unit: tuple[str, ...]
    side: str
    priority: int
    order: int
    layer: int
    required: tuple[Choice, ...]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]

    @cached_property
    def compiled(self) -> "regex.Pattern[str]":
        """Its pattern, which takes a timeout if it is not trusted."""
        return cast("regex.Pattern[str]", compile_pattern(self.source)) if self.trusted else regex.compile(self.source)

    @property
    def trusted(self) -> bool:
        """Whether it is built in, and needs no watching."""
        return self.layer == BUILT_IN

    @property
    def columns(self) -> list[str]:
        """The own columns that it fills, in the order of the file."""
        return [*self.constants, *(name for name in self.further if name not in _RECORD)]


def read_rule(file: RuleFile, table: dict[str, Any], line: int, names: Names, order: int) -> Rule | None:
    """Return the rule of a table, or None where it has faults, which go to those of its file."""
    return _TableReader(file, table, line, names).rule(order)


class _TableReader:
    """Checks one rule table: each step on its own, so that all faults are found."""

    def __init__(self, file: RuleFile, table: dict[str, Any], line: int, names: Names) -> None:
        self.file, self.table, self.line, self.names = file, table, line, names
        self.id: str = table["id"]
        self.notation: Notation | None = None
        self.faults: list[RuleError] = []

    def rule(self, order: int) -> Rule | None:
        noted = self._noted
        noted(self._check_id)
        noted(self._check_keys, self.table, RULE_KEYS)
        self.notation = noted(self._notation)
        emissions, side, priority = noted(self._emissions), noted(self._side), noted(self._integer, "priority", 0)
        filled, constants = noted(self._fields), noted(self._constants)
        units, not_units, same = (noted(self._where, key) for key in ("unit", "not_unit", "same_unit"))
        noted(self._check_keys, self.table.get("where"), _WHERE_KEYS)
        examples, counter_examples = (noted(self._texts, key, self.table) for key in ("examples", "counter_examples"))
        if self.faults or self.notation is None:
            self.file.faults.extend(self.faults)
            return None
        return Rule(
            file=self.file,
            table=self.table,
            id=f"{self.file.pack}/{self.id}" if self.file.pack else self.id,
            path=self.file.path,
            line=self.line,
            raw="regex" in self.table,
            written=self.notation.said,
            names=self.names,
            pattern=self.notation.pattern,
            source=self.notation.source,
            emissions=emissions,
            fields={name: groups for name, groups in filled.items() if name in FILLED[:2]},
            further={name: groups for name, groups in filled.items() if name not in FILLED[:2]},
            constants=constants,
            units=frozenset(units),
            not_units=frozenset(not_units),
            same_unit=same,
            side=side,
            priority=priority,
            order=order,
            layer=self.file.layer,
            required=self.notation.required,
            examples=examples,
            counter_examples=counter_examples,
        )

    def _noted(self, read: Callable[..., _T], *said: object) -> _T:
        """What ``read`` gives; where it fails, its fault is noted and nothing is made of the rule."""
        try:
            return read(*said)
        except ValueError as error:
            self._note(str(error))
            return cast(_T, None)

    def _note(self, cause: str) -> None:
        self.faults.append(RuleError(f"{self.file.path}:{self.line}", f'rule "{self.id}": {cause}'))

    def _check_id(self) -> None:
        if "/" in self.id:
            raise ValueError('an id has no "/", which stands behind the name of a pack')

    def _check_keys(self, table: object, known: frozenset[str]) -> None:
        for key in table if isinstance(table, dict) else ():
            if key not in known:
                near = difflib.get_close_matches(key, known, 1)
                self._note(f'unknown key "{key}"' + (f'; did you mean "{near[0]}"?' if near else ""))

    def _notation(self) -> Notation:
        if "regex" in self.table:
            for key in ("pattern", "facts"):
                if key in self.table:
                    raise ValueError(f'"{key}" does not go with "regex"')
            notation = read_regex(self._text("regex"))
        else:
            notation = read_pattern(self._text("pattern"), self.names)
        if self.file.layer > BUILT_IN:  # the built-in ones compile at their first use
            check_pattern(notation)
        return notation

    def _text(self, key: str) -> str:
        value = self.table.get(key)
        if not isinstance(value, str) or not value:
            raise ValueError(f'"{key}" must be a text')
        return value

    def _texts(self, key: str, table: dict[str, Any]) -> tuple[str, ...]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(line, str) for line in value):
            raise ValueError(f'"{key}" must be a list of texts')
        return tuple(value)

    def _subtable(self, key: str) -> dict[str, Any]:
        value = self.table.get(key, {})
        if not isinstance(value, dict):
            raise ValueError(f'"{key}" must be a table')
        return value

    def _where(self, key: str) -> tuple[str, ...]:
        if key != "unit" and not isinstance(self.table.get("where", {}), dict):
            return ()  # said once
        said = self._texts(key, self._subtable("where"))
        for group in said if key == "same_unit" else ():
            self._check_group(group)
        return said

    def _integer(self, key: str, default: int) -> int:
        value = self.table.get(key, default)
        if not isinstance(value, int):
            raise ValueError(f'"{key}" must be a whole number')
        return value

    def _sign(self, table: dict[str, Any], default: int) -> int:
        value = table.get("sign", default)
        if not isinstance(value, int):
            raise ValueError('"sign" must be a whole number')
        if value not in (1, -1):
            raise ValueError('"sign" must be 1 or -1')
        return value

    def _check_group(self, name: object) -> None:
        if self.notation is not None and name not in self.notation.quantities:
            raise ValueError(f'the pattern has no quantity named "{name}"')

    def _side(self) -> str:
        side = self.table.get("side", "left")
        if side not in _SIDES:
            raise ValueError(f'"side" must be one of {", ".join(_SIDES)}')
        return str(side)

    def _measure(self, said: object) -> Measure:
        if said is None:
            raise ValueError(f'"measure" is missing; one of {", ".join(Measure)}')
        try:
            return Measure(str(said))
        except ValueError:
            raise ValueError(f'unknown measure "{said}"; one of {", ".join(Measure)}') from None

    def _modality(self, said: object) -> Modality | None:
        try:
            return None if said is None else Modality(str(said))
        except ValueError:
            raise ValueError(f'unknown modality "{said}"; one of {", ".join(Modality)}') from None

    def _emissions(self) -> tuple[Emission, ...]:
        sign = self._noted(self._sign, self.table, 1)
        modality = self._noted(self._modality, self.table.get("modality"))
        facts = self.table.get("facts")
        if facts is None:
            measure = self._measure(self.table.get("measure"))
            groups = self.notation.quantities if self.notation else ()
            if self.notation and not groups:
                raise ValueError("the pattern names no quantity")
            return tuple(Emission(group, measure, sign, modality) for group in groups)
        if not isinstance(facts, list) or not all(isinstance(fact, dict) for fact in facts):
            raise ValueError('"facts" must be a list of tables')
        return tuple(self._emission(fact, sign, modality) for fact in facts)

    def _emission(self, fact: dict[str, Any], sign: int, modality: Modality | None) -> Emission:
        self._check_keys(fact, _FACT_KEYS)
        if "value" not in fact:
            raise ValueError('a fact has no "value"')
        self._check_group(fact["value"])
        return Emission(
            fact["value"],
            self._measure(fact.get("measure", self.table.get("measure"))),
            self._sign(fact, sign),
            self._modality(fact.get("modality")) or modality,
            bool(fact.get("past", False)),
        )

    def _fields(self) -> dict[str, tuple[str, ...]]:
        """The groups that may fill each field, the first that matched wins: reference = "参照|同比".

        The groups of a regex fill the fields of their names without further words.
        """
        said = self._subtable("fields")
        known = self.notation.groups if self.notation else frozenset()
        filled: dict[str, tuple[str, ...]] = {
            name: (name,) for name in FILLED if "regex" in self.table and name in known
        }
        for name, groups in said.items():
            self._check_filled(name)
            filled[name] = tuple(str(groups).split("|"))
            for group in filled[name] if self.notation else ():
                if group not in known:
                    raise ValueError(f'"{name}" takes the slot "{group}", which the pattern does not name')
        return filled

    def _check_filled(self, name: str) -> None:
        if name in FILLED:
            return
        if near := difflib.get_close_matches(name, FILLED, 1, 0.8):
            raise ValueError(f'unknown key "{name}"; did you mean "{near[0]}"?')
        self._check_column(name)

    def _check_column(self, name: str) -> None:
        if name in _RECORD:
            raise ValueError(f'"{name}" is a field of every record; give the column another name')
        if not _COLUMN.fullmatch(name):
            raise ValueError(f'"{name}" is no name for a column: lower-case letters, digits and _')

    def _constants(self) -> dict[str, str]:
        constants = self._subtable("set")
        for name, said in constants.items():
            self._check_column(name)
            if not isinstance(said, str):
                raise ValueError(f'"{name}" must be set to a text')
        return dict(constants)
