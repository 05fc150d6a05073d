"""Amounts that only name: years, numerals in titles and behind hyphens, and what is numbered: 中铁十二局."""

import re
from functools import cache

from factx.amounts import RANGE, Figure
from factx.facts import Kind, Mention
from factx.kept import compile_kept
from factx.lexicon import listed, load_table, table_pattern
from factx.numerals import CHINESE_DIGITS, CHINESE_NUMERALS
from factx.reading import Reading
from factx.units import Unit

_IS_YEAR = compile_kept(
    r"(?<![\d为达至到有共是])(?:19|20)\d\d(?=[“）》]|[一-鿿](?<![十百千万亿]))", re.ASCII
)  # 2025|博览会
_YEARS = compile_kept(r"(?:19|20)\d\d(?:[-—~]{1,2}|至|到)(?:19|20)\d\d", re.ASCII)
_HAN, _NAMED = compile_kept("[一-鿿]"), compile_kept("[一-鿿“《]")
_VALUED = compile_kept("[一-鿿](?<![为是于达到至度温比速值率数差分算])")  # 差值为|-2, 温度|-2
_QUOTE = compile_kept(r"[《“‘][^，。；：、》”’\n]*\Z")
_ROW = compile_kept(f"[{CHINESE_DIGITS}]{{3,}}")
_DAY = compile_kept("[一二三四五六七八九十]{1,2}‧[一二三四五六七八九十]{1,3}")  # 五‧一|連假
_A_YEAR = compile_kept(r"(?<![\d为达至到有共是约近超])(?:19|20)\d\d(?!\d)", re.ASCII)
_DAY_LIST = compile_kept(r"(?:[、和与及]\d{1,2}){0,6}[、和与及]\d{1,2}[日号](?![内均线])", re.ASCII)
_YEAR_LIST = compile_kept(r"(?:[、和与及](?:19|20)\d\d){0,6}[、和与及](?:19|20)\d\d[两三四五]?年", re.ASCII)
_BEHIND_NUMBER, _BEHIND_GRADE = compile_kept("[号弄巷]\\Z"), compile_kept("(?:[初高][一二三]|年级)\\Z")
_PLACED = dict.fromkeys("幢栋室", _BEHIND_NUMBER) | {"班": _BEHIND_GRADE}
_ROAD = compile_kept("(?:线|道|高速|公路|段)\\Z")
_SAID_AGAIN = compile_kept(r"（1\d{3}年?）", re.ASCII)
_NUMBERED = frozenset("院厂桥局矿")  # numbered in their names
_LONGEST_NAME, _LAST_DAY = 12, 31
_MOONS = ("正月", "腊月", "冬月")


def class_alone(reading: Reading, figure: Figure) -> Kind | None:
    """The class of a bare numeral that counts nothing: 2025|博览会, “雪龙2”, “北溪-2”, 二九〇|农场, 十亿|级."""
    plain, opened, end = reading.plain, figure.opened, figure.end
    said = plain[figure.start : end]
    if figure.high is not None:
        return Kind.DATE if _YEARS.fullmatch(said) else None
    joint = RANGE.match(plain, end) if figure.low <= _LAST_DAY else None
    if joint and joint.end() == reading.limit < len(plain):
        return Kind.DATE  # 16—|18日
    if (
        figure.low <= _LAST_DAY
        and _DAY_LIST.match(plain, end)
        or _A_YEAR.fullmatch(said)
        and _YEAR_LIST.match(plain, end)
    ):
        return Kind.DATE  # 28|、29日; 1996|、1997两年
    if figure.low <= _LAST_DAY and plain.endswith(_MOONS, 0, opened):
        return Kind.DATE  # 腊月|廿六
    if plain[end : end + 1] in ("型", "式") and said.isdigit() and said.isascii():
        return Kind.CODE  # 11型|客机
    if plain[end : end + 1] == "级" and said[-1] in "十百千万亿":
        return Kind.CODE
    if opened == figure.start and _IS_YEAR.match(plain, opened):
        return Kind.DATE
    if said.isascii() and said.isdigit():
        hyphened = plain[opened] == "-" and _VALUED.match(plain[opened - 1 : opened])
        closed = plain[end : end + 1] in ("”", "》", "’")
        quoted = closed and _QUOTE.search(plain, max(0, opened - _LONGEST_NAME), opened)
        return Kind.CODE if hyphened or quoted else None
    named = _ROW.fullmatch(said) or _DAY.fullmatch(said)
    return Kind.CODE if named and _HAN.match(plain, end) else None


@cache
def _reigns() -> tuple[str, ...]:
    """The titles of reigns, by which years are counted."""
    return listed(load_table("names")["reigns"])


def find_reign_year(reading: Reading, start: int, end: int) -> Mention | None:
    """A year that is counted from the beginning of a reign: 康熙五十二|年, 十三|年（1808）; 年 stands at ``end``."""
    plain = reading.plain
    titled = plain.endswith(_reigns(), 0, start)
    title = next(one for one in _reigns() if plain.endswith(one, 0, start)) if titled else ""
    if not (title or _SAID_AGAIN.match(plain, end + 1)):
        return None
    return reading.mention(max(reading.end, start - len(title)), end + 1, Kind.DATE)


def find_numbered(reading: Reading, figure: Figure, unit: tuple[Unit, int]) -> Mention | None:
    """What a classifier does not count: 一幅|幅, 中铁十二局, 航天六院."""
    plain, start, close = reading.plain, figure.start, unit[1]
    if plain[start : figure.end] == "一" and plain[close - 1 : close + 1] == unit[0].name * 2:
        return reading.mention(start, close + 1, Kind.IDIOM)
    if unit[0].name == "次" and table_pattern("numbers", "session").match(plain, close):
        held = plain.startswith("全会", close) or table_pattern("numbers", "in_session").search(plain, 0, start)
        return reading.mention(start, close, Kind.CODE) if held else None  # 九届|一次会议, |二次全会
    if unit[0].dimension == "length":
        if plain.endswith(("男子", "女子"), 0, figure.opened):
            return reading.mention(figure.opened, close, Kind.CODE)  # 女子|1500米
        if plain.startswith("公里处", figure.end) and _ROAD.search(plain, max(0, start - 4), start):
            return reading.mention(start, close, Kind.CODE)  # 国道315线|1152公里处
        return None
    if _A_YEAR.match(plain, figure.opened) and (
        unit[0].dimension == "counted_noun" or table_pattern("numbers", "year_before_word").match(plain, figure.end)
    ):
        return reading.mention(figure.opened, figure.end, Kind.DATE)  # 2024|国家大剧院, 2025|人工智能大会
    if (place := _PLACED.get(unit[0].name)) and place.search(plain, max(0, start - 3), start):
        return reading.mention(start, close, Kind.CODE)  # 100号|3幢, 高一|3班
    if unit[0].name not in _NUMBERED or figure.bound is not None or figure.high is not None:
        return None
    spoken = plain[start] in CHINESE_NUMERALS and plain[start : figure.end] not in ("一", "两")
    return reading.mention(start, close, Kind.NAME) if spoken and _NAMED.match(plain[start - 1 : start]) else None
