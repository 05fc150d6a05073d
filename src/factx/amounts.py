"""Amounts: one value or the ends of a range, with the scales and units that the ends share, and 余, 多, 几 behind."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from factx.bounds import bound_words
from factx.facts import Bound
from factx.kept import compile_kept
from factx.lexicon import table_patterns
from factx.numeral_spans import NUMERAL
from factx.numerals import parse_adjacent, parse_numeral, scale_factor
from factx.reading import Reading

_pattern = table_patterns("numbers")

RANGE = compile_kept(r"(?:（不?含）)?\ ?(?:-{1,2}|—{1,2}|~{1,2}|至|到)\ ?")  # 1万（含）-5万元
_OPENS_JOINT = frozenset(" -—~至到（")
SIGN = compile_kept("零[下上]|负|-")  # the second end of a range may have its own sign
_SCALES = compile_kept("[十百千拾佰仟万亿兆]+")
_LARGE_SCALES = compile_kept("[万亿兆]+")
BARE_SCALE = compile_kept("[百千万亿]+")
_ALONE_BETWEEN = compile_kept("间(?=[，。；、）的\\s]|$)")  # 10000与20000间
_TWO_DIGITS = compile_kept(r"(?<![\d、.])([1-9])、([1-9])(?![\d、.])", re.ASCII)
_FROM = compile_kept(r"[从由自](?:[^，。；到至\d]|\d+[年月日])*\Z", re.ASCII)
_NEXT_SCALE = 10**4
_SMALL_YEARS = 10**4
_LARGE = 10**3
_FAR = 3  # times the first end of a range that a verb of change may have: further, it is what is come to
_FARTHEST = 10  # times the lower end of a range told from above
SPACED_MORE = compile_kept(" [余多] ?[万亿]")  # 五百 余万


class Amount(NamedTuple):
    """A numeral as read so far: one value, or the ends of a range."""

    low: Decimal
    high: Decimal | None
    end: int


class Figure(NamedTuple):
    """An amount, where it stands: from its bound or sign at ``opened``, its numeral at ``start``, to ``end``."""

    opened: int
    start: int
    end: int
    low: Decimal
    high: Decimal | None
    bound: Bound | None

    def times(self, factor: Decimal) -> "Figure":
        return self._replace(low=self.low * factor, high=self.high and self.high * factor)


def range_joint(plain: str, at: int) -> re.Match[str] | None:
    """What may join the two ends of a range at ``at``: 3|至|5万, 5%|—|6%."""
    return RANGE.match(plain, at) if plain[at : at + 1] in _OPENS_JOINT else None


def _shared_scales(first: str, scales: list[str], second: str) -> Iterator[Decimal]:
    """What the first end of a range may share of the second's scale: all of 3至5百万, 万 of 五至十万, 四百至五百万."""
    if not scales or not second.endswith(scales[-1]) or _LARGE_SCALES.search(first):
        return
    if len(scales) == 1 and scales[0] not in ("十", "拾") and not _SCALES.search(first):
        yield scale_factor(scales[0])
    if large := scales[-1].lstrip("十百千拾佰仟"):
        yield scale_factor(large)


def read_amount(reading: Reading, start: int, end: int, sign: int = 1) -> Amount | None:
    plain, said = reading.plain, reading.plain[start:end]
    if plain[start] not in "0123456789" and (pair := parse_adjacent(said)) and not plain.startswith(("%", "‰"), end):
        low, high = sorted((sign * pair[0], sign * pair[1]))
        return Amount(low, high, end)
    value = parse_numeral(said)
    if value is None:
        return None
    value *= sign
    following, other = plain[end : end + 1], None
    if following in ("与", "和"):
        other = _between(reading, value, end)
    elif following == "、":
        other = _next_digit(reading, start, end)
    elif joint := range_joint(plain, end):
        other = _range(reading, start, value, joint)
    return other or Amount(value, None, end)


def _between(reading: Reading, value: Decimal, end: int) -> Amount | None:
    """5|与10公里之间, 10000|和20000之间: a range, which 之间 closes; 与 or 和 stands at ``end``."""
    second = NUMERAL.match(reading.plain, end + 1)
    if second is None or second.end() > reading.limit:
        return None
    close = reading.give_back(second.start(), second.end())
    high = parse_numeral(reading.plain[end + 1 : close])
    unit = reading.unit(close)
    told = reading.plain.startswith("之间", unit[1] if unit else close) or reading.plain.startswith("之间", close)
    alone = _ALONE_BETWEEN.match(reading.plain, close) is not None
    return Amount(value, high, close + alone) if high is not None and value < high and (told or alone) else None


def _next_digit(reading: Reading, start: int, end: int) -> Amount | None:
    """2、3个: two single digits that follow each other, with one unit, are a range."""
    pair = _TWO_DIGITS.match(reading.plain, start)
    follows = pair and int(pair[2]) == int(pair[1]) + 1 and reading.unit(pair.end(), start)
    if not (pair and follows) or told_severally(reading, start):
        return None
    return Amount(Decimal(pair[1]), Decimal(pair[2]), pair.end())


def told_severally(reading: Reading, start: int) -> bool:
    """Whether figures are the members of a list, one for each of several: 甲、乙分别有|2、3万人."""
    return _pattern("severally").search(reading.plain, max(0, start - 8), start) is not None


def _range(reading: Reading, start: int, value: Decimal, joint: re.Match[str]) -> Amount | None:
    """The range whose second end stands behind ``joint``: 3至5万 share the scale, 800-1000亿 too."""
    at = behind_joint(joint, value)
    signed = SIGN.match(reading.plain, at)
    at = signed.end() if signed else at
    second = NUMERAL.match(reading.plain, at)
    if second is None or second.end() > reading.limit or leads_away(reading, start, joint):
        return None
    end = reading.give_back(at, second.end())
    high = parse_numeral(reading.plain[at:end])
    if high is None:
        return None
    first, last = reading.plain[start : joint.start()], reading.plain[at:end].replace("k", "千")
    shared = [value * factor for factor in _shared_scales(first, _SCALES.findall(last), last)]
    if shared and goes_down(reading, joint, shared[0], high):
        return Amount(high, shared[0], end)  # 4.5-3.7万年
    scaled = next((scaled for scaled in shared if scaled < high), None)
    value = scaled or value
    if (
        scaled is None
        and _LARGE_SCALES.search(first + last)
        and value >= _LARGE
        and high > _FAR * value
        and moves(reading, start, joint)
    ):
        return None  # 用户增8万|至305万名: by the first, to the second
    if signed or reading.plain.startswith("零下", start - 2):
        high = high if signed and signed[0] == "零上" else -high
        value, high = sorted((value, high))  # -5至-3度, 零下15至10度: from the lowest up
    if goes_down(reading, joint, value, high) and (unit := reading.unit(end)):
        remote = high > _SMALL_YEARS or _pattern("back_in_time").search(reading.plain, 0, start)
        if unit[0].name != "年" or remote:
            value, high = high, value  # 500-300元, 6.3亿-5.4亿年前
    return Amount(value, high, end) if value < high else None


def behind_joint(joint: re.Match[str], value: Decimal) -> int:
    """Where the second end of a range begins: of -5--3 the second dash is its sign."""
    return joint.end() - (value < 0 and joint[0].strip() == "--")


def goes_down(reading: Reading, joint: re.Match[str], first: Decimal, second: Decimal) -> bool:
    """Whether two amounts are a range told from its upper end: 3000元-2000元, 50元至30元不等."""
    dashed = joint[0].strip() not in ("至", "到") or _pattern("unequal").match(reading.plain, joint.end())
    return bool(dashed) and 0 < second < first <= _FARTHEST * second


def leads_away(reading: Reading, start: int, joint: re.Match[str]) -> bool:
    """Whether 从 or 由 before the numeral makes 至 a movement between two values."""
    text, at = reading.plain, joint.end()
    if joint[0].strip() not in ("至", "到") or _pattern("varies").match(text, at) or _pattern("moved").match(text, at):
        return False
    led = _FROM.search(reading.plain, max(0, start - 9), start)
    if led is None or not _pattern("from_turn").match(reading.plain, led.start()):
        return led is not None
    return not reading.plain.endswith(bound_words().movement, 0, start)  # 由谷底回升|5%至10%


def moves(reading: Reading, opened: int, joint: re.Match[str]) -> bool:
    """Whether a verb of change before the first amount makes 至 the end of its movement: 下降0.7%至46.5%."""
    return joint[0].strip() in ("至", "到") and reading.plain.endswith(bound_words().movement, 0, opened)


def compares(reading: Reading, opened: int) -> bool:
    """Whether the amount is told against one of the past, and so is no range: 较去年增加287宗至493宗."""
    return _pattern("compared").search(reading.plain, max(0, opened - 20), opened) is not None


def read_more(reading: Reading, amount: Amount, start: int, end: int) -> tuple[Amount, int, Bound | None]:
    """余, 多 behind the numeral, and the scale that may follow it: 10多亿, 1万余, 十几."""
    after = reading.plain[end + 1 : end + 2]
    unit = reading.unit(end + 1, start)
    scale = _SCALES.match(reading.plain, end + 1 + (reading.plain[end + 1 : end + 2] == " "))
    if reading.plain[end] == "来" and (not (unit or scale) or reading.plain[end - 1] not in "0十百千万"):
        return amount, end, None
    close = end + 1
    if scale:
        close = reading.give_back(scale.start(), scale.end())
        factor = scale_factor(reading.plain[scale.start() : close])
        amount = Amount(_scaled(amount.low, factor), amount.high and _scaled(amount.high, factor), close)
    elif not (
        after == "个"
        or unit
        or after in "，。、；,;）)"
        or reading.plain[end] == "余"
        or reading.plain[end - 1] in "万亿"
    ):
        return amount, end, None
    if reading.plain[close - 1] in "万亿" and reading.plain[close : close + 1] in ("多", "余"):
        close += 1
    return amount, close, Bound.APPROX if reading.plain[end] == "来" else Bound.GT


def _scaled(value: Decimal, factor: Decimal) -> Decimal:
    """The value in a scale that holds for what stands behind a larger one: 一兆四千九百|多亿, 1亿2千|多万."""
    larger = value - value % (factor * _NEXT_SCALE)
    rest = value - larger
    return value if larger and rest >= factor else larger + rest * factor


def is_vague(reading: Reading, start: int, end: int) -> bool:
    """Whether 数 or 几 stands before the numeral or behind it: 数|十, 十|几."""
    before = reading.plain[start - 1 : start]
    if before in ("数", "几"):
        return reading.plain[start] in "十百千万亿" and not reading.plain.startswith(("位数", "倍数"), end)
    return reading.plain[end : end + 1] == "几"
