"""The words of time of a sentence, each with the period that it means."""

import re

from factx.claims import Claim
from factx.context import Context
from factx.origins import How, Origin
from factx.period_spans import PeriodSpan
from factx.periods import DAY, names_year, resolve_period, year_of
from factx.spans import Span
from factx.subjects import match_subject
from factx.symbols import PERIOD, QUANTITIES, SymbolSentence, symbol_patterns

_pattern = symbol_patterns("context")
_YEAR = len("2014")
_LAST_YEAR_TOLD = 5  # the month up to which the whole year of a text is the last one
_MONTH = re.compile(r"\d{4}-\d\d")
_QUOTES = (("《", "》"), ("“", "”"), ("「", "」"))


class TimeWords:
    """The words of time of one sentence: ``times`` has the period of each by its place, None where it dates nothing.

    Those in ``compared`` say but what a figure is compared with, or name a thing, a contract or an announcement;
    ``each`` has the periods of those, too, that are told of together: 7月和9月.
    """

    def __init__(self, context: Context, symbols: SymbolSentence, claims: list[Claim]) -> None:
        self.context, self.symbols = context, symbols
        self.text = symbols.text
        self.times: dict[int, str | None] = {}
        self.compared: set[int] = set()
        references = [claim.reference for claim in claims if claim.reference]
        running = context.time.period if context.time else None
        year = context.headline_year and (year_of(running) or context.headline_year)
        for position, span in symbols.periods.items():
            compared = self._is_compared(position, span, references)
            if self._opens_span(position) or self._is_nowadays(position, span):
                self.times[position] = None
                continue
            if section := self._year_past(span):
                self.times[position] = section
                continue
            year_alone = len(resolve_period(span.parts, None, None) or "") == _YEAR
            if year_alone and self.text.startswith(("之前", "以前"), position + 1):
                self.times[position] = None  # 2005年|之前
                continue
            if "weekday" in span.parts and (day := self._day_before(position)):
                self.times[position] = day
                continue
            since = self._day_told(running) if {"same_day", "clock"} & span.parts.keys() else running
            if span.is_comparison and running is None:
                since = self._window_ahead(position)
            parts = span.parts
            if "relative_year" in parts and self.text.endswith("同比", 0, position):
                parts = parts | {"tail": "同期"}  # 前三个月…，同比|去年|的542亿元减少15%
            whole_year = parts.get("relative_year") == "全年" and not running and not year
            if whole_year and (self._since_last_year() or self._reports_last_year(position)):
                parts = parts | {"relative_year": "去年"}
            self.times[position] = (
                since
                if looks_back(span) and self._is_in_force(since)
                else resolve_period(parts, context.today, since, year, future=looks_ahead(self.text, position))
            )
            if not {"festival", "span"}.isdisjoint(span.parts) and (told := self._told_beside(position)):
                self.times[position] = told
            day = self._day_before(position) if self.text[position - 1 : position] == "（" else None
            if day and day[_YEAR:] == (self.times[position] or "")[_YEAR:]:
                self.times[position] = day  # 2024年…。今天|（2月19日）|: of the year of that day
            if (before := self._year_up_to(position, span)) is not None:
                self.times[position] = self.times[before]
                compared = compared or before in self.compared
            if compared or any(claim.start <= position < claim.position for claim in claims if claim.past):
                self.compared.add(position)  # 由2020年的26%|提升至27%: the year of the first alone
                continue
            self._join(position, span)
            if self.is_shut_in(position, len(self.text)):
                continue  # （2020年2月失业率为3.5%）|2月|，…: an aside dates nothing behind it
            if not (running and looks_back(span)):  # 上季为2.1%，|去年同期|为1%: of the quarter that is told of
                running = self.times[position] or running
            if names_year(span.parts):
                year = year_of(self.times[position]) or year
        self.each = dict(self.times)
        for position in [at for at in self.times if self._joins_another(at)]:
            self.times[position] = None  # 7月和9月两次提高: of both, which no one period holds

    def _told_beside(self, position: int) -> str | None:
        """The time that a festival or a length of time only calls by its name.

        10月1日至7日|国庆假期; 2月9日—2月17日|这9天; 3月12日，|春运|最后一天，
        """
        if beside := self.times.get(position - 1):
            return beside
        day = self.times.get(position - 2) if self.text[position - 1 : position] == "，" else None
        return day if day and _pattern("day_of_festival").match(self.text, position + 1) else None

    def _day_before(self, position: int) -> str | None:
        """The day that a weekday stands behind, which says again which it is: 12月25日|（星期四）."""
        at = position - 1 - (self.text[position - 1 : position] == "（")
        day = self.times.get(at)
        return day if day and len(day) == DAY else None

    def _since_last_year(self) -> bool:
        """Whether the sentences before tell of what has been since last year: |去年以来|，…。全年新增1266万人."""
        told = self.context.time
        if told is None or told.period is not None:
            return False
        said = self.context.text[told.origin.start : told.origin.end]
        return said.startswith(("去年", "上年")) and "以" in said

    def _reports_last_year(self, position: int) -> bool:
        """Whether a text of the first months reports the year before, as it tells how that was: 全年…，比上年增长3%."""
        today = self.context.today
        early = today is not None and today.month <= _LAST_YEAR_TOLD
        compared = any(span.parts.get("relative_year") == "上年" for span in self.symbols.periods.values())
        return early and compared and not looks_ahead(self.text, position)

    def _day_told(self, running: str | None) -> str | None:
        """The day that 当日 stands for: the one its sentence names, that in force, else the last told of before."""
        days = ((at, day) for at, day in reversed(self.times.items()) if day and len(day) == DAY)
        named = next((day for at, day in days if not _pattern("compared").search(self.text, max(0, at - 4), at)), None)
        if named or (running and len(running) == DAY):
            return named or running  # 通讯社24日报道，当天…
        return None if self.context.bundle else self.context.day

    def _is_in_force(self, running: str | None) -> bool:
        """Whether the time in force was told as 上月 too: 上月出口增长5%。|上月|进口增长3%."""
        told = self.context.time
        if told is None or told.period != running:
            return False
        return self.context.text.startswith(("上月", "上个", "上個", "上季", "上一"), told.origin.start)

    def _window_ahead(self, position: int) -> str | None:
        """The time behind that a figure of the past has come to: 由|2023年同期|的1亿元增至2024年第二季度的2亿元."""
        ahead = next((span for at, span in self.symbols.periods.items() if at > position), None)
        return resolve_period(ahead.parts, self.context.today, None) if ahead and not ahead.is_comparison else None

    def _year_up_to(self, position: int, span: PeriodSpan) -> int | None:
        """The word of time that a year goes with, up to when it is meant: 去年|全年, 截至5月5日，|今年总票房."""
        if span.parts.get("relative_year") == "全年" and position - 1 in self.times:
            return position - 1
        at = self.until_before(position)
        if at is None or len(self.times[position] or "") != _YEAR:
            return None
        return at if year_of(self.times[at]) == year_of(self.times[position]) else None

    def until_before(self, position: int) -> int | None:
        """Where the 截至 stands that the clause before a word of time is: 截至5月5日，, 截至昨晚（5月5日），."""
        if self.text[position - 1 : position] != "，":
            return None
        at = position - 2
        while at >= 0 and self.text[at] in f"{PERIOD}（）":  # 截至今天（1月27日）12时，|2025年春节档…
            until = self.symbols.periods.get(at)
            if until and "until" in until.parts:
                return at
            at -= 1
        return None

    def _join(self, position: int, span: PeriodSpan) -> None:
        """Two words of time with 至 between them are one: 2021年10月|至2022年9月."""
        first = position - (1 if "until" in span.parts else 2)
        first -= self.text.endswith("）", 0, first + 1)  # 今天（5月3日）|至5日
        begun, ended = self.times.get(first), self.times[position]
        told_again = self.text[position - 1] == "（" and self.text.startswith("）", position + 1)
        if told_again and self.times[position] and (self.times.get(first) or "").endswith(f"/{self.times[position]}"):
            self.times[position] = self.times[first]  # 6月1日到昨天|（6月24日）
            return
        joined = "until" in span.parts or self.text[position - 1] in "至到-—~－"
        if joined and begun and ended and len(begun) == len(ended) and begun < ended and "/" not in begun + ended:
            self.times[position] = f"{begun}/{ended}"

    def _joins_another(self, position: int) -> bool:
        """Whether a month is one of two that are told of together: 7月和|9月|共销售80万辆."""
        first, second = self.times.get(position - 2), self.times[position]
        joined = self.text[position - 1 : position] in ("和", "与", "及")
        months = bool(first and second and _MONTH.fullmatch(first) and _MONTH.fullmatch(second))
        return joined and months and position not in self.compared and not self.text.startswith("分别", position + 1)

    def _opens_span(self, position: int) -> bool:
        """Whether a word of time says since when: 自2018年开通以来, 1995年成立至今."""
        since = "open_span" if self.text[position - 1 : position] in ("自", "从") else "until_now"
        return _pattern(since).match(self.text, position + 1) is not None

    def _year_past(self, span: PeriodSpan) -> str | None:
        """The year of the section that tells of 过去一年, 一年来."""
        usual = self.context.usual
        if usual is None or usual.origin.how is not How.SECTION or len(usual.period or "") != _YEAR:
            return None
        return usual.period if _pattern("year_past").fullmatch(span.parts.get("span", "")) else None

    def _is_nowadays(self, position: int, span: PeriodSpan) -> bool:
        """Whether a day is no day but these times: 今天的|中国, 今日|中国."""
        if "relative_day" not in span.parts:
            return False
        if span.parts["relative_day"][0] == "今" and _pattern("of_today").match(self.text, position + 1):
            return True
        of = self.text.startswith("的", position + 1)
        return of and match_subject(self.text, position + 2, self.context.known) is not None

    def _is_compared(self, position: int, span: PeriodSpan, references: list[Span]) -> bool:
        """Whether a word of time only compares, or names a thing, a contract or an announcement."""
        if span.is_comparison or any(start <= position < end for start, end in references):
            return True
        before, after = self.text[max(0, position - 4) : position], self.text[position + 1 : position + 30]
        if _pattern("compared").search(before) and not before.endswith(("截至", "止至")):
            return True
        if in_quotes(self.text, position) or _pattern("in_whole").search(self.text, 0, position):
            return True
        if self.text[position - 1 : position] == "（" and (
            position - 2 in self.compared or _pattern("from_here_on").match(self.text, position + 1)
        ):
            return True  # 较昨日（|9日|）跌3%
        opened = self.text.rfind("（", 0, position)
        if self.text.find("）", opened, position) < opened and _pattern("compared_with").search(self.text, 0, opened):
            return True  # 较上一期（|4月|至6月）下跌
        if _pattern("term_till").search(self.text, max(0, position - 8), position):
            return True  # 政策延续实施至|2025年底|，每年减负300亿元: how long it holds
        if before.endswith(("由", "从")) and _pattern("turned").match(after):
            return True
        is_day = any(part in span.parts for part in ("relative_day", "day", "day_only", "weekday"))
        if is_day and "until" not in span.parts and _pattern("announced").match(after):
            return True
        if _pattern("base").match(self.text, position + 1):
            return True
        return bool(_pattern("title").match(after) or _pattern("due").match(after))

    def since_event(self, end: int) -> int:
        """Where a clause ends that says since what event, the last before ``end``; 0 without one: 封关以来，|…."""
        if "以来，" not in self.text and "后，" not in self.text and "五”" not in self.text:
            return 0
        stated = min((at for at, span in self.symbols.periods.items() if "until" in span.parts), default=end)
        told = _pattern("since_event").finditer(self.text, 0, end)
        return max((match.end() for match in told if match.start() < stated), default=0)  # but 截至6月9日，开通以来，…

    def is_shut_in(self, position: int, end: int) -> bool:
        """Whether a word of time stands in a bracket that closes before the figure: 占19.6%（2011年|为13.3%），…."""
        opened = self.text.rfind("（", 0, position)
        if opened < 0 or self.text.find("）", opened, position) >= 0:
            return False
        if (
            opened + 1 == position
            and self.times[position] is None
            and position - 2 in self.times
            and self.text.startswith("）", position + 1)
        ):
            return True  # 5月31日至6月2日（|端午节假期|）
        close = self.text.find("）", position + 2)
        told = self.text[position + 1 : close] if close >= 0 else ""
        return close < end and not set(QUANTITIES).isdisjoint(told)  # （不含上年旧存9件）

    def dates_thing(self, position: int) -> bool:
        """Whether a date only says which thing is told of: 2021年|开通的中老铁路，…, 4月8日|第14259号行政令."""
        year = "year1" in self.symbols.periods[position].parts
        names = ("opened_thing", "numbered_order") if year else ("numbered_order",)
        return any(_pattern(name).match(self.text, position + 1) for name in names)

    def origin(self, position: int) -> Origin:
        return Origin(How.WORD, *self.symbols.span(position, position + 1))


def dates_start(text: str, at: int) -> bool:
    """Whether a word of time that ends at ``at`` says when something came to be, or when works start or end."""
    return any(_pattern(name).match(text, at) for name in ("founded", "works_event"))


def looks_back(span: PeriodSpan) -> bool:
    """Whether a word of time only looks back from the month or quarter that is told of: 上月, 上季."""
    return span.parts.get("relative_month", "").startswith("上")


def in_quotes(text: str, position: int) -> bool:
    """Whether a word of time is part of a title or of what is quoted: 《2025年行动方案》."""
    for opened, closed in _QUOTES:
        at = text.rfind(opened, 0, position)
        if at >= 0 and text.find(closed, at, position) < 0:
            return opened == "《" or not _is_speech(text, at, text.find(closed, position))
    return False


def _is_speech(text: str, opened: int, closed: int) -> bool:
    """Whether what a quote opens is said, and no name: 他说：“|2023年，全省新增300公里。, “|去年共接待8000万人次。”."""
    said = text[opened + 1 : closed if closed >= 0 else len(text)]
    told = not set(QUANTITIES).isdisjoint(said)
    return told and (closed < 0 or any(mark in said for mark in "，。；"))


def looks_ahead(text: str, position: int) -> bool:
    """Whether the words round a word of time at ``position`` of a sentence in symbols look ahead: 预计|前三季度."""
    return _pattern("ahead").search(text, max(0, position - 12), position + 10) is not None
