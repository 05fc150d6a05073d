"""Two figures side by side that are the ends of one range, or have one unit as its ends do."""

from decimal import Decimal

from factx.amounts import RANGE, goes_down, leads_away, moves, told_severally
from factx.bounds import bound_words
from factx.facts import Bound, Kind, Mention
from factx.fractions import quotient
from factx.kept import compile_kept
from factx.lexicon import table_patterns
from factx.numerals import CHINESE_DIGITS, parse_numeral, scale_factor
from factx.reading import Reading
from factx.units import find_compound

_SCALE = compile_kept("[千百十万亿兆]+")
_pattern = table_patterns("numbers")


def bounded_range(reading: Reading, one: Mention, after: Mention) -> Mention | None:
    """The range that two bounds leave: 3000元以上|1.5万元以下, 三万元以上|不满二十万元."""
    closes = after.text.endswith(("以下", "以内")) or after.text.startswith(("不满", "不足"))
    if not (one.text.endswith("以上") and closes and one.kind is after.kind and one.value and after.value):
        return None
    return reading.mention(one.start, after.end, one.kind, one.value, after.value, one.unit or after.unit)


def far_ends(reading: Reading, one: Mention, after: Mention, joint: str) -> list[Mention] | None:
    """What 至 makes of two figures: 下降5%|至增长10% is one range; 1000多|至2000多元 have one unit."""
    if one.value is None or after.value is None:
        return None
    signed = one.kind is after.kind is Kind.MONEY and after.unit == one.unit and not after.text[0].isdigit()
    if signed and one.bound is after.bound is Bound.EQ and RANGE.fullmatch(joint) and one.value < after.value:
        scales = [_SCALE.search(reading.plain[mention.start : mention.end]) for mention in (one, after)]
        shared = scale_factor(scales[1][0]) if scales[1] and not scales[0] else Decimal(1)  # $3.2-|$5亿
        return [reading.mention(one.start, after.end, one.kind, one.value * shared, after.value, one.unit)]
    if ends := _unlike_ends(reading, one, after):
        return [ends]
    if one.bound is after.bound is Bound.GT and one.kind is after.kind and one.unit == after.unit:
        closed = RANGE.fullmatch(joint) and reading.plain.startswith(("不等", "之间"), after.end)
        if closed and one.value < after.value:  # 二十多万|至|四十多万不等
            return [reading.mention(one.start, after.end, one.kind, one.value, after.value, one.unit)]
    if not _pattern("to").fullmatch(joint):
        return None
    if (
        len(joint) > 1
        and one.kind is after.kind is Kind.PERCENT
        and reading.plain.endswith(bound_words().falls, 0, one.start)
    ):
        return [reading.mention(one.start, after.end, one.kind, -one.value, after.value, one.unit)]
    shares = after.kind in (Kind.COUNT, Kind.MONEY) or one.text[-1] in "多余"  # 售价由642.8万至|1845万元
    if len(joint) == 1 and one.kind is Kind.NUMBER and shares and after.unit:
        return [one._replace(kind=after.kind, unit=after.unit), after]
    return None


def _unlike_ends(reading: Reading, one: Mention, after: Mention) -> Mention | None:
    """The range of two fractions, or two lengths of time in parts: 三分之一到|二分之一, 3年6个月至|13年 (in months)."""
    joint = RANGE.fullmatch(reading.plain, one.end, after.start)
    if joint is None or one.value is None or after.value is None:
        return None
    if leads_away(reading, one.start, joint) or moves(reading, one.start, joint):
        return None
    low, high, unit = one.value, after.value, one.unit
    alike = one.kind is after.kind and unit == after.unit
    priced = alike and "/" in (unit or "")  # 3.5元/斤—|4元/斤
    if not (priced or (alike and one.kind in (Kind.FRACTION, Kind.DURATION))):
        if parts := _parts(after.unit, unit):
            high *= parts
        elif parts := _parts(unit, after.unit):
            low, unit = low * parts, after.unit
        elif one.kind is after.kind is Kind.MONEY and (parts := _coins(unit, after.unit)):
            low, unit = quotient(low, parts), after.unit
        else:
            return None
    if goes_down(reading, joint, low, high):
        low, high = high, low
    return reading.mention(one.start, after.end, one.kind, low, high, unit) if low < high else None


def _parts(unit: str | None, part: str | None) -> Decimal | None:
    """How many of ``part`` one ``unit`` of a length of time has: 12 个月 are one 年."""
    found = find_compound(unit, part, 0) if unit and part else None
    return found[0].factor if found and found[0].part == part and found[0].in_part else None


def _coins(coin: str | None, price: str | None) -> Decimal | None:
    """How many of a small coin the money of a price has: 10 of 角 in 元/斤."""
    found = find_compound(price.partition("/")[0], coin, 0) if coin and price else None
    return found[0].factor if found and found[0].part == coin else None


def without_joint(one: Mention, after: Mention) -> Mention:
    """The second of two figures without the dash that joins it to the first: 2小时30分|-3小时."""
    joined = after.start == one.end and after.text[0] in "-－" and one.kind is after.kind
    if not joined or after.value is None:
        return after
    if one.unit != after.unit and one.kind is not Kind.DURATION and _coins(one.unit, after.unit) is None:
        return after
    return after._replace(start=after.start + 1, text=after.text[1:], value=-after.value)


def neighbours(reading: Reading, one: Mention, after: Mention) -> Mention | None:
    """What two digits in a row say with 、 between them: 三、四百人 is 300 to 400, 六、七成 60 to 70 per cent."""
    digit = parse_numeral(reading.plain[one.end - 1 : one.end])
    following = parse_numeral(reading.plain[after.start : after.start + 1])
    if (
        reading.plain[one.end : after.start] != "、"
        or one.value is None
        or after.value is None
        or one.kind not in (Kind.NUMBER, after.kind)
        or one.value >= 100
        or digit is None
        or following != digit + 1
        or not (
            reading.plain[one.end - 1] in CHINESE_DIGITS + "两十"
            or reading.plain[after.start + 1] in "百千"  # 2、3百人
            or (
                (reading.plain[after.start + 1] == "万" or after.value == following * 10)  # 7、80人
                and not told_severally(reading, one.start)
            )
            or after.text.rstrip("多以上左右").endswith("成")
        )
    ):
        return None
    scale = after.value / following
    if one.value == digit and scale == 10 ** (len(str(int(scale))) - 1):
        return reading.mention(one.start, after.end, after.kind, one.value * scale, after.value, after.unit)
    if scale == 1 and one.value % 10 == digit:  # 十七、八岁
        return reading.mention(one.start, after.end, after.kind, one.value, one.value + 1, after.unit)
    return None
