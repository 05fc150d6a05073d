"""Units of measure: which stand at a place of the text, their dimension and their short form. Pure after loading."""

import re
from collections import defaultdict
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from factx.kept import compile_kept
from factx.lexicon import load_table, table_pattern
from factx.numerals import scale_factor


class Unit(NamedTuple):
    """A unit in its standard short form, and the dimension (a table of ``units.toml``) that it belongs to."""

    name: str
    dimension: str


class _Spelling(NamedTuple):
    """How a unit is written, and before what it is none: ever, behind 万 or 亿, where it is unsure (天 before 津)."""

    said: str
    unit: Unit
    never_before: tuple[str, ...]
    never_behind_scale: tuple[str, ...]
    not_before: tuple[str, ...]


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


NAMING, PEOPLE = "naming", "counted_people"
_REFUSALS = ("never_before", "never_behind_scale", "not_before")
_NO_DIMENSIONS = frozenset({"per", "money_prefix", "compound", *_REFUSALS})
_BEFORE = 12
_LATIN_WORD = compile_kept("[A-Za-z][A-Za-z]")
# Behind figures these are units whatever follows: 10名企业家, 3台湾… would not be written so.
_SURE = frozenset({"count", "percent", "point", "length", "area", "mass"})


@cache
def _spellings() -> dict[str, tuple[_Spelling, ...]]:
    """The spellings of units by the two characters that open them, or one, longest first: 个百分点 before 个."""
    table = load_table("units")
    refused = [{said: tuple(words) for said, words in table[name].items()} for name in _REFUSALS]
    units: dict[str, Unit] = {}
    for dimension, same in table.items():
        if dimension not in _NO_DIMENSIONS:
            for name, aliases in same.items():
                for spelling in (name, *aliases):
                    units.setdefault(spelling, Unit(name, dimension))
    found: dict[str, list[_Spelling]] = defaultdict(list)
    for said, unit in units.items():
        found[said[:2]].append(_Spelling(said, unit, *(words.get(said, ()) for words in refused)))
    for opening, same in found.items():
        same += found.get(opening[0], []) if len(opening) > 1 else []
        same.sort(key=lambda one: -len(one.said))
    return {opening: tuple(same) for opening, same in found.items()}


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
                Unit(row["name"], row["dimension"]),
                compile_kept(row.get("before", "")),
                compile_kept(row.get("after", "")),
            )
            for row in rows
        ]
        for said, rows in load_table("unit_contexts")["unit"].items()
    }


@cache
def currency_signs() -> dict[str, str]:
    """Return what is written before an amount of money, and the unit that it gives: ``US$`` → 美元."""
    return dict(load_table("units")["money_prefix"])


@cache
def scaled_unit(said: str) -> tuple[Unit, Decimal] | None:
    """Return the unit that a heading or brackets name, and the scale before it: 亿千瓦时 is 10**8 of 千瓦时."""
    scales = len(said) - len(said.lstrip("十百千万亿"))
    for at in range(scales + 1):
        if (found := find_unit(said[at:], 0, 0)) and found[1] == len(said) - at:
            return found[0], scale_factor(said[:at])
    return None


def dollar(plain: str) -> str:
    """Return the unit of a bare ``$`` in a text: that of the place which the text is at home in."""
    at_home = table_pattern("numbers", "hong_kong").search(plain)
    away = table_pattern("numbers", "american").search(plain)
    return currency_signs()["HK$" if at_home and not away else "$"]


@cache
def last_of_signs() -> frozenset[str]:
    """Return the characters that stand next to the amount: one of them, or no currency is written before it."""
    return frozenset(sign[-1] for sign in currency_signs())


@cache
def latin_denominators() -> dict[str, str]:
    """Return what a denominator is called that is said otherwise: 年 for the a of t/a, 月 for 每个月."""
    return dict(load_table("units")["per"])


def find_unit(text: str, position: int, numeral: int | None = None, *, strict: bool = False) -> tuple[Unit, int] | None:
    """Return the longest unit that stands at ``position`` of a plain text and the offset of its end, or None.

    ``numeral`` is where the numeral before it begins: an ambiguous character (点, 分, 位) needs it to be judged.
    ``strict`` refuses what another word may begin with, as after a small numeral in Chinese characters (一家人).
    """
    opening, spellings = text[position : position + 2], _spellings()
    first = opening[:1]
    for one in spellings.get(opening) or spellings.get(first, ()):
        if text.startswith(one.said, position) and _stands(one, text, end := position + len(one.said), strict):
            return one.unit, end
    if numeral is not None:
        line = max(0, numeral - _BEFORE, text.rfind("\n", max(0, numeral - _BEFORE), numeral) + 1)
        for context in _contexts().get(first, ()):
            if context.after.match(text, position + 1) and context.before.search(text, line, numeral):
                return context.unit, position + 1
    return None


def _stands(one: _Spelling, text: str, end: int, strict: bool) -> bool:
    """Whether a spelling that ends at ``end`` is that unit, and not the beginning of another word."""
    said, unit, never, scaled, unsure = one
    if said[-1] <= "z" and _LATIN_WORD.match(text, end - 1):
        return False  # 3.5 m|illion
    if never and text.startswith(never, end):
        return False
    if scaled and text.startswith(scaled, end) and text.endswith(("万", "亿"), 0, end - len(said)):
        return False
    return not (unsure and (strict or unit.dimension not in _SURE) and text.startswith(unsure, end))


def find_compound(main: str, text: str, position: int) -> tuple[Compound, int] | None:
    """Return how a smaller unit written at ``position`` joins an amount in ``main``, and its end: 3小时20|分."""
    for length in (2, 1):
        said = text[position : position + length]
        if compound := _compounds().get((main, said)):
            return compound, position + len(said)
    return None
