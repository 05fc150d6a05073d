"""Which word of time governs a figure."""

import re

from factx.claims import Claim, said_behind
from factx.context import Context, Time
from factx.facts import Measure
from factx.origins import NOTHING, How, Origin
from factx.period_spans import PeriodSpan
from factx.periods import months_since, names_year, resolve_period, split_range, year_of
from factx.segment import clause_start
from factx.spans import Span
from factx.subjects import match_subject
from factx.symbols import PERIOD, QUANTITIES, SymbolSentence, symbol_patterns

_pattern = symbol_patterns("context")
_YEAR, _DAY = len("2014"), len("2022-07-29")
_LATE_MONTH, _LATE_WINDOW = 3, 15  # months before the day of a document in which what it reports may begin
_MONTH = re.compile(r"\d{4}-\d\d")
_WINDOW = re.compile(r"\d{4}-[QH]\d|\d{4}-(Q\d|\d\d)/\d{4}-(Q\d|\d\d)")
_QUOTES = (("《", "》"), ("“", "”"), ("「", "」"))


class Times:
    """The words of time of one sentence, and which of them governs a claim."""

    def __init__(self, context: Context, symbols: SymbolSentence, claims: list[Claim]) -> None:
        self.context, self.symbols = context, symbols
        self.text = symbols.text
        self.times: dict[int, str | None] = {}
        self.compared: set[int] = set()
        self.opened = False
        self.built = [clause_start(self.text, told.start()) for told in _pattern("when_built").finditer(self.text)]
        self.aims = [aim.end() for aim in _pattern("aim_clause").finditer(self.text)]
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
            since = self._day_told(running) if {"same_day", "clock"} & span.parts.keys() else running
            if span.is_comparison and running is None:
                since = self._window_ahead(position)
            parts = span.parts
            if "relative_year" in parts and self.text.endswith("同比", 0, position):
                parts = parts | {"tail": "同期"}  # 前三个月…，同比|去年|的542亿元减少15%
            self.times[position] = (
                since
                if looks_back(span) and self._is_in_force(since)
                else resolve_period(parts, context.today, since, year, future=looks_ahead(self.text, position))
            )
            if (before := self._year_up_to(position, span)) is not None:
                self.times[position] = self.times[before]
                compared = compared or before in self.compared
            if compared or any(claim.start <= position < claim.position for claim in claims if claim.past):
                self.compared.add(position)  # 由2020年的26%|提升至27%: the year of the first alone
                continue
            self._join(position, span)
            if not (running and looks_back(span)):  # 上季为2.1%，|去年同期|为1%: of the quarter that is told of
                running = self.times[position] or running
            if names_year(span.parts):
                year = year_of(self.times[position]) or year
        self.told = self._told_severally(claims)
        for position in [at for at in self.times if self._joins_another(at)]:
            self.times[position] = None  # 7月和9月两次提高: of both, which no one period holds
        self.compares = {name for reference in references if (name := self._looks_back(reference))}

    def _day_told(self, running: str | None) -> str | None:
        """The day that 当日 stands for: the one its sentence names, that in force, else the last told of before."""
        days = ((at, day) for at, day in reversed(self.times.items()) if day and len(day) == _DAY)
        named = next((day for at, day in days if not _pattern("compared").search(self.text, max(0, at - 4), at)), None)
        if named or (running and len(running) == _DAY):
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
        at = self._until_before(position)
        if at is None or len(self.times[position] or "") != _YEAR:
            return None
        return at if year_of(self.times[at]) == year_of(self.times[position]) else None

    def _until_before(self, position: int) -> int | None:
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
        if _pattern("of_today").match(self.text, position + 1):
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
        if before.endswith(("由", "从")) and _pattern("turned").match(after):
            return True
        is_day = any(part in span.parts for part in ("relative_day", "day", "day_only", "weekday"))
        if is_day and "until" not in span.parts and _pattern("announced").match(after):
            return True
        if _pattern("base").match(self.text, position + 1):
            return True
        return bool(_pattern("title").match(after) or _pattern("due").match(after))

    def _told_severally(self, claims: list[Claim]) -> dict[int, tuple[str | None, Origin]]:
        """Which of several times each figure is of: 一季度、二季度分别达到|9亿元和10亿元; no time where of all."""
        told = self._parts_of_range(claims)
        for listed in _pattern("several_times").finditer(self.text):
            positions = [at for at in self.symbols.periods if listed.start() <= at < listed.end(1)]
            if not self.compared.isdisjoint(positions):
                continue  # 比上月和上年同期分别高
            behind = self._in_clause(claims, listed.end())
            if listed[2] != "分别":
                told |= dict.fromkeys(behind, (None, NOTHING))
                continue
            end = next((at for at in self.symbols.periods if at >= listed.end()), len(self.text))
            further = self._in_clause(claims, listed.end(), "。；", end)[len(behind) :]
            told |= dict.fromkeys(behind + further, (None, NOTHING))  # …分别为30件、28件，38件…: of which is not told
            unlabelled = {claim.position for claim in claims if claim.label is None}
            for run in (behind, further if unlabelled.isdisjoint(further) else []):
                if len(run) == len(positions):  # 分别为9亿元、10亿元，|增长5%、6%
                    told |= {here: (self.times[at], self._origin(at)) for here, at in zip(run, positions, strict=True)}
        return told

    def _parts_of_range(self, claims: list[Claim]) -> dict[int, tuple[str | None, Origin]]:
        """The year, quarter or month of each figure of as many as a range has: 2025—2027年分别为|1亿、2亿和3亿元."""
        told: dict[int, tuple[str | None, Origin]] = {}
        for severally in _pattern("severally").finditer(self.text):
            before = (at for at in reversed(self.times) if at < severally.start() and at not in self.compared)
            if (at := next(before, None)) is None:
                continue
            clause = clause_start(self.text, at)
            behind = self._in_clause(claims, severally.start())
            periods = split_range(self.times[at], len(behind))
            if periods and not _pattern("listed").search(self.text, clause, severally.start()):
                told |= {here: (period, self._origin(at)) for here, period in zip(behind, periods, strict=True)}
        return told

    def _in_clause(self, claims: list[Claim], start: int, marks: str = "，。；", end: int | None = None) -> list[int]:
        """Where the figures stand from ``start`` to the first of ``marks``, which close a clause, or to ``end``."""
        ends = (at for mark in marks if (at := self.text.find(mark, start, end)) >= 0)
        end = min(ends, default=len(self.text) if end is None else end)
        return [claim.position for claim in claims if start <= claim.position < end]

    def _origin(self, position: int) -> Origin:
        return Origin(How.WORD, *self.symbols.span(position, position + 1))

    def of(self, claim: Claim) -> tuple[str | None, Origin]:
        """The period of a claim: the nearest word of time before it in its sentence, else the one in force."""
        if claim.position in self.told:
            return self.told[claim.position]
        if said := said_behind(self.text, claim):
            behind = next((at for at in self.times if said.start <= at < claim.phrase.start), None)
            if behind is not None:
                return self.times[behind], self._origin(behind)
        since = self._since_event(claim.position)
        built = [start for start in self.built if start < claim.position]
        aims = [end for end in self.aims if end <= claim.position]
        floor = max(claim.start if claim.past else 0, since, *built, *aims)
        for position in reversed(self.times):
            if not floor <= position < claim.position or self._is_shut_in(position, claim.position):
                continue
            if self._looks_aside(position, claim):
                continue
            if claim.past or position not in self.compared or self._is_of_then(position, claim):
                until = self._stated_until(position)
                if until is not None:
                    return self.times[until], self._origin(until)
                if self._is_timeless(position, claim) or self._only_founded(position, claim):
                    return None, NOTHING
                return self.times[position], self._origin(position)
        if claim.past:
            return None, Origin(How.PAST)
        if since or built:
            return None, NOTHING
        period, origin = self._in_force()
        if period is None and self.context.sentence_day and self.text.startswith("其中"):
            return self.context.sentence_day.period, self.context.sentence_day.origin
        day = self.context.struck
        if period is None and day and _pattern("befallen").search(self.text, claim.position + 1, claim.position + 6):
            return day.period, day.origin  # 8月31日发生枪击。现场有2人|死亡
        return period, origin

    def _looks_aside(self, position: int, claim: Claim) -> bool:
        """Whether a month is only that of its clause, in a sentence of a later one: 10月，…，|9月|下降0.9%；日均产量….

        The month of the sentence opens it, and a comma sets it off.
        """
        told, opened = self.times[position], self.times.get(0)
        if not position or not told or not opened or not told < opened or len(told) != len(opened):
            return False
        framed = self.text.startswith("，", 1) and not self.text.startswith("，", position + 1)
        return framed and "；" in self.text[position : claim.position]

    def _stated_until(self, position: int) -> int | None:
        """Where the sentence says as of when a figure is whose span is open: |截至9月2日|，去年10月以来…."""
        if self.times[position] is not None or "以来" not in self.symbols.periods[position].parts["tail"]:
            return None
        stated = (at for at, span in self.symbols.periods.items() if at < position and "until" in span.parts)
        return next((at for at in stated if self.times[at]), None)

    def _in_force(self) -> tuple[str | None, Origin]:
        """The period in force; of what is compared with its past, where none is, the one month or window told."""
        if self.context.due and self.text.startswith("届时"):
            return self.context.due.period, self.context.due.origin
        time, told = self.context.time, self.context.told
        months = [period for period in told if _MONTH.fullmatch(period)] if "month_before" in self.compares else []
        if (
            len(months) == 1
            and self._is_late(months[0], _LATE_MONTH)
            and (time is None or time.period is None or months[0].startswith(f"{time.period}-"))
        ):
            return months[0], told[months[0]]
        windows = list(told) if "year_before" in self.compares and time is None and not self.context.bundle else []
        if len(windows) == 1 and _WINDOW.fullmatch(windows[0]) and self._is_late(windows[0], _LATE_WINDOW):
            return windows[0], told[windows[0]]
        return (time.period, time.origin) if time else (None, NOTHING)

    def _is_late(self, period: str, months: int) -> bool:
        """Whether a period is one that the document may report: it began at most so many months before its day."""
        return self.context.today is None or 0 <= months_since(period, self.context.today) <= months

    def _looks_back(self, reference: Span) -> str | None:
        """What of its past a figure is compared with: ``month_before`` (|环比|), ``year_before`` (|同比|)."""
        span = self.symbols.periods.get(reference.start)
        said = (
            span.parts.get("relative_month", span.parts.get("relative_year", ""))
            if span
            else self.text[slice(*reference)]
        )
        return next((name for name in ("month_before", "year_before") if _pattern(name).match(said)), None)

    def _since_event(self, end: int) -> int:
        """Where a clause ends that says since what event, the last before ``end``; 0 without one: 封关以来，|…."""
        if "以来" not in self.text:
            return 0
        stated = min((at for at, span in self.symbols.periods.items() if "until" in span.parts), default=end)
        told = _pattern("since_event").finditer(self.text, 0, end)
        return max((match.end() for match in told if match.start() < stated), default=0)  # but 截至6月9日，开通以来，…

    def _is_timeless(self, position: int, claim: Claim) -> bool:
        """Whether a figure is what a work has as long as it stands, and the time but the day of the news."""
        day, phrase = self.times[position], claim.phrase
        if day is None or len(day) != _DAY or "until" in self.symbols.periods[position].parts:
            return False
        return phrase.end <= claim.position and _pattern("timeless").search(self.text, *phrase) is not None

    def _only_founded(self, position: int, claim: Claim) -> bool:
        """Whether a time only says when what a figure is of began: 1987年|落成，共有12幢大厦."""
        founded = _pattern("founded_then").match(self.text, position + 1)
        founded = founded or (None if self._is_then(claim) else _pattern("works_event").match(self.text, position + 1))
        return founded is not None and founded.end() <= claim.start

    def _is_then(self, claim: Claim) -> bool:
        """Whether a clause before a figure says that it is of the time when a work starts: ，|届时|年产能达5万吨."""
        return "届时" in self.text[: claim.position]

    def _is_shut_in(self, position: int, end: int) -> bool:
        """Whether a word of time opens a bracket that closes before the figure: 占19.6%（2011年|为13.3%），…."""
        if self.text[position - 1 : position] != "（":
            return False
        if self.times[position] is None and position - 2 in self.times and self.text.startswith("）", position + 1):
            return True  # 5月31日至6月2日（|端午节假期|）
        close = self.text.find("）", position + 2)
        return 0 <= close < end and not set(QUANTITIES).isdisjoint(self.text[position + 1 : close])

    def _is_of_then(self, position: int, claim: Claim) -> bool:
        """Whether what a figure could be compared with is when it was: ，上年同期|盈利1.1亿元."""
        if position == 0 and self.text.startswith("，", 1) and claim.measure in (Measure.LEVEL, Measure.SHARE):
            return self.symbols.periods[position].is_comparison  # 去年同期，|收购1956万吨，占总量的91%
        if position in self.compared and _pattern("aside_of_then").match(self.text, position + 1, claim.position):
            return self.text.startswith("）", claim.position + 1)  # 比1—6月增速（|-6.0%|）加快
        if self.text[position - 1 : position] == "继" and claim.position == position + 1:
            return True
        return (
            self.symbols.periods[position].is_comparison
            and (self._stands_alone(claim) or self._has_own_past(position, claim))
            and (position == 0 or self.text[position - 1] in "，；。（而")
            and not any(mark in self.text[position : claim.position] for mark in "，；。")
        )

    def _stands_alone(self, claim: Claim) -> bool:
        """Whether a figure is told against nothing of its past; a share or a place has but the whole that it is of."""
        return claim.measure in (Measure.SHARE, Measure.RANK) or (
            claim.measure is Measure.LEVEL and not claim.reference
        )

    def _has_own_past(self, position: int, claim: Claim) -> bool:
        """Whether a growth says behind such a time what it is against: ，2020年同期|工业增加值同比下降|23.2%."""
        return claim.measure is Measure.GROWTH and claim.reference.start > position

    def carry_on(self) -> None:
        """A word of time that opens the sentence or one of its clauses governs what follows in the paragraph.

        A single day is only that of its own sentence, unless a figure stands as of it (截至8月3日) or all of it is
        told of (6月5日0—24时).
        """
        opened, due = 0, None
        if not self.text.startswith("其中"):
            self.context.sentence_day = None
        if _pattern("by_parts").match(self.text):
            return
        for position, span in self.symbols.periods.items():
            if position in self.compared and _pattern("announced").match(self.text, position + 1):
                told = self.times[position]
                self.context.day = told if told and len(told) == _DAY else self.context.day  # 5日称，…。|当天|…
            if position in self.compared or "iso_date" in span.parts or not self._opens_clause(position):
                continue
            if self._is_shut_in(position, len(self.text)) or _pattern("founded").match(self.text, position + 1):
                continue
            self.opened = True
            if _pattern("works_event").match(self.text, position + 1):
                due = Time(self.times[position], Origin(How.CARRIED, *self.symbols.span(position, position + 1)))
                continue
            period = self.times[position]
            joined = self.times.get(position + 2) or ""
            if period and joined.startswith(f"{period}/"):
                period = joined  # 2019年10月—|2020年3月, 5月30日10时至|5月31日10时
            if (until := self._until_before(position)) is not None and self.times[until] == period:
                continue  # 截至8月14日，|2025年销售额…: up to that day it goes on
            if looks_back(span) and self.context.time and self.context.time.period:
                continue  # 上季为2.1%。: the quarter that is told of goes on
            if "year_end" in span.parts and self.context.time and year_of(self.context.time.period) == year_of(period):
                continue  # 年末企业1638家: the year goes on
            origin = Origin(How.CARRIED, *self.symbols.span(position, position + 1))
            whole = _pattern("whole_day").match(self.text, position + 1) is not None
            if whole and period and not (self.context.usual or self.context.bundle):
                self.context.usual = Time(period, origin)  # 2月27日0—24时，…: a bulletin of that day
            day = period if period and len(period) == _DAY else None
            of_days = period == joined and len(joined) > 2 * _DAY  # 5月30日10时至|5月31日10时
            is_day = (
                (bool(day) or of_days) and "until" not in span.parts and "末" not in span.parts["tail"] and not whole
            )
            self.context.time = Time(None if is_day else period, origin)
            self.context.day = day or self.context.day
            self.context.sentence_day = Time(period, origin) if is_day else None
            if period and not is_day:
                self.context.told[period] = origin
            opened = position
        self.context.due = due
        if self._since_event(len(self.text)) > opened:
            self.context.time = None
        for position, period in self.times.items():
            is_day = period is not None and len(period) == _DAY and position not in self.compared
            if is_day and _pattern("happens").match(self.text, position + 1):
                origin = Origin(How.CARRIED, *self.symbols.span(position, position + 1))
                self.context.struck = Time(period, origin)

    def _opens_clause(self, position: int) -> bool:
        start = clause_start(self.text, position, "，；。：;:")
        opening = _pattern("lead").match(self.text, start, position)
        at = opening.end() if opening else start
        if position == at:
            return True
        subject = match_subject(self.text, at, self.context.known)
        if subject and (further := _pattern("lead").match(self.text, subject.end, position)):
            at = further.end()  # 公司|预计|前三季度
        return position == at or not self.text[at:position].strip(f"{PERIOD}（）() ")


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
