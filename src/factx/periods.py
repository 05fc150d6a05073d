"""Words of time: where they stand in a text, and which period they name. Pure; the text is plain."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain, compress
from typing import NamedTuple

from factx.kept import compile_kept
from factx.numerals import parse_numeral

_CJK = "〇零○一二三四五六七八九十"
_YEAR = rf"(?:(?:19|20)\d\d|[一二][{_CJK}0]{{3}})"
_SMALL = r"(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3})"
_SAID_DAY = "(?:二?十[一二三四五六七八九]|二十|三十一?|[廿卅][一二三四五六七八九]?)(?=日)"  # up to ten counts
_DASH = "(?:[-—~]{1,2}|至|到)"
_DAY_PART = "(?:凌晨|清晨|早晨|早上|上午|中午|午间|下午|傍晚|晚间?|夜间?|零时)"

# What a word of time may begin with, by two characters: a scan for these is several times as fast as one for the words.
_OPENING = compile_kept(
    rf"""(?=[0-9{_CJK}廿卅公今去上下前本当明全年近过未昨截民首同最半目现如头这迄周星礼“‘第春暑国寒黄])
    (?:(?<![\d.])\d(?=\d{{0,3}}[年月日号天周季个多余至到、/~—\ -]|\d{{3}}\.)
    |[{_CJK}廿卅](?=[{_CJK}廿卅\d季个年月日号天周多余至到、~—-])|[“‘](?=[一二三四五六七八九十])|昨
    |[截迄今](?=[至止今年后日天晚晨明])|第(?=[一二三四1-4])
    |[上下本当](?=[半年个月季日天前周星礼])|前(?=[年日天两{_CJK}廿卅\d])|[首头](?=[季两{_CJK}廿卅\d])|年(?=[末底中初])|[去明全同](?=年)
    |近(?=[年期日的几数两{_CJK}廿卅\d])|这(?=[的几数两周星礼{_CJK}廿卅\d])|周(?=[一二三四五六日天])|半(?=年)|[过未](?=[去来])|最(?=近)
    |目(?=前)|现(?=[在阶])|如(?=今)|公(?=元)|民(?=国)|春(?=[节运])|国(?=庆)|暑(?=[期假运])|寒(?=假)|黄(?=金)|星(?=期)|礼(?=拜))""",
    re.VERBOSE,
)
# One alternative a family.
_PLACED_YEAR = rf"""(?:
      (?P<year>{_YEAR})\ ?年?\ ?(?:{_DASH})\ ?(?P<year2>{_YEAR})\ ?年(?!代)
    | (?P<fiscal>(?:19|20)\d\d/\d\d(?:\d\d)?)年?度?
    | (?P<year1>{_YEAR})\ ?年(?!代)度?
    | (?<![\d第近共达期长历经约满超过每隔逾])(?P<year20>[0-3]\d)年
      (?=[上下]半年|[一二三四1-4]季|前[二两三四234]季|[中年]报)
    | (?:民国|(?<=[于在到了至从由])(?=[六七八九]十[一二三四五六七八九]?年)
        |(?<!\d)(?=1[0-2]\d年(?:第?[1-4一二三四]季|\d{{1,2}}月|[上下]半年|度))
      )(?P<minguo>\d{{2,3}}|[{_CJK}]{{2,4}})年(?!代)
    | (?P<relative_year>今年|去年|前年|明年|后年|上年|本年度?|当年|同年|全年)度?(?!会|薪)
)"""
_PART = rf"""(?:
      (?P<half>上半年|下半年|半年(?=[末底度]))
    | (?P<quarters>前[二两三四234])个?季度?
    | 第?(?P<quarter>[一二三四1-4])(?:个季度|季度|季(?![节军度]))
    | (?P<first_quarter>首季度?)
    | (?:前|头|首)(?P<months>{_SMALL}|两)个?月
    | (?P<month>{_SMALL})月份?\ ?{_DASH}\ ?(?P<month2>{_SMALL})月份?(?!\d)
    | (?P<month3>{_SMALL})(?:{_DASH}|、)(?P<month4>{_SMALL})月份?(?!\d)
    | (?P<month_a>{_SMALL})月(?P<day_a>{_SMALL})[日号]?\ ?{_DASH}\ ?
      (?:(?P<month_b>{_SMALL})月)?(?P<day_b>{_SMALL})[日号]
    | (?P<month5>{_SMALL})月份?(?:(?P<day>{_SMALL})[日号](?!线))?
    | (?P<relative_month>上个?月|本月|当月|上季度?|本季度?)
)"""
_FREE = rf"""(?:
      (?P<plan>[“‘]?(?P<plan_number>[一二三四五六七八九十]{{1,2}})五[”’]?(?:规划)?(?:期间|时期|以来|末期?|初期?|头?[一二三四]年|(?<=”)(?=完成|累计|新增|共|实现|全[省市县国]|我[国省市])))
    | (?P<now>截[至止](?:目前|现在|记者发稿时?|发稿时?)|截止目前|迄今(?:为止)?|目前|当前|如今|现阶段|时下|眼下
      |(?<![出体表实呈发展涌重再])现在)
    | (?P<span>(?:最?近|过去|未来|今后|此前|之前|这)的?(?:{_SMALL}|几|数|两|十几|几十|\d{{1,4}})多?
        (?:个?年(?:间|来|里)?|个?月(?:来|里)?|周|天|日|个季度)
        (?:以?来|间|内|里|时间|中)?
        | (?:{_SMALL}|几|数|两|十几|几十|\d{{1,4}})(?:多|余)?(?:年|个月|天)(?:以?来|间|前
          (?![往来后进沿期提景列夕一二三四五六七八九十\d]))
        | [今明后](?:[明后]两|两|后几)年|公元前?(?:\d{{1,4}}|[{_CJK}百千]{{1,6}})年(?!代)
        | 近年来?|近期|近日|日前|连日来|多年来|历年|往年|过去一段时间|半年来)
    | (?P<short_year>(?<![\d第])[0-3]\d{_DASH}[0-3]\d年(?=EPS|每股|PE|业绩|盈利|净利|营收|复合)
      |(?<![\d第])[4-9]\d年(?:\d{{1,2}}月(?:\d{{1,2}}[日号])?[底末]?|[底末](?!蕴|子|气)|度(?!过)|(?=GDP)))
    | (?P<festival>(?:春节|国庆|中秋|五一|十一|端午|清明|元旦|暑期|寒假|春运|暑运|黄金周|假日)
        (?:假期|假日|小长假|长假|黄金周)?(?:期间|以来|前后|首日|当日|前\w日|(?(placed)(?!档)[前后]?|(?!))))
    | (?P<relative_day>昨[日天]|今[日天](?!后)|前[日天](?!津)|昨(?=[晚夜])|今(?=[晚晨]))
    | (?P<weekday>(?:上|本|这)?(?:周|星期|礼拜)[一二三四五六日天])(?![边刊报年岁月个期次均产常])
    | (?P<iso_date>(?:19|20)\d\d(?P<iso_mark>[-/.])\d{{1,2}}(?P=iso_mark)\d{{1,2}})(?!\d)
    | (?P<same_day>当[日天](?!津))
    | (?P<day_only>(?:[12]?\d|3[01])|(?<![第近共达期长历续经约满超过每休假逾数几零百千万留示限时续]){_SAID_DAY}
        (?!日(?:内|间|游|之|期|以|左|多|里|来|无|假|线上)))[日号]
        (?![之以]?内|均?线|楼|院|文|馆|门|机|店|台|令|公告|元|本|公路|国道|省道|高速|病|种子|选手|球员|井|炉|泊|仓|桥|船|大街|弄|桌|库|厅|室)
    | (?P<year_end>年[末底中初])(?!\d)
)"""
_TAIL = rf"""(?P<tail>\ ?(?:[末底初](?!中|期)|(?:月|年|季)?[末底]|中旬|上旬|下旬
      |{_DAY_PART}(?:\d{{1,2}}[时点](?:\d{{1,2}}分|半)?)?|同期|以来|期间|为止|止
      |(?<=日)\d{{1,2}}时(?:\d{{1,2}}分)?|(?<=天)\d{{1,2}}[时点](?:\d{{1,2}}分)?)*)"""
_PERIOD = compile_kept(
    rf"""(?:(?P<until>截[至止]到?|到|至)(?=[^，。、]{{0,9}}[年月日天末底半周]))?
         (?P<placed>{_PLACED_YEAR})?(?:(?:的?\ ?){_PART}|{_FREE}|(?(placed)|(?!))){_TAIL}""",
    re.VERBOSE,
)


_PARTS = tuple(_PERIOD.groupindex)
_UNSETTLED = frozenset({"fiscal", "now", "span", "festival", "short_year"})
_DAYS = frozenset({"iso_date", "same_day", "relative_day", "weekday", "day_only"})
_NAMED_YEARS = frozenset({"year1", "year20", "minguo", "relative_year", "iso_date"})


class PeriodSpan(NamedTuple):
    """A word of time: offsets into the plain text, and the parts that its grammar named."""

    start: int
    end: int
    parts: dict[str, str]

    @property
    def is_comparison(self) -> bool:
        """Whether it only names what a figure is compared with: 去年同期."""
        return "同期" in self.parts["tail"]


# Dates that blanks part, and the blanks to leave out: 2011 年 5 月 3 日, 1 - 5 月, 2 0 1 1 年.
_PARTED = compile_kept(r"[\d国]\ +[年月日\d]|[年月]\ +\d|\d\ *[-—~至到]\ *\d+\ *月", re.ASCII)  # a quick no
_PARTED_DATE = compile_kept(
    r"(?:民国\ +)?(?<![\d.])\d+(?:\ +\d)*\ *[年月日](?:[\d年月日份时分\ ]*[年月日时分])?"
    r"|(?<![\d.])\d(?:\ ?\d)?\ *[-—~至到]\ *\d(?:\ ?\d)?\ *[月日]",
    re.ASCII,
)
_DATE_BLANK = compile_kept(r"(?<!\d\d)\ (?=\d(?!\d))|(?<!\d)\ +(?=\d)|\ +(?!\d)", re.ASCII)


def find_periods(text: str) -> Iterator[PeriodSpan]:
    """Yield the words of time of a plain text, in order, none overlapping another."""
    if _PARTED.search(text) and (blanks := _date_blanks(text)):
        places = [at for at in range(len(text)) if at not in blanks]
        for span in _find_closed("".join(text[at] for at in places)):
            yield PeriodSpan(places[span.start], places[span.end - 1] + 1, span.parts)
        return
    yield from _find_closed(text)


def _date_blanks(text: str) -> set[int]:
    """The blanks inside dates."""
    return {
        at
        for date_ in _PARTED_DATE.finditer(text)
        for blank in _DATE_BLANK.finditer(text, *date_.span())
        for at in range(*blank.span())
    }


def _find_closed(text: str) -> Iterator[PeriodSpan]:
    """Like `find_periods`, for a text without blanks in its dates."""
    if "民国" in text or _COUNTS_MINGUO.search(text):
        yield from _with_minguo_years(text)
        return
    yield from _spelled_out(text)


def _with_minguo_years(text: str) -> Iterator[PeriodSpan]:
    """In a text that counts the years of the Republic, 八十四年底 is one of them."""
    found = list(_spelled_out(text))
    taken = [(span.start, span.end) for span in found]
    named = "|".join(sorted(set(_NAMED_MINGUO.findall(text)))) or "(?!)"
    again = compile_kept(f"(?<!\\d)({named})年(?!代|来|间|以|多|的)度?([底末])?")  # 民国89年…，|89年|停工
    for match in chain(_MINGUO.finditer(text), again.finditer(text)):
        if not any(start < match.end() and match.start() < end for start, end in taken):
            found.append(PeriodSpan(match.start(), match.end(), {"minguo": match[1], "tail": match[2] or ""}))
            taken.append(match.span())
    yield from sorted(found)


_COUNTS_MINGUO = compile_kept(r"1[0-2]\d年(?<!\d{4}年)(?:第?[1-4一二三四]季|\d{1,2}月|[上下]半年|度)", re.ASCII)
_NAMED_MINGUO = compile_kept(r"民国(\d{2,3})年", re.ASCII)
_MINGUO = compile_kept(
    r"(?<![〇零○一二三四五六七八九十百第近每])([六七八九]十[一二三四五六七八九]?|一百零?[一二三四五六七八九十]?[一二三四五]?|(?<!\d)1[0-2]\d"
    r"|(?<=[于自从至])[4-9]\d|(?<!\d)[4-9]\d(?=年\d{1,2}月))年(?!代|来|间|前|后|以|多|的|期)度?([底末])?"
)


def _spelled_out(text: str) -> Iterator[PeriodSpan]:
    closed = 0
    for opening in _OPENING.finditer(text):
        start = opening.start()
        match = _PERIOD.match(text, start) if start >= closed else None
        if match is None:
            continue
        end = closed = match.end()
        if start and (text[start - 1] in ".第" or (text[start].isdigit() and text[start - 1].isdigit())):
            continue
        if match["month5"] and text[start - 1 : start] == "连" and text[end - 1] == "月":
            continue  # 连|三月|破百亿
        if end < len(text) and match["month5"] and not match["tail"] and text[end] in "饼球亮光":
            continue
        said = match.groups()
        parts = dict(compress(zip(_PARTS, said, strict=True), said))
        parts["tail"] = match["tail"]  # empty where nothing follows
        yield PeriodSpan(start, end, parts)


def resolve_period(
    parts: dict[str, str], today: date | None, running: str | None, year: int | None = None, *, future: bool = False
) -> str | None:
    """Return the period that a word of time names, or None where the text does not settle it.

    ``running`` is the period in force before it: it gives the window to 同期. ``year`` is the one last said in full: it
    goes with a bare month.
    ``future`` says that the clause looks ahead, so that a bare month may lie after ``today``.
    """
    tail = parts["tail"]
    if "同期" in tail:
        return _same_window(parts, today, running)
    if not _UNSETTLED.isdisjoint(parts):
        return None
    if "plan" in parts:
        return _plan(parts)
    return (
        (None if _DAYS.isdisjoint(parts) else _relative_day(parts, today, running, future))
        or _year_range(parts)
        or _within_year(parts, today, running, year, future)
    )


def names_year(parts: dict[str, str]) -> bool:
    """Whether the words say which year they mean, so that a bare month after them is of that year."""
    return not _NAMED_YEARS.isdisjoint(parts)


def year_of(period: str | None) -> int | None:
    """Return the one year that a period lies in, or None: ``2022-01/2022-05`` → 2022."""
    if not period:
        return None
    years = {part[:4] for part in period.split("/")}
    return int(years.pop()) if len(years) == 1 else None


def _number(text: str) -> int:
    if text.isascii() and text.isdigit():
        return int(text)
    value = parse_numeral(text)
    return int(value) if value is not None else 0


def _plan(parts: dict[str, str]) -> str | None:
    """Five-year plans count from 1953: the 14th ran from 2021 to 2025."""
    first = 1951 + 5 * _number(parts["plan_number"])
    return f"{first}/{first + 4}" if parts["plan"].endswith(("期间", "时期", "以来", "”")) else None


def _relative_day(parts: dict[str, str], today: date | None, running: str | None, future: bool) -> str | None:
    if said := parts.get("iso_date"):
        return _iso_day(*(int(part) for part in said.split(parts["iso_mark"])))
    if "same_day" in parts:
        return running if running and len(running) == 10 else None
    if today is None:
        return None
    if word := parts.get("relative_day"):
        back = {"昨": 1, "今": 0, "前": 2}[word[0]]
        return (today - timedelta(days=back)).isoformat()
    if said := parts.get("weekday"):
        back = (today.weekday() - "一二三四五六日".index(said[-1].replace("天", "日"))) % 7
        return (today - timedelta(days=back + 7 * (said[0] == "上"))).isoformat()
    if said := parts.get("day_only"):
        return _bare_day(_number(said), today, running, future)
    return None


def _bare_day(day: int, today: date, running: str | None, future: bool) -> str | None:
    year, month = today.year, today.month
    if running and len(running) >= 7 and running[5:7].isdigit() and "/" not in running:
        year, month = int(running[:4]), int(running[5:7])
    elif day > today.day and not future:
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return _iso_day(year, month, day)


def _iso_day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _last_day(year: int, month: int) -> str:
    return f"{year:04}-{month:02}-{monthrange(year, month)[1]:02}"


def _said_year(parts: dict[str, str], today: date | None, running: str | None, in_force: int | None) -> int | None:
    """The year that the words themselves name, by figure or by relation to today."""
    if said := parts.get("year1"):
        return _number(said)
    if said := parts.get("minguo"):
        return 1911 + _number(said)
    if said := parts.get("year20"):
        return 2000 + _number(said)
    word = parts.get("relative_year")
    if word is None:
        return None
    if word in ("当年", "同年", "全年"):
        return year_of(running) or in_force
    if word[0] == "上" and in_force and (today is None or in_force < today.year):
        return in_force - 1  # 2012年…，比|上年|的77.8%
    if today is None:
        return None
    return today.year + {"今": 0, "本": 0, "去": -1, "上": -1, "前": -2, "明": 1, "后": 2}[word[0]]


def _year_range(parts: dict[str, str]) -> str | None:
    if "year2" not in parts:
        return None
    first, last = _number(parts["year"]), _number(parts["year2"])
    return f"{first}/{last}" if first < last else None


def _within_year(
    parts: dict[str, str], today: date | None, running: str | None, in_force: int | None, future: bool
) -> str | None:
    has_year = names_year(parts)
    year = _said_year(parts, today, running, in_force)
    if has_year and year is None:
        return None
    at_end = "末" in parts["tail"] or "底" in parts["tail"]
    if "year_end" in parts:
        year = year or year_of(running) or in_force or (today.year if today and future else None)
        return f"{year}-12-31" if year and parts["year_end"] in ("年末", "年底") else None
    if "relative_month" in parts:
        return _relative_month(parts["relative_month"], today, running)
    window = _window(parts)
    if window is None:
        return _whole_year(parts, year, at_end) if has_year else None
    if year is None:
        year = in_force if in_force and not (today and in_force > today.year) else _year_for(window, today, future)
    if year is None or not all(1 <= month <= 12 for month in window[1:3]):
        return None
    return _placed(parts, window, year, at_end)


def _whole_year(parts: dict[str, str], year: int | None, at_end: bool) -> str | None:
    if year is None or "初" in parts["tail"]:
        return None
    if "以来" in parts["tail"] and "relative_year" not in parts:
        return None
    return f"{year}-12-31" if at_end else f"{year}"


_Window = tuple[str, int, int]


def _window(parts: dict[str, str]) -> _Window | None:
    """The part of a year that is named, as (its kind, first month, last month)."""
    if half := parts.get("half"):
        return ("H", 7, 12) if half == "下半年" else ("H", 1, 6)
    if "first_quarter" in parts:
        return ("Q", 1, 3)
    if said := parts.get("quarters"):
        return ("QQ", 1, 3 * _number(said[1:].replace("两", "二")))
    if said := parts.get("quarter"):
        last = 3 * _number(said)
        return ("Q", last - 2, last)
    if said := parts.get("months"):
        return ("MM", 1, _number(said))
    opened, closed = parts.get("month") or parts.get("month3"), parts.get("month2") or parts.get("month4")
    if opened and closed:
        return ("MM", _number(opened), _number(closed))
    if said := parts.get("month_a"):
        return ("DD", _number(said), _number(parts.get("month_b", said)))
    if said := parts.get("month5"):
        return ("D" if "day" in parts else "M", _number(said), _number(said))
    return None


def _year_for(window: _Window, today: date | None, future: bool) -> int | None:
    """The year of a bare month: the latest in which it has begun; of a run of months (1—11月), in which it ended."""
    if today is None:
        return None
    kind, first, last = window
    month = last if kind in ("MM", "QQ") else first
    return today.year - (month > today.month and not future)


def _placed(parts: dict[str, str], window: _Window, year: int, at_end: bool) -> str | None:
    kind, first, last = window
    if any(word in parts["tail"] for word in ("以来", "旬", "初")):
        return None
    if kind == "D":
        return _iso_day(year, first, _number(parts["day"]))
    if kind == "DD":
        days = _iso_day(year, first, _number(parts["day_a"])), _iso_day(year, last, _number(parts["day_b"]))
        return f"{days[0]}/{days[1]}" if all(days) and days[0] != days[1] else None
    if at_end:
        return _last_day(year, last)
    if kind == "H":
        return f"{year}-H{last // 6}"
    if kind == "Q":
        return f"{year}-Q{last // 3}"
    if kind == "QQ":
        return f"{year}-Q1/{year}-Q{last // 3}"
    if kind == "MM" and first < last:
        return f"{year}-{first:02}/{year}-{last:02}"
    return f"{year}-{last:02}"


def _relative_month(word: str, today: date | None, running: str | None) -> str | None:
    if word[0] in "本当":
        if running and re.fullmatch(r"\d{4}-\d\d|\d{4}-Q\d", running):
            return running
        return today.isoformat()[:7] if today and word == "本月" else None
    if today is None or "季" in word:
        return None
    before = today.replace(day=1) - timedelta(days=1)
    return before.isoformat()[:7]


def _same_window(parts: dict[str, str], today: date | None, running: str | None) -> str | None:
    """去年同期: the window in force, a year before; None where none is."""
    now, year = year_of(running), _said_year(parts, today, running, None)
    if running is None or now is None:
        return None
    if year is None:
        return None
    if year == now and parts.get("relative_year") in ("上年", "去年"):
        year = now - 1
    return running.replace(f"{now}", f"{year}") if re.fullmatch(r"[\dHQ/-]+", running) else None
