"""One pass over a text: every numeral with its unit, bounds and class, and every word of time."""

import re
from collections.abc import Iterator
from decimal import Context, Decimal
from functools import cache
from typing import NamedTuple

from factx.bounds import bound_words
from factx.characters import plain_text
from factx.facts import Bound, Kind, Mention
from factx.lexicon import load_table
from factx.names import code_words, names_by_numeral, scale_hedges
from factx.numerals import CHINESE_DIGITS, CHINESE_NUMERALS, parse_adjacent, parse_numeral, scale_factor
from factx.periods import PeriodSpan, find_periods
from factx.units import NAMING, Unit, currency_signs, find_compound, find_unit, latin_denominators

_FRACTION_PART = r"(?:\.\d+|\.\ \d+(?=\ ?%))?"
# 1,234 and 1 234; the wide comma groups thousands only where a unit follows: 20，300 are two numbers.
_ARABIC = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+(?!\d){_FRACTION_PART}"
    rf"|\d{{1,3}}(?:\ \d{{3}})+(?![\d,]){_FRACTION_PART}"
    rf"|(?<![$¥€£])\d{{1,3}}(?:，\d{{3}})+(?!\d){_FRACTION_PART}(?=\ ?[一-鿿%])|\d+{_FRACTION_PART}"
    rf"|\.(?<![\dA-Za-z一-鿿.]\.)\d+(?!\.))(?:(?:[eE][+-]?\d{{1,3}}|\ ?[×xX*]\ ?10\^[+-]?\d{{1,3}})(?![\dA-Za-z.]))?"
)
_PART = r"\d+(?:,\d{3})*(?:\.\d+)?"  # what stands behind 分之, 又 and in the second end of a percentage
# 10^12 only in money; elsewhere a megabyte, or the prefix of a unit.
_TRILLION = (
    rf"兆(?=[\d两{CHINESE_DIGITS}][\d,十百千拾佰仟两{CHINESE_DIGITS}]*[万亿]|"
    r"(?:美|日|欧|港|韩|新?台)?[元圆]|新?台币)"
)
_NUMERAL = re.compile(
    rf"""
    {_ARABIC}(?:(?<=\d)k(?=[-—~至到元人以左多，。、；）\s]|$)|(?:[十百千万亿]|{_TRILLION}|\ (?=[万亿])[万亿])+
      (?:(?<=兆)(?:\d{{1,3}}(?:,\d{{3}})+|\d+)[十百千万]*亿)?
      (?:零?(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?)\ ?[十百千万]+)*(?:零\d{{1,3}}(?![\d.]))?
      (?:(?<=[万千亿])[1-9](?=[，。；、）的以起左]|$)|(?:\d,\d{{3}}|\d{{1,4}})(?=[元人亩吨公家个名])
        |(?<=万)(?:\d,\d{{3}}|\d{{3,4}})(?![\d.,%:/-]|\ ?[年月日号]))?)?
  | (?:[{CHINESE_NUMERALS}]|俩(?=[百千万亿]))(?:[{CHINESE_NUMERALS}]|{_TRILLION}|0(?=[%{CHINESE_NUMERALS}0]))*
      (?:点[{CHINESE_DIGITS}]+(?:[十百千万亿]|{_TRILLION})*|[.·‧・][{CHINESE_DIGITS}]+(?=[%万亿]))?
""",
    re.VERBOSE | re.ASCII,
)
# A numeral written apart, and what it is when its blanks are taken out: 一 百 五 十 个 百 分 点.
_APART = f"[{CHINESE_NUMERALS}\\d点分之百千万亿个余多成折.]"
_SPREAD = re.compile(rf"(?<![\dA-Za-z]){_APART}+(?:\ {{1,6}}{_APART}+)+(?![A-Za-z])", re.ASCII)
_GAP = re.compile(rf" (?<={_APART} ) *(?={_APART})", re.ASCII)  # a quick no
_WRITTEN_APART = re.compile(
    rf"(?:[{CHINESE_NUMERALS}]+分之)?"
    rf"(?:(?:\d+(?:\.\d+)?[十百千万亿]+)+\d*|(?=.*[十百千万亿拾佰仟点成折分个])"
    rf"[{CHINESE_NUMERALS}]+(?:点[{CHINESE_DIGITS}]+)?"
    rf"|\d+(?:\.\d+)?(?=个?百分点|成|折))(?:[余多][万亿]+)?(?:个?百分点|[成折][{CHINESE_DIGITS}]?)?",
    re.ASCII,
)
_RANGE = re.compile(r"\ ?(?:-{1,2}|—{1,2}|~{1,2}|至|到)\ ?")
_BELOW = re.compile("零下|负|-")  # the second end of a range may have its own sign
_SPACED_PART = re.compile(
    rf"\ {{0,2}}(点\ {{1,2}}[{CHINESE_DIGITS}]+)|\ {{1,2}}(点?[{CHINESE_NUMERALS}]+|\d+[十百千万亿]+)", re.ASCII
)
_SCALES = re.compile("[十百千万亿兆]+")
_MISMATCHED = re.compile("[壹贰叁肆伍陆柒捌玖](?:$|[一二三四五六七八九])")  # 极地|陆|—海—空, 内|陆七|大流域
_BARE_SCALE = re.compile("[百千万亿]+")
_UNIT_IN_BRACKETS = re.compile("（(?:单位：)?([十百千万亿]*)([^（）\\s十百千万亿]{1,6})）[ \\t：:]*\\Z")
_ORDINAL_UNITS = "位名"
_TENTHS = re.compile(
    r"成(?![立为功果员长本就交绩效品熟套批片群型份年色因像说倍形心千百人体])"
    r"(半|[一二三四五六七八九1-9](?![\d.十百千万亿成年月日天个%家人]))?"
)
_DISCOUNT = re.compile(r"折(?![算合射腾旧返叠价扣损磨线页子断戟])")
_FRACTION = re.compile(
    rf"\ {{0,2}}[分份]\ {{0,2}}之\ {{0,2}}(负?)({_PART}|[{CHINESE_NUMERALS}]+(?:点[{CHINESE_DIGITS}]+)?)", re.ASCII
)
_MIXED = re.compile(rf"\ ?又\ ?({_PART}|[{CHINESE_NUMERALS}]+)", re.ASCII)  # 三又二分之一
_SHORT_FRACTION = re.compile("分([一二三四五六七八九])(?![十百千点分秒钟角毫厘个、一二三四五六七八九])")  # 四分一
_MIXED_SLASH = re.compile(r"\ (\d{1,3})/(\d{1,3})(?![\d/年.])", re.ASCII)  # 1 3/5
_SLASH = re.compile(r"/(\d{1,3})(?![\d/年.])", re.ASCII)
_CLOCK = re.compile(
    r":\d\d(?!\d)(?::\d\d)?|[时点](?:\d{1,2}分|半|整|许|钟)?(?![\d一-鿿])|[时点](?:\d{1,2}分|半|整|许|钟|左右|前|后|起|至|到)"
    r"|[时点](?=的|档|以[前后]|之[前后]|入睡|睡|起床|开[放门始盘会幕]|召开|举行|关[闭门]|抵达|出发|集合|许)"
    r"|[时点]多(?=[，。；、的]|$)|时(?![候代期间段速区尚刻任长辰])",
    re.ASCII,
)
_ALONE_BETWEEN = re.compile("间(?=[，。；、）的]|$)")  # 10000与20000间
_LOOSE_SCALE = re.compile(
    r"(?:个多?(?=亿(?:[，。；、）的左以]|$|人民币|[一-鿿]?元(?!级)|卢布|英镑))|\ ?(?=[mbt]r?illion(?![a-z])))"
    r"(亿|[mbt]r?illion)"
)
_LOOSE_SCALES = {
    said: Decimal(f"1E{power}") for said, power in (("亿", 8), ("million", 6), ("billion", 9), ("trillion", 12))
}
_HOUR = re.compile("[时点]")
_SAID_TIME = re.compile(  # 五点三十, 八点一刻
    "(?:二十[一二三四]?|十[一二三四五六七八九]?|[一二三四五六七八九])点"
    "(?:(?:[二三四五]?十[一二三四五六七八九]?|[零〇][一二三四五六七八九])分(?!之)|[一三]刻"
    "|[二三四五]?十[一二三四五六七八九]?(?=[，。；、）的到至左前后许]|$))"
)
_SAID_HOUR = re.compile("(?:[点时](?:半|整|钟)|点档|时许)(?![一-鿿]*指数)")  # 三点半
_CLOCK_BEFORE = re.compile(r"[时点](?:\d{1,2}分|半|整)?[至到~-]\Z", re.ASCII)
_SCORE = re.compile(r"(?::|比)\d{1,3}(?!\d)[万亿]?", re.ASCII)  # 3:1, the scale of a map: 1:500万
_LIST_MARKS = frozenset(("、", "和", "与", "及", "或"))
_LISTED_KINDS = frozenset((Kind.COUNT, Kind.MONEY, Kind.PERCENT, Kind.POINT, Kind.MULTIPLE))
_MEDAL = re.compile("[金银铜](?![属融额币子行牌矿条库山卡丝管华])")
_RANK_AFTER = re.compile(
    "[位名](?!(?:[一-鿿]{0,2}(?:的|是|由|学|专|中国|选手)))|大|高(?!峰|新|层|级)|多|低|的|[，。；、）)和及,;！]|$"
)
_RANK_BEFORE = re.compile(
    "(?:居|列|排|位|名|世界|全国|全球|全省|全市|全区|亚洲|跃|升|获|冠|蝉联|卫冕|历来|历史)[^，。；：、]*$"
)
_PLACE_ENDS = re.compile("[，。；、）)”」,;！的和及]|\\s|$")
_LETTER = re.compile("[A-Za-z]")
_CODE_TAIL = re.compile(r"(?:[-—]\d+)+", re.ASCII)
_CODE_AFTER = re.compile(r"[A-Za-z][A-Za-z0-9-]*|\+[A-Za-z0-9]+(?:\+[A-Za-z0-9]+)*")
# Addresses of the net, and standards with their number: GB/T 1234—2020.
_WHOLE_CODE = re.compile(
    r"(?:https?://|www\.)[!-~]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\d.])\d+(?:\.\d+){2,}(?![\d.%])"
    r"|(?<![A-Za-z])(?:GB|DB\d*|ISO|IEC|JGJ|HJ|QB|YY|T|SN|NY|SC|MT|AQ)(?:/[A-Z]{1,5})*"
    r"\ ?\d+(?:\.\d+)?[-—]\d{2,4}(?!\d)",
    re.ASCII,
)
_CODE_SIGNS = re.compile(
    r"@|://|www\.|\.\d+\.\d|(?:GB|DB|ISO|IEC|JGJ|HJ|QB|YY|T|SN|NY|SC|MT|AQ)[/ \d]", re.ASCII
)  # a quick no
_BARE_TAIL = re.compile(r"\d{1,3}(?![\d.%万亿])", re.ASCII)  # 2米35, 11秒68
_HALF = re.compile(
    "半(?<![一二两三四五六七八九十多大小上下前后参各对夜过另这那年月天时厘成个\\d]半)"
    "(?:个?(?:小时|钟头|月|世纪)|年(?![报度中来以底末级])|天|斤|公里|吨)(?!工|以?来)"
)
_SAID_TAIL = re.compile(f"[一二三四五六七八九]{{1,2}}(?![{CHINESE_NUMERALS}成折个分])")  # 一米七五
_HALF_UNIT = re.compile("(?<=[年天月时厘斤里倍吨亩米])半(?![天年价导径数])")

_WHOLE_FRACTION = re.compile(r"(.+?)[分份]之(.+)|(\d+)/(\d+)", re.ASCII)
_IS_YEAR = re.compile(r"(?<![\d为达至到有共是])(?:19|20)\d\d(?=[一-鿿）》])", re.ASCII)  # 2025|博览会
_ENDING, _SMALL = 12, Decimal("0.0001")  # the digits of a decimal that ends; below this six places say too little
_DOCUMENT_NUMBER = re.compile(r"[〕\]]第?\d+号")
_PHONE = re.compile(r"-\d{7,8}(?!\d)", re.ASCII)
_LEADING_RANK = re.compile("[位名](?![一-鿿]*月)|(?=[，。；、,;）)]|$)")
_SPACED_MORE = re.compile(" [余多] ?[万亿]")  # 五百 余万
_PERCENT_END = re.compile(rf"(?:百分之)?({_PART}|[{CHINESE_NUMERALS}]+(?:点[{CHINESE_DIGITS}]+)?)", re.ASCII)
_TWO_DIGITS = re.compile(r"(?<![\d、.])([1-9])、([1-9])(?![\d、.])", re.ASCII)
_DENSITY = re.compile("[一-鿿]{1,2}/(年|天|日|月|小时)")
_COUNTED_PER = re.compile(r"/(\d+)")
_ANY_DENOMINATOR = re.compile("[一-鿿A-Za-z]")

_KIND = {
    "percent": Kind.PERCENT,
    "point": Kind.POINT,
    "money": Kind.MONEY,
    "time": Kind.DURATION,
    "multiple": Kind.MULTIPLE,
}


@cache
def _number_words() -> tuple[re.Pattern[str], dict[str, tuple[Kind, Decimal, str | None, Bound]]]:
    values: dict[str, tuple[Kind, Decimal, str | None, Bound]] = {}
    table = load_table("number_words")
    for kind in ("shift", "number", "rank", "fraction", "percent"):
        for word, said in table[kind].items():
            value, unit, bound = (said.split() + ["-", "eq"][len(said.split()) - 1 :])[:3]
            values[word] = Kind(kind), Decimal(value), None if unit == "-" else unit, Bound(bound)
    words = sorted(values, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words))), values


@cache
def _other_words() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """What makes another word of a number word, before and behind it: 不|持平, 持平|衡."""
    context = load_table("number_words")
    return {
        word: (tuple(context["not_after"].get(word, ())), tuple(context["not_before"].get(word, ())))
        for word in context["not_after"] | context["not_before"]
    }


def find_mentions(text: str) -> list[Mention]:
    """Return all mentions of ``text`` in order: quantities, words of time, and what only looks like a number."""
    plain = plain_text(text)
    return read_mentions(text, plain, list(find_periods(plain)))


def numbers(text: str) -> list[Mention]:
    """Return the numbers of ``text`` in order, normalised: quantities, ordinals and ranks.

    Dates, codes, names and idioms that hold numerals are none; `find_mentions` gives them too, with their class.
    """
    return [mention for mention in find_mentions(text) if mention.is_quantity]


def parse_number(text: str) -> Decimal:
    """Return the exact value of a numeral that stands alone: 1亿2000万, 负三点五, 1.2e5, 四分之三.

    ValueError for what is no numeral, for a fraction whose decimal does not end (三分之一), and for what has a unit.
    """
    plain = plain_text(text).strip()
    sign = -1 if plain[:1] in ("-", "负") else 1
    said = plain.lstrip("+-负") if plain[:1] in ("-", "负", "+") else plain
    value = parse_numeral(said) if said and plain.count("-") + plain.count("负") <= 1 else None
    if value is None and (fraction := _WHOLE_FRACTION.fullmatch(said)):
        over, part = (parse_numeral(name) for name in (fraction[1] or fraction[4], fraction[2] or fraction[3]))
        if (
            over
            and part is not None
            and (part / over) * over == part
            and len((part / over).as_tuple().digits) < _ENDING
        ):
            value = part / over
    if value is None:
        raise ValueError(f"no exact number: {text!r}")
    return _exact(sign * value)


def read_mentions(text: str, plain: str, spans: list[PeriodSpan]) -> list[Mention]:
    """Like `find_mentions`, for a text whose plain form (same length) and words of time are at hand."""
    periods = [(span.start, span.end) for span in spans]
    codes = [match.span() for match in _WHOLE_CODE.finditer(plain)] if _CODE_SIGNS.search(plain) else []
    if codes:  # a date in an address is part of it
        periods = [(at, to) for at, to in periods if not any(at < end and start < to for start, end in codes)]
    found = [Mention(start, end, text[start:end], Kind.PERIOD) for start, end in periods]
    found += [Mention(start, end, text[start:end], Kind.CODE) for start, end in codes]
    masked = periods + codes
    spread = [match.span() for match in _SPREAD.finditer(plain)] if _GAP.search(plain) else []
    kept = [(start, end) for start, end in spread if _WRITTEN_APART.fullmatch(plain[start:end].replace(" ", ""))]
    if not kept:
        return _without_overlap(found + _Scanner(text, plain, sorted(masked)).scan())
    return _without_overlap(found + _close_up(text, plain, sorted(masked), kept))


def _close_up(text: str, plain: str, masked: list[tuple[int, int]], spread: list[tuple[int, int]]) -> list[Mention]:
    """The mentions of a text some of whose numerals are written apart (一 百 五 十), read without those blanks."""
    blanks = {at for start, end in spread for at in range(start, end) if plain[at] == " "}
    places = [at for at in range(len(plain)) if at not in blanks]
    new = {at: index for index, at in enumerate(places)} | {len(plain): len(places)}
    inside = [(new[start], new[end - 1] + 1) for start, end in masked if start in new and end - 1 in new]
    read = _Scanner("".join(text[at] for at in places), "".join(plain[at] for at in places), inside).scan()
    found = []
    for mention in read:
        start, end = places[mention.start], places[mention.end - 1] + 1
        found.append(mention._replace(start=start, end=end, text=text[start:end]))
    return found


class _Amount(NamedTuple):
    """A numeral as read so far: one value, or the ends of a range."""

    low: Decimal
    high: Decimal | None
    end: int


def _exact(value: Decimal) -> Decimal:
    """The value in full, without exponent and without zeros after its last decimal."""
    said = format(value, "f")
    return Decimal(said.rstrip("0").rstrip(".") if "." in said else said)


class _Scanner:
    """Reads the numerals of one text from left to right."""

    def __init__(self, text: str, plain: str, masked: list[tuple[int, int]]) -> None:
        self.text, self.plain, self.masked = text, plain, masked
        self.limit = len(plain)
        self.end = 0  # nothing before this offset may be claimed again

    def scan(self) -> list[Mention]:
        found: list[Mention] = []
        masked = iter((*self.masked, (len(self.plain) + 1,) * 2))
        mask = next(masked)
        for match in _NUMERAL.finditer(self.plain):
            start, end = match.span()
            while mask[1] <= start:
                self.end = max(self.end, mask[1])
                mask = next(masked)
            if end > mask[0]:
                if start >= mask[0]:
                    continue
                end = mask[0]
            if start < self.end:
                start = self.end
                if start >= end or self.plain[start] not in "0123456789" + CHINESE_NUMERALS:
                    continue
            self.limit = mask[0]
            if self.plain[end : end + 1] == " " or self.plain.startswith("点 ", end):
                end = self._over_spaces(start, end)
            found.extend(self._read(start, end))
            if found:
                self.end = max(self.end, found[-1].end)
        found.extend(self._whole_words())
        found.extend(self._halves())
        return self._share_units(_without_overlap(found))

    def _over_spaces(self, start: int, end: int) -> int:
        """The end of a numeral whose parts stand apart: 三千 八百, 7万 5千, 1000  万; not that of two numerals."""
        while (part := _SPACED_PART.match(self.plain, end)) and part.end() <= self.limit:
            if self.plain[end - 1] not in "十百千万亿" and (part[1] or part[2])[0] not in "十百千万亿点":
                break
            if parse_numeral(self.plain[start : part.end()]) is None:
                break
            end = part.end()
        return end

    def _share_units(self, found: list[Mention]) -> list[Mention]:
        """Give the members of a list the unit that its last one has: 12、13、14家; 2.5个、5.7个百分点."""
        for index in range(len(found) - 2, -1, -1):
            one, after = found[index], found[index + 1]
            if self.plain[one.end : after.start] not in _LIST_MARKS or after.unit is None:
                continue
            if around := self._neighbours(one, after):
                found[index : index + 2] = [around]
                continue
            if one.kind is Kind.MONEY and one.text[0] == "每" and one.unit and one.unit.startswith(f"{after.unit}/"):
                found[index + 1] = after._replace(unit=one.unit)  # 每公斤38元、|42元
                continue
            bare = one.kind is Kind.NUMBER and one.value is not None and after.kind in _LISTED_KINDS
            if bare or (one.unit == "个" and after.kind is Kind.POINT and "." in one.text):
                found[index] = one._replace(kind=after.kind, unit=after.unit)
        return found

    def _neighbours(self, one: Mention, after: Mention) -> Mention | None:
        """What two digits in a row say with 、 between them: 三、四百人 is 300 to 400, 六、七成 60 to 70 per cent."""
        digit = parse_numeral(self.plain[one.end - 1 : one.end])
        following = parse_numeral(self.plain[after.start : after.start + 1])
        if (
            self.plain[one.end : after.start] != "、"
            or one.value is None
            or after.value is None
            or one.kind not in (Kind.NUMBER, after.kind)
            or one.value >= 100
            or digit is None
            or following != digit + 1
            or not (self.plain[one.start] in CHINESE_DIGITS + "两十" or after.text.rstrip("多以上左右").endswith("成"))
        ):
            return None
        scale = after.value / following
        if one.value == digit and scale == 10 ** (len(str(int(scale))) - 1):
            return self._mention(one.start, after.end, after.kind, one.value * scale, after.value, after.unit)
        if scale == 1 and one.value % 10 == digit:  # 十七、八岁
            return self._mention(one.start, after.end, after.kind, one.value, one.value + 1, after.unit)
        return None

    def _mention(
        self,
        start: int,
        end: int,
        kind: Kind,
        value: Decimal | None = None,
        high: Decimal | None = None,
        unit: str | None = None,
        bound: Bound = Bound.EQ,
    ) -> Mention:
        said = self.text[start:end]
        if high is None:
            return Mention(start, end, said, kind, None if value is None else _exact(value), None, None, unit, bound)
        assert value is not None
        return Mention(start, end, said, kind, None, _exact(value), _exact(high), unit, Bound.RANGE)

    def _read(self, start: int, end: int) -> Iterator[Mention]:
        """The mentions that a numeral at ``start`` gives: none, one, or the members of a list with one unit."""
        if self.plain[start] in CHINESE_NUMERALS and (hour := _SAID_TIME.match(self.plain, start)):
            yield self._mention(start, hour.end(), Kind.TIME)
            return
        over = self.plain[end : end + 2] in ("分之", "份之")
        if self.plain[end : end + 1] in ("点", "时") and (hour := _SAID_HOUR.match(self.plain, end)):
            value = parse_numeral(self.plain[start:end])
            if value is not None and value <= 24:
                yield self._mention(start, hour.end(), Kind.TIME)
                return
        named = self._name(start, end)
        if named and not (over and named.end <= end):
            yield named
            if named.end < end:
                yield from self._read(named.end, end)
            return
        if self.plain[start] in "0123456789":
            code = self._code(start, end)
            if code:
                yield code
                return
        elif self.plain.startswith("零下", start) and self.plain[end + 1 : end + 2] in tuple(
            "0123456789" + CHINESE_DIGITS + "十"
        ):
            return  # a sign: 零下|40摄氏度
        elif self.plain[start:end] == "零" and self.plain[end : end + 1] in ("点", "时"):
            yield self._mention(start, end + 1, Kind.TIME)
            return
        elif end - start == 1 and (
            (self.plain[start] in "拾佰仟" and not over) or not self._opens_quantity(start, end)
        ):
            return
        if _MISMATCHED.match(self.plain, start, end) and self._unit(end, start) is None:
            return
        if start and self.plain[start - 1] == "第":
            yield self._ordinal(start, end)
            return
        if start and self.plain[start - 1] == "前" and (rank := self._leading_rank(start, end)):
            yield rank
            return
        yield from self._quantity(start, end)

    def _opens_quantity(self, start: int, end: int) -> bool:
        """Whether a lone Chinese digit may begin a quantity; spares the common 一 the full reading."""
        following = self.plain[end : end + 1]
        if self.plain[start] == "零" and find_unit(self.plain, end, start) is None:
            return self.plain[start - 1 : start] in ("为", "至", "到", "是") and following in ("", *"，。；、）！”")
        return (
            following in "成折分半余多点%‰又、至到~-—死伤"
            or find_unit(self.plain, end, start) is not None
            or (start > 0 and self.plain[start - 1] in "第前近约超过逾上")
            or (following in "这那不而却，" and self.plain[start - 1 : start] == "是")
            or (following == " " and bool(_FRACTION.match(self.plain, end) or _SPACED_MORE.match(self.plain, end)))
        )

    def _name(self, start: int, end: int) -> Mention | None:
        """The name whose numeral begins at ``start``, if one stands there."""
        plain, names = self.plain, names_by_numeral()
        behind_ordinal = plain[start - 1 : start] == "第"
        longer, shorter = names.get(plain[start : start + 3], []), names.get(plain[start : start + 2], [])
        if longer and shorter:
            longer, shorter = sorted(longer + shorter, key=lambda name: -len(name.text)), []
        for same in (longer or shorter, names.get(plain[start - 1 : start + 1], []) if start else []):
            for name in same:
                first = start - name.offset
                close = first + len(name.text)
                if first < self.end or not plain.startswith(name.text, first) or close > self.limit:
                    continue
                if name.text.isdigit() and (close < end or self._unit(close)):
                    continue  # 12345 is a hotline, 12345辆 are cars
                if close < end and plain[close - 1] in CHINESE_NUMERALS and plain[close] in CHINESE_NUMERALS:
                    continue  # 二百五十 is no 二百五
                if self._cuts_word(first, close) or (behind_ordinal and name.text[0] != "第"):
                    continue
                if name.text[0] in "百千万亿" and plain.endswith(scale_hedges(), 0, first):
                    continue
                if name.holds(plain, first):
                    return self._mention(first, close, name.kind)
        return None

    def _cuts_word(self, first: int, close: int) -> bool:
        """Whether the span ends inside a numeral or a Latin word."""
        plain = self.plain
        return (
            plain[close - 1 : close + 1].isascii()
            and plain[close - 1 : close + 1].isalnum()
            and close < len(plain)
            and plain[close - 1].isdigit() == plain[close].isdigit()
        ) or (first > 0 and plain[first - 1 : first + 1].isascii() and plain[first - 1 : first + 1].isalnum())

    def _code(self, start: int, end: int) -> Mention | None:
        plain = self.plain
        if plain[start] == "0" and end - start > 1 and plain[start:end].isdigit() and plain[end : end + 1] != "-":
            return self._mention(start, end, Kind.CODE)
        before = plain[start - 1] if start else ""
        if self._currency_before(start):
            return None
        named = start - (before in ("：", "为", "是", ":"))
        if plain.endswith(code_words(), 0, named) and self._is_bare(start, end):
            tail = _CODE_TAIL.match(plain, end, self.limit)
            return self._mention(start, tail.end() if tail else end, Kind.CODE)
        if (
            _LETTER.match(before)
            or (before in ("-", ".") and start > 1 and _LETTER.match(plain[start - 2]))
            or (before == " " and start > 1 and _LETTER.match(plain[start - 2]) and self._is_bare(start, end))
            or (before == "+" and start > 1 and plain[start - 2].isalnum())
        ):
            first = start
            while first > self.end and re.match(r"[A-Za-z0-9+. -]", plain[first - 1]):
                first -= 1
            while plain[first] == " ":
                first += 1
            tail = _CODE_AFTER.match(plain, end, self.limit)
            return self._mention(first, tail.end() if tail else end, Kind.CODE)
        following = plain[end : end + 1]
        if (_LETTER.match(following) or following == "+") and not self._unit(end):
            tail = _CODE_AFTER.match(plain, end, self.limit)
            return self._mention(start, tail.end() if tail else end, Kind.CODE)
        if (
            following in ":时点"
            and (
                (clock := _CLOCK.match(plain, end, self.limit))
                or (_CLOCK_BEFORE.search(plain, max(0, start - 6), start) and (clock := _HOUR.match(plain, end)))
            )
            and end - start <= 2
            and plain[start:end].isdigit()
            and int(plain[start:end]) <= 24
        ):
            return self._mention(start, clock.end(), Kind.TIME)
        if following in ":比" and (score := _SCORE.match(plain, end, self.limit)):
            return self._mention(start, score.end(), Kind.SCORE)
        if before and before in "〔[" and plain[end : end + 1] in ("〕", "]"):
            number = _DOCUMENT_NUMBER.match(plain, end)  # 15号 is no day there: the longer mention wins
            return self._mention(start, number.end(), Kind.DOCUMENT_NUMBER) if number else None
        if following == "-" and (phone := _PHONE.match(plain, end, self.limit)) and end - start in (3, 4):
            return self._mention(start, phone.end(), Kind.PHONE)
        if end - start == 11 and plain[start] == "1" and plain[start:end].isdigit():
            return self._mention(start, end, Kind.PHONE)
        return None

    def _is_bare(self, start: int, end: int) -> bool:
        """Whether a numeral behind a Latin word is part of its name: 737 MAX 9|客机."""
        plain = self.plain
        return (
            plain[start:end].isdigit()
            and self._unit(end, start) is None
            and plain[end : end + 1] not in tuple("%‰余多几来成折")
        )

    def _unit(self, at: int, start: int | None = None) -> tuple[Unit, int] | None:
        """The unit at ``at``, behind a space too; ``start`` is where its numeral begins."""
        if at < self.limit and self.plain[at : at + 1] == " ":
            at += 1
        small = start is not None and at - start == 1 and self.plain[start] not in "0123456789"
        found = find_unit(self.plain, at, start, strict=small)
        return found if found and found[1] <= self.limit else None

    def _ordinal(self, start: int, end: int) -> Mention:
        plain = self.plain
        value = parse_numeral(plain[start:end])
        place = plain[end : end + 1] in _ORDINAL_UNITS and _RANK_AFTER.match(plain, end)
        superlative = _RANK_AFTER.match(plain, end) and _RANK_BEFORE.search(plain, max(0, start - 9), start - 1)
        close = end
        if place or superlative:
            close += plain[end : end + 1] in tuple("位名大高多低")
            return self._mention(start - 1, close, Kind.RANK, value)
        return self._mention(start - 1, end, Kind.ORDINAL, value)

    def _leading_rank(self, start: int, end: int) -> Mention | None:
        """前三, 前10位: a place up to the one that is named; 前7个月 is a time, 前100强 a kind."""
        if not _LEADING_RANK.match(self.plain, end):
            return None
        value = parse_numeral(self.plain[start:end])
        close = end + (self.plain[end : end + 1] in tuple("位名"))
        return self._mention(start - 1, close, Kind.RANK, value, bound=Bound.LE)

    def _quantity(self, start: int, end: int) -> Iterator[Mention]:
        plain = self.plain
        if special := self._fraction(start, end):
            if special.value and special.start == start and (sign := self._minus(start)):
                text = self.text[start - sign : special.end]
                special = special._replace(start=start - sign, text=text, value=-special.value)
            yield special
            return
        end = self._give_back(end)
        if end <= start:
            return
        sign = self._minus(start)
        scale_only = bool(_BARE_SCALE.fullmatch(plain, start, end) or _TENTHS.match(plain, end))
        opened, bound = self._bound_before(start - sign, scale_only=scale_only)
        amount = self._amount(start, end, -1 if sign else 1)
        if amount is None:
            return
        end, more = amount.end, None
        if self._is_vague(start, end, bound):
            yield self._mention(
                max(opened - 1, 0) if plain[start - 1 : start] in ("数", "几") else opened, end, Kind.VAGUE
            )
            return
        if _SPACED_MORE.match(plain, end):
            end += 1
        if plain[end : end + 1] in ("多", "余", "来", "几") and not plain.startswith("多方", end):
            amount, end, more = self._more(amount, start, end)
            if plain[end - 1] == "几":
                yield self._mention(opened, end, Kind.VAGUE)
                return
        if bare := self._without_digits(start, amount.end, bound, more):
            yield bare
            return
        if sign:
            opened = min(opened, start - sign)
        yield from self._measured(opened, start, end, amount, more or bound)

    def _minus(self, start: int) -> int:
        """How many characters of minus touch the numeral: -3.2亿元, 负3.1%, 零下10度; a dash between signs joins."""
        if self.plain.startswith("零下", start - 2) and start - 2 >= self.end:
            return 2
        before = self.plain[start - 1 : start]
        if before not in ("-", "负") or start - 1 < self.end:
            return 0
        further = self.plain[start - 2 : start - 1]
        return int(
            not (further.isalnum() and further.isascii()) and further not in ("胜", "平", "肩", "背", "-", ")", "正")
        )

    def _without_digits(self, start: int, end: int, bound: Bound | None, more: Bound | None) -> Mention | None:
        """百家, 万人: a scale alone counts nothing, unless a bound says that it does (近百家, 万余人)."""
        if _BARE_SCALE.fullmatch(self.plain, start, end) and bound is None and more is None:
            return self._mention(start, end, Kind.VAGUE)
        return None

    def _is_vague(self, start: int, end: int, bound: Bound | None) -> bool:
        before = self.plain[start - 1 : start]
        if before in ("数", "几") and self.plain[start] not in "十百千万亿":
            return False
        return (
            before in ("数", "几")
            and not self.plain.startswith(("位数", "倍数"), end)
            or self.plain[end : end + 1] == "几"
        )

    def _give_back(self, end: int) -> int:
        """Return the end of the numeral without a scale that is the first character of its unit: 2000万|千瓦时."""
        if self.plain[end - 1] in "千百兆毫" and (found := find_unit(self.plain, end - 1)):
            return end - 1 if found[1] > end else end
        return end

    def _fraction(self, start: int, end: int) -> Mention | None:
        plain = self.plain
        if match := _FRACTION.match(plain, end, self.limit):
            return self._spoken_fraction(start, end, match)
        if (mixed := _MIXED.match(plain, end, self.limit)) and (
            match := _FRACTION.match(plain, mixed.end(), self.limit)
        ):
            whole, over, part = (parse_numeral(said) for said in (plain[start:end], mixed[1], match[2]))
            if whole is not None and over and part is not None and part < over:
                value = whole + _quotient(part, over)
                if unit := self._unit(match.end(), start):
                    return self._bounded(
                        start, unit[1], _KIND.get(unit[0].dimension, Kind.COUNT), value, None, unit[0].name
                    )
                return self._bounded(start, match.end(), Kind.FRACTION, value)
        if mixed := _MIXED_SLASH.match(plain, end, self.limit):
            whole, part, over = (parse_numeral(said) for said in (plain[start:end], mixed[1], mixed[2]))
            if whole is not None and part and over and part < over <= 100 and plain[start:end].isdigit():
                return self._bounded(start, mixed.end(), Kind.FRACTION, whole + _quotient(part, over))
        if plain[end : end + 1] == "/" and (match := _SLASH.match(plain, end, self.limit)):
            parts = parse_numeral(plain[start:end]), Decimal(match[1])
            if parts[0] and (parts[1] > parts[0] or self._minus(start)) and parts[0] == parts[0].to_integral_value():
                return self._bounded(start, match.end(), Kind.FRACTION, _quotient(parts[0], parts[1]))
        if end - start == 1 and (match := _SHORT_FRACTION.match(plain, end, self.limit)):
            whole, part = parse_numeral(plain[start:end]), parse_numeral(match[1])
            if whole and part and max(part, Decimal(2)) < whole < 10:
                return self._bounded(start, match.end(), Kind.FRACTION, _quotient(part, whole))
        if plain[start:end] == "一" and plain[end : end + 1] == "半":
            return self._bounded(start, end + 1, Kind.FRACTION, Decimal("0.5"))
        return None

    def _spoken_fraction(self, start: int, end: int, match: re.Match[str]) -> Mention | None:
        over, end = self.plain[start:end], match.end()
        part = parse_numeral(match[2])
        if part is None:  # 百分之七十|百分位
            end -= 1
            part = parse_numeral(match[2][:-1])
        if part is None:
            return None
        part = -part if match[1] else part
        over = over.translate({ord("佰"): "百", ord("仟"): "千"})
        if over in ("百", "千", "一百"):
            high = None
            if (joint := _RANGE.match(self.plain, end)) and (
                second := _PERCENT_END.match(self.plain, joint.end(), self.limit)
            ):
                high, end = parse_numeral(second[1]), second.end()
            return self._bounded(start, end, Kind.PERCENT, part, high, "‰" if over == "千" else "%")
        whole = parse_numeral(over)
        return self._bounded(start, end, Kind.FRACTION, _quotient(part, whole)) if whole else None

    def _bounded(
        self,
        start: int,
        end: int,
        kind: Kind,
        value: Decimal,
        high: Decimal | None = None,
        unit: str | None = None,
        bound: Bound | None = None,
    ) -> Mention:
        opened, before = self._bound_before(start)
        end, after = self._bound_after(end)
        return self._mention(opened, end, kind, value, high, unit, after or bound or before or Bound.EQ)

    def _amount(self, start: int, end: int, sign: int = 1) -> _Amount | None:
        plain, said = self.plain, self.plain[start:end]
        if (
            plain[start] not in "0123456789"
            and (pair := parse_adjacent(said))
            and not plain.startswith(("%", "‰"), end)
        ):
            low, high = sorted((sign * pair[0], sign * pair[1]))
            return _Amount(low, high, end)
        value = parse_numeral(said)
        if value is None:
            return None
        value *= sign
        if between := self._between(value, end):
            return between
        joint = _RANGE.match(plain, end)
        if joint is None:
            if plain[end : end + 1] == "、" and (second := self._next_digit(start, end)):
                return second
            return _Amount(value, None, end)
        return self._range(start, value, joint) or _Amount(value, None, end)

    def _between(self, value: Decimal, end: int) -> _Amount | None:
        """5与10公里之间, 10000和20000之间: a range, which 之间 closes."""
        second = _NUMERAL.match(self.plain, end + 1) if self.plain[end : end + 1] in ("与", "和") else None
        if second is None or second.end() > self.limit:
            return None
        close = self._give_back(second.end())
        high = parse_numeral(self.plain[end + 1 : close])
        unit = self._unit(close)
        told = self.plain.startswith("之间", unit[1] if unit else close) or self.plain.startswith("之间", close)
        alone = _ALONE_BETWEEN.match(self.plain, close) is not None
        return _Amount(value, high, close + alone) if high is not None and value < high and (told or alone) else None

    def _next_digit(self, start: int, end: int) -> _Amount | None:
        """2、3个: two single digits that follow each other, with one unit, are a range."""
        pair = _TWO_DIGITS.match(self.plain, start)
        if pair and int(pair[2]) == int(pair[1]) + 1 and self._unit(pair.end()):
            return _Amount(Decimal(pair[1]), Decimal(pair[2]), pair.end())
        return None

    def _range(self, start: int, value: Decimal, joint: re.Match[str]) -> _Amount | None:
        """The range whose second end stands behind ``joint``: 3至5万 share the scale, 800-1000亿 too."""
        at = joint.end()
        signed = _BELOW.match(self.plain, at)
        at = signed.end() if signed else at
        second = _NUMERAL.match(self.plain, at)
        if second is None or second.end() > self.limit or self._leads_away(start, joint):
            return None
        end = self._give_back(second.end())
        high = parse_numeral(self.plain[at:end])
        if high is None:
            return None
        scale = _SCALES.search(self.plain, at, end)
        if scale and scale.end() == end and not _SCALES.search(self.plain, start, at):
            shared = value * scale_factor(scale[0])
            value = shared if shared < high else value
        if signed or self.plain.startswith("零下", start - 2):
            value, high = sorted((value, -high))  # -5至-3度, 零下15至10度: from the lowest up
        return _Amount(value, high, end) if value < high else None

    def _leads_away(self, start: int, joint: re.Match[str]) -> bool:
        """Whether 从 or 由 before the numeral makes 至 a movement between two values."""
        if joint[0].strip() not in ("至", "到"):
            return False
        return re.search("[从由自][^，。；]{0,8}$", self.plain[max(0, start - 9) : start]) is not None

    def _moves(self, opened: int, joint: re.Match[str]) -> bool:
        """Whether a verb of change before the first amount makes 至 the end of its movement: 下降0.7%至46.5%."""
        return joint[0].strip() in ("至", "到") and self.plain.endswith(bound_words().movement, 0, opened)

    def _more(self, amount: _Amount, start: int, end: int) -> tuple[_Amount, int, Bound | None]:
        """余, 多 behind the numeral, and the scale that may follow it: 10多亿, 1万余, 十几."""
        after = self.plain[end + 1 : end + 2]
        unit = self._unit(end + 1, start)
        scale = _SCALES.match(self.plain, end + 1)
        if self.plain[end] == "来" and (not (unit or scale) or self.plain[end - 1] not in "0十百千万"):
            return amount, end, None
        close = end + 1
        if scale:
            close = self._give_back(scale.end())
            factor = scale_factor(self.plain[end + 1 : close])
            amount = _Amount(amount.low * factor, amount.high and amount.high * factor, close)
        elif not (
            after == "个"
            or unit
            or after in "，。、；,;）)"
            or self.plain[end] == "余"
            or self.plain[end - 1] in "万亿"
        ):
            return amount, end, None
        if self.plain[close - 1] in "万亿" and self.plain[close : close + 1] in ("多", "余"):
            close += 1
        return amount, close, Bound.APPROX if self.plain[end] == "来" else Bound.GT

    def _measured(self, opened: int, start: int, end: int, amount: _Amount, bound: Bound | None) -> Iterator[Mention]:
        """The quantity with what follows its numeral: per cent, tenths, a unit with its denominator, or nothing."""
        plain = self.plain
        if scale := _LOOSE_SCALE.match(plain, end):  # 两个亿, 3.5 million
            factor = _LOOSE_SCALES[scale[1]]
            amount = _Amount(amount.low * factor, amount.high and amount.high * factor, scale.end())
            bound, end = Bound.GT if "多" in scale[0] else bound, scale.end()
        tenths = _TENTHS.match(plain, end)
        if tenths and end - start <= 4 and amount.low <= 10 and not plain[start - 1 : start].isdigit():
            half = _hundredth(tenths[1])
            high, close = amount.high * 10 + half if amount.high else None, tenths.end()
            yield self._in_percent(opened, start, close, amount.low * 10 + half, high, bound, _TENTHS)
            return
        if (match := _DISCOUNT.match(plain, end)) and amount.low < 100 and end - start <= 4:
            factor = Decimal(1) if amount.low >= 10 else Decimal(10)
            high = amount.high * factor if amount.high else None
            yield self._in_percent(opened, start, match.end(), amount.low * factor, high, bound, _DISCOUNT)
            return
        if (match := _MEDAL.match(plain, end)) and plain[start] in "0123456789" and end - start <= 3:
            yield self._finish(opened, match.end(), Kind.COUNT, amount.low, None, "枚", bound)
            return
        if plain.startswith(("个多", "个半", "个余"), end) and (parted := self._parted_unit(end + 2)):
            half = Decimal("0.5") if plain[end + 1] == "半" else Decimal(0)
            yield self._finish(
                opened, parted[1], Kind.DURATION, amount.low + half, None, parted[0], bound if half else Bound.GT
            )
            return
        unit = self._unit(end, start)
        if unit is None:
            yield self._unitless(opened, start, end, amount, bound)
            return
        if unit[0].dimension == NAMING:
            yield self._mention(start, unit[1], Kind.CODE)
            return
        yield from self._with_unit(opened, start, end, amount, unit, bound)

    def _in_percent(
        self,
        opened: int,
        start: int,
        close: int,
        low: Decimal,
        high: Decimal | None,
        bound: Bound | None,
        word: re.Pattern[str],
    ) -> Mention:
        """Tenths or a discount, in per cent, with the second end of a range that repeats the word: 三成到五成."""
        joint = _RANGE.match(self.plain, close) if high is None else None
        if joint and not self._leads_away(start, joint) and (second := _NUMERAL.match(self.plain, joint.end())):
            value, again = parse_numeral(second[0]), word.match(self.plain, second.end())
            if value and again and again.end() <= self.limit:
                tenth = word is _TENTHS or value < 10
                end = value * 10 + _hundredth(again[1] if word is _TENTHS else None) if tenth else value
                if low < end <= 100 and not (end > 3 * low and self._moves(opened, joint)):
                    high, close = end, again.end()
        return self._finish(opened, close, Kind.PERCENT, low, high, "%", bound)

    def _parted_unit(self, at: int) -> tuple[str, int] | None:
        """The length of time whose 个 is parted from it: 3个多|月, 一个半|小时."""
        for word, name in (("月", "个月"), ("小时", "小时"), ("钟头", "小时"), ("世纪", "个世纪"), ("星期", "周")):
            if self.plain.startswith(word, at):
                return name, at + len(word)
        return None

    def _unitless(self, opened: int, start: int, end: int, amount: _Amount, bound: Bound | None) -> Mention:
        if sign := self._currency_before(opened):
            return self._finish(sign[0], end, Kind.MONEY, amount.low, amount.high, sign[1], bound)
        if headed := self._unit_in_brackets(opened):
            unit, factor = headed
            high = None if amount.high is None else amount.high * factor
            kind = _KIND.get(unit.dimension, Kind.COUNT)
            return self._finish(opened, end, kind, amount.low * factor, high, unit.name, bound)
        if bound is None and opened == start and _IS_YEAR.match(self.plain, start):
            return self._mention(start, end, Kind.DATE)
        return self._finish(opened, end, Kind.NUMBER, amount.low, amount.high, None, bound)

    def _unit_in_brackets(self, opened: int) -> tuple[Unit, Decimal] | None:
        """The unit and scale that the name of a cell gives to its bare figure: 工业增加值（亿元）|1203.4."""
        bracket = _UNIT_IN_BRACKETS.search(self.plain, max(0, opened - 14), opened)
        if bracket is None:
            return None
        found = find_unit(bracket[2], 0)
        if found is None or found[1] != len(bracket[2]):
            return None
        return found[0], scale_factor(bracket[1])

    def _currency_before(self, opened: int) -> tuple[int, str] | None:
        """Where a currency begins that is written before the amount, and its unit: HK$|3.5亿, 港币|2亿元."""
        opened -= self.plain[opened - 1 : opened] == " "
        for length in (4, 3, 2, 1):
            if opened - length >= self.end and (unit := currency_signs().get(self.plain[opened - length : opened])):
                return opened - length, unit
        return None

    def _with_unit(
        self, opened: int, start: int, end: int, amount: _Amount, found: tuple[Unit, int], bound: Bound | None
    ) -> Iterator[Mention]:
        unit, close = found
        low, high, name = amount.low, amount.high, unit.name
        if unit.dimension == "count" and (other := self._in_brackets(close)):
            name, close = f"{name}（{other}）", close + len(other) + 2
        kind = _KIND.get(unit.dimension, Kind.COUNT)
        joint = _RANGE.match(self.plain, close) if high is None else None
        if joint and not self._leads_away(start, joint):
            second = self._second_end(joint.end(), unit, low)
            if second and not (second[0] > 3 * low and self._moves(opened, joint)):
                high, close = second
        if high is None:
            low, name, close = self._compound(low, name, close)
        if self._divides(opened, close):
            return
        name, close = self._per_after(name, close)
        opened, name = self._per_before(opened, name)
        if kind is Kind.MONEY and (sign := self._currency_before(opened)) and unit.name in ("元", sign[1]):
            opened, name = sign[0], name.replace("元", sign[1], 1) if unit.name == "元" else name
        yield self._finish(opened, close, kind, low, high, name, bound)

    def _second_end(self, at: int, unit: Unit, low: Decimal) -> tuple[Decimal, int] | None:
        """5%—6%: the second end of a range that repeats its unit; its value and end."""
        signed = _BELOW.match(self.plain, at)
        at = signed.end() if signed else at
        second = _NUMERAL.match(self.plain, at)
        if second is None or second.end() > self.limit:
            return None
        end = self._give_back(second.end())
        high = parse_numeral(self.plain[at:end])
        again = self._unit(end)
        if high is None or again is None or again[0] != unit:
            return None
        high = -high if signed else high
        return (high, again[1]) if high > low else None

    def _compound(self, value: Decimal, unit: str, close: int) -> tuple[Decimal, str, int]:
        """Join smaller units: 3小时20分 → 200 分钟, 5元3角 → 5.3 元; and the half behind a unit: 两年半."""
        if half := _HALF_UNIT.match(self.plain, close):
            return value + Decimal("0.5"), unit, half.end()
        while (
            numeral := _NUMERAL.match(self.plain, close + self.plain.startswith("又", close))
        ) and numeral.end() <= self.limit:
            said = numeral[0]
            said = said[:-1] if said[-1] == "两" and unit == "斤" else said  # 两斤三|两
            part = find_compound(unit, self.plain, numeral.start() + len(said))
            small = parse_numeral(said)
            if part is None or small is None or small >= part[0].factor:
                break
            compound, close = part
            if compound.in_part:
                value, unit = value * compound.factor + small, compound.part
            else:
                value += small / compound.factor
        if (
            unit in ("米", "丈", "尺")
            and value < 10
            and (tail := _SAID_TAIL.match(self.plain, close))
            and not self._unit(tail.end())
        ):
            digits = "".join(str(parse_numeral(digit)) for digit in tail[0])
            return value + Decimal(f"0.{digits}"), unit, tail.end()
        if unit in ("米", "秒", "厘") and (tail := _BARE_TAIL.match(self.plain, close)) and not self._unit(tail.end()):
            return value + Decimal(f"0.{tail[0]}"), unit, tail.end()
        return value, unit, close

    def _per_after(self, unit: str, close: int) -> tuple[str, int]:
        """元/吨, 公里/百平方公里: the denominator behind a slash."""
        if dense := _DENSITY.match(self.plain, close):
            return f"{unit}/{dense[1]}", dense.end()
        while self.plain[close : close + 1] == "/":
            if counted := _COUNTED_PER.match(self.plain, close):  # 12.5元/500克
                below = find_unit(self.plain, counted.end())
                if below is None:
                    return unit, close
                unit, close = f"{unit}/{counted[1]}{below[0].name}", below[1]
                continue
            scale = _BARE_SCALE.match(self.plain, close + 1)
            at = scale.end() if scale else close + 1
            below = find_unit(self.plain, at) or (find_unit(self.plain, at - 1) if scale else None)
            if below is None:
                word = _ANY_DENOMINATOR.match(self.plain, at)
                if word is None:
                    return unit, close
                unit, close = f"{unit}/{latin_denominators().get(word[0], word[0])}", word.end()
                continue
            unit, close = f"{unit}/{self.plain[close + 1 : at]}{below[0].name}", below[1]
        return unit, close

    def _in_brackets(self, close: int) -> str:
        """The second classifier of a count: 40台|（套）; empty where none stands there."""
        if self.plain[close : close + 1] != "（" or (other := self._unit(close + 1)) is None:
            return ""
        end = other[1]
        counts = other[0].dimension == "count" and self.plain[end : end + 1] == "）" and end < self.limit
        return self.plain[close + 1 : end] if counts else ""

    def _divides(self, opened: int, close: int) -> bool:
        """Whether the amount only says per how much the price behind it is: 每500克|1.2元."""
        if self.plain[opened - 1 : opened] != "每" or (price := _NUMERAL.match(self.plain, close)) is None:
            return False
        unit = self._unit(self._give_back(price.end()))
        return unit is not None and unit[0].dimension == "money"

    def _per_before(self, opened: int, unit: str) -> tuple[int, str]:
        """每公斤|8.5元: the denominator before the numeral."""
        window = self.plain[max(self.end, opened - 8) : opened]
        at = window.rfind("每")
        if at < 0:
            return opened, unit
        word = window[at + 1 :].strip()
        counted = len(word) - len(word.lstrip("0123456789"))
        below = find_unit(word, counted) if word else None
        if below and below[1] == len(word):
            return opened - len(window) + at, f"{unit}/{word[:counted]}{below[0].name}"
        if word in ("年", "月", "日", "人", "股", "份", "户"):
            return opened - len(window) + at, f"{unit}/{word}"
        return opened, unit

    def _finish(
        self,
        opened: int,
        end: int,
        kind: Kind,
        low: Decimal,
        high: Decimal | None,
        unit: str | None,
        bound: Bound | None,
    ) -> Mention:
        end, after = self._bound_after(end)
        return self._mention(opened, end, kind, low, high, unit, after or bound or Bound.EQ)

    def _bound_before(self, start: int, *, scale_only: bool = False) -> tuple[int, Bound | None]:
        """Where a bound before the numeral begins, and which: 超过|, 约|; ``start`` and None without one."""
        bounds, plain = bound_words(), self.plain
        at = start - 1 if plain[start - 1 : start] == " " else start
        if plain[at - 1 : at] not in bounds.last:
            return start, None
        for words in bounds.before:
            length = len(next(iter(words)))
            word = plain[max(self.end, at - length) : at]
            if (bound := words.get(word)) is None:
                continue
            first = at - length
            if word in bounds.before_scale and not scale_only:
                continue
            if first and plain[first - 1] in bounds.not_after.get(word, ""):
                continue
            return first, bound
        return start, None

    def _bound_after(self, end: int) -> tuple[int, Bound | None]:
        bounds, plain = bound_words(), self.plain
        if plain[end : end + 1] not in bounds.first:
            return end, None
        for word, bound in bounds.after:
            if plain.startswith(word, end) and end + len(word) <= self.limit:
                following = plain[end + len(word) : end + len(word) + 1]
                if not (following and following in bounds.not_before.get(word, "")):
                    return end + len(word), bound
        return end, None

    def _halves(self) -> Iterator[Mention]:
        """Half of a unit that stands without a numeral: 半小时, 半个月, 半年."""
        for match in _HALF.finditer(self.plain):
            found = find_unit(self.plain, match.start() + 1)
            if found is not None and found[1] == match.end():
                opened, bound = self._bound_before(match.start())
                kind = _KIND.get(found[0].dimension, Kind.COUNT)
                yield self._finish(opened, match.end(), kind, Decimal("0.5"), None, found[0].name, bound)

    def _whole_words(self) -> Iterator[Mention]:
        """Words that are a value by themselves: 翻一番, 首位, 过半."""
        pattern, values = _number_words()
        for match in pattern.finditer(self.plain):
            kind, value, unit, bound = values[match[0]]
            if kind is Kind.RANK and not _PLACE_ENDS.match(self.plain, match.end()):
                continue
            before, behind = _other_words().get(match[0], ((), ()))
            if self.plain.endswith(before, 0, match.start()) or self.plain.startswith(behind, match.end()):
                continue
            yield self._mention(match.start(), match.end(), kind, value, unit=unit, bound=bound)


def _hundredth(said: str | None) -> Decimal:
    """What stands behind 成: 两成半 is 25, 六成五 is 65."""
    if not said:
        return Decimal(0)
    return Decimal(5) if said == "半" else parse_numeral(said) or Decimal(0)


def _quotient(part: Decimal, whole: Decimal) -> Decimal:
    """part / whole: exact where the decimal ends, else to six places, or six figures where those would say nothing."""
    quotient = part / whole
    if quotient * whole == part and len(quotient.as_tuple().digits) <= _ENDING:
        return quotient
    places = round(quotient, 6)
    return places if abs(places) >= _SMALL else Context(prec=6).create_decimal(quotient)


def _without_overlap(mentions: list[Mention]) -> list[Mention]:
    """The mentions in order; where two overlap, the one that begins first and is longer."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda mention: (mention.start, -mention.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept
