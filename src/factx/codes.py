"""Codes: numerals that are part of a Latin name, an address, a score, the number of a phone or of a paper."""

import re
from functools import cache
from string import ascii_letters

from factx.clock import find_clock
from factx.facts import Kind, Mention
from factx.kept import compile_kept
from factx.lexicon import table_pattern
from factx.names import code_words
from factx.numerals import CHINESE_NUMERALS
from factx.reading import Reading, value_names

_LETTER = compile_kept("[A-Za-z]")
_CODE_TAIL = compile_kept(r"(?:[-—]\d+)+", re.ASCII)
_CODE_BEFORE = compile_kept(r"[A-Za-z0-9+. -]")
_CODE_AFTER = compile_kept(r"[A-Za-z][A-Za-z0-9-]*|\+[A-Za-z0-9]+(?:\+[A-Za-z0-9]+)*(?:[>=]\d+)?")
_STANDARD = "GB|DB\\d*|ISO|IEC|JGJ|HJ|QB|YY|T|SN|NY|SC|MT|AQ"
# Addresses of the net, and standards with their number: GB/T 1234—2020.
_WHOLE_CODE = compile_kept(
    r"(?:https?://|www\.)[!-~]+|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+|(?<![\d.])\d+(?:\.\d+){2,}(?![\d.%])"
    r"|(?<![\d.·])(?:\d{4}·)?\d{1,2}·\d{1,2}(?![\d.·%万亿])"  # 9·3, 2019·2·10
    r"|(?<!\d)\d{2,3}[军师旅](?:\d{2,3}[师团旅])+(?:\d{1,2}[营连])*"  # 115师685团
    r"|(?<![\d.])\+\d{1,3}[-\ ]\d[\d-]{6,14}(?!\d)"  # +86 10-64035547
    r"|(?<![\d-])(?:400|800)-\d{3,4}-\d{3,4}(?![\d-])"  # 400-810-9999
    r"|(?<=周)[一二三四五六日天](?:[、和][一二三四五六日])+(?![个项家名天月])"  # 每周二、四、六
    r"|[零〇一二三四五六七八九]{0,12}幺[零〇一二三四五六七八九幺]{2,}"  # 幺二三零六
    r"|(?<![\d.])\d{1,3}[天日]线(?![上下]?[城索路]|段)"  # 20天线
    r"|(?<![\d.])\d\.0(?=时代|工业|模式|阶段|战略|升级)"  # 工业4.0|时代
    r"|(?<![\d.])(?<!规模)\d{1,2}\.\d{1,2}(?=(?:大|特大|汶川)?(?:地震|事故|火灾|爆炸|空难|暴雨))"  # 5.12地震
    r"|(?<![\d.])\d{3}/\d{2}\ ?Z?R\d{2}(?!\d)"  # 195/60R15
    r"|(?:(?<![一-鿿][图表])(?<=[图表])|(?<=[附见如][图表]))\d{1,2}(?:-\d{1,2})?(?=[ :：])"  # 表3 人口构成
    r"|(?<![每全农各新乡渔]村)(?<=村)\d{1,2}[组队](?!人|员|伍|[织成建合])"  # 王家村3组
    r"|(?<![\d./])1/\d\.\d+英寸"  # 1/1.3英寸, the size of a sensor
    rf"|(?<![A-Za-z])(?:{_STANDARD})(?:/[A-Z]{{1,5}})*\ ?\d+(?:\.\d+)?[-—]\d{{2,4}}(?!\d)",
    re.ASCII,
)
# A quick no, which opens with a class of characters as `NUMERAL` does.
_STANDARD_SIGNS = "|".join(f"(?<={said[0]}){said[1:]}" for said in _STANDARD.split("|"))
_CODE_SIGNS = compile_kept(
    r"[@·:w.+幺GDIJHQYTSNMAR军师旅周线英图表村-](?:(?<=[图表村])\d|(?<=英)寸|(?<=幺)|(?<=\d[天日]线)|(?<=周)[一二三四五六日天][、和]|(?<=[48]00-)\d"
    r"|(?<=R)\d{2}|(?<=\+)\d{1,3}[- ]\d"
    r"|(?<=@)|(?<=\d·)\d|(?<=\.)(?:0[时工模阶战升]|\d\d?[大特汶地事火爆空暴]|\d+\.\d)"
    rf"|(?<=:)//|(?<=w)ww\.|(?<=[军师旅])\d{{2,3}}[师团旅]|(?:{_STANDARD_SIGNS})[/ \d])",
    re.ASCII,
)
_DOCUMENT_NUMBER = compile_kept(r"[〕\]]第?\d+号")
_PHONE = compile_kept(r"-\d{7,8}(?:转\d{2,6})?(?!\d)", re.ASCII)
_SERVICE_LINE = compile_kept("[48]00[0-9]{7}")  # 4008109999
_SETS = compile_kept(
    r"-\d{1,2}(?:（\d{1,2}）)?(?:[、，和]\d{1,2}-\d{1,2}(?:（\d{1,2}）)?)+(?=[^，。；、]{0,6}[胜负败赢])", re.ASCII
)  # 6-4、7-6（5）、6-3|取胜
_SCORE = compile_kept(  # 3:1, 10.5:48.9:40.6, 1.9 :46.9 :51.2, the scale of a map: 1:500万, 2-1战胜
    r"(?:(?::|比)\d{1,3}(?:\.\d+)?(?!\d|\.\d|[%‰])[万亿]?)+|(?:\ ?[:：]\ ?\d{1,3}(?:\.\d+)?(?!\d|\.\d|[%‰])){2,}"
    r"|[-—]\d{1,3}(?=[战大完险轻力]胜|胜(?![利出率任])|取胜|战平|[击挫]败|逆转|取胜|获胜|负于|落败|惜败|告负|不敌|力克|平(?![方米])|再下一|领先|落后|拿下(?=[首次一末第]|决胜|比赛|对手))",
    re.ASCII,
)
_BARE_SCORE = compile_kept(r"-\d{1,3}(?=[，。；、）一-鿿\s]|$)(?![年月日号个人名万亿元%])", re.ASCII)
_TEAMS_SCORE = compile_kept(r"-\d{1,2}(?=[一-鿿]{2,8}队|[，。；）\s]|$)", re.ASCII)
_SAID_SCORE = compile_kept(  # 三十七比十六
    f"比(?!特|例)[{CHINESE_NUMERALS}]{{1,4}}(?![{CHINESE_NUMERALS}点成倍分个%万亿])"
)
_SAID_CODE, _LONGEST_SAID = compile_kept("[零〇一二三四五六七八九]{3,}"), 8
_TITLE = compile_kept(r"《(\d+)[一-鿿]{0,2}》", re.ASCII)  # 《731》, 《749局》
_SHORT_YEAR = compile_kept("(?:[7-9][0-9]|0[0-9])(?![百千万亿%])[一-鿿A-Z]", re.ASCII)
_FACTOR = compile_kept(r"\ ?[×*]\ ?(?=\d)", re.ASCII)  # 2×100万千瓦, 3×4米
_ONE_OF_SERIES = compile_kept("[A-Z]?(?:星|组卫?星)")  # 云海三号|02组星
_SERIES_OPENS = compile_kept("[A-Z星组座套室房]")
_SATELLITE = compile_kept("星(?![级期座球巴])")  # 天仪29星
_BLOCK = compile_kept(  # 12座高层B室, 3座22楼D室, 2座A室
    r"座(?:(?:地下|[高中低]层|\d{1,3}楼)(?:[A-Z]\d?|\d{1,2})?|[A-Z]\d?) ?(?:室|单位|户|[一二两三四]房)", re.ASCII
)
_TARIFF = compile_kept("套餐(?![具桌厅饮])")  # 286套餐
_ROOM = compile_kept("(?:室|房(?![间屋产价地源]))")
_BEFORE_ROOM = ("单元", "号楼", "层", "座", "栋", "幢", "楼")
_STOCK = compile_kept(r"(?<=（)[0368]\d{5}(?=）|\.(?:SH|SZ|BJ)）)", re.ASCII)
_HOUSE, _HOUSED = (
    compile_kept("[座幢栋](?![一-鿿])"),
    compile_kept("(?:居|住|位)[于在][^，。；：、]{2,12}\\Z"),
)  # 居于银禧花园|6座
_STOCK_DIGITS = 6
_MOBILE = 11  # digits of the number of a mobile phone
_FOLLOWS_CODE = frozenset(ascii_letters + "+×* :时点比至到~—星组座套-")
_LEADS_CODE = frozenset(ascii_letters + "+.[〔《’ ：:为是-（")


@cache
def _ends_of_code_words() -> frozenset[str]:
    return frozenset(word[-1] for word in code_words())


def whole_codes(plain: str) -> list[tuple[int, int]]:
    """Return the spans of addresses, version numbers and standards, which hold numerals and dates that are none."""
    return [match.span() for match in _WHOLE_CODE.finditer(plain)] if _CODE_SIGNS.search(plain) else []


def find_code(reading: Reading, start: int, end: int) -> Mention | None:
    """The code, clock time or score that the figure at ``start`` is part of."""
    plain = reading.plain
    before = plain[start - 1 : start]
    if not (
        plain[end : end + 1] in _FOLLOWS_CODE
        or before in _LEADS_CODE
        or before in _ends_of_code_words()
        or plain[start] == "0"
        or end - start in (_MOBILE, _MOBILE - 1)
        or plain[end : end + 1] in ("室", "房")
    ):
        return None  # as most numerals are
    if (
        plain[start] == "0"
        and end - start > 1
        and plain[start:end].isdigit()
        and plain[end : end + 1] not in ("-", ":")
    ):
        return find_clock(reading, start, end) or reading.mention(start, end, Kind.CODE)  # 08时53分, but 0086
    if reading.currency_before(start):
        return _score(reading, start, end)  # 美元与人民币|1:7.08
    if _FACTOR.match(plain, end, reading.limit):
        return reading.mention(start, end, Kind.CODE)
    return (
        _title(reading, start, end)
        or _stock(reading, start, end)
        or _short_year(reading, start, end)
        or _behind_word(reading, start, end)
        or _behind_letter(reading, start, end)
        or _before_letter(reading, start, end)
        or find_clock(reading, start, end)
        or _score(reading, start, end)
        or _one_of_series(reading, start, end)
        or _document_number(reading, start, end)
        or _phone(reading, start, end)
    )


def find_said_code(reading: Reading, start: int, end: int) -> Mention | None:
    """The code or score in Chinese characters that the numeral is part of: 编号|二七一四九, 五|比三."""
    plain = reading.plain
    if plain[end : end + 1] == "比" and (score := _SAID_SCORE.match(plain, end, reading.limit)):
        return reading.mention(start, score.end(), Kind.SCORE)
    if not _SAID_CODE.fullmatch(plain, start, end):
        return None
    named = plain.endswith(code_words(), 0, start - (plain[start - 1 : start] in ("：", "为", "是")))
    coded = (named or end - start >= _LONGEST_SAID) and reading.unit(end, start) is None
    return reading.mention(start, end, Kind.CODE) if coded else None


def _title(reading: Reading, start: int, end: int) -> Mention | None:
    """《731》, 《749局》."""
    title = _TITLE.match(reading.plain, start - 1) if reading.plain[start - 1 : start] == "《" else None
    return reading.mention(start, title.end() - 1, Kind.NAME) if title and title.end(1) == end else None


def _stock(reading: Reading, start: int, end: int) -> Mention | None:
    """（600519）: what a company goes by on an exchange of the mainland."""
    stock = _STOCK.match(reading.plain, start) if end - start == _STOCK_DIGITS else None
    return reading.mention(start, end, Kind.CODE) if stock else None


def _short_year(reading: Reading, start: int, end: int) -> Mention | None:
    """’98|列车运行图: a year without its century."""
    plain = reading.plain
    if plain[start - 1 : start] != "’" or plain.rfind("‘", plain.rfind("\n", 0, start) + 1, start) >= 0:
        return None
    return reading.mention(start, end, Kind.CODE) if _SHORT_YEAR.fullmatch(plain, start, end + 1) else None


def _behind_word(reading: Reading, start: int, end: int) -> Mention | None:
    """What a word says to be a code: 股票代码：|600000, 邮编|264000."""
    plain = reading.plain
    named = start - (plain[start - 1 : start] in ("：", "为", "是", ":"))
    if not plain.endswith(code_words(), 0, named) or not _is_bare(reading, start, end):
        return None
    tail = _CODE_TAIL.match(plain, end, reading.limit)
    return reading.mention(start, tail.end() if tail else end, Kind.CODE)


def _behind_letter(reading: Reading, start: int, end: int) -> Mention | None:
    """A|320neo, COVID-|19, MAX |9, 9+|N."""
    plain, before = reading.plain, reading.plain[start - 1 : start]
    further = plain[start - 2 : start - 1]
    if not (
        _LETTER.match(before)
        or (before in ("-", ".") and _LETTER.match(further))
        or (before == " " and _LETTER.match(further) and _is_bare(reading, start, end))
        or (before == "+" and further.isascii() and further.isalnum() and not _adds(reading, start, end))
    ) or plain.endswith(value_names(), 0, start - (before in ("+", "-"))):
        return None
    first = start
    while first > reading.end and _CODE_BEFORE.match(plain[first - 1]):
        first -= 1
    while plain[first] == " ":
        first += 1
    return reading.mention(first, _code_end(reading, end), Kind.CODE)


def _adds(reading: Reading, start: int, end: int) -> bool:
    """Whether + only adds one amount to another: 12GB+|256GB."""
    return reading.plain[start - 2].isalpha() and reading.unit(end, start) is not None


def _before_letter(reading: Reading, start: int, end: int) -> Mention | None:
    """5|G, 9|+N."""
    following = reading.plain[end : end + 1]
    if not (_LETTER.match(following) or following == "+") or reading.unit(end, start):
        return None
    if following == "+" and not _CODE_AFTER.match(reading.plain, end):
        return None  # 300+, 10万+|元: more than so many
    if following in "wW" and table_pattern("numbers", "ten_thousand").match(reading.plain, end):
        return None
    return reading.mention(start, _code_end(reading, end), Kind.CODE)


def _code_end(reading: Reading, end: int) -> int:
    tail = _CODE_AFTER.match(reading.plain, end, reading.limit)
    return tail.end() if tail else end


def _score(reading: Reading, start: int, end: int) -> Mention | None:
    """3:1, 3比1."""
    plain = reading.plain
    score = _SCORE.match(plain, end, reading.limit) or _SETS.match(plain, end, reading.limit)
    if score is None and table_pattern("numbers", "score_before").search(plain, max(0, start - 3), start):
        score = _BARE_SCORE.match(plain, end, reading.limit)
    if score is None and plain[start - 1 : start] == "队":
        score = _TEAMS_SCORE.match(plain, end, reading.limit)  # 中国队|3-1韩国队
    return reading.mention(start, score.end(), Kind.SCORE) if score else None


def _one_of_series(reading: Reading, start: int, end: int) -> Mention | None:
    """A satellite behind the number of its series, a block before the flat in it."""
    plain, before = reading.plain, reading.plain[start - 1 : start]
    if not _SERIES_OPENS.match(plain, end):
        return None  # a quick no
    series = before in ("号", "轨") and _ONE_OF_SERIES.match(plain, end, reading.limit)
    star = before != "箭" and _SATELLITE.match(plain, end, reading.limit)
    housed = _HOUSE.match(plain, end, reading.limit) if _HOUSED.search(plain, max(0, start - 16), start) else None
    tariff = end - start > 1 and plain[start:end].isdigit() and _TARIFF.match(plain, end)
    room = _ROOM.match(plain, end) is not None and plain.endswith(_BEFORE_ROOM, 0, start)  # 2单元|501室
    found = tariff or series or star or housed or room or _BLOCK.match(plain, end, reading.limit)
    return reading.mention(start, end, Kind.CODE) if found else None


def _document_number(reading: Reading, start: int, end: int) -> Mention | None:
    """〔2022|〕15号: no day stands there, the longer mention wins."""
    if reading.plain[start - 1 : start] not in ("〔", "["):
        return None
    number = _DOCUMENT_NUMBER.match(reading.plain, end)
    return reading.mention(start, number.end(), Kind.DOCUMENT_NUMBER) if number else None


def _phone(reading: Reading, start: int, end: int) -> Mention | None:
    """0535|-6601234, and the eleven digits of a mobile phone."""
    plain, said = reading.plain, reading.plain[start:end]
    if len(said) in (3, 4) and (phone := _PHONE.match(plain, end, reading.limit)):
        return reading.mention(start, phone.end(), Kind.PHONE)
    if _SERVICE_LINE.fullmatch(said):
        return None if reading.unit(end, start) else reading.mention(start, end, Kind.PHONE)
    if len(said) != _MOBILE or said[0] != "1" or said[1] in "012" or not said.isdigit():
        return None
    measured = reading.unit(end, start) or plain[end : end + 1] in tuple("%‰")
    return None if measured else reading.mention(start, end, Kind.PHONE)


def _is_bare(reading: Reading, start: int, end: int) -> bool:
    """Whether a numeral behind a Latin word is part of its name: 737 MAX 9|客机."""
    plain = reading.plain
    return (
        plain[start:end].isdigit()
        and reading.unit(end, start) is None
        and plain[end : end + 1] not in tuple("%‰余多几来成折")
    )
