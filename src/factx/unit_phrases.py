"""What stands round a unit and belongs to it: smaller units, halves, denominators, a second classifier."""

import re
from decimal import Decimal

from factx.amounts import BARE_SCALE
from factx.fractions import quotient
from factx.kept import compile_kept
from factx.lexicon import load_table, table_pattern
from factx.numeral_spans import NUMERAL
from factx.numerals import CHINESE_NUMERALS, parse_numeral
from factx.reading import Reading
from factx.units import NAMING, find_compound, find_unit, latin_denominators

_BARE_TAIL = compile_kept(r"\d{1,3}(?![\d.%万亿])", re.ASCII)  # 2米35, 11秒68
_SAID_TAIL = compile_kept(f"[一二三四五六七八九]{{1,2}}(?![{CHINESE_NUMERALS}成折个分])")  # 一米七五
_SAID_HUNDREDTHS = compile_kept(
    f"[零〇○一二三四五六七八九]{{2}}(?![{CHINESE_NUMERALS}折个分天日月年人名次]|成(?!绩))"
)  # 九秒八三
_ONE_MORE = compile_kept(  # 五块二, 37度5, 三块零四, 一倍二
    r"零?[1-9一二三四五六七八九](?=[，。；、）”’》！？\s的左上以到至和吧了呢买卖花付收/~-]|一[斤个只张条瓶盒箱袋份碗件]|每[斤公千克]|$)"
)
_HALF_UNIT = compile_kept(
    "(?<=[年天月周岁时厘斤两克里倍吨亩顷米尺寸丈升圈粒片杯碗勺本页箱瓶盒块目个])半(?![天年月日周小个价导径数成载圆决程自公开挂场球山机])"
)
_OPENS_SMALLER = frozenset(f"0123456789.{CHINESE_NUMERALS}半又")
_PER = frozenset("每一")
_SOLD_BY = frozenset(("mass", "volume", "area", "count"))
_PER_WITHIN = 8  # characters before a figure: 每人每天300元
_PER_WORDS = frozenset("年月日人股份户")
_PER_BEHIND = compile_kept("[每一](?=[一-鿿])")
_PER_ENDS = compile_kept("[，。；、）”’》！？\\s的]|以[上下内]|左右|不等|之间|$")
_DENSITY = compile_kept("[一-鿿]{1,2}/(年|天|日|月|小时)")
_COUNTED_PER = compile_kept(r"/(\d+[十百千万]?)")
_ANY_DENOMINATOR = compile_kept("[一-鿿A-Za-z]")


def join_smaller(reading: Reading, value: Decimal, unit: str, close: int) -> tuple[Decimal, str, int]:
    """Join smaller units: 3小时20分 → 200 分钟, 5元3角 → 5.3 元; and the half behind a unit: 两年半."""
    if reading.plain[close : close + 1] not in _OPENS_SMALLER:
        return value, unit, close
    if value < 0:  # -2小时|30分: the sign is of both
        value, unit, close = join_smaller(reading, -value, unit, close)
        return -value, unit, close
    if half := _HALF_UNIT.match(reading.plain, close):
        return value + Decimal("0.5"), unit, half.end()
    while (
        numeral := NUMERAL.match(reading.plain, close + reading.plain.startswith(("又", "零"), close))
    ) and numeral.end() <= reading.limit:
        said = numeral[0]
        said = said[:-1] if said[-1] == "两" and unit == "斤" else said  # 两斤三|两
        part = find_compound(unit, reading.plain, numeral.start() + len(said))
        small = parse_numeral(said)
        if part is None or small is None or small >= part[0].factor:
            break
        compound, close = part
        if compound.in_part:
            value, unit = value * compound.factor + small, compound.part
        else:
            value += quotient(small, compound.factor)
    if tail := _spoken_tail(reading, value, unit, close):
        if unit == "角":
            return quotient(value, Decimal(10)) + tail[0], "元", tail[1]  # 两毛|五
        return value + tail[0], unit, tail[1]
    return value, unit, close


def _spoken_tail(reading: Reading, value: Decimal, unit: str, close: int) -> tuple[Decimal, int] | None:
    """What digits behind a unit add that have none of their own, and their end: 一米七五, 11秒68, 五块二, 37度5."""
    plain, last = reading.plain, reading.plain[close - 1]
    if last in "块毛角斤度倍":
        tail = _ONE_MORE.match(plain, close)
        if tail is None or (tail[0][0] == "零" and last != "块"):
            return None
        if last == "倍" and plain[close - 2] not in CHINESE_NUMERALS:
            return None  # 升一倍|二, but 2倍|三
        if last == "斤" and plain[tail.end() : tail.end() + 1] in ("~", "-", "至", "到"):
            return None  # 一斤|3~4元
        zeros = "0" * (last in "毛角" or tail[0][0] == "零")
        return Decimal(f"0.{zeros}{parse_numeral(tail[0][-1])}"), tail.end()
    tail = _SAID_TAIL.match(plain, close) if unit in ("米", "丈", "尺", "厘") and value < 10 else None
    if unit == "秒" or (unit == "米" and tail is None):
        tail = _SAID_HUNDREDTHS.match(plain, close)
    if tail is None and unit in ("米", "秒", "厘", "尺", "丈"):
        tail = _BARE_TAIL.match(plain, close)
    if tail is None or find_unit(reading.plain, tail.end(), strict=True):
        return None
    return Decimal("0." + "".join(str(parse_numeral(digit)) for digit in tail[0])), tail.end()


def denominator_behind(reading: Reading, unit: str, close: int) -> tuple[str, int]:
    """元/吨, 公里/百平方公里, 元/人·天, 元|每平方米, 元|一斤: the denominator behind a unit."""
    if "/" not in (following := reading.plain[close : close + 3]) and following[:1] not in _PER:
        return unit, close
    if dense := _DENSITY.match(reading.plain, close):
        return f"{unit}/{dense[1]}", dense.end()
    if _PER_BEHIND.match(reading.plain, close):  # 8500元每平方米, 5元一斤
        below = find_unit(reading.plain, close + 1)
        told = (
            below is not None
            and (following[0] == "每" or (unit in load_table("units")["money"] and below[0].dimension in _SOLD_BY))
            and _PER_ENDS.match(reading.plain, below[1])
        )
        return (f"{unit}/{below[0].name}", below[1]) if below and told else (unit, close)
    opened = close
    if table_pattern("numbers", "other_measure").match(reading.plain, close):
        return unit, close  # 收入5亿元|/净利润3亿元
    while reading.plain[close : close + 1] == "/" or (close > opened and reading.plain[close : close + 1] == "·"):
        if counted := _COUNTED_PER.match(reading.plain, close):  # 12.5元/500克
            below = find_unit(reading.plain, counted.end())
            if below and below[0].name == unit == "人" and counted[1][-1] in "千万":
                return f"{unit}/{counted[1]}人", below[1]  # 14.13人/10万人
            if below is None or below[0].name == unit or below[0].dimension in ("energy", "money"):
                return unit, close  # 8GB/256GB, 200MW/400MWh, 256GB/3999元
            unit, close = f"{unit}/{counted[1]}{below[0].name}", below[1]
            continue
        scale = BARE_SCALE.match(reading.plain, close + 1)
        at = scale.end() if scale else close + 1 + reading.plain.startswith("半", close + 1)  # 1元/半小时
        below = find_unit(reading.plain, at) or (find_unit(reading.plain, at - 1) if scale else None)
        if below is None:
            word = _ANY_DENOMINATOR.match(reading.plain, at)
            if word is None:
                return unit, close
            unit, close = f"{unit}/{latin_denominators().get(word[0], word[0])}", word.end()
            continue
        unit, close = f"{unit}/{reading.plain[close + 1 : at]}{below[0].name}", below[1]
    return unit, close


def classifier_in_brackets(reading: Reading, close: int) -> str:
    """The second classifier of a count: 40台|（套）; empty where none stands there."""
    if reading.plain[close : close + 1] != "（" or (other := reading.unit(close + 1)) is None:
        return ""
    end = other[1]
    counts = other[0].dimension == "count" and reading.plain[end : end + 1] == "）" and end < reading.limit
    return reading.plain[close + 1 : end] if counts else ""


def divides_price(reading: Reading, opened: int, close: int) -> bool:
    """Whether the amount only says per how much the price behind it is: 每500克|1.2元."""
    if reading.plain[opened - 1 : opened] != "每" or (price := NUMERAL.match(reading.plain, close)) is None:
        return False
    unit = reading.unit(reading.give_back(price.start(), price.end()))
    return unit is not None and unit[0].dimension == "money"


def may_be_divided(reading: Reading, opened: int) -> bool:
    """Whether 每 stands near enough before a figure to divide it: a quick no."""
    return reading.plain.rfind("每", max(0, opened - _PER_WITHIN), opened) >= 0


def denominator_before(reading: Reading, opened: int, unit: str) -> tuple[int, str]:
    """每公斤|8.5元, 每人每天|300元: the denominators before the numeral."""
    below = ""
    while denominator := _denominator_before(reading, opened):
        opened, name = denominator
        below = f"/{name}{below}"
    return opened, unit + below


def _denominator_before(reading: Reading, opened: int) -> tuple[int, str] | None:
    window = reading.plain[max(reading.end, opened - _PER_WITHIN) : opened]
    at = window.rfind("每")
    said = window[at + 1 :].strip() if at >= 0 else ""
    word = table_pattern("numbers", "hedges_price").sub("", said) or said  # 每只|160元: no 只 in the sense of only
    if not word:
        return None
    counted = len(word) - len(word.lstrip("0123456789百千万亿"))
    below = find_unit(word, counted)
    if below and below[1] == len(word):
        unit = below[0].name if counted else latin_denominators().get(below[0].name, below[0].name)  # 每个月|200元
        name = word if below[0].dimension == NAMING else word[:counted] + unit  # 每孩每年
        return opened - len(window) + at, name
    pupil = word == "生" and reading.plain.startswith("每", opened)  # 每生|每天3元, but not 每生|1个孩子
    return (opened - len(window) + at, word) if pupil or word in _PER_WORDS else None
