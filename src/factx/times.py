"""Which word of time governs a figure."""

import re

from factx.claims import Claim, said_behind
from factx.facts import Measure
from factx.origins import NOTHING, How, Origin
from factx.periods import DAY, begins_after, months_since, split_range
from factx.segment import clause_start
from factx.spans import Span
from factx.symbols import QUANTITIES, symbol_patterns
from factx.time_words import TimeWords

_pattern = symbol_patterns("context")
_LATE_MONTH, _LATE_WINDOW = 3, 15  # months before the day of a document in which what it reports may begin
_TOLD_NEAR = 4  # characters from a word of time to a figure with nothing but 为, 仅为 between
_MONTH = re.compile(r"\d{4}-\d\d")
_WINDOW = re.compile(r"\d{4}-[QH]\d|\d{4}-(Q\d|\d\d)/\d{4}-(Q\d|\d\d)")


class Times:
    """Which of the words of time of a sentence, or of what is in force before it, each of its claims is of."""

    def __init__(self, words: TimeWords, claims: list[Claim]) -> None:
        self.words, self.context, self.symbols, self.text = words, words.context, words.symbols, words.text
        self.times, self.compared = words.times, words.compared
        self.built = [clause_start(self.text, told.start()) for told in _pattern("when_built").finditer(self.text)]
        self.aims = [aim.end() for aim in _pattern("aim_clause").finditer(self.text)]
        self.told = self._told_severally(claims)
        references = (claim.reference for claim in claims if claim.reference)
        self.compares = {name for reference in references if (name := self._looks_back(reference))}

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
                    told |= {
                        here: (self.words.each[at], self.words.origin(at))
                        for here, at in zip(run, positions, strict=True)
                    }
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
            ended = "ended" in self.symbols.periods[at].parts  # 截至5月止的三个月: one window
            periods = None if ended else split_range(self.words.each[at], len(behind))
            if periods and not _pattern("listed").search(self.text, clause, severally.start()):
                told |= {here: (period, self.words.origin(at)) for here, period in zip(behind, periods, strict=True)}
        return told

    def _in_clause(self, claims: list[Claim], start: int, marks: str = "，。；", end: int | None = None) -> list[int]:
        """Where the figures stand from ``start`` to the first of ``marks``, which close a clause, or to ``end``."""
        ends = (at for mark in marks if (at := self.text.find(mark, start, end)) >= 0)
        end = min(ends, default=len(self.text) if end is None else end)
        return [claim.position for claim in claims if start <= claim.position < end]

    def of(self, claim: Claim) -> tuple[str | None, Origin]:
        """The period of a claim: the nearest word of time before it in its sentence, else the one in force."""
        if claim.position in self.told:
            return self.told[claim.position]
        if said := said_behind(self.text, claim):
            behind = next((at for at in self.times if said.start <= at < claim.phrase.start), None)
            if behind is not None:
                return self.times[behind], self.words.origin(behind)
        opened = clause_start(self.text, claim.position)
        if claim.measure is Measure.LEVEL and _pattern("steady").search(self.text, opened, claim.position):
            return None, NOTHING
        if _pattern("each_year").search(self.text, 0, claim.position):
            return None, NOTHING
        since = self.words.since_event(claim.position)
        built = [start for start in self.built if start < claim.position]
        aims = [end for end in self.aims if end <= claim.position]
        floor = max(claim.start if claim.past else 0, since, *built, *aims)
        for position in reversed(self.times):
            if not floor <= position < claim.position or self.words.is_shut_in(position, claim.position):
                continue
            if self._looks_aside(position, claim):
                continue
            if claim.past or position not in self.compared or self._is_of_then(position, claim):
                until = self._stated_until(position)
                if until is not None:
                    return self.times[until], self.words.origin(until)
                if self._is_timeless(position, claim) or self._only_founded(position, claim):
                    return None, NOTHING
                if self._is_of_market(claim) and self._is_reported(position, claim):
                    return None, NOTHING
                return self.times[position], self.words.origin(position)
        if claim.past:
            return None, Origin(How.PAST)
        if since or built:
            return None, NOTHING
        period, origin = self._in_force()
        if self._is_of_market(claim) and len(period or "") != DAY:
            return None, NOTHING
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
        if self.text.endswith(("，而", "，但"), 0, position) and "；" in self.text[position : claim.position]:
            return True  # 甲市增长0.5%，而|上半年|下降7%；乙市增长2%
        if self._is_ahead(position) and _pattern("by_now").search(self.text, position + 2, claim.position + 1):
            return True  # 预计到2030年将达到96%；自来水覆盖率已达|65%
        told, opened = self.times[position], self.times.get(0)
        if not position or not told or not opened or not told < opened or len(told) != len(opened):
            return False
        framed = self.text.startswith("，", 1) and not self.text.startswith("，", position + 1)
        return framed and "；" in self.text[position : claim.position]

    def _is_ahead(self, position: int) -> bool:
        """Whether a word of time tells of what is still to come."""
        told, today = self.times[position], self.context.today
        return today is not None and told is not None and begins_after(told, today)

    def _stated_until(self, position: int) -> int | None:
        """Where the sentence says as of when a figure is whose span is open: |截至9月2日|，去年10月以来…."""
        if self.times[position] is not None or "来" not in self.symbols.periods[position].parts["tail"]:
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

    def _is_timeless(self, position: int, claim: Claim) -> bool:
        """Whether a figure is what a work has as long as it stands, and the time but the day of the news."""
        day, phrase = self.times[position], claim.phrase
        if day is None or len(day) != DAY or "until" in self.symbols.periods[position].parts:
            return False
        return phrase.end <= claim.position and _pattern("timeless").search(self.text, *phrase) is not None

    def _is_of_market(self, claim: Claim) -> bool:
        """Whether a figure is what the market made of a report."""
        return _pattern("of_market").search(self.text, *claim.phrase) is not None

    def _is_reported(self, position: int, claim: Claim) -> bool:
        """Whether a time is that of a report, or of other figures in clauses before one: 三季度营收9亿元，股价|跌3%."""
        told = self.text[position : clause_start(self.text, claim.start)]
        others = not claim.inherited and not set(QUANTITIES).isdisjoint(told)
        reported = others or _pattern("report_told").search(told) is not None
        return reported and len(self.times[position] or "") != DAY

    def _only_founded(self, position: int, claim: Claim) -> bool:
        """Whether a time only says when what a figure is of began: 1987年|落成，共有12幢大厦."""
        if self.words.dates_thing(position):
            return True
        founded = _pattern("founded_then").match(self.text, position + 1)
        founded = founded or (None if self._is_then(claim) else _pattern("works_event").match(self.text, position + 1))
        return founded is not None and founded.end() <= claim.start

    def _is_then(self, claim: Claim) -> bool:
        """Whether a clause before a figure says that it is of the time when a work starts: ，|届时|年产能达5万吨."""
        return "届时" in self.text[: claim.position]

    def _is_of_then(self, position: int, claim: Claim) -> bool:
        """Whether what a figure could be compared with is when it was: ，上年同期|盈利1.1亿元."""
        if position == 0 and self.text.startswith("，", 1) and claim.measure in (Measure.LEVEL, Measure.SHARE):
            return self.symbols.periods[position].is_comparison  # 去年同期，|收购1956万吨，占总量的91%
        if position in self.compared and _pattern("aside_of_then").match(self.text, position + 1, claim.position):
            return self.text.startswith("）", claim.position + 1)  # 比1—6月增速（|-6.0%|）加快
        if self.text[position - 1 : position] == "继" and claim.position == position + 1:
            return True
        then = position + 1
        framed = self.text.endswith("在", 0, position) and self.text.startswith("，", then)  # 在去年同期，|仅为3亿元
        opens = position == 0 or framed or self.text[position - 1] in "，；。（而"
        return (
            self.symbols.periods[position].is_comparison
            and (self._stands_alone(claim) or self._has_own_past(position, claim) or self._grew_then(position, claim))
            and (opens or self._tells_then(position, claim))
            and not any(mark in self.text[then + framed : claim.position] for mark in "，；。")
        )

    def _tells_then(self, position: int, claim: Claim) -> bool:
        """Whether a figure is what something was then: 进口量|去年同期|为6.4万吨."""
        told = self.text.startswith(("为", "是", "仅", "只有", "达"), position + 1)
        return told and claim.position - position <= _TOLD_NEAR

    def _stands_alone(self, claim: Claim) -> bool:
        """Whether a figure is told against nothing of its past; a share or a place has but the whole that it is of."""
        return claim.measure in (Measure.SHARE, Measure.RANK) or (
            claim.measure is Measure.LEVEL and not claim.reference
        )

    def _grew_then(self, position: int, claim: Claim) -> bool:
        """Whether a growth is that of then: 出口下降4.6%（|去年同期|为增长|17.3%|）."""
        told = _pattern("grew_then").match(self.text, position + 1, claim.position)
        return told is not None and claim.measure is Measure.GROWTH and not claim.reference

    def _has_own_past(self, position: int, claim: Claim) -> bool:
        """Whether a growth says behind such a time what it is against: ，2020年同期|工业增加值同比下降|23.2%."""
        return claim.measure is Measure.GROWTH and claim.reference.start > position
