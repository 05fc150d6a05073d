"""What a clause inherits: subject, period and modality from its sentence, its paragraph and the headline."""

from dataclasses import dataclass, replace

from factx.carried_times import carry_on
from factx.claims import Claim
from factx.clause_subjects import ClauseSubjects
from factx.context import Context, Time
from factx.document_names import section_name
from factx.facts import Modality
from factx.modality import find_modality, modal_words
from factx.origins import NOTHING, How, Origin
from factx.owners import Owners
from factx.periods import DAY, begins_after, ends_after
from factx.segment import Sentence, clause_spans
from factx.short_companies import may_name_company
from factx.subjects import only_reports, opening_subject
from factx.symbols import PERIOD, SymbolSentence, symbol_patterns
from factx.time_words import TimeWords
from factx.times import Times
from factx.wrapping import written

_pattern = symbol_patterns("context")

_DATELINES = 4  # paragraphs at the head of a text in which a date alone is that of its publication
_SHORT = 60  # characters of a sentence that stands over a paragraph like a heading


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
    subjects = ClauseSubjects(context, symbols, claims)
    owners = Owners(context, symbols, subjects)
    time_words = TimeWords(context, symbols, claims)
    times = Times(time_words, claims)
    words = modal_words(symbols.text, claims)
    context.times, context.compared = times.times, times.compared
    governed = [
        _ahead(
            context,
            symbols,
            Governed(claim, *owners.of(claim), *times.of(claim), *find_modality(symbols, claim, words)),
        )
        for claim in claims
    ]
    if _pattern("plan_ends").search(symbols.text):
        context.plan = None
    if context.plan:
        governed = [_planned(context, context.plan, one) for one in governed]
    if (tasks := _pattern("plan_told").search(symbols.text)) and governed[0].modality is Modality.TARGET:
        context.plan = Origin(How.CARRIED, *symbols.span(*tasks.span()))
    opened = carry_on(time_words)
    subjects.carry_on()
    one = len({one.subject for one in governed}) == 1  # of two owners 其中 may go on with either
    context.owner = (governed[-1].subject, governed[-1].subject_origin) if one else (None, NOTHING)
    # 2023年第4季度，对2万户的调查显示：, a paragraph of its own, is over what follows like a heading
    leads = sentence.opens_paragraph and symbols.text.rstrip().endswith("：") and not context.bundle
    context.headed = opened and (sentence.is_heading or leads)
    if context.headed:
        _date_section(context)
    return governed


def _planned(context: Context, plan: Origin, governed: Governed) -> Governed:
    """A figure of a paragraph that tells of tasks is one, too: 主要任务是：…。|实现灌溉面积5800亩."""
    told = governed.modality is not Modality.ACTUAL or governed.modality_origin != NOTHING or governed.claim.past
    dated = governed.period_origin.how is How.WORD and governed.period
    over = dated and context.today and not ends_after(dated, context.today)
    return governed if told or over else replace(governed, modality=Modality.TARGET, modality_origin=plan)


def _ahead(context: Context, symbols: SymbolSentence, governed: Governed) -> Governed:
    """What is dated after the day of the document has not happened: 到2030年，森林覆盖率达到30%."""
    told = governed.modality is not Modality.ACTUAL or governed.modality_origin != NOTHING
    if told or not (context.today and governed.period and ends_after(governed.period, context.today)):
        return governed
    if not context.dated and len(governed.period) == DAY:
        return governed  # 2008年1月2日，油价突破100美元。…3月12日，|110美元|
    origin = governed.period_origin
    if not begins_after(governed.period, context.today):
        estimated = _pattern("estimates").search(symbols.text, 0, governed.claim.position)
        said = Origin(How.WORD, *symbols.span(*estimated.span())) if estimated else NOTHING
        told_behind = origin.how is How.WORD and said.start < origin.start and len(governed.period) < DAY
        return (
            replace(governed, modality=Modality.EXPECTED, modality_origin=said)
            if estimated and told_behind
            else governed
        )
    if origin.how is not How.WORD and not context.text.startswith(("到", "至"), origin.start):
        return governed  # 明年3月投产。…，安装了|50多万块|光伏板: but near the time to come
    if _pattern("edition").match(context.text, origin.end):
        return governed  # 2030年|公务员考试|报名3万人
    aims = _pattern("aims").search(symbols.text, 0, governed.claim.position)
    modality = Modality.TARGET if aims else Modality.EXPECTED
    return replace(governed, modality=modality, modality_origin=origin)


def _pass(context: Context, sentence: Sentence, symbols: SymbolSentence, *, carries: bool) -> None:
    """Take from a sentence without claims what it hands on; beyond its paragraph (not ``carries``) that is little."""
    _open(context, sentence, symbols)
    context.owner = None, NOTHING
    if sentence.paragraph <= _DATELINES and _is_dateline(symbols):
        return
    heads = bool(symbols.periods) and (sentence.is_heading or sentence.opens_paragraph and len(symbols.text) <= _SHORT)
    context.headed = False
    if not (carries or heads or (not context.bundle and may_name_company(symbols.text))):
        return
    subjects = ClauseSubjects(context, symbols, [])
    if symbols.periods:
        opened = carry_on(TimeWords(context, symbols, []))
        context.headed = opened and heads
        if opened and sentence.is_heading:
            _date_section(context)
    subjects.carry_on()


def _is_dateline(symbols: SymbolSentence) -> bool:
    """Whether a line holds only the month or day on which a text came out: 2024年3月."""
    dated = any("month5" in span.parts or "iso_date" in span.parts for span in symbols.periods.values())
    return dated and not symbols.text.strip(f"{PERIOD}（）() \r\n")


def _date_section(context: Context) -> None:
    """一、2018年工作回顾: a heading's period is that of its section, till the next heading says another."""
    if context.time and context.time.period and not context.bundle:
        context.usual = Time(context.time.period, context.time.origin._replace(how=How.SECTION))


def _open(context: Context, sentence: Sentence, symbols: SymbolSentence) -> None:
    """Enter a sentence; the heading of a section names its topic, 报告期内 means the period that the document is of."""
    context.enter(sentence, symbols.text)
    if _pattern("reporting").match(symbols.text):
        day = context.time and len(context.time.period or "") == DAY
        context.time = context.usual or (None if day else context.time)  # 截至6月底…。|期内|收入: of no day
    if sentence.opens_paragraph and (place := _pattern("heads_block").match(symbols.text)):
        named = opening_subject(symbols.text, 0, place.end(), context.known)  # 珠三角区域：, on a line of its own
        if named and named.end == place.end() and not named.stands_for:
            span = symbols.span(named.start, named.end)
            context.topic, context.topic_origin = written(context.text, *span), Origin(How.SECTION, *span)
    if not sentence.is_heading:
        return
    if name := section_name(symbols.text, context.known):
        context.topic_origin = Origin(How.SECTION, *symbols.span(0, len(name)))
        context.topic = written(context.text, *symbols.span(0, len(name)))
    elif context.bundle and sentence.opens_paragraph:
        _head_item(context, symbols)


def _head_item(context: Context, symbols: SymbolSentence) -> None:
    """The place, works or company that the title of short news opens with is what its item is about."""
    start, end = next(clause_spans(symbols.text), (0, len(symbols.text)))
    named = opening_subject(symbols.text, start, end, context.known)
    context.topic, context.topic_origin, context.event, context.company = None, NOTHING, None, None
    if named is None or named.stands_for or only_reports(symbols.text, named, end):
        return
    if named.lasting or named.thing or named.company or _pattern("institution").search(named.name):
        span = symbols.span(named.start, named.end)
        context.topic, context.topic_origin = written(context.text, *span), Origin(How.SECTION, *span)
        if named.thing:
            context.event = context.topic
        if named.company or named.name in context.known:
            context.company = context.topic
