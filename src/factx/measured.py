"""What an amount is of: per cent, tenths, a discount, a unit with its denominator, a currency, or nothing."""

import re
from decimal import Decimal

from factx.amounts import SIGN, Figure, behind_joint, compares, goes_down, leads_away, moves, range_joint
from factx.facts import Bound, Kind, Mention
from factx.kept import compile_kept
from factx.lexicon import table_patterns
from factx.look_alikes import class_alone, find_numbered
from factx.numeral_spans import NUMERAL
from factx.numerals import CHINESE_NUMERALS, parse_numeral, scale_factor
from factx.reading import Reading, kind_of
from factx.unit_phrases import (
    classifier_in_brackets,
    denominator_before,
    denominator_behind,
    divides_price,
    join_smaller,
    may_be_divided,
)
from factx.units import NAMING, PEOPLE, Unit, find_unit, scaled_unit

_pattern = table_patterns("numbers")

_LOOSE_SCALE = compile_kept(
    r"(?:个多?(?=亿(?!级|万|人次|元以上|[一-鿿]?元级|吨级))|\ ?(?=[mbt]r?illion(?![a-z])))"
    r"(亿|[mbt]r?illion)"
)
_OPENS_LOOSE_SCALE = frozenset("个 mbtkMBTKwW")
# Behind a sign of money: $3.2bn, €5m, ¥2k.
_MONEY_SCALE = compile_kept(r"\ ?(m|mn|mln|b|bn|tn|tr|k)(?![A-Za-z²³/])", re.IGNORECASE)
_LETTER_SCALES = {"k": 3, "m": 6, "b": 9, "t": 12}
_LOOSE_SCALES = {
    said: Decimal(f"1E{power}") for said, power in (("亿", 8), ("million", 6), ("billion", 9), ("trillion", 12))
}
_MORE_MEDALS = compile_kept("[、，和]?[一两二三四五六七八九十]{1,3}[银铜]")  # 一金两银
_PARTED = compile_kept("(个|[分秒](?=.钟))([多半余来])")
_MORE = {"多": Bound.GT, "余": Bound.GT, "来": Bound.APPROX}
_DEVIATION = compile_kept(r"±\d+(?:\.\d+)?([万亿]*)", re.ASCII)  # 3.2±0.5千克
_AND = compile_kept("[与和]")
_OPENS_END = frozenset(" -—~至到与和（")  # the second end of a range
_LONGEST_CLAUSE = 24  # characters before a figure in which an index may be named
_LONGEST_PARTED, _LONGEST_TENTHS, _MOST_MEDALS = 3, 4, 3  # characters
_UNIT_IN_BRACKETS = compile_kept(
    "（(?:单位：)?([^（）\\s|]{1,8})）[ \\t：:|]*\\Z"
    "|[|\\t] *([^（）\\s|]{1,8}) *[|\\t] *\\Z"  # a cell of its own: 总产量 | 万吨 | 12.3
)


def read_measured(reading: Reading, figure: Figure) -> Mention | None:
    """The quantity with what follows its numeral: per cent, tenths, a unit with its denominator, or nothing."""
    if reading.plain[figure.end : figure.end + 1] in _OPENS_LOOSE_SCALE:
        figure = _with_loose_scale(reading, figure)
    following = reading.plain[figure.end : figure.end + 1]
    words = _WORDS.get(following)
    if words and (mention := words(reading, figure)):
        return mention
    if following == "±" and (off := _DEVIATION.match(reading.plain, figure.end, reading.limit)):
        figure = figure.times(scale_factor(off[1]))._replace(end=off.end())
    unit = reading.unit(figure.end, figure.start)
    if unit is None:
        return _unitless(reading, figure)
    if unit[0].dimension == NAMING:
        return reading.mention(figure.start, unit[1], Kind.CODE)
    if unit[0].dimension == PEOPLE:
        return reading.finish(figure.opened, figure.end, Kind.COUNT, figure.low, figure.high, None, figure.bound)
    if name := find_numbered(reading, figure, unit):
        return name
    return _with_unit(reading, figure, unit)


def _with_loose_scale(reading: Reading, figure: Figure) -> Figure:
    """两个亿, 3.5 million."""
    scale = _LOOSE_SCALE.match(reading.plain, figure.end)
    if scale is None:
        return _with_letter_scale(reading, figure)
    bound = Bound.GT if "多" in scale[0] else figure.bound
    return figure.times(_LOOSE_SCALES[scale[1]])._replace(end=scale.end(), bound=bound)


def _with_letter_scale(reading: Reading, figure: Figure) -> Figure:
    """$3.2bn, 10w元."""
    scale = _pattern("ten_thousand").match(reading.plain, figure.end)
    if scale and not _pattern("electric").search(reading.plain, max(0, figure.start - 10), figure.start):
        bound = Bound.GT if scale[0].endswith("+") else figure.bound
        return figure.times(Decimal(10) ** 4)._replace(end=scale.end(), bound=bound)
    if reading.currency_before(figure.opened) and (scale := _MONEY_SCALE.match(reading.plain, figure.end)):
        return figure.times(Decimal(10) ** _LETTER_SCALES[scale[1][0].lower()])._replace(end=scale.end())
    return figure


def _tenths(reading: Reading, figure: Figure) -> Mention | None:
    """三成, 两成半, 六成五."""
    tenths = _pattern("tenths").match(reading.plain, figure.end)
    short = figure.end - figure.start <= _LONGEST_TENTHS and figure.low <= 10
    of_digits = reading.plain[figure.start - 1 : figure.start].isdecimal() and reading.end < figure.start
    if tenths is None or not short or of_digits:
        return None  # but PM2.5|三成以上
    half, figure = _hundredth(tenths[1]), figure.times(Decimal(10))
    low, high = (figure.low, figure.high + half) if figure.high else (figure.low + half, None)  # 三至|四成半: from 30
    return _in_percent(reading, figure._replace(low=low, high=high, end=tenths.end()), _pattern("tenths"))


def _discount(reading: Reading, figure: Figure) -> Mention | None:
    """八折, 6.5折, 八五折."""
    discount = _pattern("discount").match(reading.plain, figure.end)
    if discount is None or figure.low >= 100 or figure.end - figure.start > _LONGEST_TENTHS:
        return None
    figure = figure.times(Decimal(1 if figure.low >= 10 else 10))
    return _in_percent(reading, figure._replace(end=discount.end()), _pattern("discount"))


def _in_percent(reading: Reading, figure: Figure, word: re.Pattern[str]) -> Mention:
    """Tenths or a discount, in per cent, with the second end of a range that repeats the word: 三成到五成."""
    low, high, close = figure.low, figure.high, figure.end
    joint = range_joint(reading.plain, close) if high is None else None
    if joint and not leads_away(reading, figure.start, joint) and (second := NUMERAL.match(reading.plain, joint.end())):
        value, again = parse_numeral(second[0]), word.match(reading.plain, second.end())
        if value and again and again.end() <= reading.limit:
            tenths = word is _pattern("tenths")
            end = value * 10 + _hundredth(again[1] if tenths else None) if tenths or value < 10 else value
            if low < end <= 100 and not (end > 3 * low and moves(reading, figure.opened, joint)):
                high, close = end, again.end()
    return reading.finish(figure.opened, close, Kind.PERCENT, low, high, "%", figure.bound)


def _medals(reading: Reading, figure: Figure) -> Mention | None:
    """40金27银, 一金两银."""
    if figure.high is not None or not tells_medals(reading, figure.start, figure.end):
        return None
    return reading.finish(figure.opened, figure.end + 1, Kind.COUNT, figure.low, None, "枚", figure.bound)


def tells_medals(reading: Reading, start: int, end: int) -> bool:
    """Whether 金, 银 or 铜 behind a numeral is a medal: behind a figure, or where medals are won or listed."""
    plain = reading.plain
    if not _pattern("medal").match(plain, end) or end - start > _MOST_MEDALS:
        return False
    won = _MORE_MEDALS.match(plain, end + 1) or _pattern("wins").search(plain, max(0, start - 3), start)
    if plain[end - 1] in "百千万亿":
        return False  # 26千金: shares above 1000
    return plain[start] not in CHINESE_NUMERALS or won is not None


def _parted(reading: Reading, figure: Figure) -> Mention | None:
    """The unit whose first character is parted from it: 3个多|月, 一个半|小时, 1个半|百分点, 两分多|钟."""
    parted = _PARTED.match(reading.plain, figure.end)
    if parted is None:
        return None
    behind = reading.plain[parted.end() : parted.end() + _LONGEST_PARTED]
    found = find_unit(parted[1] + behind, 0)
    if (found is None or found[1] == 1) and parted[1] == "个" and (alone := find_unit(behind, 0)):
        found = (alone[0], alone[1] + 1) if alone[0].dimension in ("time", "money") else None  # 五个半|分钟
    if found is None or found[1] == 1:
        return None
    half, close = parted[2] == "半", parted.end() + found[1] - 1
    low, bound = (figure.low + Decimal("0.5"), figure.bound) if half else (figure.low, _MORE[parted[2]])
    return reading.finish(figure.opened, close, kind_of(found[0]), low, None, found[0].name, bound)


# What has a reading of its own, by the character behind the numeral.
_WORDS = {
    "成": _tenths,
    "折": _discount,
    **dict.fromkeys("金银铜", _medals),
    **dict.fromkeys("个分秒", _parted),
}


def _unitless(reading: Reading, figure: Figure) -> Mention:
    opened, end, low, high, bound = figure.opened, figure.end, figure.low, figure.high, figure.bound
    if sign := reading.currency_before(opened):
        opened, before = (sign[0], bound) if bound else reading.bound_before(sign[0])
        money, end = denominator_behind(reading, sign[1], end)  # $1925/盎司
        return reading.finish(opened, end, Kind.MONEY, low, high, money, before)
    if headed := _unit_in_brackets(reading, opened):
        unit, factor = headed
        figure = figure.times(factor)
        return reading.finish(opened, end, kind_of(unit), figure.low, figure.high, unit.name, bound)
    if bound is None and (kind := class_alone(reading, figure)):
        return reading.mention(opened, end, kind)
    return reading.finish(opened, end, Kind.NUMBER, low, high, None, bound)


def _unit_in_brackets(reading: Reading, opened: int) -> tuple[Unit, Decimal] | None:
    """The unit and scale that the name of a cell gives to its bare figure: 工业增加值（亿元）|1203.4."""
    bracket = _UNIT_IN_BRACKETS.search(reading.plain, max(0, opened - 14), opened)
    if bracket is None:
        return None
    return scaled_unit(bracket[1] or bracket[2])


def _with_unit(reading: Reading, figure: Figure, found: tuple[Unit, int]) -> Mention | None:
    (unit, close), (opened, _, _, low, high, bound) = found, figure
    name = unit.name
    if reading.plain.startswith("个点", figure.end) and close == figure.end + len("个点"):
        of_index = _pattern("index_before").search(reading.plain, max(0, opened - _LONGEST_CLAUSE), opened)
        unit, name = (Unit("点", "count"), "点") if of_index else (unit, name)  # 指数下跌15|个点
    if unit.dimension in ("count", "counted_noun") and reading.currency_before(opened):
        return _unitless(reading, figure)  # $398|产品
    if unit.dimension == "count" and (other := classifier_in_brackets(reading, close)):
        name, close = f"{name}（{other}）", close + len(other) + 2
    if high is None and reading.plain[close : close + 1] in _OPENS_END:
        unit = _unit_of_range(reading, close) or unit if name == "个" else unit
        name = unit.name
        low, high, close = _ends(reading, figure, unit, close)
    if high is None:
        low, name, close = join_smaller(reading, low, name, close)
    # 每年20%的速度 is in per cent.
    divided = name not in ("%", "‰") and may_be_divided(reading, opened)
    if divided and divides_price(reading, opened, close):
        return None
    name, close = denominator_behind(reading, name, close)
    if divided:
        told, (opened, name) = opened, denominator_before(reading, opened, name)
        if bound is None and opened < told:
            opened, bound = reading.bound_before(opened)  # 突破|每桶70美元
    if unit.dimension == "money" and (sign := reading.currency_before(opened)) and unit.name in ("元", sign[1]):
        opened, name = sign[0], name.replace("元", sign[1], 1) if unit.name == "元" else name
        if divided and "/" not in name:
            opened, name = denominator_before(reading, opened, name)  # 每股|人民币17.72元
        if bound is None:
            opened, bound = reading.bound_before(opened)  # 约|人民币342.3亿元
    return reading.finish(opened, close, kind_of(unit), low, high, name or None, bound)


def _ends(reading: Reading, figure: Figure, unit: Unit, close: int) -> tuple[Decimal, Decimal | None, int]:
    """The ends of the range that goes on behind a unit, and where it ends: 3000元|-5000元; else the figure as it is."""
    (opened, start, _, low, high, _), said = figure, reading.plain[figure.end : close]
    joint = range_joint(reading.plain, close) or _closed_joint(reading, close, said)
    if joint is None or leads_away(reading, start, joint) or (low < 0 and joint[0] == " -"):
        return low, high, close  # -2.45%| -0.02%: a cell each
    second = _second_end(reading, behind_joint(joint, low), unit, said)
    if second is None:
        return low, high, close
    end, behind = second
    if end > low:
        far = end > 3 * low and not (unit.name == "%" and _grows_between(reading, opened))
        parted = moves(reading, opened, joint) and (far or (unit.name != "%" and compares(reading, opened)))
        return (low, high, close) if parted else (low, end, behind)
    foreseen = unit.name == "%" and _pattern("foreseen").search(reading.plain, max(0, opened - 16), opened)
    below_zero = unit.dimension == "temperature" and end < 0 and not moves(reading, opened, joint)  # 25℃至-5℃
    if goes_down(reading, joint, low, end) or end < low < 0 or foreseen or below_zero:
        return end, low, behind  # 3000元-2000元, -3℃--5℃
    return low, high, close


def _unit_of_range(reading: Reading, close: int) -> Unit | None:
    """The unit of a range whose first end is told in half of it: 0.5个|至1.2个百分点."""
    joint = range_joint(reading.plain, close)
    second = NUMERAL.match(reading.plain, joint.end()) if joint else None
    found = reading.unit(second.end()) if second else None
    return found[0] if found and kind_of(found[0]) is Kind.POINT else None


def _grows_between(reading: Reading, opened: int) -> bool:
    """Whether a percentage before 至 is how much something grows, and no rate that moves: 利润同比增长|7%至24%."""
    return _pattern("grows_between").search(reading.plain, max(0, opened - 48), opened) is not None


def _closed_joint(reading: Reading, close: int, said: str) -> re.Match[str] | None:
    """What joins the ends of a range that 之间 closes, each with its unit: 3%|和|5%之间, but not 之间的差距."""
    joint = _AND.match(reading.plain, close)
    second = NUMERAL.match(reading.plain, close + 1) if joint else None
    if second is None or not reading.plain.startswith(closed := f"{said}之间", second.end()):
        return None
    return None if reading.plain.startswith("的差", second.end() + len(closed)) else joint


def _second_end(reading: Reading, at: int, unit: Unit, said: str) -> tuple[Decimal, int] | None:
    """5%—6%: the second end of a range that repeats its unit, said as it was or otherwise; its value and end."""
    signed = SIGN.match(reading.plain, at)
    at = signed.end() if signed else at
    if unit.name == "%" and (bounded := _pattern("bounded_end").match(reading.plain, at)):
        at = bounded.end()  # 跌4%至|近6%
    second = NUMERAL.match(reading.plain, at)
    if second is None or second.end() > reading.limit:
        return None
    end = reading.give_back(at, second.end())
    high = parse_numeral(reading.plain[at:end])
    whole = reading.unit(end)
    shorter = whole is None or whole[1] <= end + len(said)
    again = (unit, end + len(said)) if shorter and reading.plain.startswith(said, end) else whole
    if high is None or again is None or again[0] != unit:
        return None
    high = -high if signed and signed[0] != "零上" else high
    high, name, close = join_smaller(reading, high, unit.name, again[1])
    return (high, close) if name == unit.name else None  # 2小时-3小时|30分: in minutes


def _hundredth(said: str | None) -> Decimal:
    """What stands behind 成: 两成半 is 25, 六成五 is 65."""
    if not said:
        return Decimal(0)
    return Decimal(5) if said == "半" else parse_numeral(said) or Decimal(0)
