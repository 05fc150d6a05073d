"""Words that are a value by themselves: 翻一番, 首位, 过半, 半年."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from factx.facts import Bound, Kind, Mention
from factx.kept import compile_kept
from factx.lexicon import load_table, table_patterns
from factx.numerals import CHINESE_NUMERALS, parse_numeral
from factx.ranks import PLACE_ENDS
from factx.reading import Reading, kind_of
from factx.units import find_unit

_pattern = table_patterns("numbers")

_HALVED, _TOO_OFTEN = Decimal("0.5"), 20
_HEDGES = {"近": Bound.APPROX, "约": Bound.APPROX, "超": Bound.GT, "逾": Bound.GT}
_HALF_BILLION = compile_kept("半个亿")
_DOUBLING = compile_kept(f"翻了?[近约超逾]?([\\d{CHINESE_NUMERALS}]{{1,2}})番(?:还?多)?", re.ASCII)


@cache
def _number_words() -> tuple[re.Pattern[str], dict[str, tuple[Kind, Decimal, str | None, Bound]]]:
    values: dict[str, tuple[Kind, Decimal, str | None, Bound]] = {}
    table = load_table("number_words")
    for kind in ("shift", "number", "rank", "fraction", "percent"):
        for word, said in table[kind].items():
            value, unit, bound = (said.split() + ["-", "eq"][len(said.split()) - 1 :])[:3]
            values[word] = Kind(kind), Decimal(value), None if unit == "-" else unit, Bound(bound)
    no_word = {word: "".join(f"(?!{re.escape(said)})" for said in table["not_before"].get(word, ())) for word in values}
    words = sorted(values, key=len, reverse=True)
    ends = {word: no_word[word] + "".join(_runs_on(word, other, no_word[other]) for other in words) for word in words}
    return compile_kept("|".join(re.escape(word) + ends[word] for word in words)), values


def _runs_on(word: str, other: str, no_word: str) -> str:
    """What keeps ``word`` from taking the beginning of another that ends behind it: 近|半成 is no 近半."""
    shared = next((size for size in range(1, min(len(word), len(other))) if word.endswith(other[:size])), 0)
    return f"(?!{re.escape(other[shared:])}{no_word})" if shared else ""


@cache
def _not_after() -> dict[str, tuple[str, ...]]:
    """What makes another word of a number word behind it: 不|持平."""
    return {word: tuple(before) for word, before in load_table("number_words")["not_after"].items()}


def find_halves(reading: Reading) -> Iterator[Mention]:
    """Half of a unit that stands without a numeral: 半小时, 半个月, 半年, 半个百分点."""
    for match in _pattern("half").finditer(reading.plain):
        said = match[0].replace("多", "")
        found = find_unit(said, 1)
        if found is not None and found[1] == len(said):
            opened, bound = reading.bound_before(match.start())
            bound = Bound.GT if "多" in match[0] else bound
            yield reading.finish(opened, match.end(), kind_of(found[0]), _HALVED, None, found[0].name, bound)
    for match in _HALF_BILLION.finditer(reading.plain):
        yield reading.bounded(match.start(), match.end(), Kind.NUMBER, _HALVED * 10**8)


def find_doublings(reading: Reading) -> Iterator[Mention]:
    """翻两番 is four times as much, so growth by 300 per cent."""
    for match in _DOUBLING.finditer(reading.plain):
        times = parse_numeral(match[1])
        if times is not None and 0 < times < _TOO_OFTEN:
            more = Bound.GT if match[0][-1] == "多" else None
            hedged = _HEDGES.get(match[0][2 if match[0][1] == "了" else 1])
            growth = (Decimal(2) ** times - 1) * 100
            yield reading.bounded(match.start(), match.end(), Kind.SHIFT, growth, None, "%", more or hedged)


def find_number_words(reading: Reading) -> Iterator[Mention]:
    """Words that are a value by themselves: 翻番, 首位, 过半."""
    pattern, values = _number_words()
    for match in pattern.finditer(reading.plain):
        kind, value, unit, bound = values[match[0]]
        if kind is Kind.RANK and not PLACE_ENDS.match(reading.plain, match.end()):
            continue
        if reading.plain.endswith(_not_after().get(match[0], ()), 0, match.start()):
            continue
        if kind is Kind.PERCENT:
            opened, before = reading.bound_before(match.start(), scale_only=True)
            yield reading.finish(opened, match.end(), kind, value, None, unit, before)
            continue
        shifted = kind is Kind.SHIFT and value
        opened, before = reading.bound_before(match.start()) if shifted else (match.start(), None)  # 近乎|减半
        end, behind_it = reading.bound_after(match.end()) if shifted and value > 0 else (match.end(), None)
        yield reading.mention(opened, end, kind, value, unit=unit, bound=behind_it or before or bound)
