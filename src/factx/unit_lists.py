"""What mentions side by side are to each other: members with one unit, ends of a range, a number and what it is per."""

import re
from decimal import Decimal
from itertools import pairwise
from operator import attrgetter

from factx.bounds import bound_words
from factx.characters import simplify
from factx.facts import Bound, Kind, Mention
from factx.kept import compile_kept
from factx.numerals import CHINESE_DIGITS, parse_numeral, scale_factor
from factx.ranks import PLACE_ENDS
from factx.reading import Reading

_LIST_MARKS = frozenset(("、", "和", "与", "及", "或"))
_MOVES = compile_kept(
    "[、，和与及或](?:较[^，。；]{2,4})?(?:(?:上升|下降|提高|降低|提升|回落|回升|扩大|收窄|增加|减少|高|低)了?)?"
)
_TO = compile_kept("[到至](?:年|同比|环比)?(?:增长?|成长|上升|上涨|扩张|升|涨)?")
_NEXT_MEMBER = compile_kept("[一-鿿]{1,6}、")
_PER = compile_kept("((?:10?万人?|100万人?|[千万]人?|1000人?|百万人?))(?:以[上下内])?")
_SCALE = compile_kept(r"[\d.]\ ?([十百千]*[万亿萬億]+)", re.ASCII)
_MONTHS = 12
_FAR_BELOW = 20  # what a number that shares a scale lies below the figure that says it, at least
_NAMING_KINDS = frozenset((Kind.PERIOD, Kind.CODE, Kind.NAME))
_ORDINAL_UNITS = frozenset("批期号轮波条届次集章节版场站层")
_SPOKEN_DIGITS = frozenset("一二三四五六七八九十")
_PLACE_UNITS = ("位", "名")
_PLACE_OPENINGS = frozenset("第一二两三四五六七八九十0123456789")
_LISTED_KINDS = frozenset((Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.POINT, Kind.MULTIPLE))


def without_overlap(mentions: list[Mention]) -> list[Mention]:
    """The mentions in order; where two overlap, the one that begins first and is longer."""
    kept: list[Mention] = []
    end = 0
    for mention in sorted(mentions, key=attrgetter("start")):
        if mention.start >= end:
            kept.append(mention)
        elif mention.start == kept[-1].start and mention.end > end:
            kept[-1] = mention
        else:
            continue
        end = mention.end
    return kept


def share_units(reading: Reading, found: list[Mention]) -> list[Mention]:
    """Give the members of a list the unit that its last one has: 12、13、14家; 2.5个、5.7个百分点."""
    scale = Decimal(1)
    for index in range(len(found) - 2, -1, -1):
        one, after = found[index], found[index + 1]
        joint = reading.plain[one.end : after.start]
        bare = one.unit == "个" or (one.kind is Kind.NUMBER and one.unit is None)
        if bare and "." in one.text and after.kind is Kind.POINT and _MOVES.fullmatch(joint):
            found[index] = one._replace(kind=after.kind, unit=after.unit)  # 上升1.4个|、下降2.9个百分点
            continue
        if joint == "/" and "." in one.text and "." in after.text:
            joint = "、"  # EPS为0.64|/0.82元
        if joint[:1] in ("到", "至") and (ends := _far_ends(reading, one, after, joint)):
            found[index : index + 2] = ends
            continue
        if joint not in ("", *_LIST_MARKS) or after.unit is None:
            scale = Decimal(1)
            continue
        if spanned := _spanned(reading, one, after):
            found[index : index + 2] = [spanned]
            continue
        if not joint:
            scale = Decimal(1)
            continue
        if around := _neighbours(reading, one, after):
            found[index : index + 2] = [around]
            continue
        if one.kind is Kind.MONEY and one.text[0] == "每" and one.unit and one.unit.startswith(f"{after.unit}/"):
            found[index + 1] = after._replace(unit=one.unit)  # 每公斤38元、|42元
            continue
        if one.kind is Kind.NUMBER and one.value is not None and after.kind in _LISTED_KINDS:
            scale = _scale(after) or scale
            value = one.value * scale if _shares_scale(one, after, scale) else one.value
            found[index] = one._replace(kind=after.kind, unit=after.unit, value=value)
        else:
            scale = Decimal(1)
    return _share_denominators(reading, found)


def _share_denominators(reading: Reading, found: list[Mention]) -> list[Mention]:
    """Give what 每 opens a list by to its later members: 每天8000辆汽车、|400台挖掘机."""
    per = ""
    for index, (one, after) in enumerate(pairwise(found), 1):
        if one.text[0] == "每" and one.unit and "/" in one.unit:
            per = one.unit[one.unit.index("/") :]
        joint = reading.plain[one.end : after.start]
        if not (
            per and after.kind is one.kind and after.unit and "/" not in after.unit and _NEXT_MEMBER.fullmatch(joint)
        ):
            per = ""
            continue
        found[index] = after._replace(unit=f"{after.unit}{per}")
    return found


def _spanned(reading: Reading, one: Mention, after: Mention) -> Mention | None:
    """The range that two bounds leave: 3000元以上|1.5万元以下, 三万元以上|不满二十万元."""
    closes = after.text.endswith(("以下", "以内")) or after.text.startswith(("不满", "不足"))
    if not (one.text.endswith("以上") and closes and one.kind is after.kind and one.value and after.value):
        return None
    return reading.mention(one.start, after.end, one.kind, one.value, after.value, one.unit or after.unit)


def _far_ends(reading: Reading, one: Mention, after: Mention, joint: str) -> list[Mention] | None:
    """What 至 makes of two figures: 下降5%|至增长10% is one range; 1000多|至2000多元 have one unit."""
    if one.value is None or after.value is None or not _TO.fullmatch(joint):
        return None
    if (
        len(joint) > 1
        and one.kind is after.kind is Kind.PERCENT
        and reading.plain.endswith(bound_words().falls, 0, one.start)
    ):
        return [reading.mention(one.start, after.end, one.kind, -one.value, after.value, one.unit)]
    if len(joint) == 1 and one.kind is Kind.NUMBER and one.bound is after.bound is Bound.GT and after.unit:
        return [one._replace(kind=after.kind, unit=after.unit), after]
    return None


def _scale(mention: Mention) -> Decimal | None:
    """The scale that a figure is said in: 万 of 5万人."""
    said = _SCALE.search(mention.text)
    return scale_factor(simplify(said[1])) if said else None


def _shares_scale(one: Mention, after: Mention, scale: Decimal) -> bool:
    """Whether a bare number is told in the scale of the figure behind it: 30|、50亿元, but 5000|、1.2万元."""
    last = after.low if after.value is None else after.value
    return bool(one.value and last and one.text.isascii() and one.value * _FAR_BELOW < last and scale > 1)


def share_places(reading: Reading, found: list[Mention]) -> list[Mention]:
    """Make ranks of the members of a list of places: 分列第二、三位, 分居二、三名, 居第二、第三."""
    if not any(one.kind is Kind.RANK or one.unit in _PLACE_UNITS for one in found):
        return found
    opened = 0
    while opened < len(found):
        closed = opened + 1
        while closed < len(found) and reading.plain[found[closed - 1].end : found[closed].start] in ("、", "和"):
            closed += 1
        if _are_places(reading, found[opened:closed]):
            found[opened:closed] = [
                one._replace(kind=Kind.RANK, unit=None, bound=Bound.EQ if one.value else Bound.RANGE)
                for one in found[opened:closed]
            ]
        opened = closed
    return found


def _are_places(reading: Reading, members: list[Mention]) -> bool:
    first, last = members[0], members[-1]
    ordinal = first.text[0] == "第" and first.kind in (Kind.RANK, Kind.ORDINAL)
    if not all(one.unit in (None, *_PLACE_UNITS) and one.text[0] in _PLACE_OPENINGS for one in members):
        return False
    if ordinal and len(members) > 1:
        told = first.kind is Kind.RANK or last.unit in _PLACE_UNITS
        return told and (last.text[-1] in _PLACE_UNITS or bool(PLACE_ENDS.match(reading.plain, last.end)))
    return last.unit in _PLACE_UNITS and not ordinal and reading.plain.endswith(bound_words().places, 0, first.start)


def join_denominators(reading: Reading, found: list[Mention]) -> list[Mention]:
    """Make one figure of a number and the round number that it is counted by: 死亡率7.8|/10万."""
    for index in range(len(found) - 2, -1, -1):
        one, after = found[index], found[index + 1]
        bare = one.kind is Kind.NUMBER and one.value is not None and one.unit is None
        per = _PER.match(after.text) if bare and reading.plain[one.end : after.start] == "/" else None
        if per and per.end() == len(after.text):
            bound = one.bound if after.bound is Bound.EQ else after.bound
            whole = reading.mention(one.start, after.end, Kind.COUNT, one.value, unit=f"/{per[1]}", bound=bound)
            found[index : index + 2] = [whole]
    return found


def share_classes(plain: str, found: list[Mention]) -> list[Mention]:
    """Make names of the digits that a list leaves without theirs: 第一、二、三产业, 二、三季度, 一、二线城市."""
    kinds = {mention.kind for mention in found}
    if Kind.NUMBER in kinds:
        _months(plain, found)
    if Kind.ORDINAL in kinds:
        _number_lists(plain, found)
    if not any(map(_is_digit, found)):
        return found
    for index in range(len(found) - 2, -1, -1):
        one, after = found[index], found[index + 1]
        if _is_digit(one) and after.kind in _NAMING_KINDS and plain[one.end : after.start] == "、":
            found[index] = one._replace(kind=Kind.NAME, value=None)
    for before, (index, one) in zip(found, enumerate(found[1:], 1), strict=False):
        if _is_digit(one) and found[index - 1].kind is Kind.ORDINAL and plain[before.end : one.start] == "、":
            found[index] = one._replace(kind=Kind.ORDINAL)
    return found


def _number_lists(plain: str, found: list[Mention]) -> None:
    """Make ordinals of the figures that a list of ordinals goes on with: 第3、|4批, 第74和|75波."""
    for index in range(1, len(found)):
        before, one = found[index - 1], found[index]
        if not (before.kind is Kind.ORDINAL and one.kind is Kind.COUNT and one.unit in _ORDINAL_UNITS):
            continue
        said = one.text.removesuffix(plain[one.end - 1])
        if plain[before.end : one.start] in _LIST_MARKS and one.value and before.value and one.value > before.value:
            found[index] = one._replace(kind=Kind.ORDINAL, unit=None, end=one.start + len(said), text=said)


def _months(plain: str, found: list[Mention]) -> None:
    """Make dates of the months that a list names by their number: 9、10|两个月."""
    for index in range(len(found) - 2, -1, -1):
        one, after = found[index], found[index + 1]
        joint = plain[one.end : after.start]
        counted = after.unit == "个月" and after.text[0] in "两三四" and not joint
        if one.kind is Kind.NUMBER and (counted or (after.kind is Kind.DATE and joint in ("、", "和"))):
            found[index] = one._replace(kind=Kind.DATE) if one.value and one.value <= _MONTHS else one


def _is_digit(one: Mention) -> bool:
    return one.kind is Kind.NUMBER and one.text in _SPOKEN_DIGITS


def _neighbours(reading: Reading, one: Mention, after: Mention) -> Mention | None:
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
        or not (reading.plain[one.start] in CHINESE_DIGITS + "两十" or after.text.rstrip("多以上左右").endswith("成"))
    ):
        return None
    scale = after.value / following
    if one.value == digit and scale == 10 ** (len(str(int(scale))) - 1):
        return reading.mention(one.start, after.end, after.kind, one.value * scale, after.value, after.unit)
    if scale == 1 and one.value % 10 == digit:  # 十七、八岁
        return reading.mention(one.start, after.end, after.kind, one.value, one.value + 1, after.unit)
    return None
