"""The members of a list with the unit of its last one: 12、13、14家."""

import re
from decimal import Decimal

from factx.amounts import BARE_SCALE
from factx.bounds import bound_words
from factx.characters import simplify
from factx.facts import Bound, Kind, Mention
from factx.joined_ranges import bounded_range, far_ends, neighbours, without_joint
from factx.kept import compile_kept
from factx.lexicon import table_patterns
from factx.numerals import scale_factor
from factx.reading import Reading

_pattern = table_patterns("numbers")

_LIST_MARKS = frozenset(("、", "和", "与", "及", "或"))
_OPENS_JOINT = frozenset(" 、和与及或/+到至-—~")
_SCALE = compile_kept(r"[\d.]\ ?([十百千]*[万亿萬億]+)", re.ASCII)
_LISTED_UNITS = frozenset(("GB", "TB", "MB", "元"))  # of which a slash parts values
_TENTHS = 10
_SAID_IN_TENTHS = frozenset("成折")
_DIGIT = compile_kept(r"\d")
_NEXT_MEMBER = compile_kept("[，。；、）和与及\\s]|$")
_LONGEST_JOINT = 15  # characters between two figures of a list, with whom the second is compared: 、新兴经济体和|
_FAR_BELOW = 20  # what a number that shares a scale lies below the figure that says it, at least
_LISTED_KINDS = frozenset((Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.POINT, Kind.MULTIPLE))


def share_units(reading: Reading, found: list[Mention]) -> list[Mention]:
    """Give the members of a list the unit that its last one has: 12、13、14家; 2.5个、5.7个百分点."""
    plain, scale, tenths = reading.plain, Decimal(1), False
    for index in range(len(found) - 2, -1, -1):
        one, after = found[index], found[index + 1]
        apart = after.start > one.end and plain[one.end] not in _OPENS_JOINT and after.kind is not Kind.POINT
        if apart or after.start - one.end > _LONGEST_JOINT:
            scale, tenths = Decimal(1), False
            continue
        after = found[index + 1] = without_joint(one, after)
        joint = plain[one.end : after.start].removesuffix("+")  # -0.2和|+0.7个百分点
        if after.kind is Kind.POINT and (_is_point(reading, one, joint) or _lists_points(reading, found, index)):
            found[index] = one._replace(kind=after.kind, unit=after.unit)
            continue
        if joint.strip() == "/" and (
            after.unit in _LISTED_UNITS or after.kind is Kind.MONEY or ("." in one.text and "." in after.text)
        ):
            joint = "、"  # EPS为0.64|/0.82元, 128|/256GB
        if joint[:1] in tuple("到至-—~") and (ends := far_ends(reading, one, after, joint)):
            found[index : index + 2] = ends
            continue
        if joint not in ("", *_LIST_MARKS) or after.unit is None or _numbers_item(plain, one, after):
            scale, tenths = Decimal(1), False
            continue
        if spanned := bounded_range(reading, one, after):
            found[index : index + 2] = [spanned]
            continue
        if not joint:
            scale, tenths = Decimal(1), False
            continue
        if around := neighbours(reading, one, after):
            found[index : index + 2] = [around]
            continue
        if joint == "或" and one.text[-1] in "万亿兆萬億" and after.kind in (Kind.PERCENT, Kind.MULTIPLE):
            continue  # 跌8.3亿|或|15%: how much, and how much of it
        if one.kind is Kind.NUMBER and one.value is not None and after.kind in _LISTED_KINDS:
            scale = _scale(after) or scale
            tenths = after.kind is Kind.PERCENT and (tenths or not _SAID_IN_TENTHS.isdisjoint(after.text))
            shared = _shares_scale(one, after, scale) or (tenths and one.value < _TENTHS)
            value = one.value * (_TENTHS if tenths else scale) if shared else one.value
            found[index] = one._replace(kind=after.kind, unit=after.unit, value=value)
        else:
            scale, tenths = Decimal(1), False
    found = _share_denominators(plain, found) if "每" in plain or "/" in plain else found
    found = _share_bounds(plain, found) if "分别" in plain or "/" in plain else found
    return _share_percent(plain, found) if "百分之" in plain else found


def _numbers_item(plain: str, one: Mention, after: Mention) -> bool:
    """Whether a numeral only numbers an item that a scale opens: 三、|亿元以上项目."""
    opens = not plain[one.start - 1 : one.start].strip() and plain[one.end] == "、"
    return opens and BARE_SCALE.match(plain, after.start) is not None


def _share_denominators(plain: str, found: list[Mention]) -> list[Mention]:
    """Give the amounts of a list what its first or last one is for: 每公斤38元、|42元和|45元, |38元|和42元/公斤."""
    per: str | None = None
    for index, after in enumerate(found):
        joint = plain[found[index - 1].end : after.start] if index else ""
        if per and joint in _LIST_MARKS and after.kind is Kind.MONEY and per.startswith(f"{after.unit}/"):
            found[index] = after._replace(unit=per)
        else:
            per = after.unit if after.kind is Kind.MONEY and after.text[0] == "每" else None
    for index in range(len(found) - 2, -1, -1):
        one, after = found[index], found[index + 1]
        last = after.unit if after.kind is Kind.MONEY and after.text[0] != "每" else None
        if last and plain[one.end : after.start] in _LIST_MARKS and last.startswith(f"{one.unit}/"):
            found[index] = one._replace(unit=last)
    return found


def _is_point(reading: Reading, one: Mention, joint: str) -> bool:
    """Whether a number is of points like the one behind it: 上升1.4个|、下降|2.9个百分点, 加快7个|和|6.5个百分点."""
    if one.unit == "个" and joint in _LIST_MARKS and reading.plain.endswith(bound_words().movement, 0, one.start):
        return True
    if "." not in one.text or (one.unit != "个" and (one.kind is not Kind.NUMBER or one.unit is not None)):
        return False
    whom = one.unit == "个" and _pattern("whom").fullmatch(joint)  # 高于全国0.8个、|全省|0.5个百分点
    return bool(whom or _pattern("moves").fullmatch(joint))


def _lists_points(reading: Reading, found: list[Mention], index: int) -> bool:
    """Whether a whole number is one of a list of points: 提升5.6个、|6个|、6.2个和6.8个百分点."""
    while index >= 0 and found[index].unit == "个":
        one, after = found[index], found[index + 1]
        if reading.plain[one.end : after.start] not in _LIST_MARKS:
            return False
        if "." in one.text or reading.plain.endswith(bound_words().movement, 0, one.start):
            return True
        index -= 1
    return False


def _share_bounds(plain: str, found: list[Mention]) -> list[Mention]:
    """Give the later members of a list the bound that stands before its first: 分别突破12万公里和|1.9万公里."""
    shared = Bound.EQ
    for index, after in enumerate(found):
        before = found[index - 1].end if index else 0
        if plain.endswith("分别", 0, after.start):
            shared = after.bound if not after.text[0].isdigit() else Bound.EQ
        elif index and plain[before : after.start] == "/" and after.unit and after.unit == found[index - 1].unit:
            shared = found[index - 1].bound  # 不低于0.95|/1.05亿元
            found[index] = after._replace(bound=shared) if after.bound is Bound.EQ else after
        elif plain[before : after.start] not in _LIST_MARKS or after.kind not in (*_LISTED_KINDS, Kind.FRACTION):
            shared = Bound.EQ
        elif shared is not Bound.EQ and after.bound is Bound.EQ and after.value is not None:
            found[index] = after._replace(bound=shared)
    return found


def _share_percent(plain: str, found: list[Mention]) -> list[Mention]:
    """Give the later members of a list what 百分之 opens it with: 百分之十二点一、|八点三和|六点五."""
    words = False
    for index in range(1, len(found)):
        one, after = found[index - 1], found[index]
        words = one.kind is Kind.PERCENT and (words or "百分之" in one.text)
        if not words or after.kind is not Kind.NUMBER or after.value is None or _DIGIT.search(after.text):
            continue
        if plain[one.end : after.start] in _LIST_MARKS and _NEXT_MEMBER.match(plain, after.end):
            found[index] = after._replace(kind=Kind.PERCENT, unit="%")
    return found


def _scale(mention: Mention) -> Decimal | None:
    """The scale that a figure is said in: 万 of 5万人."""
    said = _SCALE.search(mention.text)
    return scale_factor(simplify(said[1])) if said else None


def _shares_scale(one: Mention, after: Mention, scale: Decimal) -> bool:
    """Whether a bare number is told in the scale of the figure behind it: 30|、50亿元, but 5000|、1.2万元."""
    last = after.low if after.value is None else after.value
    said = _DIGIT.search(one.text)  # behind 不低于
    figures = said is not None and one.text[said.start() :].isascii()
    return bool(one.value and last and figures and one.value * _FAR_BELOW < last and scale > 1)
