"""What a document is about, and of which time, before its sentences are read one by one."""

from collections import Counter
from datetime import date

from factx.context import Context, Read
from factx.document_companies import main_name, short_names
from factx.document_names import (
    alias_names,
    document_names,
    headline_names,
    headline_places,
    main_place,
    reporting_company,
    town_within,
    village_names,
)
from factx.document_periods import headline_year, usual_period
from factx.kept import compile_kept
from factx.lexicon import load_words, table_words
from factx.origins import How, Origin
from factx.places import fits_level, match_place, place_of_level, short_name
from factx.segment import BULLETS, first_clauses
from factx.short_companies import without_legal_form
from factx.subjects import open_clause
from factx.symbols import symbol_pattern, symbol_patterns
from factx.themes import theme
from factx.wrapping import written

_pattern = symbol_patterns("context")
_OWN = 2  # times that a text calls a place its own
_SCOPES = 3  # clauses that open with 全市 where a text is of its own city
_TITLE = 3  # sentences that it may have
_OPENING = 2  # sentences in which a text says whose figures it tells of
_SAID = 3  # times that a text says the name of a company that it is of
_CLAUSES = 3  # of each sentence are looked at
_SECTION = compile_kept("[（(]?[一二三四五六七八九十]{1,3}(?:、|[）)])")  # a section of one text, no news of its own


def survey(text: str, sentences: list[Read], today: date | None, *, dated: bool = True) -> Context:
    """Return the context that a document opens with: its date, what it is about, whether it bundles short news.

    ``dated``: the date is given, and not read in the text.
    """
    headings = [symbols.text for sentence, symbols in sentences if sentence.is_heading and sentence.opens_paragraph]
    headline = _headline(sentences)
    clauses = _opened_clauses(sentences)
    place = _find_place(text, headline, sentences, clauses)
    bundle = _bundles(headline, headings, sentences, place)
    context = Context(text, today, dated, bundle=bundle, headline_year=headline_year(sentences))
    introduced = alias_names((symbols.text for _, symbols in sentences), headline)
    aliases = [name for name in introduced if _is_told_of(name, headline, sentences)]
    titled = "" if headline.endswith("。") else headline  # a text without a title begins with a sentence
    if bundle:
        context.known = introduced or document_names(clauses, titled, headings)
        return context
    named = aliases or document_names(clauses, titled, headings) or headline_names(titled, text)
    one = named[0] if named and len(aliases) < 2 else None  # of two companies neither is the topic
    named = [*named, *short_names(titled, clauses, text)]
    villages = village_names(clauses, text)
    context.known = list(dict.fromkeys((*named, *introduced, *villages)))
    told = aliases[0] if len(aliases) == 1 else place or one
    reporter = None if told else reporting_company(_opened_clauses(sentences[:2]))
    if reporter:
        context.reporter = True
        context.known = [*context.known, without_legal_form(reporter)]
    leading = None if told or reporter else main_name(titled, clauses, named)
    context.company = reporter or leading or one
    how = How.ALIAS if len(aliases) == 1 else How.PLACE if place else How.NAME
    topic = told or reporter or leading or _scope(clauses)
    topic = topic or theme(titled, clauses, [symbols.text for _, symbols in sentences])
    topic = topic or (main_name(titled, clauses, villages) if villages else None)
    topic = topic or _reporting_country(sentences, clauses)
    if place and (town := town_within(place, headline, clauses, (symbols.text for _, symbols in sentences))):
        context.known = [*context.known, town]
        topic, how = town, How.PLACE
    if topic:
        context.topic, context.topic_origin = _as_written(topic, how, text, sentences)
    context.usual = usual_period(sentences, today)
    return context


def _headline(sentences: list[Read]) -> str:
    """The title, all of it where ！ or ？ parts it; a text without one opens with a sentence."""
    if not sentences:
        return ""
    first = sentences[0][0].paragraph
    title = "".join(symbols.text for sentence, symbols in sentences[:_TITLE] if sentence.paragraph == first)
    return sentences[0][1].text if "。" in title else title


def _is_told_of(name: str, headline: str, sentences: list[Read]) -> bool:
    """Whether a text is of a company that it introduces, and does not only name it on its way."""
    opening = "".join(symbols.text for _, symbols in sentences[:_TITLE])
    return name in headline or name in opening or sum(symbols.text.count(name) for _, symbols in sentences) >= _SAID


def _opened_clauses(sentences: list[Read]) -> list[str]:
    """The first clauses of each sentence, without what only leads on."""
    return [open_clause(clause) for _, symbols in sentences for clause in first_clauses(symbols.text, _CLAUSES)]


def _find_place(text: str, headline: str, sentences: list[Read], clauses: list[str]) -> str | None:
    """The place that a document is about; ``clauses`` are opened."""
    body = "".join(symbols.text for _, symbols in sentences[1:])
    place = main_place(headline, "\n".join(symbols.text for _, symbols in sentences[:4]), clauses)
    place = place or _own_place(text, headline, body, clauses) or _masthead(headline + body, clauses)
    if not place:
        return None
    said = place in ("我国", "中国") or place[-3:] in body or symbol_pattern("subjects", "own").search(body)
    if not said and not (place in headline and _pattern("of_its_place").search(headline)):
        return None  # 三江平原湿地保护区亮相: said once, in the headline
    at_home = place in table_words("subjects", "home_places")
    if at_home or _is_nation(place) or place in headline or place[:-1] in headline or _speaks_of_its_own(body):
        return place
    if _pattern("stays_there").search(body) and _speaks_of_no_other(place, clauses):
        return place
    return None  # where most of it happens, but the text is not its own


def _bundles(headline: str, headings: list[str], sentences: list[Read], place: str | None) -> bool:
    """Whether a document bundles short news: by its headline, its headings or bullets."""
    headings = [heading for heading in headings if not _pattern("byline").match(heading)]
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


def _own_place(text: str, headline: str, body: str, clauses: list[str]) -> str | None:
    """The place that a text speaks of as its own (我市, 全县), which its headline names.

    Where the headline does not name just one, another, as long as none of the ``clauses`` (opened) begins with a third.
    """
    own = Counter(match[0][1:] for match in symbol_pattern("subjects", "own").finditer(body) if match[0][0] in "我全本")
    level, count = own.most_common(1)[0] if own else ("", 0)
    if count < _OWN or level not in "市县区省":
        return None
    named = [place for place in headline_places(headline) if fits_level(place, level)]
    if len(named) == 1:
        return named[0]
    place = place_of_level(text, level)
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


def _reporting_country(sentences: list[Read], clauses: list[str]) -> str | None:
    """The country whose office publishes what a text opens with: |美国|劳工部今日公布的报告显示，…."""
    for _, symbols in sentences[:_OPENING]:
        for clause in first_clauses(symbols.text, 1):
            told = open_clause(clause)
            end = match_place(told, 0)
            country = told[:end] if told[:end] in load_words("countries") else ""
            if country and _pattern("office_publishes").match(told, end):
                return country if _speaks_of_no_other(country, clauses) else None
    return None


def _speaks_of_no_other(name: str, clauses: list[str]) -> bool:
    """Whether no clause (opened) begins with another place than that of this short name."""
    told = (short_name(clause[:end]) for clause in clauses if (end := match_place(clause, 0)))
    return all(one.endswith(name) for one in told)


def _as_written(name: str, how: How, text: str, sentences: list[Read]) -> tuple[str, Origin]:
    """A name of the plain text in the characters of the document (台灣), and where it stands first."""
    for _, symbols in sentences:
        if (at := symbols.text.find(name)) >= 0:
            start, end = symbols.span(at, at + len(name))
            return written(text, start, end), Origin(how, start, end)
    return name, Origin(how)
