"""The time that a document is of, before its sentences are read: its usual period, and the year of its headline."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from factx.context import Read, Time
from factx.origins import How, Origin
from factx.periods import begins_after, names_year, resolve_period, year_of
from factx.symbols import QUANTITIES, SymbolSentence, symbol_patterns
from factx.time_words import dates_start, in_quotes, looks_ahead, looks_back

_pattern = symbol_patterns("context")
_HEAD = 16
_MONTH = len("2024-07")
_LEAD = 3  # sentences, the headline among them, whose period is that of a text that names no other


def usual_period(sentences: list[Read], today: date | None) -> Time | None:
    """The period that a document is of: that of its headline, else the one that opens half its dated sentences."""
    for _, symbols in sentences[:4]:
        if announced := _pattern("made_public").search(symbols.text):
            position = announced.start(1)
            period = resolve_period(symbols.periods[position].parts, today, None)
            origin = Origin(How.PUBLISHED, *symbols.span(position, position + 1))
            return Time(period, origin) if period else None
    for position, span in sentences[0][1].periods.items() if sentences else ():
        headline = sentences[0][1].text
        if (
            _pattern("compared").search(headline, 0, position)
            or headline[position - 1 : position] in ("自", "从", "创", "由")
            or in_quotes(headline, position)
            or (headline[position - 1 : position] == "（" and headline[position + 1 : position + 2] != "）")
            or (headline[position + 1 : position + 2] in tuple("以后来最的"))
            or _pattern("in_whole").search(headline, 0, position)
            or _pattern("until_now").match(headline, position + 1)
            or headline.startswith(("“开门红", "开门红"), position + 1)
            or _pattern("due").match(headline, position + 1)
            or _pattern("base").match(headline, position + 1)
            or dates_start(headline, position + 1)
            or _pattern("gathering").match(headline, position + 1)
            or looks_back(span)
        ):
            continue
        period = resolve_period(span.parts, today, None, future=looks_ahead(headline, position))
        if today and period and begins_after(period, today) and not set(QUANTITIES).isdisjoint(headline[:position]):
            continue  # 普及率94%，预计到|2030年|将达到96%
        bulletin = headline[position + 1 : position + 2] in ("]", "】")  # [沪深股市2008-12-23]沪深股指跌幅超过4%
        if not span.is_comparison and period and (bulletin or len(period) != 10):
            return Time(period, Origin(How.HEADLINE, *sentences[0][1].span(position, position + 1)))
    said: Counter[str | None] = Counter()
    for _, symbols in sentences:
        said.update(_opening_periods(symbols, today))
    if not said:
        return None
    period, count = said.most_common(1)[0]
    if period is None:
        return None
    if today and (period == str(today.year) or (year_of(period) or 0) > today.year):
        return None  # a year to come, or the year under way: what stands without a time may be as things are by now
    lead = {
        said for _, symbols in sentences[:_LEAD] if symbols.has_quantity for said in _opening_periods(symbols, today)
    }
    long = sum(symbols.has_quantity for _, symbols in sentences) > _LEAD  # one sentence's year may be a base, a plan
    alone = count == said.total() and period in lead and (long or "-" in period[:_MONTH]) and "-" not in period[_MONTH:]
    return Time(period, Origin(How.USUAL)) if (count >= 2 or alone) and count * 2 >= said.total() else None


def headline_year(sentences: list[Read]) -> int | None:
    """The year that the headline says in full before its figures: 2023年国民经济和社会发展统计公报."""
    if not sentences:
        return None
    symbols = sentences[0][1]
    for position, span in symbols.periods.items():
        before = symbols.text[:position]
        if not set(QUANTITIES).isdisjoint(before):
            return None  # 全年接待游客1.2亿人次，恢复至|2019年同期的103.5%
        if span.parts.get("year1", "").isdigit() and not span.is_comparison and not _pattern("compared").search(before):
            return int(span.parts["year1"])
    return None


def _opening_periods(symbols: SymbolSentence, today: date | None) -> Iterator[str | None]:
    """The periods near the head of a sentence that figures may be of; single days are none."""
    text, year = symbols.text, None
    for position, span in symbols.periods.items():
        aside = (
            (position > _HEAD and text[position - 1] != "，")
            or (position > 0 and text[position - 1] in "“《「")
            or span.is_comparison
            or looks_back(span)
            or span.parts.get("relative_year") == "全年"
            or _pattern("compared").search(text, 0, position)
            or _pattern("announced").match(text, position + 1)
            or dates_start(text, position + 1)
            or _pattern("title").match(text, position + 1)
            or _pattern("due").match(text, position + 1)
        )
        dated = names_year(span.parts)
        if aside and not dated:
            continue
        period = resolve_period(span.parts, today, None, year, future=looks_ahead(text, position))
        year = year_of(period) if dated else year
        if aside:
            continue
        if period is None or len(period) != 10 or "until" in span.parts:
            yield period
