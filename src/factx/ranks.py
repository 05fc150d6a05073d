"""Ordinals, and which of them are places in an order: 第3位, 全国第一, 前三."""

from decimal import Decimal

from factx.amounts import RANGE, leads_away
from factx.facts import Bound, Kind, Mention
from factx.kept import compile_kept
from factx.lexicon import table_patterns
from factx.numeral_spans import NUMERAL
from factx.numerals import parse_numeral
from factx.reading import Reading

_pattern = table_patterns("numbers")

_ORDINAL_UNITS = "位名"
PLACE_ENDS = compile_kept("[，。；、）)”」,;！的和及]|位置|宝座|\\s|$")
_DIGITS = "一二三四五六七八九"
_AND = compile_kept("[和与](?=第)")
_STANDS = compile_kept("[居列排位]")  # before 首三位
_ENTERS = 8  # characters: 进入 and what the places are of
_LEADING_RANK = compile_kept("[位名](?![一-鿿]*月)|(?=[，。；、,;）)\n\r]|$)")


def read_ordinal(reading: Reading, start: int, end: int) -> Mention:
    """第3位, 第2-3位, 第三至第五: a rank, or an ordinal that only names."""
    plain = reading.plain
    value, high = parse_numeral(plain[start:end]), None
    if end == start + 2 and plain[start:end] in _DIGITS:
        value, high = parse_numeral(plain[start]), parse_numeral(plain[start + 1])  # 第二三名
    if plain.endswith("倒数", 0, start - 1):
        return reading.mention(start - 3, end, Kind.NAME)
    if value is not None and high is None and (second := _second_place(reading, start, end, value)):
        high, end = second
    behind = _pattern("rank_after").match(plain, end)
    place = behind and plain[end : end + 1] in _ORDINAL_UNITS
    superlative = behind and _pattern("rank_before").search(plain, max(0, start - 14), start - 1)
    placed = plain[end : end + 2] in ("位的", "名的") and _pattern("placed").search(plain, max(0, start - 9), start - 1)
    close = end
    if place or superlative or placed:
        close += plain[end : end + 1] in tuple("位名大高多低少") or 2 * plain.startswith("顺位", end)
        about, bound = reading.bound_after(close)
        if bound is Bound.APPROX:
            return reading.mention(start - 1, about, Kind.RANK, value, high, bound=bound)  # 第80名|左右
        return reading.mention(start - 1, close, Kind.RANK, value, high)
    return reading.mention(start - 1, end, Kind.ORDINAL, value, high)


def _second_place(reading: Reading, start: int, end: int, low: Decimal) -> tuple[Decimal, int] | None:
    """The second end of a range of places, and where its numeral ends: 第2|-3位, 第十|和第十五之间."""
    plain = reading.plain
    joint = RANGE.match(plain, end) or _AND.match(plain, end)
    if joint is None or leads_away(reading, start - 1, joint):
        return None
    second = NUMERAL.match(plain, joint.end() + plain.startswith("第", joint.end()))
    if second is None or second.end() > reading.limit:
        return None
    if joint[0] in ("和", "与") and not plain.startswith("之间", second.end()):
        return None
    high = parse_numeral(second[0])
    return (high, second.end()) if high is not None and high > low else None


def read_leading_rank(reading: Reading, start: int, end: int) -> Mention | None:
    """前三, 前10位, 排|首三位: a place up to the one that is named; 前7个月 is a time, 前100强 a kind."""
    if not _LEADING_RANK.match(reading.plain, end) or _pattern("before_now").search(reading.plain, 0, start):
        return None
    if reading.plain[start - 1] != "前" and not _STANDS.match(reading.plain, start - 2):
        return None
    value = parse_numeral(reading.plain[start:end])
    close = end + (reading.plain[end : end + 1] in tuple("位名"))
    return reading.mention(start - 1, close, Kind.RANK, value, bound=Bound.LE)


def read_strong_rank(reading: Reading, start: int, end: int) -> Mention | None:
    """跻身全球|前10强: a place up to the one that is named; 前10强 alone is a kind."""
    enters = _pattern("enters_strong").search(reading.plain, max(0, start - _ENTERS - 1), start - 1)
    if reading.plain[start - 1 : start] != "前" or not enters:
        return None
    value = parse_numeral(reading.plain[start:end])
    return reading.mention(start - 1, end + 1, Kind.RANK, value, bound=Bound.LE)
