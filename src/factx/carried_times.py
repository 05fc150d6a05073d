"""What the words of time of a sentence leave in force for the sentences behind it."""

import re
from itertools import takewhile

from factx.context import Time
from factx.origins import How, Origin
from factx.period_spans import PeriodSpan
from factx.periods import DAY, year_of
from factx.segment import clause_start
from factx.subjects import match_subject
from factx.symbols import PERIOD, QUANTITIES, symbol_patterns
from factx.time_words import TimeWords, looks_back

_pattern = symbol_patterns("context")
_YEAR = len("2024")
_PART = re.compile(r"\d{4}-(?:Q\d|\d\d)")  # a quarter or a month


def carry_on(words: TimeWords) -> bool:
    """Leave the word of time that opens the sentence or one of its clauses in force; return whether one does.

    A single day is only that of its own sentence, unless a figure stands as of it (截至8月3日) or all of it is
    told of (6月5日0—24时).
    """
    context, text = words.context, words.text
    opened, due, opens = 0, None, False
    taken: list[tuple[str | None, Time | None]] = []  # with what was in force before
    if not text.startswith("其中"):
        context.sentence_day = None
    if _pattern("by_parts").match(text):
        return False
    for position, span in words.symbols.periods.items():
        if position in words.compared and _pattern("announced").match(text, position + 1):
            told = words.times[position]
            context.day = told if told and len(told) == DAY else context.day  # 5日称，…。|当天|…
        if position in words.compared or "iso_date" in span.parts or not _opens_clause(words, position):
            continue
        if words.is_shut_in(position, len(text)) or _pattern("founded").match(text, position + 1):
            continue
        if words.dates_thing(position):
            continue
        of_part = len(words.times[position] or "") > _YEAR
        aside = ("其中，", "，而", "，但") if of_part else "其中，"
        if text.endswith(aside, 0, position) and not set(QUANTITIES).isdisjoint(text[:position]):
            continue  # 前三季度增长3.8%；其中，|三季度|增长3.9%; 全年增长5%，而|上半年|下降7%
        opens = True
        if words.times[position] is None and _says_nothing(text, position):
            continue
        if _pattern("works_event").match(text, position + 1):
            due = _carried(words, position, words.times[position])
        else:
            before = context.time
            if _take(words, position, span):
                opened = position
                taken.append((words.times[position], before))
    parts = list(takewhile(lambda one: _PART.fullmatch(one[0] or ""), reversed(taken)))
    if len({period for period, _ in parts}) > 1:
        context.time = parts[-1][1]  # 一季度增长6.7%，二季度增长6.8%: each had its own
    context.due = due
    if words.since_event(len(text)) > opened:
        context.time = None
    _strike(words)
    return opens


def _says_nothing(text: str, position: int) -> bool:
    """Whether a word of time that is no period has no figure behind it, and opens none: ，2014年以来|逐年提高."""
    behind = text[position + 1 :]
    return not behind.startswith("，") and set(QUANTITIES).isdisjoint(behind)


def _take(words: TimeWords, position: int, span: PeriodSpan) -> bool:
    """Take a word of time for that in force, unless the one before it goes on; return whether it was taken."""
    context, period = words.context, words.times[position]
    joined = words.times.get(position + 2) or ""
    if period and joined.startswith(f"{period}/"):
        period = joined  # 2019年10月—|2020年3月, 5月30日10时至|5月31日10时
    if (until := words.until_before(position)) is not None and words.times[until] == period:
        return False  # 截至8月14日，|2025年销售额…: up to that day it goes on
    if looks_back(span) and context.time and context.time.period:
        return False  # 上季为2.1%。: the quarter that is told of goes on
    if "year_end" in span.parts and context.time and year_of(context.time.period) == year_of(period):
        return False  # 年末企业1638家: the year goes on
    time = _carried(words, position, period)
    trades = bool(period) and len(period or "") == DAY and _pattern("trading").search(words.text) is not None
    whole = trades or _pattern("whole_day").match(words.text, position + 1) is not None
    if whole and period and not (context.usual or context.bundle):
        context.usual = time  # 2月27日0—24时，…: a bulletin of that day
    day = period if period and len(period) == DAY else None
    of_days = period == joined and len(joined) > 2 * DAY  # 5月30日10时至|5月31日10时
    is_day = (bool(day) or of_days) and "until" not in span.parts and not _is_as_of(words, position, span) and not whole
    context.time = Time(None, time.origin) if is_day else time
    context.day = day or context.day
    context.sentence_day = time if is_day else None
    if period and not is_day:
        context.told[period] = time.origin
    return True


def _is_as_of(words: TimeWords, position: int, span: PeriodSpan) -> bool:
    """Whether a day is the one as of which figures stand: 3月末; 去年底，全市就业人员100万人, but 今年底|将建成."""
    if "底" not in span.parts["tail"]:
        return "末" in span.parts["tail"]
    day, today = words.times[position], words.context.today
    past = day is not None and today is not None and day <= str(today)
    return past and not set(QUANTITIES).isdisjoint(words.text[position + 1 :])


def _carried(words: TimeWords, position: int, period: str | None) -> Time:
    return Time(period, Origin(How.CARRIED, *words.symbols.span(position, position + 1)))


def _strike(words: TimeWords) -> None:
    """Know the day on which something happens: what befell people then is told of it."""
    for position, period in words.times.items():
        is_day = period is not None and len(period) == DAY and position not in words.compared
        if is_day and _pattern("happens").match(words.text, position + 1):
            words.context.struck = _carried(words, position, period)


def _opens_clause(words: TimeWords, position: int) -> bool:
    """Whether a word of time opens its clause, behind nothing but its subject and what leads up to it."""
    text = words.text
    start = clause_start(text, position, "，；。：;:")
    opening = _pattern("lead").match(text, start, position)
    at = opening.end() if opening else start
    if position == at:
        return True
    subject = match_subject(text, at, words.context.known)
    if subject and (further := _pattern("lead").match(text, subject.end, position)):
        at = further.end()  # 公司|预计|前三季度
    if _pattern("whose_time").fullmatch(text, at, position):
        return True  # 港人|2022年第三季|收入中位数维持在2万元
    return position == at or not text[at:position].strip(f"{PERIOD}（）() ")
