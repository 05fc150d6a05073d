"""Words that are a value by themselves: 翻一番, 首位, 过半, 半年."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from factx.facts import Bound, Kind, Mention
from factx.lexicon import load_table
from factx.ranks import PLACE_ENDS
from factx.reading import Reading, kind_of
from factx.units import find_unit

_HALF = re.compile(
    "半(?<![一二两三四五六七八九十多大小上下前后参各对夜过另这那年月天时厘成个\\d]半)"
    "(?:个?(?:小时|钟头|月|世纪)|年(?![报度中来以底末级])|天|斤|公里|吨)(?!工|以?来)"
)


@cache
def _number_words() -> tuple[re.Pattern[str], dict[str, tuple[Kind, Decimal, str | None, Bound]]]:
    values: dict[str, tuple[Kind, Decimal, str | None, Bound]] = {}
    table = load_table("number_words")
    for kind in ("shift", "number", "rank", "fraction", "percent"):
        for word, said in table[kind].items():
            value, unit, bound = (said.split() + ["-", "eq"][len(said.split()) - 1 :])[:3]
            values[word] = Kind(kind), Decimal(value), None if unit == "-" else unit, Bound(bound)
    words = sorted(values, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words))), values


@cache
def _other_words() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """What makes another word of a number word, before and behind it: 不|持平, 持平|衡."""
    context = load_table("number_words")
    return {
        word: (tuple(context["not_after"].get(word, ())), tuple(context["not_before"].get(word, ())))
        for word in context["not_after"] | context["not_before"]
    }


def find_halves(reading: Reading) -> Iterator[Mention]:
    """Half of a unit that stands without a numeral: 半小时, 半个月, 半年."""
    for match in _HALF.finditer(reading.plain):
        found = find_unit(reading.plain, match.start() + 1)
        if found is not None and found[1] == match.end():
            opened, bound = reading.bound_before(match.start())
            kind = kind_of(found[0])
            yield reading.finish(opened, match.end(), kind, Decimal("0.5"), None, found[0].name, bound)


def find_number_words(reading: Reading) -> Iterator[Mention]:
    """Words that are a value by themselves: 翻一番, 首位, 过半."""
    pattern, values = _number_words()
    for match in pattern.finditer(reading.plain):
        kind, value, unit, bound = values[match[0]]
        if kind is Kind.RANK and not PLACE_ENDS.match(reading.plain, match.end()):
            continue
        before, behind = _other_words().get(match[0], ((), ()))
        if reading.plain.endswith(before, 0, match.start()) or reading.plain.startswith(behind, match.end()):
            continue
        yield reading.mention(match.start(), match.end(), kind, value, unit=unit, bound=bound)
