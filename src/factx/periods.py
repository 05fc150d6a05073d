"""Which period a word of time names: today and what is in force decide what it leaves unsaid. Pure."""

import re
from calendar import isleap, monthrange
from datetime import date, timedelta

from factx.numerals import parse_numeral
from factx.period_spans import MINGUO_ERA

_IN_FOUR_DIGITS = re.compile(r"\d{4}(?:-[^/]*)?(?:/\d{4}(?:-[^/]*)?)?")
DAY = len("2022-07-29")  # characters of a period that is a single day
_MONTH, _NEWS = len("2022-07"), 7  # days
_LAST_YEAR_END = 5  # the month up to which 年末 is that of the last year
_TOLD_NOW = 92  # days: of an older month 上个月 is not the one before
_YEAR = 366  # days
_SOON = 15  # days up to which a bare day to come is one of this year
_FIRST_HALF_TOLD = 3  # the month from which a bare 上半年 is that of the year
_UNSETTLED = frozenset({"fiscal", "now", "span", "festival", "short_year"})
_DAYS = frozenset({"iso_date", "iso_month", "same_day", "clock", "relative_day", "weekday", "day_only"})
_NAMED_YEARS = frozenset(
    {"year1", "year20", "letter_year", "window_year", "minguo", "relative_year", "iso_date", "iso_month"}
)
_QUARTERS = ("quarter", "letter_quarter", "named_quarter", "quarter_letter")  # 三季度, Q3, Q3|营收, 3Q
_NO_MONTH = ("来", "旬", "初", "周")  # behind a month: not all of it
_BRACKET_DAY = re.compile(r"（(?:(\d{1,2})/)?(\d{1,2})）", re.ASCII)
_FIRST_YEARS = re.compile("[头前]([二三四])年")
_MONTHS = {"三个月": 3, "3个月": 3, "六个月": 6, "半年": 6, "半年度": 6, "九个月": 9, "中期": 6}


def resolve_period(
    parts: dict[str, str], today: date | None, running: str | None, year: int | None = None, *, future: bool = False
) -> str | None:
    """Return the period that a word of time names, or None where the text does not settle it, or no such day is.

    ``running`` is the period in force before it: it gives the window to 同期. ``year`` is the one last said in full: it
    goes with a bare month.
    ``future`` says that the clause looks ahead, so that a bare month may lie after ``today``.
    """
    period = _resolve(parts, today, running, year, future)
    return period if period is None or _IN_FOUR_DIGITS.fullmatch(period) else None  # 9999-12-31: 明年


def _resolve(
    parts: dict[str, str], today: date | None, running: str | None, year: int | None, future: bool
) -> str | None:
    tail = parts["tail"]
    if "同期" in tail:
        return _same_window(parts, today, running)
    if not _UNSETTLED.isdisjoint(parts):
        return None
    if "plan" in parts:
        return _plan(parts, today)
    period = (
        (None if _DAYS.isdisjoint(parts) else _relative_day(parts, today, running, future))
        or _year_range(parts)
        or _within_year(parts, today, running, year, future)
    )
    return _ended_by(period, _MONTHS.get(parts["ended"], 12)) if "ended" in parts else period


def _ended_by(day: str | None, months: int) -> str | None:
    """So many months up to a day: 截至6月30日止六个月 is from January to June."""
    if day is None or len(day) not in (_MONTH, DAY) or not day[5:7].isdigit():
        return None
    year, month = int(day[:4]), int(day[5:7])
    if months == month == 12:
        return f"{year}"
    before, first = divmod(12 * year + month - months, 12)
    return f"{before}-{first + 1:02}/{year}-{month:02}"


def names_year(parts: dict[str, str]) -> bool:
    """Whether the words say which year they mean, so that a bare month after them is of that year."""
    return not _NAMED_YEARS.isdisjoint(parts)


def begins_after(period: str, today: date) -> bool:
    """Whether a period begins after a day; of half-years and quarters their year tells, of months and years they."""
    said = re.split("[/HQ]", period)[0].rstrip("-")
    return said > today.isoformat()[: len(said)]


def ends_after(period: str, today: date) -> bool:
    """Whether a period is not over on a day: of a month, a quarter, a half-year or a year, its last month tells."""
    last = period.rpartition("/")[2]
    if last[5:6] in ("H", "Q"):
        last = f"{last[:4]}-{int(last[6]) * {'H': 6, 'Q': 3}[last[5]]:02}"
    return last >= today.isoformat()[: len(last)]


def year_of(period: str | None) -> int | None:
    """Return the one year that a period lies in, or None: ``2022-01/2022-05`` → 2022."""
    if not period:
        return None
    years = {part[:4] for part in period.split("/")}
    return int(years.pop()) if len(years) == 1 else None


def months_since(period: str, today: date) -> int:
    """Return how many months a month, a quarter, a half-year or a run of them began before a day's own."""
    year, part = int(period[:4]), period[5:].partition("/")[0]
    length = {"H": 6, "Q": 3}.get(part[0])
    first = length * (int(part[1:]) - 1) + 1 if length else int(part)
    return 12 * (today.year - year) + today.month - first


_SEVERAL = re.compile(r"(\d{4})/(\d{4})|(\d{4}-Q)(\d)/\3(\d)|(\d{4}-)(\d\d)/\6(\d\d)")


def split_range(period: str | None, count: int) -> list[str] | None:
    """Return the years, quarters or months of a range where they are ``count``: 2021/2023 → 2021, 2022, 2023."""
    several = _SEVERAL.fullmatch(period or "")
    if several is None:
        return None
    first, last = (said for said in several.group(1, 2, 4, 5, 7, 8) if said)
    head = several[3] or several[6] or ""
    parts = [f"{head}{part:0{len(first)}}" for part in range(int(first), int(last) + 1)]
    return parts if len(parts) == count > 1 else None


def _number(text: str) -> int:
    if text.isascii() and text.isdigit():
        return int(text)
    value = parse_numeral(text)
    return int(value) if value is not None else 0


def _plan(parts: dict[str, str], today: date | None) -> str | None:
    """Five-year plans count from 1953: the 14th ran from 2021 to 2025. Since one that is long over is an open span."""
    first = 1951 + 5 * _number(parts["plan_number"])
    if begun := _FIRST_YEARS.search(parts["plan"]):
        return f"{first}/{first + _number(begun[1]) - 1}"  # “十四五”|前四年
    if parts["plan"].rstrip("期").endswith("末"):
        return f"{first + 4}-12-31"  # a plan ends with its fifth year
    over = today is not None and today.year > first + 5
    whole = parts["plan"].endswith(("期间", "时期", "”")) or (parts["plan"].endswith("以来") and not over)
    return f"{first}/{first + 4}" if whole else None


def _relative_day(parts: dict[str, str], today: date | None, running: str | None, future: bool) -> str | None:
    if said := parts.get("iso_month"):
        return said
    if said := parts.get("iso_date"):
        return _iso_day(*(int(part) for part in said.split(parts["iso_mark"])))
    if "same_day" in parts:
        return running if running and len(running) == 10 else None
    if today is None:
        return None
    if "clock" in parts:
        return running if running and len(running) == 10 else today.isoformat()
    word = parts.get("relative_day", parts.get("weekday", ""))
    if told := _BRACKET_DAY.search(word):  # 今（15）日, 周三（4/12）: the day that the brackets say, near today
        return _nearest_day(_number(told[1] or ""), int(told[2]), today, (-1,) if word[0] in "昨今前" else (-1, 1))
    if "relative_day" in parts:
        back = {"前": 2, "昨": 1, "今": 0, "明": -1, "后": -2}[word[0]]
        return (today - timedelta(days=back)).isoformat()
    if said := parts.get("weekday"):
        ahead = "一二三四五六日".index(said[-1].replace("天", "日")) - today.weekday()
        weeks = {"上": -1, "本": 0, "这": 0}.get(said[0], -(ahead > 0))  # 周五 is the last one, in whichever week
        return (today + timedelta(days=ahead, weeks=weeks)).isoformat()
    if said := parts.get("day_only"):
        return _bare_day(_number(said), today, running, future)
    return None


def _nearest_day(month: int, day: int, today: date, sides: tuple[int, ...]) -> str | None:
    """The day of a month, or of any month (0), that is nearest to today on one side of it or either."""
    near = [today + timedelta(days=away * side) for away in range(_YEAR) for side in sides]
    return next((one.isoformat() for one in near if one.day == day and month in (0, one.month)), None)


def _bare_day(day: int, today: date, running: str | None, future: bool) -> str | None:
    year, month = today.year, today.month
    month_told = running is not None and running[5:7].isdigit() and "/" not in running
    if running and len(running) == _MONTH and 0 <= today.day - day < _NEWS and not future:
        month_told = False  # 11月物价上涨10%。|16日|，民众示威, in a text of 17 December
    if running and month_told and (future or running[:7] <= _last_soon(today)):  # 宣布5月起减产。油价|3日|大涨
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


def _said_year(
    parts: dict[str, str], today: date | None, running: str | None, in_force: int | None, *, future: bool = False
) -> int | None:
    """The year that the words themselves name, by figure or by relation to today."""
    if said := parts.get("year1"):
        return _number(said)
    if said := parts.get("minguo"):
        return MINGUO_ERA + _number(said)
    if said := parts.get("year20") or parts.get("letter_year") or parts.get("window_year"):
        return 2000 + _number(said) % 100
    word = parts.get("relative_year")
    if word is None:
        return None
    if word in ("当年", "同年", "全年"):
        told = year_of(running) or in_force
        past = word == "全年" and today is not None and today.month == 1 and not future
        return today.year - 1 if past and today and not told else told  # 全年 in a text of January
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
    year = _said_year(parts, today, running, in_force, future=future)
    if has_year and year is None:
        return None
    at_end = "末" in parts["tail"] or "底" in parts["tail"]
    if "year_end" in parts:
        usual = None
        if today and future:
            usual = today.year
        elif today and parts["year_end"] == "年末" and today.month <= _LAST_YEAR_END:
            usual = today.year - 1
        year = year or year_of(running) or in_force or usual
        return f"{year}-12-31" if year and parts["year_end"] in ("年末", "年底") else None
    if "relative_month" in parts:
        month = _relative_month(parts["relative_month"], today, running)
        if any(word in parts["tail"] for word in _NO_MONTH):
            return None
        return _last_day(int(month[:4]), int(month[5:])) if month and at_end and month[5:].isdigit() else month
    window = _window(parts)
    if window is None:
        return _whole_year(parts, year, at_end) if has_year else None
    if year is None:
        future = future or _is_soon(parts, window, today)
        year = in_force if in_force and not (today and in_force > today.year) else _year_for(window, today, future)
    if year is None or not all(1 <= month <= 12 for month in window[1:3]):
        return None
    return _placed(parts, window, year, at_end)


def _whole_year(parts: dict[str, str], year: int | None, at_end: bool) -> str | None:
    if year is None or "初" in parts["tail"] or "周" in parts["tail"]:
        return None
    if "来" in parts["tail"] and parts.get("relative_year", "")[:1] not in ("今", "本"):
        return None  # 2018年以来, 去年以来
    return f"{year}-12-31" if at_end else f"{year}"


_Window = tuple[str, int, int]


def _window(parts: dict[str, str]) -> _Window | None:
    """The part of a year that is named, as (its kind, first month, last month)."""
    if said := parts.get("window"):
        last = _number(said[0]) * (6 if said[1] == "H" else 3)
        return ("H", last - 5, last) if said[1] == "H" else ("Q", last - 2, last)
    if half := parts.get("half"):
        return ("H", 7, 12) if half in ("下半年", "H2") else ("H", 1, 6)
    if "first_quarter" in parts:
        return ("Q", 1, 3)
    if said := parts.get("quarters"):
        return ("QQ", 1, 3 * _number(said[1:].replace("两", "二")))
    if said := next((parts[name] for name in _QUARTERS if name in parts), None):
        last = 3 * _number(said)
        if before := parts.get("quarter_before"):
            return ("QQ", 3 * _number(before) - 2, last)
        return ("Q", last - 2, last)
    if said := parts.get("months"):
        return ("MM", 1, _number(said))
    opened, closed = parts.get("month") or parts.get("month3"), parts.get("month2") or parts.get("month4")
    if opened and closed:
        return ("MM", 1 if opened == "元" else _number(opened), _number(closed))
    if said := parts.get("month_a"):
        return ("DD", _number(said), _number(parts.get("month_b", said)))
    if said := parts.get("month5", parts.get("told_month")):
        month = 1 if said == "元" else _number(said)
        return ("D" if "day" in parts else "M", month, month)
    return None


def _is_soon(parts: dict[str, str], window: _Window, today: date | None) -> bool:
    """Whether a bare day is to come within days: 3月1日, told on 27 February."""
    if today is None or window[0] not in ("D", "DD"):
        return False
    day = _iso_day(today.year, window[2], _number(parts.get("day") or parts.get("day_b", "")))
    return day is not None and today.isoformat() < day <= _last_soon(today)


def _last_soon(today: date) -> str:
    """The last day that is soon to come."""
    return (today + timedelta(days=_SOON)).isoformat()


def _year_for(window: _Window, today: date | None, future: bool) -> int | None:
    """The year of a bare month: the latest in which it has begun; of a run of months (1—11月), in which it ended."""
    if today is None:
        return None
    kind, first, last = window
    month = last if kind in ("MM", "QQ") else first
    begun = month < today.month or (month == today.month and (kind, month) != ("Q", 1))  # in January: of last year
    if kind == "H" and first == 1 and today.month < _FIRST_HALF_TOLD:
        begun = False  # 上半年下降7%, in January: of last year, too
    return today.year - (not begun and not future)


def _placed(parts: dict[str, str], window: _Window, year: int, at_end: bool) -> str | None:
    kind, first, last = window
    if any(word in parts["tail"] for word in _NO_MONTH):
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
        return f"{year}-Q{first // 3 + 1}/{year}-Q{last // 3}"
    if kind == "MM" and first < last:
        return f"{year}-{first:02}/{year}-{last:02}"
    return f"{year}-{last:02}"


def _relative_month(word: str, today: date | None, running: str | None) -> str | None:
    if word[0] in "本该当今":
        if running and re.fullmatch(r"\d{4}-\d\d|\d{4}-Q\d", running):
            return running
        return today.isoformat()[:7] if today and word in ("本月", "今个月") else None
    if "季" in word:
        return _quarter_before(running)
    if running and re.fullmatch(r"\d{4}-\d\d", running):
        told = date(int(running[:4]), int(running[5:]), 1)
        if word == "上个月" and today and (today - told).days > _TOLD_NOW:
            return None  # 去年10月收进120吨，|上个月|卖出一半: before then, or before now
        return _month_before(told)
    return _month_before(today) if today else None


def _month_before(day: date) -> str:
    return (day.replace(day=1) - timedelta(days=1)).isoformat()[:7]


def _quarter_before(running: str | None) -> str | None:
    """上季度, where a quarter is in force."""
    if running is None or not re.fullmatch(r"\d{4}-Q\d", running):
        return None
    year, quarter = int(running[:4]), int(running[-1])
    return f"{year}-Q{quarter - 1}" if quarter > 1 else f"{year - 1}-Q4"


def _same_window(parts: dict[str, str], today: date | None, running: str | None) -> str | None:
    """去年同期: the window in force, a year before; None where none is."""
    now, year = year_of(running), _said_year(parts, today, running, None)
    if running is None or now is None:
        return None
    before = parts.get("relative_year", "")
    if before.startswith("上") or (before == "去年" and (year is None or now <= year)):
        year = now - 1  # 2020年三季度…，去年同期…: of what is told of, in a text of 2024
    if year is None:
        return None
    if not re.fullmatch(r"[\dHQ/-]+", running):
        return None
    then = running.replace(f"{now}", f"{year}")
    return None if "02-29" in then and not isleap(year) else then
