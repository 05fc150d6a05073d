"""Units of measure: which stand at a place of the text, their dimension and their short form. Pure after loading."""

import re
from collections import defaultdict
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from factx.lexicon import load_table


class Unit(NamedTuple):
    """A unit in its standard short form, and the dimension (a table of ``units.toml``) that it belongs to."""

    name: str
    dimension: str


class Compound(NamedTuple):
    """How a smaller unit joins a larger one: ``factor`` of it make one; ``in_part``: the sum is told in the smaller."""

    part: str
    factor: Decimal
    in_part: bool


class _Context(NamedTuple):
    """Where an ambiguous character is a unit: patterns over what stands before the numeral and behind the unit."""

    unit: Unit
    before: re.Pattern[str]
    after: re.Pattern[str]


NAMING = "naming"
_NO_DIMENSIONS = frozenset({"per", "money_prefix", "compound", "not_before", "never_before"})
_BEFORE = 12
# Behind figures these are units whatever follows: 10名企业家, 3台湾… would not be written so.
_SURE = frozenset({"count", "percent", "point", "length", "area", "mass"})


@cache
def _units() -> dict[str, list[tuple[str, Unit]]]:
    """Spellings by their first character, longest first: 个百分点 before 个."""
    spellings: dict[str, Unit] = {}
    for dimension, table in load_table("units").items():
        if dimension not in _NO_DIMENSIONS:
            for name, aliases in table.items():
                for spelling in (name, *aliases):
                    spellings.setdefault(spelling, Unit(name, dimension))
    by_first = defaultdict(list)
    for spelling in sorted(spellings, key=len, reverse=True):
        by_first[spelling[0]].append((spelling, spellings[spelling]))
    return dict(by_first)


@cache
def _compounds() -> dict[tuple[str, str], Compound]:
    return {
        (row["main"], spelling): Compound(row["part"], Decimal(row["factor"]), row["result"] == "part")
        for row in load_table("units")["compound"]
        for spelling in (row["part"], *row.get("alias", ()))
    }


@cache
def _contexts() -> dict[str, list[_Context]]:
    return {
        said: [
            _Context(
                Unit(row["name"], row["dimension"]), re.compile(row.get("before", "")), re.compile(row.get("after", ""))
            )
            for row in rows
        ]
        for said, rows in load_table("unit_contexts")["unit"].items()
    }


@cache
def _refused(table: str = "not_before") -> dict[str, tuple[str, ...]]:
    """What makes another word of a spelling that it follows: 天 is no unit before 津."""
    return {said: tuple(words) for said, words in load_table("units")[table].items()}


@cache
def currency_signs() -> dict[str, str]:
    """Return what is written before an amount of money, and the unit that it gives: ``US$`` → 美元."""
    return dict(load_table("units")["money_prefix"])


@cache
def latin_denominators() -> dict[str, str]:
    """Return the denominators that one Latin letter stands for: the a of t/a is 年."""
    return dict(load_table("units")["per"])


def find_unit(text: str, position: int, numeral: int | None = None, *, strict: bool = False) -> tuple[Unit, int] | None:
    """Return the longest unit that stands at ``position`` of a plain text and the offset of its end, or None.

    ``numeral`` is where the numeral before it begins: an ambiguous character (点, 分, 位) needs it to be judged.
    ``strict`` refuses what another word may begin with, as after a small numeral in Chinese characters (一家人).
    """
    first = text[position : position + 1]
    for spelling, unit in _units().get(first, ()):
        if text.startswith(spelling, position):
            end = position + len(spelling)
            if (
                spelling[-1].isascii()
                and spelling[-1].isalpha()
                and text[end : end + 1].isascii()
                and text[end : end + 1].isalpha()
            ):
                continue  # 3.5 m|illion
            if spelling in (never := _refused("never_before")) and text.startswith(never[spelling], end):
                continue
            if (
                spelling in _refused()
                and (strict or unit.dimension not in _SURE)
                and text.startswith(_refused()[spelling], end)
            ):
                continue
            return unit, end
    if numeral is not None:
        line = max(0, numeral - _BEFORE, text.rfind("\n", 0, numeral) + 1)
        for context in _contexts().get(first, ()):
            if context.after.match(text, position + 1) and context.before.search(text, line, numeral):
                return context.unit, position + 1
    return None


def find_compound(main: str, text: str, position: int) -> tuple[Compound, int] | None:
    """Return how a smaller unit written at ``position`` joins an amount in ``main``, and its end: 3小时20|分."""
    for length in (2, 1):
        said = text[position : position + length]
        if compound := _compounds().get((main, said)):
            return compound, position + len(said)
    return None
