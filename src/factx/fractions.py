"""Fractions: 百分之五, 三分之一, 三又二分之一, 1/3, 一半."""

import re
import unicodedata
from decimal import Context, Decimal

from factx.amounts import RANGE, leads_away, moves
from factx.facts import Kind, Mention
from factx.kept import compile_kept
from factx.lexicon import table_patterns
from factx.numerals import CHINESE_DIGITS, CHINESE_NUMERALS, parse_adjacent, parse_numeral
from factx.reading import Reading, kind_of
from factx.units import find_unit

_pattern = table_patterns("numbers")

_PART = r"\d+(?:,\d{3})*(?:\.\d+)?"  # what stands behind 分之, 又 and in the second end of a percentage
_SAID_PART = f"[{CHINESE_NUMERALS}]*[点.‧][{CHINESE_DIGITS}]+|[{CHINESE_NUMERALS}]+"  # the same in characters
FRACTION = compile_kept(rf"\ {{0,2}}[分份]\ {{0,2}}之\ {{0,2}}([负-]?)({_PART}|\.\d+|{_SAID_PART})", re.ASCII)
_VULGAR = frozenset("½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞")
_OPENS_FRACTION = _VULGAR | frozenset("分份又 /半")  # what stands behind the first numeral of any
_MIXED = compile_kept(rf"\ ?又\ ?({_PART}|[{CHINESE_NUMERALS}]+)", re.ASCII)  # 三又二分之一
_SHORT_FRACTION = compile_kept("分([一二三四五六七八九])(?![十百千点分秒钟角毫厘个、一二三四五六七八九])")  # 四分一
_MIXED_SLASH = compile_kept(r"[ 又](\d{1,5})/(\d{1,3}|10{3,5})(?![\d/年.])", re.ASCII)  # 1 3/5, 1又1/5
_SLASH = compile_kept(r"\ ?/\ ?([1-9]\d{0,2}|10{3,5})(?![\d/年.])", re.ASCII)
_PERCENT_END = compile_kept(rf"(?:百分之)?({_PART}|[{CHINESE_NUMERALS}]+(?:[点.‧][{CHINESE_DIGITS}]+)?)", re.ASCII)
_PERCENT_SIGNS = {"百": "%", "一百": "%", "千": "‰"}
_PLAIN_HUNDRED = str.maketrans("佰仟", "百千")
_HALVES, _TENTHS, _GREATEST_DENOMINATOR = Decimal(2), Decimal(10), Decimal(100)
_WHOLE = Decimal(100)
MEASURES = frozenset({"time", "length", "area", "volume", "mass"})
_MONTHS, _LAST_DAY, _HOURS = 12, 31, 24
_LISTED = compile_kept("[GTM]B|[万亿]")
_OF_SECOND = compile_kept("秒(?!杀)")
_ALONE = compile_kept("[，。；、）”]|\\s|$")
_ENDING, _SMALL = 12, Decimal("0.0001")  # the digits of a decimal that ends; below this six places say too little


def ended(part: Decimal, whole: Decimal) -> Decimal | None:
    """Return part / whole where its decimal ends, else None."""
    value = part / whole
    return value if value * whole == part and len(value.as_tuple().digits) <= _ENDING else None


def quotient(part: Decimal, whole: Decimal) -> Decimal:
    """part / whole: exact where the decimal ends, else to six places, or six figures where those would say nothing."""
    if (value := ended(part, whole)) is not None:
        return value
    places = round(part / whole, 6)
    return places if abs(places) >= _SMALL else Context(prec=6).create_decimal(part / whole)


def read_fraction(reading: Reading, start: int, end: int) -> Mention | None:
    """The fraction that a numeral opens: its denominator, its whole part, or the part before a slash."""
    if reading.plain[end : end + 1] not in _OPENS_FRACTION:
        return None
    if match := FRACTION.match(reading.plain, end, reading.limit):
        return _spoken(reading, start, end, match)
    return (
        _mixed(reading, start, end)
        or _mixed_slash(reading, start, end)
        or _slash(reading, start, end)
        or _vulgar(reading, start, end)
        or _short(reading, start, end)
    )


def _mixed(reading: Reading, start: int, end: int) -> Mention | None:
    """三又二分之一."""
    plain = reading.plain
    mixed = _MIXED.match(plain, end, reading.limit)
    match = FRACTION.match(plain, mixed.end(), reading.limit) if mixed else None
    if mixed is None or match is None:
        return None
    whole, over, part = (parse_numeral(said) for said in (plain[start:end], mixed[1], match[2]))
    if whole is None or not over or part is None or part >= over:
        return None
    return _of_unit(reading, start, match.end(), whole + quotient(part, over))


def _vulgar(reading: Reading, start: int, end: int) -> Mention | None:
    """2½小时."""
    if reading.plain[end] not in _VULGAR or (whole := parse_numeral(reading.plain[start:end])) is None:
        return None
    part, over = unicodedata.normalize("NFKC", reading.plain[end]).split("\N{FRACTION SLASH}")
    return _of_unit(reading, start, end + 1, whole + quotient(Decimal(part), Decimal(over)))


def _of_unit(reading: Reading, start: int, end: int, value: Decimal) -> Mention:
    """A whole and a fraction, of a unit where one follows."""
    if unit := reading.unit(end, start):
        return reading.bounded(start, unit[1], kind_of(unit[0]), value, None, unit[0].name)
    return reading.bounded(start, end, Kind.FRACTION, value)


def _part_of_unit(reading: Reading, start: int, end: int, value: Decimal) -> Mention:
    """A fraction by itself: of a unit of measure, as 四分之一公升, or a share, as 三分之一年收入."""
    unit = find_unit(reading.plain, end, start, strict=True)
    measured = unit is not None and unit[1] <= reading.limit and unit[0].dimension in MEASURES
    if not (unit and measured) or _pattern("goes_on_from_unit").match(reading.plain, unit[1] - 1):
        return reading.bounded(start, end, Kind.FRACTION, value)
    return reading.bounded(start, unit[1], kind_of(unit[0]), value, None, unit[0].name)


def _mixed_slash(reading: Reading, start: int, end: int) -> Mention | None:
    """1 3/5."""
    said = reading.plain[start:end]
    mixed = _MIXED_SLASH.match(reading.plain, end, reading.limit)
    if mixed is None or not said.isdigit():
        return None
    part, over = Decimal(mixed[1]), Decimal(mixed[2])
    if not 0 < part < over or (over > _GREATEST_DENOMINATOR and over % _GREATEST_DENOMINATOR):
        return None
    return _of_unit(reading, start, mixed.end(), Decimal(said) + quotient(part, over))


def _is_day(reading: Reading, month: Decimal, day: Decimal, start: int, end: int) -> bool:
    """Whether 9/10 is the tenth of September: 于|9/10|, 9/10|上市."""
    before = _pattern("day_before").search(reading.plain, max(0, start - 3), start)
    near = before or _pattern("day_behind").match(reading.plain, end)
    return near is not None and month <= _MONTHS and day <= _LAST_DAY


def _slash(reading: Reading, start: int, end: int) -> Mention | None:
    """1/3."""
    if (
        reading.plain[end : end + 1] not in ("/", " ")
        or (match := _SLASH.match(reading.plain, end, reading.limit)) is None
        or _LISTED.match(reading.plain, match.end())
        or reading.plain[start - 1 : start] == "/"
    ):
        return None  # 16/64GB, 1/2/3亿元: each is one of a list
    part, over = parse_numeral(reading.plain[start:end]), Decimal(match[1])
    if not part or part != part.to_integral_value():
        return None
    priced = over > _GREATEST_DENOMINATOR and reading.unit(match.end())
    if priced and priced[0].dimension == "money":
        return None  # 售价788/|849欧元: two prices
    if _is_day(reading, part, over, start, match.end()):
        return reading.mention(start, match.end(), Kind.DATE)
    if part > over and part + over == _WHOLE:
        return reading.mention(start, match.end(), Kind.SCORE)  # 67/33: the parts of a hundred
    if part >= over and not reading.minus(start) and not _is_improper(reading, part, over, start, match.end()):
        return None
    told = _of_unit if reading.plain.startswith("倍", match.end()) else _part_of_unit
    return told(reading, start, match.end(), quotient(part, over))


def _is_improper(reading: Reading, part: Decimal, over: Decimal, start: int, end: int) -> bool:
    """Whether 16/5 can be nothing but a fraction: no month and day, no hours (24/7), nothing that goes on."""
    if _pattern("ratio_behind").match(reading.plain, end) or _pattern("ratio_before").search(
        reading.plain, max(0, start - 6), start
    ):
        return True  # 原来的|3/2|倍, 占比|3/2
    alone = _ALONE.match(reading.plain, end) is not None
    return alone and over < _TENTHS and _MONTHS < part < _GREATEST_DENOMINATOR and part != _HOURS


def _short(reading: Reading, start: int, end: int) -> Mention | None:
    """四分一, 一半."""
    plain = reading.plain
    if plain[start : end + 1] == "一半":
        return reading.bounded(start, end + 1, Kind.FRACTION, Decimal("0.5"))
    match = _SHORT_FRACTION.match(plain, end, reading.limit) if end - start == 1 else None
    if match is None:
        return None
    whole, part = parse_numeral(plain[start:end]), parse_numeral(match[1])
    if not whole or not part or not max(part, _HALVES) < whole < _TENTHS:
        return None
    return reading.bounded(start, match.end(), Kind.FRACTION, quotient(part, whole))


def _spoken(reading: Reading, start: int, end: int, match: re.Match[str]) -> Mention | None:
    """百分之五, 百分之七八十, 百分之三到百分之五, 三分之一."""
    start += reading.plain[start] == "陆" and reading.plain[start + 1 : end] in _PERCENT_SIGNS  # 中国大陆|百分之七
    over, end = reading.plain[start:end].translate(_PLAIN_HUNDRED), match.end()
    if over not in _PERCENT_SIGNS:
        whole, part = parse_numeral(over), _part(match[2])
        if not whole or part is None:
            return None
        if pair := parse_adjacent(match[2]):  # 十分之七八
            return reading.bounded(start, end, Kind.FRACTION, quotient(pair[0], whole), quotient(pair[1], whole))
        value = quotient(-part[0] if match[1] else part[0], whole)
        return _part_of_unit(reading, start, end - part[1], value)
    sign = _PERCENT_SIGNS[over]
    if pair := parse_adjacent(match[2]):
        return reading.bounded(start, end, Kind.PERCENT, *pair, sign)
    part = _part(match[2])
    if part is None:
        return None
    end -= part[1]
    if reading.plain[end : end + 1] == "几":  # 百分之十几
        return reading.mention(start, end + 1, Kind.VAGUE)
    low = -part[0] if match[1] else part[0]
    second = _second_percentage(reading, start, end, low)
    high, end = second or (None, end)
    if high is None and reading.plain.startswith("个百分点", end) and sign == "%":
        return reading.bounded(start, end + len("个百分点"), Kind.POINT, low, None, "个百分点")
    if high is None and sign == "‰" and _OF_SECOND.match(reading.plain, end):
        return _of_unit(reading, start, end, low / 1000)  # 千分之六|秒
    return reading.bounded(start, end, Kind.PERCENT, low, high, sign)


def _part(said: str) -> tuple[Decimal, int] | None:
    """The numeral behind 分之, and how many of its characters belong to what follows: 百分之七十|百分位."""
    said = f"零{said}" if said[0] == "点" else said  # 百分之|点五
    for given_back in (0, 1):
        value = parse_numeral(said[: len(said) - given_back])
        if value is not None:
            return value, given_back
    return None


def _second_percentage(reading: Reading, start: int, end: int, low: Decimal) -> tuple[Decimal, int] | None:
    """The second end of a range of percentages in words: 百分之三|到百分之五."""
    joint = RANGE.match(reading.plain, end)
    if joint is None or leads_away(reading, start, joint):
        return None
    second = _PERCENT_END.match(reading.plain, joint.end(), reading.limit)
    if second is None:
        return None
    if not reading.plain.startswith("百分之", joint.end()):
        parted = reading.unit(second.end()) is not None  # 升百分之一至|二十元, but 升百分之一至二
    else:  # 升百分之一至|百分之三, but 升百分之一至百分之三不等
        parted = moves(reading, start, joint) and not reading.plain.startswith(("不等", "之间"), second.end())
    high = None if parted else parse_numeral(second[1])
    return (high, second.end()) if high is not None and high > low else None
