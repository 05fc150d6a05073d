"""What a document is about, and of which time, before its sentences are read one by one."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from factx.context import Context, Time
from factx.document_companies import main_name, short_names
from factx.document_names import (
    alias_names,
    document_names,
    headline_names,
    main_place,
    reporting_company,
    town_within,
    village_names,
)
from factx.kept import compile_kept
from factx.origins import How, Origin
from factx.periods import names_year, resolve_period, year_of
from factx.places import match_place, place_of_level, short_name
from factx.segment import BULLETS, Sentence, first_clauses
from factx.subjects import open_clause
from factx.symbols import QUANTITIES, SymbolSentence, symbol_pattern, symbol_patterns
from factx.themes import theme
from factx.times import looks_ahead
from factx.wrapping import written

_pattern = symbol_patterns("context")
_Read = tuple[Sentence, SymbolSentence]
_HEAD = 16
_SCOPES = 3  # clauses that open with 全市 where a text is of its own city
_TITLE = 3  # sentences that it may have
_CLAUSES = 3  # of each sentence are looked at
_SECTION = compile_kept("[（(]?[一二三四五六七八九十]{1,3}(?:、|[）)])")  # a section of one text, no news of its own


def survey(text: str, sentences: list[_Read], today: date | None) -> Context:
    """Return the context that a document opens with: its date, what it is about, whether it bundles short news."""
    headings = [symbols.text for sentence, symbols in sentences if sentence.is_heading and sentence.opens_paragraph]
    headline = _headline(sentences)
    clauses = _opened_clauses(sentences)
    place = _find_place(text, headline, sentences, clauses)
    bundle = _bundles(headline, headings, sentences, place)
    context = Context(text, today, bundle=bundle, headline_year=_headline_year(sentences))
    aliases = alias_names((symbols.text for _, symbols in sentences), headline)
    titled = "" if headline.endswith("。") else headline  # a text without a title begins with a sentence
    if bundle:
        context.known = aliases or document_names(clauses, titled, headings)
        return context
    named = aliases or document_names(clauses, titled, headings) or headline_names(titled, text)
    one = named[0] if named and len(aliases) < 2 else None  # of two companies neither is the topic
    named = [*named, *short_names(titled, clauses, text)]
    villages = village_names(clauses, text)
    context.known = list(dict.fromkeys((*named, *villages)))
    context.topic = aliases[0] if len(aliases) == 1 else place or one
    if context.topic:
        how = How.ALIAS if len(aliases) == 1 else How.PLACE if place else How.NAME
        context.topic, context.topic_origin = _as_written(context.topic, how, text, sentences)
    reporter = None if context.topic else reporting_company(_opened_clauses(sentences[:2]))
    if reporter:
        context.reporter = True
        context.known = [*context.known, symbol_pattern("subjects", "legal_form").sub("", reporter)]
        context.topic, context.topic_origin = _as_written(reporter, How.NAME, text, sentences)
    leading = None if context.topic else main_name(titled, clauses, named)
    if leading:
        context.topic, context.topic_origin = _as_written(leading, How.NAME, text, sentences)
    if not context.topic and (scope := _scope(clauses)):
        context.topic, context.topic_origin = _as_written(scope, How.NAME, text, sentences)
    if not context.topic and (told := theme(titled, clauses, [symbols.text for _, symbols in sentences])):
        context.topic, context.topic_origin = _as_written(told, How.NAME, text, sentences)
    if not context.topic and villages and (village := main_name(titled, clauses, villages)):
        context.topic, context.topic_origin = _as_written(village, How.NAME, text, sentences)
    context.company = reporter or leading or one
    if place and (town := town_within(place, headline, clauses, (symbols.text for _, symbols in sentences))):
        context.known = [*context.known, town]
        context.topic, context.topic_origin = _as_written(town, How.PLACE, text, sentences)
    context.usual = _usual_period(sentences, today)
    return context


def _headline(sentences: list[_Read]) -> str:
    """The title, all of it where ！ or ？ parts it; a text without one opens with a sentence."""
    if not sentences:
        return ""
    first = sentences[0][0].paragraph
    title = "".join(symbols.text for sentence, symbols in sentences[:_TITLE] if sentence.paragraph == first)
    return sentences[0][1].text if "。" in title else title


def _opened_clauses(sentences: list[_Read]) -> list[str]:
    """The first clauses of each sentence, without what only leads on."""
    return [open_clause(clause) for _, symbols in sentences for clause in first_clauses(symbols.text, _CLAUSES)]


def _find_place(text: str, headline: str, sentences: list[_Read], clauses: list[str]) -> str | None:
    """The place that a document is about; ``clauses`` are opened."""
    body = "".join(symbols.text for _, symbols in sentences[1:])
    place = main_place(headline, "".join(symbols.text for _, symbols in sentences[:4]), clauses)
    place = place or _own_place(text, body, clauses) or _masthead(headline + body, clauses)
    if not place:
        return None
    if place not in ("我国", "中国") and place[-3:] not in body and not symbol_pattern("subjects", "own").search(body):
        return None  # 三江平原湿地保护区亮相: said once, in the headline
    if _is_nation(place) or place in headline or place[:-1] in headline or _speaks_of_its_own(body):
        return place
    return None  # where most of it happens, but the text is not its own


def _bundles(headline: str, headings: list[str], sentences: list[_Read], place: str | None) -> bool:
    """Whether a document bundles short news: by its headline, its headings or bullets."""
    numbered = sum(_SECTION.match(heading) is not None for heading in headings)
    many = len(headings) - numbered >= 4 and len(headings) * 4 >= len({sentence.paragraph for sentence, _ in sentences})
    listed = sum(sentence.bullet in BULLETS for sentence, _ in sentences) >= 3
    if sum(_pattern("item_title").match(symbols.text) is not None for _, symbols in sentences) > 1:
        return True  # 标题：…, and again 标题：…
    return bool(_pattern("bundle").search(headline)) or ((many or listed) and place is None)


def _is_nation(place: str) -> bool:
    return symbol_pattern("subjects", "nation").fullmatch(place) is not None


def _speaks_of_its_own(body: str) -> bool:
    """Whether a text calls a place its own: 我市, 全县, or names its offices without it: 据|市交通委."""
    own = symbol_pattern("subjects", "own").finditer(body)
    return any(match[0][0] in "我全本" for match in own) or _pattern("own_office").search(body) is not None


def _own_place(text: str, body: str, clauses: list[str]) -> str | None:
    """The place that a text without one in its headline speaks of as its own: 我市, 全县.

    None where one of the ``clauses`` (opened) begins with another place.
    """
    own = Counter(match[0][1:] for match in symbol_pattern("subjects", "own").finditer(body) if match[0][0] in "我全本")
    level, count = own.most_common(1)[0] if own else ("", 0)
    place = place_of_level(text, level) if count >= 2 and level in "市县区省" else None
    return place if place and _speaks_of_no_other(short_name(place), clauses) else None


def _masthead(body: str, clauses: list[str]) -> str | None:
    """The place whose paper or office a text without any other place comes from: 来源：|海门|日报, of its 我区."""
    source = _pattern("masthead").search(body)
    if source is None or not _speaks_of_its_own(body):
        return None
    end = match_place(body, source.end())
    name = short_name(body[source.end() : end])
    return name if end > source.end() and _speaks_of_no_other(name, clauses) else None


def _scope(clauses: list[str]) -> str | None:
    """全市, 全省 and the like, where a text that names no place is of it: three clauses (opened) begin with it."""
    own = symbol_pattern("subjects", "own_scope")
    said = Counter(match[0] for clause in clauses if (match := own.match(clause)))
    scope, count = said.most_common(1)[0] if said else ("", 0)
    return scope if count >= _SCOPES and not any(match_place(clause, 0) for clause in clauses) else None


def _speaks_of_no_other(name: str, clauses: list[str]) -> bool:
    """Whether no clause (opened) begins with another place than that of this short name."""
    return {short_name(clause[:end]) for clause in clauses if (end := match_place(clause, 0))} <= {name}


def _as_written(name: str, how: How, text: str, sentences: list[_Read]) -> tuple[str, Origin]:
    """A name of the plain text in the characters of the document (台灣), and where it stands first."""
    for _, symbols in sentences:
        if (at := symbols.text.find(name)) >= 0:
            start, end = symbols.span(at, at + len(name))
            return written(text, start, end), Origin(how, start, end)
    return name, Origin(how)


def _usual_period(sentences: list[_Read], today: date | None) -> Time | None:
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
            or (headline[position - 1 : position] == "（" and headline[position + 1 : position + 2] != "）")
            or (headline[position + 1 : position + 2] in tuple("以后来最的"))
            or _pattern("due").match(headline, position + 1)
            or _pattern("base").match(headline, position + 1)
            or _pattern("founded").match(headline, position + 1)
        ):
            continue
        period = resolve_period(span.parts, today, None, future=looks_ahead(headline, position))
        bulletin = headline[position + 1 : position + 2] in ("]", "】")  # [沪深股市2008-12-23]沪深股指跌幅超过4%
        if not span.is_comparison and period and (bulletin or len(period) != 10):
            return Time(period, Origin(How.HEADLINE, *sentences[0][1].span(position, position + 1)))
    said: Counter[str | None] = Counter()
    for _, symbols in sentences:
        said.update(_opening_periods(symbols, today))
    if not said:
        return None
    period, count = said.most_common(1)[0]
    if today and (period == str(today.year) or (year_of(period) or 0) > today.year):
        return None  # a year to come, or the year under way: what stands without a time may be as things are by now
    return Time(period, Origin(How.USUAL)) if period and count >= 2 and count * 2 >= said.total() else None


def _opening_periods(symbols: SymbolSentence, today: date | None) -> Iterator[str | None]:
    """The periods near the head of a sentence that figures may be of; single days are none."""
    text, year = symbols.text, None
    for position, span in symbols.periods.items():
        aside = (
            (position > _HEAD and text[position - 1] != "，")
            or (position > 0 and text[position - 1] in "“《「")
            or span.is_comparison
            or _pattern("compared").search(text, 0, position)
            or _pattern("announced").match(text, position + 1)
            or _pattern("founded").match(text, position + 1)
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


def _headline_year(sentences: list[_Read]) -> int | None:
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
