"""Clock times, in figures and in words: 15:30, 8时许, 三点半, 零点."""

import re

from factx.facts import Kind, Mention
from factx.kept import compile_kept
from factx.lexicon import table_pattern
from factx.numerals import CHINESE_NUMERALS, parse_numeral
from factx.reading import Reading

_CLOCK = compile_kept(
    r":\d\d(?!\d|\.\d)(?::\d\d)?|[时点][123]刻|[时点]\d{1,2}分\d{1,2}秒|[时点](?:零?\d{1,2}分|半|整|许|钟)?(?![\d一-鿿])|[时点](?:零?\d{1,2}分|半|整|许|钟|左右|前|后|起|至|到)"
    r"|[时点](?=的|档|以[前后]|之[前后]|入睡|睡|起床|开[放门始盘会幕]|召开|举行|关[闭门]|抵达|出发|集合|许)"
    r"|[时点]多(?:钟|(?=[，。；、的\s]|$))|时(?![候代期间段速区尚刻任长辰])",
    re.ASCII,
)
_CLOCK_BEFORE = compile_kept(r"[时点](?:\d{1,2}分|半|整)?[至到~-]\Z", re.ASCII)
_TO_HOUR = compile_kept(r"(?:[-—~]{1,2}|至|到)(\d{1,2})(?=[时点])", re.ASCII)  # 0—24时
_HOUR = compile_kept("[时点]")
_SAID_TIME = compile_kept(  # 五点三十, 八点一刻, 二十时三十分
    "(?:二十[一二三四]?|十[一二三四五六七八九]?|[一二两三四五六七八九])(?:点|时(?=[零〇一二三四五六七八九十]{1,3}分(?!之)))"
    "(?:(?:[二三四五]?十[一二三四五六七八九]?|[零〇][一二三四五六七八九])分(?!之)(?:(?:[二三四五]?十[一二三四五六七八九]?|[零〇]?[一二三四五六七八九])秒)?|[一二三]刻"
    "|[一二三四五六七八九]分(?:[二三四五]?十[一二三四五六七八九]?|[一二三四五六七八九])秒"
    "|[二三四五]?十[一二三四五六七八九]?(?![一二三四五六七八九十百千万亿%‰个家只名位条项人元吨])"
    "|[零〇][一二三四五六七八九](?=[上下起到][^调升降涨跌]|开会|出发|[集会]合))"
)
_SAID_HOUR = compile_kept(
    "(?:[点时](?:半|整|钟|(?=[之以][前后]|回家|集合|开会|出发|起床|睡觉|上[班课]|下[班课]|见面|吃饭|到家))|点档|时许)(?![一-鿿]*指数)"
)  # 三点半
_SPOKEN_HOUR = compile_kept(r"[点时](?![\d一二三四五六七八九零〇])")  # 下午三点, 十日十八时
_LAST_HOUR, _LONGEST_HOUR = 24, 4


def find_clock(reading: Reading, start: int, end: int) -> Mention | None:
    """The clock time whose hour is the figure at ``start``: 15:30, 8时, 至|10点."""
    plain, hour = reading.plain, reading.plain[start:end]
    if (to := _TO_HOUR.match(plain, end, reading.limit)) and _is_hour(hour) and _is_hour(to[1]):
        clock = _CLOCK.match(plain, to.end(), reading.limit)
        return reading.mention(start, clock.end(), Kind.TIME) if clock else None
    if plain[end : end + 1] not in (":", "时", "点") or not _is_hour(hour):
        return None
    if plain[end] == "点" and table_pattern("numbers", "moves_points").search(plain, max(0, start - 4), start):
        return None  # 升|11点
    clock = _CLOCK.match(plain, end, reading.limit)
    if clock is None and _CLOCK_BEFORE.search(plain, max(0, start - 6), start):
        clock = _HOUR.match(plain, end)
    return reading.mention(start, clock.end(), Kind.TIME) if clock else None


def _is_hour(said: str) -> bool:
    return len(said) <= len(str(_LAST_HOUR)) and said.isdigit() and int(said) <= _LAST_HOUR


def find_spoken_clock(reading: Reading, start: int, end: int) -> Mention | None:
    """The clock time whose hour begins with the numeral at ``start``: 五点三十, 3点半."""
    plain = reading.plain
    if not {"点", "时"}.isdisjoint(plain[start : start + _LONGEST_HOUR]) and (said := _SAID_TIME.match(plain, start)):
        return reading.mention(start, said.end(), Kind.TIME)
    if plain[end : end + 1] not in ("点", "时"):
        return None
    said = _SAID_HOUR.match(plain, end)
    if (
        said is None
        and plain[start] in CHINESE_NUMERALS
        and table_pattern("numbers", "time_of_day").search(plain, max(0, start - 2), start)
    ):
        said = _SPOKEN_HOUR.match(plain, end)
    if said:
        hour = parse_numeral(plain[start:end])
        if hour is not None and hour <= _LAST_HOUR:
            return reading.mention(start, said.end(), Kind.TIME)
    return None


def is_midnight(reading: Reading, start: int, end: int) -> bool:
    """Whether the numeral is the 零 of 零点."""
    return reading.plain[start:end] == "零" and reading.plain[end : end + 1] in ("点", "时")
