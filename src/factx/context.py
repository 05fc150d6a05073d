"""What a clause inherits: subject, period and modality from its sentence, its paragraph and the headline."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import islice
from operator import itemgetter

from factx.claims import Claim, topic_words
from factx.facts import Measure, Modality
from factx.kept import compile_kept
from factx.lexicon import table_words
from factx.origins import NOTHING, How, Origin
from factx.periods import PeriodSpan, names_year, resolve_period, year_of
from factx.phrases import Span, happening
from factx.segment import Sentence
from factx.subjects import (
    Subject,
    alias_names,
    document_names,
    fits_level,
    headline_names,
    main_place,
    match_place,
    match_subject,
    may_name_company,
    only_province,
    only_reports,
    open_clause,
    opening_subject,
    place_of_level,
    section_name,
    short_name,
)
from factx.symbols import PERIOD, QUANTITIES, SymbolSentence, symbol_pattern

_pattern = partial(symbol_pattern, "context")
_CLAUSE = compile_kept("[^，；。：！？;:]+")
_FULL_DATE = compile_kept(
    r"(?<!\d)((?:19|20)\d\d)(?:年(\d{1,2})月(\d{1,2})日|([-/.])(\d{1,2})\4(\d{1,2})(?!\d))", re.ASCII
)
_DATELINE = 240
_DATELINES = 4  # paragraphs at the head of a text in which a date alone is that of its publication
_HEAD = 16
_SHORT = 60  # characters of a sentence that stands over a paragraph like a heading
_BULLETS = frozenset("◆◇●○■□▲△★☆▶►")
_QUOTES = (("《", "》"), ("“", "”"), ("「", "」"))


def document_date(given: date | None, plain: str) -> date | None:
    """Return the date of a document: the given one, else that of its dateline, first or last in the text."""
    if given is not None:
        return given
    found = find_dateline(plain)
    return found[0] if found else None


def find_dateline(plain: str) -> tuple[date, int, int] | None:
    """Return the date that the text itself gives, first or last, and where it stands."""
    for start, end in ((0, _DATELINE), (max(0, len(plain) - _DATELINE // 2), len(plain))):
        if match := _FULL_DATE.search(plain[start:end]):
            try:
                found = date(int(match[1]), int(match[2] or match[5]), int(match[3] or match[6]))
                return found, start + match.start(), start + match.end()
            except ValueError:
                continue
    return None


@dataclass(slots=True)
class _Time:
    """A word of time in force: what it resolves to (None where the text does not settle it), and where it stands."""

    period: str | None
    origin: Origin


@dataclass(slots=True)
class Context:
    """What is in force while the sentences of one document are read in order."""

    text: str
    today: date | None
    known: list[str] = field(default_factory=list)
    topic: str | None = None  # what the whole document is about, or the section that a heading opens: 万科：…
    topic_origin: Origin = NOTHING
    bundle: bool = False
    subject: str | None = None
    subject_origin: Origin = NOTHING
    thing: bool = False  # the subject is an event, a work or the like
    company: str | None = None  # what 公司 stands for
    time: _Time | None = None
    headline_year: int | None = None
    usual: _Time | None = None  # the time of what no paragraph dates itself
    paragraph: int = -1
    headed: bool = False
    waiting: list[tuple[Sentence, SymbolSentence]] = field(default_factory=list)
    times: dict[int, str | None] = field(default_factory=dict)  # of the last sentence: its words of time, by position
    compared: set[int] = field(default_factory=set)  # those of them that govern no figure

    def enter(self, sentence: Sentence) -> None:
        """Take notice of where a sentence stands: a paragraph ends what the last one had in force."""
        if sentence.paragraph == self.paragraph:
            return
        self.paragraph = sentence.paragraph
        if sentence.is_heading and self.bundle:
            self.subject, self.thing = None, False
        if self.bundle:
            self.company = None
        if not self.headed:
            self.time = None if self.bundle else self.usual
            self.subject, self.thing = None, False
        self.headed = False


_SECTION = compile_kept("[（(]?[一二三四五六七八九十]{1,3}(?:、|[）)])")  # a section of one text, no news of its own


def survey(text: str, sentences: list[tuple[Sentence, SymbolSentence]], today: date | None) -> Context:
    """Return the context that a document opens with: its date, what it is about, whether it bundles short news."""
    headings = [symbols.text for sentence, symbols in sentences if sentence.is_heading and sentence.opens_paragraph]
    headline = sentences[0][1].text if sentences else ""
    clauses = [open_clause(clause) for _, symbols in sentences for clause in _CLAUSE.findall(symbols.text)[:3]]
    body = "".join(symbols.text for _, symbols in sentences[1:])
    place = main_place(headline, "".join(symbols.text for _, symbols in sentences[:4]), clauses)
    place = place or _own_place(text, body, clauses)
    if (
        place
        and place not in ("我国", "中国")
        and place[-3:] not in body
        and not symbol_pattern("subjects", "own").search(body)
    ):
        place = None  # 三江平原湿地保护区亮相: said once, in the headline
    if place and not (_is_nation(place) or place in headline or place[:-1] in headline or _speaks_of_its_own(body)):
        place = None  # where most of it happens, but the text is not its own
    numbered = sum(_SECTION.match(heading) is not None for heading in headings)
    many = len(headings) - numbered >= 4 and len(headings) * 4 >= len({sentence.paragraph for sentence, _ in sentences})
    listed = sum(sentence.opens_paragraph and symbols.text[:1] in _BULLETS for sentence, symbols in sentences) >= 3
    context = Context(
        text,
        today,
        bundle=bool(_pattern("bundle").search(headline)) or (many and place is None) or listed,
        headline_year=_headline_year(sentences),
    )
    if not context.bundle:
        aliases = alias_names((symbols.text for _, symbols in sentences), headline)
        context.known = aliases or document_names(clauses, headline, headings) or headline_names(headline, text)
        one = context.known[0] if context.known and len(aliases) < 2 else None  # of two companies neither is the topic
        context.topic = aliases[0] if len(aliases) == 1 else place or one
        if context.topic:
            how = How.ALIAS if len(aliases) == 1 else How.PLACE if place else How.NAME
            context.topic, context.topic_origin = _as_written(context.topic, how, text, sentences)
        context.company = context.known[0] if context.known else None
        context.usual = _usual_period(sentences, today)
    return context


def _is_nation(place: str) -> bool:
    return symbol_pattern("subjects", "nation").fullmatch(place) is not None


def _speaks_of_its_own(body: str) -> bool:
    """Whether a text calls a place its own: 我市, 全县."""
    return any(match[0][0] in "我全本" for match in symbol_pattern("subjects", "own").finditer(body))


def _own_place(text: str, body: str, clauses: list[str]) -> str | None:
    """The place that a text without one in its headline speaks of as its own: 我市, 全县.

    None where one of the ``clauses`` (opened) begins with another place.
    """
    own = Counter(match[0][1:] for match in symbol_pattern("subjects", "own").finditer(body) if match[0][0] in "我全本")
    level, count = own.most_common(1)[0] if own else ("", 0)
    place = place_of_level(text, level) if count >= 2 and level in "市县区省" else None
    opened = {short_name(clause[:end]) for clause in clauses if (end := match_place(clause, 0))}
    return place if place and opened <= {short_name(place)} else None


def _as_written(name: str, how: How, text: str, sentences: list[tuple[Sentence, SymbolSentence]]) -> tuple[str, Origin]:
    """A name of the plain text in the characters of the document (台灣), and where it stands first."""
    for _, symbols in sentences:
        if (at := symbols.text.find(name)) >= 0:
            start, end = symbols.span(at, at + len(name))
            return text[start:end], Origin(how, start, end)
    return name, Origin(how)


def _usual_period(sentences: list[tuple[Sentence, SymbolSentence]], today: date | None) -> _Time | None:
    """The period that a document is of: that of its headline, else the one that opens half its dated sentences."""
    for _, symbols in sentences[:4]:
        if announced := _pattern("made_public").search(symbols.text):
            position = announced.start(1)
            period = resolve_period(symbols.periods[position].parts, today, None)
            origin = Origin(How.PUBLISHED, *symbols.span(position, position + 1))
            return _Time(period, origin) if period else None
    for position, span in sentences[0][1].periods.items() if sentences else ():
        headline = sentences[0][1].text
        if (
            _pattern("compared").search(headline, 0, position)
            or headline[position - 1 : position] in ("自", "从", "创", "由")
            or (headline[position - 1 : position] == "（" and headline[position + 1 : position + 2] != "）")
            or (headline[position + 1 : position + 2] in tuple("以后来最的"))
        ):
            continue
        if not span.is_comparison and (period := resolve_period(span.parts, today, None)) and len(period) != 10:
            return _Time(period, Origin(How.HEADLINE, *sentences[0][1].span(position, position + 1)))
    said: Counter[str | None] = Counter()
    for _, symbols in sentences:
        said.update(_opening_periods(symbols, today))
    if not said:
        return None
    period, count = said.most_common(1)[0]
    return _Time(period, Origin(How.USUAL)) if period and count >= 2 and count * 2 >= said.total() else None


def _opening_periods(symbols: SymbolSentence, today: date | None) -> Iterator[str | None]:
    """The periods near the head of a sentence that figures may be of; single days are none."""
    text, year = symbols.text, None
    for position, span in symbols.periods.items():
        aside = (
            (position > _HEAD and text[position - 1] != "，")
            or span.is_comparison
            or _pattern("compared").search(text, 0, position)
            or _pattern("announced").match(text, position + 1)
        )
        dated = names_year(span.parts)
        if aside and not dated:
            continue
        period = resolve_period(span.parts, today, None, year)
        year = year_of(period) if dated else year
        if aside:
            continue
        if period is None or len(period) != 10 or "until" in span.parts:
            yield period


def _headline_year(sentences: list[tuple[Sentence, SymbolSentence]]) -> int | None:
    """The year that the headline says in full: 2023年国民经济和社会发展统计公报."""
    spans = sentences[0][1].periods.values() if sentences else ()
    return next((int(span.parts["year1"]) for span in spans if span.parts.get("year1", "").isdigit()), None)


@dataclass(slots=True)
class Governed:
    """A claim with what governs it."""

    claim: Claim
    subject: str | None
    subject_origin: Origin
    period: str | None
    period_origin: Origin
    modality: Modality
    modality_origin: Origin


def govern(context: Context, sentence: Sentence, symbols: SymbolSentence, claims: list[Claim]) -> list[Governed]:
    """Return the claims of a sentence with subject, period and modality, and leave in ``context`` what carries on.

    A sentence without claims waits: what it hands on is read when one with claims follows, if it reaches that far.
    """
    if not claims:
        context.waiting.append((sentence, symbols))
        return []
    for passed, said in context.waiting:
        _pass(context, passed, said, carries=passed.paragraph == sentence.paragraph)
    context.waiting.clear()
    _open(context, sentence, symbols)
    subjects = _Subjects(context, symbols, claims)
    periods = _Periods(context, symbols, claims)
    words = _modal_words(symbols.text)
    context.times, context.compared = periods.times, periods.compared
    governed = [
        Governed(claim, *subjects.of(claim), *periods.of(claim), *_modality(symbols, claim, words)) for claim in claims
    ]
    periods.carry_on()
    subjects.carry_on()
    _date_section(context, sentence, periods)
    context.headed = periods.opened and sentence.is_heading
    return governed


def _pass(context: Context, sentence: Sentence, symbols: SymbolSentence, *, carries: bool) -> None:
    """Take from a sentence without claims what it hands on; beyond its paragraph (not ``carries``) that is little."""
    _open(context, sentence, symbols)
    if sentence.paragraph <= _DATELINES and _is_dateline(symbols):
        return
    heads = bool(symbols.periods) and (sentence.is_heading or sentence.opens_paragraph and len(symbols.text) <= _SHORT)
    context.headed = False
    if not (carries or heads or (not context.bundle and may_name_company(symbols.text))):
        return
    subjects = _Subjects(context, symbols, [])
    if symbols.periods:
        periods = _Periods(context, symbols, [])
        periods.carry_on()
        _date_section(context, sentence, periods)
        context.headed = periods.opened and heads
    subjects.carry_on()


def _is_dateline(symbols: SymbolSentence) -> bool:
    """Whether a line holds only the month or day on which a text came out: 2024年3月."""
    dated = any("month5" in span.parts or "iso_date" in span.parts for span in symbols.periods.values())
    return dated and not symbols.text.strip(f"{PERIOD}（）() \r\n")


def _date_section(context: Context, sentence: Sentence, periods: "_Periods") -> None:
    """一、2018年工作回顾: a heading's period is that of its section, till the next heading says another."""
    if sentence.is_heading and periods.opened and not context.bundle and context.time and context.time.period:
        context.usual = _Time(context.time.period, context.time.origin._replace(how=How.SECTION))


def _open(context: Context, sentence: Sentence, symbols: SymbolSentence) -> None:
    """Enter a sentence; the heading of a section names its topic."""
    context.enter(sentence)
    if sentence.is_heading and (name := section_name(symbols.text, context.known)):
        context.topic_origin = Origin(How.SECTION, *symbols.span(0, len(name)))
        context.topic = context.text[slice(*symbols.span(0, len(name)))]


def clause_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the clauses of a sentence in symbols, as spans."""
    for match in _CLAUSE.finditer(text):
        yield match.span()


class _Periods:
    """The words of time of one sentence, and which of them governs a claim."""

    def __init__(self, context: Context, symbols: SymbolSentence, claims: list[Claim]) -> None:
        self.context, self.symbols = context, symbols
        self.text = symbols.text
        self.times: dict[int, str | None] = {}
        self.compared: set[int] = set()
        self.opened = False
        references = [claim.reference for claim in claims if claim.reference]
        running = context.time.period if context.time else None
        year = context.headline_year and (year_of(running) or context.headline_year)
        for position, span in symbols.periods.items():
            compared = self._is_compared(position, span, references)
            if self._opens_span(position):
                self.times[position] = None
                continue
            self.times[position] = resolve_period(
                span.parts, context.today, running, year, future=self._looks_ahead(position)
            )
            if compared or any(claim.start <= position < claim.position for claim in claims if claim.past):
                self.compared.add(position)  # 由2020年的26%|提升至27%: the year of the first alone
                continue
            self._join(position, span)
            running = self.times[position] or running
            if names_year(span.parts):
                year = year_of(self.times[position]) or year
        self.told = self._told_severally(claims)

    def _join(self, position: int, span: PeriodSpan) -> None:
        """Two words of time with 至 between them are one: 2021年10月|至2022年9月."""
        first = position - (1 if "until" in span.parts else 2)
        begun, ended = self.times.get(first), self.times[position]
        joined = "until" in span.parts or self.text[position - 1] in "至到-—~－"
        if joined and begun and ended and len(begun) == len(ended) and begun < ended and "/" not in begun + ended:
            self.times[position] = f"{begun}/{ended}"

    def _opens_span(self, position: int) -> bool:
        """Whether a word of time says since when: 自2018年开通以来, 1995年成立至今."""
        since = "open_span" if self.text[position - 1 : position] in ("自", "从") else "until_now"
        return _pattern(since).match(self.text, position + 1) is not None

    def _looks_ahead(self, position: int) -> bool:
        return bool(_pattern("ahead").search(self.text, max(0, position - 12), position + 10))

    def _is_compared(self, position: int, span: PeriodSpan, references: list[Span]) -> bool:
        """Whether a word of time only says what a figure is compared with, or names a thing or an announcement."""
        if span.is_comparison or any(start <= position < end for start, end in references):
            return True
        before, after = self.text[max(0, position - 4) : position], self.text[position + 1 : position + 30]
        if _pattern("compared").search(before) and not before.endswith(("截至", "止至")):
            return True
        if self._is_quoted(position):
            return True
        is_day = any(part in span.parts for part in ("relative_day", "day", "day_only", "weekday"))
        if is_day and "until" not in span.parts and _pattern("announced").match(after):
            return True
        return bool(_pattern("title").match(after))

    def _is_quoted(self, position: int) -> bool:
        for opened, closed in _QUOTES:
            at = self.text.rfind(opened, 0, position)
            if at >= 0 and self.text.find(closed, at, position) < 0:
                return True
        return False

    def _told_severally(self, claims: list[Claim]) -> dict[int, int | None]:
        """Which of several words of time each figure is of: 一季度、二季度分别达到|9亿元和10亿元; None where of all."""
        told: dict[int, int | None] = {}
        for listed in _pattern("several_times").finditer(self.text):
            positions = [at for at in self.symbols.periods if listed.start() <= at < listed.end(1)]
            if not self.compared.isdisjoint(positions):
                continue  # 比上月和上年同期分别高
            end = min(
                (at for mark in "，。；" if (at := self.text.find(mark, listed.end())) >= 0), default=len(self.text)
            )
            behind = [claim.position for claim in claims if listed.end() <= claim.position < end]
            if listed[2] == "分别" and len(behind) == len(positions):
                told.update(zip(behind, positions, strict=True))
            elif listed[2] != "分别":
                told.update(dict.fromkeys(behind))
        return told

    def of(self, claim: Claim) -> tuple[str | None, Origin]:
        """The period of a claim: the nearest word of time before it in its sentence, else the one in force."""
        if claim.position in self.told:
            at = self.told[claim.position]
            return (None, NOTHING) if at is None else (self.times[at], Origin(How.WORD, *self.symbols.span(at, at + 1)))
        floor = claim.start if claim.past else 0
        for position in reversed(self.times):
            if not floor <= position < claim.position or self._is_shut_in(position, claim.position):
                continue
            if claim.past or position not in self.compared or self._is_of_then(position, claim):
                return self.times[position], Origin(How.WORD, *self.symbols.span(position, position + 1))
        if claim.past:
            return None, Origin(How.PAST)
        time = self.context.time
        return (time.period, time.origin) if time else (None, NOTHING)

    def _is_shut_in(self, position: int, end: int) -> bool:
        """Whether a word of time opens a bracket that closes before the figure: 占19.6%（2011年|为13.3%），…."""
        if self.text[position - 1 : position] != "（":
            return False
        close = self.text.find("）", position + 2)
        return 0 <= close < end and not set(QUANTITIES).isdisjoint(self.text[position + 1 : close])

    def _is_of_then(self, position: int, claim: Claim) -> bool:
        """Whether what a figure could be compared with is when it was: ，上年同期|盈利1.1亿元."""
        return (
            self.symbols.periods[position].is_comparison
            and claim.measure is Measure.LEVEL
            and not claim.reference
            and position > 0
            and self.text[position - 1] in "，；。（"
            and not any(mark in self.text[position : claim.position] for mark in "，；。")
        )

    def carry_on(self) -> None:
        """A word of time that opens the sentence or one of its clauses governs what follows in the paragraph.

        A single day is only that of its own sentence, unless a figure stands as of it (截至8月3日).
        """
        for position, span in self.symbols.periods.items():
            if position in self.compared or "iso_date" in span.parts or not self._opens_clause(position):
                continue
            if self._is_shut_in(position, len(self.text)):
                continue
            self.opened = True
            period = self.times[position]
            if "year_end" in span.parts and self.context.time and year_of(self.context.time.period) == year_of(period):
                continue  # 年末企业1638家: the year goes on
            is_day = (
                period is not None
                and len(period) == 10
                and "until" not in span.parts
                and "末" not in span.parts["tail"]
            )
            origin = Origin(How.CARRIED, *self.symbols.span(position, position + 1))
            self.context.time = _Time(None if is_day else period, origin)

    def _opens_clause(self, position: int) -> bool:
        start = max(self.text.rfind(mark, 0, position) for mark in "，；。：;:") + 1
        opening = _pattern("lead").match(self.text, start, position)
        at = opening.end() if opening else start
        if position == at:
            return True
        subject = match_subject(self.text, at, self.context.known)
        return position in (at, subject.end if subject else at) or not self.text[at:position].strip(f"{PERIOD}（）() ")


class _Subjects:
    """The subjects that open the clauses of one sentence, and which of them a claim belongs to."""

    def __init__(self, context: Context, symbols: SymbolSentence, claims: list[Claim]) -> None:
        self.context, self.symbols, self.text = context, symbols, symbols.text
        references = [
            claim.reference
            for claim in claims
            if claim.reference and not _pattern("whole").match(self.text, claim.reference.end)
        ]
        self.companies = [(-1, context.company)]
        self.found: list[Subject] = []
        for start, end in clause_spans(self.text) if claims else islice(clause_spans(self.text), 2):
            subject = opening_subject(self.text, start, end, context.known, lasting=not claims)
            if subject is None or any(s <= subject.start < e for s, e in references):
                continue
            subject = self._told(subject)
            if self._is_scope(subject) and (place := self._place_before(subject.name[1:2])):
                subject = subject._replace(name=place)  # 在河北邢台，全市完成…
            if subject.company and not subject.stands_for:
                context.company = self._name(subject)
                self.companies.append((subject.start, context.company))
            if not only_reports(self.text, subject, end):
                self.found.append(subject)
                if subject.lasting and not claims:
                    break  # all that such a sentence can hand on

    def of(self, claim: Claim) -> tuple[str | None, Origin]:
        if claim.pieces or claim.member:
            if claim.inherited and not claim.pieces and (first := match_subject(self.text, claim.phrase.start)):
                claim.phrase = (
                    _without_subject(self.text, claim.phrase, first) or claim.phrase
                )  # 亚太区|收入占45%，欧洲占30%
            said = self.text[: claim.member.end]
            member = match_subject(said, claim.member.start, self.context.known) if claim.member else None
            if member and member.end >= claim.member.end:
                return self._named(member, How.MEMBER)
            if claim.place and not said.endswith(table_words("context", "rest")):
                said = self.text[claim.member.start : claim.member.end]
                return self._named(Subject(*claim.member, said), How.MEMBER)
        opens = min(claim.pieces) if claim.pieces and not claim.member else claim.phrase
        at = opens.start if opens else claim.start
        inside = match_subject(self.text, at, self.context.known) if at < claim.position else None
        inside = self._told(inside) if inside else None
        if inside and self._is_scope(inside) and (place := self._place_before(inside.name[1:2])):
            inside = inside._replace(name=place)
        if inside and _pattern("toward").search(self.text, 0, at):
            claim.phrase, inside = _without_subject(self.text, claim.phrase, inside), None  # 每年可向|安徽|输送电量
        elif inside and (partner := _pattern("partner").search(self.text, 0, at)):
            claim.phrase, inside = Span(partner.start(1), max(claim.phrase.end, at)), None  # 对|美国|出口
        if inside and inside.end <= max(opens.end, at):
            behind = _without_subject(self.text, opens, inside)
            claim.pieces = [
                Span(behind.start, max(piece.end, behind.start)) if piece.start == inside.start else piece
                for piece in claim.pieces
            ]
            if claim.phrase.start == inside.start:
                claim.phrase = Span(min(behind.start, claim.phrase.end), claim.phrase.end)
        else:
            inside = None
        for subject in reversed(self.found):
            if subject.start < claim.position and self._attacks(subject, claim):
                return None, NOTHING
            if self._is_left_out(subject, claim):
                continue  # 其中|甘肃|115人遇难，另有16人失联
            if inside and subject.start <= inside.start:
                if subject.start < inside.start < subject.end:
                    return self._named(subject, How.CLAUSE)  # 本届|广交会: what stands behind its first word
                break
            if subject.start < claim.position:
                return self._named(subject, How.CLAUSE)
        if inside:
            return self._named(inside, How.PHRASE)
        if _pattern("troops").search(self.context.subject or self.context.topic or "") and self._befell(claim):
            return None, NOTHING
        before = claim.phrase.end <= claim.position
        if before and not self.context.thing and _pattern("part_of_works").match(self.text, *claim.phrase):
            return None, NOTHING  # 工程|总投资: of works that are named before, not of the place
        if self.context.subject:
            return self.context.subject, self.context.subject_origin
        return self.context.topic, self.context.topic_origin

    def _is_left_out(self, subject: Subject, claim: Claim) -> bool:
        """Whether what the sentence adds is not of the part that it has told of."""
        if not self.text.endswith("其中", 0, subject.start):
            return False
        return _pattern("besides").search(self.text, subject.end, claim.position) is not None

    def _befell(self, claim: Claim) -> bool:
        """Whether a figure counts those whom something befell."""
        return claim.mention.unit in topic_words().people and bool(happening(self.text, claim.position + 1))

    def _attacks(self, subject: Subject, claim: Claim) -> bool:
        """Whether those killed or wounded were so by the subject: 甲国|空袭乙国，造成|3人|死亡."""
        if not self._befell(claim):
            return False
        between = self.text[subject.end : claim.position]
        return bool(_pattern("attacks").search(between)) and not _pattern("attacked").search(between)

    def _named(self, subject: Subject, how: How) -> tuple[str | None, Origin]:
        name, context = self._name(subject), self.context
        of = None
        if subject.stands_for and name:
            known = {context.subject: context.subject_origin, context.topic: context.topic_origin}
            of = known.get(name)
        return name, Origin(how, *self.symbols.span(subject.start, subject.end), of)

    def _told(self, subject: Subject) -> Subject:
        """公司, 该行 under the name of the company named last before it."""
        if not (subject.company and subject.stands_for):
            return subject
        return subject._replace(name=next(name or "" for at, name in reversed(self.companies) if at < subject.start))

    @staticmethod
    def _is_scope(subject: Subject) -> bool:
        """Whether it is 全市, 全省 and the like."""
        return subject.stands_for and not subject.company and not subject.thing

    def _place_before(self, level: str) -> str | None:
        """The place that opens a clause before in the sentence, if 全市 (``level``: 市) can stand for it."""
        for subject in reversed(self.found):
            if subject.thing or subject.stands_for or not match_place(self.text, subject.start) > subject.start:
                continue
            name = self.text[subject.start : subject.end]
            return self._name(subject) if fits_level(name, level) else None
        return None

    def _resolved(self, word: str) -> str:
        """全市, 该公司: the name that the document gives; 全省 is none for a city."""
        topic = self.context.topic
        if word == "我":  # 我对东盟出口
            return "我国"
        if word[1] == "省" and (province := only_province(self.text)):
            start, end = self.symbols.span(*province)
            return self.context.text[start:end]
        if word[0] == "该" and self.context.subject:
            return self.context.subject
        if word == "全省" and self.context.subject and fits_level(self.context.subject, "省"):
            return self.context.subject  # 在江苏，…。|全省|重点企业…
        if topic is None or (word[1] == "省" and topic.endswith(("市", "县", "区"))):
            return place_of_level(self.context.text, word[1]) or word
        return topic

    def _name(self, subject: Subject) -> str | None:
        """The subject in the document's words; 全市, 该公司 resolve to the name that the document gives."""
        if subject.stands_for and subject.company:
            return subject.name or None
        if subject.stands_for and subject.thing:
            return self.context.subject if self.context.thing else None
        if subject.stands_for:
            said = self.text[subject.start : subject.end]
            return self._resolved(said) if said == subject.name else subject.name
        start, end = self.symbols.span(subject.start, subject.end)
        return self.context.text[start:end]

    def carry_on(self) -> None:
        among = self.text.find("其中")  # 其中，漓水古镇8.9万人次。: but a part of what goes on
        lasting = [subject for subject in self.found if subject.lasting and not 0 <= among < subject.start]
        names = {self._name(subject): subject for subject in lasting}
        if len(names) > 1 and lasting[0].start > 0 and lasting[0].name not in table_words("context", "nations"):
            self.context.subject, self.context.thing = None, False  # 分城市看，厦门…；温州…: each had its own
        elif lasting and (name := self._name(lasting[0])):
            _, self.context.subject_origin = self._named(lasting[0], How.CARRIED)
            self.context.subject, self.context.thing = name, lasting[0].thing


def _without_subject(text: str, phrase: Span, subject: Subject) -> Span:
    """The indicator behind the subject that it begins with: 烟台|地区生产总值, 贵州全省|公路通车里程."""
    start = subject.end
    start += 2 * text.startswith(table_words("context", "all_of_it"), start)
    while start < phrase.end and text[start] in "的、 ":
        start += 1
    if adverb := _pattern("adverb").match(text, start, phrase.end):
        start = adverb.end()  # 北京|再|新建绿道
    return Span(min(start, phrase.end), phrase.end)


_ModalWord = tuple[int, int, Modality]


def _modal_words(text: str) -> list[_ModalWord]:
    """What a sentence says of the future: where each such word stands, and what it makes of what follows."""
    found = [
        (*match.span(), modality)
        for modality in (Modality.EXPECTED, Modality.TARGET)
        for match in _pattern(modality.value).finditer(text)
    ]
    return sorted(found, key=itemgetter(0))


def _modality(symbols: SymbolSentence, claim: Claim, said: list[_ModalWord]) -> tuple[Modality, Origin]:
    text = symbols.text
    if claim.modality is not None:
        return claim.modality, Origin(How.RULE)
    if claim.past:
        planned = re.search("原?(?:计划|目标)[的为]?$", text[max(0, claim.position - 4) : claim.position])
        return Modality.TARGET if planned else Modality.ACTUAL, Origin(How.PAST)
    if claim.phrase.end <= claim.position and _pattern("target_noun").search(text, *claim.phrase):
        # 年度投资|计划|836亿元, but not “20点|计划”
        return Modality.TARGET, Origin(How.INDICATOR, *symbols.span(*claim.phrase))
    opens_clause = claim.measure is Measure.SHARE and text[claim.start - 1 : claim.start] in ("，", "；")
    floor = claim.start if opens_clause else 0  # 三成计划加薪，|五成维持不变: others than those who plan
    clause = max(text.rfind(mark, 0, claim.position) for mark in "，；") + 1
    if _pattern("done").search(text, clause, claim.position + 1):
        floor = clause  # 将扩大补贴，此外还增加了|32类: done, unless its clause says
    governing = [word for word in said if floor <= word[0] < claim.position]
    if not governing:
        return Modality.ACTUAL, NOTHING
    start, end, modality = governing[-1]
    if told := _pattern("actual").search(text, start, claim.position):
        return Modality.ACTUAL, Origin(How.WORD, *symbols.span(*told.span()))  # 计划供应15万公顷，截至6月底|完成32%
    return modality, Origin(How.WORD, *symbols.span(start, end))
