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
    no_word = {word: "".join(f"(?!{re.escape(said)})" for said in table["not_before"].get(word, ())) for word in values}
    words = sorted(values, key=len, reverse=True)
    return re.compile("|".join(re.escape(word) + no_word[word] for word in words)), values


@cache
def _not_after() -> dict[str, tuple[str, ...]]:
    """What makes another word of a number word behind it: 不|持平."""
    return {word: tuple(before) for word, before in load_table("number_words")["not_after"].items()}


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
        if reading.plain.endswith(_not_after().get(match[0], ()), 0, match.start()):
            continue
        yield reading.mention(match.start(), match.end(), kind, value, unit=unit, bound=bound)
