"""From a document to its facts, in one screen."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import repeat

from factx.cell_claims import cell_indicator, cell_reference, claim_cells, settle_cell
from factx.characters import plain_text
from factx.claim_steps import build_claims, unwatched
from factx.claims import Claim, Topic, topic_words
from factx.dateline import document_date
from factx.errors import RuleError
from factx.facts import Bound, Fact, Measure, Mention
from factx.govern import Governed, govern
from factx.kept import compile_kept
from factx.left_phrases import head
from factx.lexicon import table_words
from factx.match import label_mentions
from factx.numerals import in_full
from factx.period_spans import find_periods
from factx.quantities import read_mentions
from factx.raw import RawMatch, match_raw, with_matched
from factx.read import Document
from factx.rewrite import rewrite
from factx.rules import FAMILY, Rule, Rules
from factx.segment import Sentence, split_sentences
from factx.survey import survey
from factx.symbols import SymbolSentence, symbol_pattern
from factx.tables import Cell, Table, find_tables
from factx.trace import Trace
from factx.wrapping import soft_line_ends, written

_COUNTS = frozenset({"level.counted", "level.counted_after", "level.bare", "level.did"})
_LINE_ENDS = str.maketrans("\r\n", "  ")
# 3死10伤: the unit says what befell them.
_CASUALTIES = {"死": "死亡", "伤": "受伤", "傷": "受傷", "踪": "失踪", "蹤": "失蹤"}


@in_full
def extract(
    document: Document,
    rules: Rules,
    stopped: Callable[[RuleError], None] | None = None,
    trace: Trace | None = None,
) -> list[Fact]:
    """Return the facts of a document, in the order of their spans.

    A user's pattern that takes too long is left out of its sentence: ``stopped`` hears of it, or RuleError is raised.
    ``trace`` takes notes on the way.
    """
    plain = plain_text(document.text)
    read, cells = _in_symbols(document, plain, rules, stopped)
    sentences = [(sentence, symbols) for sentence, symbols, _ in read]
    notes = trace.open(sentences) if trace else repeat(None)
    if not any(symbols.has_quantity for _, symbols in sentences):
        return []
    today = document_date(document.date, plain)
    context = survey(document.text, sentences, today, dated=document.date is not None)
    facts: list[Fact] = []
    topic: Topic | None = None
    for (sentence, symbols, matches), seen in zip(read, notes, strict=False):
        if sentence.opens_paragraph:
            topic = None
        claims = claim_cells(symbols, cells) if cells else []
        if symbols.has_quantity and not claims:
            stop = partial(_stop, document, sentence, stopped)
            labels = label_mentions(symbols, rules, stop, matches, seen.labels if seen else None)
            claims = build_claims(symbols, labels, topic, seen.watch if seen else unwatched)
        governed = [settle_cell(one, context) for one in govern(context, sentence, symbols, claims)]
        made = [_fact(document, plain, sentence, symbols, one, rules) for one in governed]
        facts += made
        if seen and governed:
            seen.close(governed, made, topic, context)
        if claims:
            told = [
                _without_fate(fact, one.claim, symbols, document.text) for fact, one in zip(made, governed, strict=True)
            ]
            topic = _topic(told, _last_listed(governed), topic.told if topic else {}) or topic
    return facts


def _without_fate(fact: Fact, claim: Claim, symbols: SymbolSentence, text: str) -> Fact:
    """A fact whose indicator is what the next sentence may go on with: 12名乘客|受伤. 共载有231人."""
    if not (fact.indicator and claim.fate):
        return fact
    return replace(fact, indicator=fact.indicator.removesuffix(_slice(claim.fate, symbols, text) or "") or None)


def _last_listed(governed: list[Governed]) -> int:
    """How many figures the list has that a sentence ends on, or that are all of it, one indicator to each of one owner.

    收入、利润分别为9亿元、8亿元。同比分别增长5%、6%; 收入9亿元，利润8亿元。同比分别增长5%、6%.
    """
    last = next((back for back, one in enumerate(reversed(governed)) if not one.claim.listed), 0)
    if not last and all(one.claim.measure is Measure.LEVEL and not one.claim.inherited for one in governed):
        last = len(governed) - 1
    alike = len({one.subject for one in governed[-last - 1 :]}) == 1
    return last + 1 if last and alike else 0


def _topic(facts: list[Fact], listed: int, before: Mapping[str | None, str]) -> Topic | None:
    """What a sentence ends on: its last indicator, or those of its last ``listed``, and the unit of its amount.

    Besides, what was told ``before``.
    """
    last = facts[-1]
    same = (fact for fact in reversed(facts) if fact.indicator == last.indicator)
    units = (fact.unit for fact in same if fact.measure is Measure.LEVEL)
    levels = {fact.unit: fact.indicator for fact in facts if fact.measure is Measure.LEVEL and fact.indicator}
    if not last.indicator or last.indicator == last.subject:
        return None  # 百度跌0.4%。|美团跌0.2%
    names = [fact.indicator or "" for fact in facts[len(facts) - listed :]]
    return Topic(last.indicator, next(units, last.unit), {**before, **levels}, names)


def sentences_in_symbols(
    document: Document, rules: Rules, stopped: Callable[[RuleError], None] | None = None
) -> list[tuple[Sentence, SymbolSentence, list[RawMatch]]]:
    """Return the sentences of a document, each in symbols and with the matches of plain rules in it."""
    return _in_symbols(document, plain_text(document.text), rules, stopped)[0]


def _in_symbols(
    document: Document, plain: str, rules: Rules, stopped: Callable[[RuleError], None] | None
) -> tuple[list[tuple[Sentence, SymbolSentence, list[RawMatch]]], dict[int, Cell]]:
    spans = list(find_periods(plain))
    tables = find_tables(plain, spans)
    cells = {cell.mention.start: cell for table in tables for cell in table.cells}
    mentions = read_mentions(document.text, plain, spans, tables)
    times = {span.start: span for span in spans}
    sentences = []
    for sentence, inside in _by_sentence(plain, mentions, tables):
        raw: list[RawMatch] = []
        if rules.raw:
            stop = partial(_stop, document, sentence, stopped)
            raw = match_raw(document.text, plain, sentence.start, sentence.end, inside, rules.raw, stop)
            inside = with_matched(inside, raw)
        claimed = {*cells, *(match.mention.start for match in raw)} if raw else cells
        sentences.append((sentence, rewrite(plain, sentence.start, sentence.end, inside, times, claimed), raw))
    return sentences, cells


def _by_sentence(plain: str, mentions: list[Mention], tables: Sequence[Table]) -> list[tuple[Sentence, list[Mention]]]:
    """Each sentence with the mentions that lie inside it; a line end inside a mention ends none."""
    grouped: list[tuple[Sentence, list[Mention]]] = []
    at = 0
    sentences = split_sentences(_without_broken_mentions(plain, mentions))
    for sentence in _with_tables(sentences, tables) if tables else sentences:
        inside: list[Mention] = []
        while at < len(mentions) and mentions[at].start < sentence.end:
            if sentence.start <= mentions[at].start and mentions[at].end <= sentence.end:
                inside.append(mentions[at])
            at += 1
        grouped.append((sentence, inside))
    return grouped


def _with_tables(sentences: Iterable[Sentence], tables: Sequence[Table]) -> Iterator[Sentence]:
    """The sentences, with each table and its caption as one paragraph and no row as a heading."""
    starts = [table.start for table in tables]
    paragraphs: dict[int, int] = {}
    for sentence in sentences:
        at = bisect_right(starts, sentence.start) - 1
        if at < 0 or sentence.start >= tables[at].end:
            yield sentence
        elif at in paragraphs:
            yield sentence._replace(paragraph=paragraphs[at], opens_paragraph=False, is_heading=False)
        else:
            paragraphs[at] = sentence.paragraph
            yield sentence


def _without_broken_mentions(plain: str, mentions: list[Mention]) -> str:
    """The text with blanks for the line ends inside mentions and for soft ones, character for character."""
    pieces, at = [], 0
    broken = ((mention.start, mention.end) for mention in mentions if "\n" in mention.text)
    for start, end in sorted({*broken, *soft_line_ends(plain)}):
        if start >= at:
            pieces += [plain[at:start], plain[start:end].translate(_LINE_ENDS)]
            at = end
    return "".join(pieces) + plain[at:] if pieces else plain


def _stop(document: Document, sentence: Sentence, stopped: Callable[[RuleError], None] | None, rule: Rule) -> None:
    """Tell of a pattern that was stopped over a sentence."""
    line = document.text.count("\n", 0, sentence.start) + 1
    place = f"{document.name}, line {line} (characters {sentence.start} to {sentence.end})"
    cause = f'rule "{rule.id}": the pattern takes too long at {place}; the rule is left out there'
    error = RuleError(f"{rule.path}:{rule.line}", cause)
    if stopped is None:
        raise error
    stopped(error)


def _fact(
    document: Document, plain: str, sentence: Sentence, symbols: SymbolSentence, governed: Governed, rules: Rules
) -> Fact:
    claim, mention, text = governed.claim, governed.claim.mention, document.text
    negative = claim.sign < 0 and claim.measure in (Measure.GROWTH, Measure.CHANGE, Measure.GAP)
    value, low, high = mention.value, mention.low, mention.high
    said_sign = low if value is None else value
    if negative and said_sign is not None and said_sign < 0:
        negative = False  # 减少22.4亿美元（-4.2%）: the sign is said
    if negative:
        value = None if value is None else -value
        low, high = (None, None) if low is None or high is None else (-high, -low)
    unit = mention.unit
    said = _said(claim, text)
    indicator = said.pop("indicator", None) or (
        cell_indicator(claim.cell, claim, text) if claim.cell else _indicator(claim, symbols, text)
    )
    reference = said.pop("reference", None) or cell_reference(claim, text) or _slice(claim.reference, symbols, text)
    subject = said.pop("subject", None) or _in_its_characters(governed.subject, text, plain)
    was_amount = claim.label is None or claim.label.emission.measure is Measure.LEVEL
    if claim.past and (claim.measure is Measure.LEVEL or (claim.measure is Measure.SHARE and was_amount)):
        reference = None  # 较上月的|68500人|减少700人: what there was is against nothing
    if claim.measure is Measure.SHARE and subject == reference:
        subject = None  # 全县97%以上的区域: the whole is no owner of its part
    if claim.measure is Measure.RANK and indicator == subject:
        indicator = None  # 排名第二的|江苏
    if not indicator and claim.measure is Measure.RANK and symbol_pattern("chains", "ranking").search(reference or ""):
        indicator, reference = reference, None  # 位列|中国企业500强|第289位
    elif claim.measure is Measure.RANK and reference and reference[-1] == "榜":
        indicator = _ranked_by(reference) or indicator
    return Fact(
        doc=document.name,
        start=mention.start,
        end=mention.end,
        text=mention.text,
        subject=subject,
        indicator=indicator,
        measure=claim.measure,
        value=value,
        low=low,
        high=high,
        unit=unit,
        bound=claim.bound or mention.bound if high is None else Bound.RANGE,
        reference=reference,
        period=said.pop("period", None) or governed.period,
        modality=governed.modality,
        rule=claim.rule,
        sentence=text[sentence.start : sentence.end],
        own=_own(said, claim.rule, indicator, rules) if rules.columns else {},
    )


def _ranked_by(board: str) -> str:
    """What a board ranks by: |票房|榜; of several boards their names: 金牌榜和奖牌榜."""
    named = symbol_pattern("chains", "board").sub("", symbol_pattern("chains", "year_of_board").sub("", board))
    return named if "榜" not in named else f"{named}榜"


def _said(claim: Claim, text: str) -> dict[str, str]:
    """What the claim's rule takes from the text as it stands; the indicator of a list's first member is no other's."""
    spans = claim.label.said if claim.label else {}
    said = {name: text[start:end].strip() for name, (start, end) in spans.items()}
    if claim.listed:
        said.pop("indicator", None)
    return said


def _own(said: dict[str, str], rule: str, indicator: str | None, rules: Rules) -> dict[str, str]:
    """The columns of the user's rules: what their slots hold, their constants, the family of the indicator."""
    own = rules.constants.get(rule, {}) | {name: text for name, text in said.items() if text}
    if rules.families and (family := _family(plain_text(indicator or ""), rules.families)):
        own.setdefault(FAMILY, family)
    return own


def _family(indicator: str, families: dict[str, str]) -> str | None:
    """The family of an indicator that is, or ends with, a name of the glossary; the longest name counts."""
    ends = (indicator[start:] for start in range(len(indicator)))
    return next((families[end] for end in ends if end in families), None)


def _in_its_characters(name: str | None, text: str, plain: str) -> str | None:
    """A name that is kept in plain characters, as the text writes it: 聯電."""
    if not name or name in text or (at := plain.find(name)) < 0:
        return name
    return text[at : at + len(name)]


def _slice(span: tuple[int, int], symbols: SymbolSentence, text: str) -> str | None:
    if span[1] <= span[0]:
        return None
    return written(text, *symbols.span(*span)) or None


def indicator_of_unit(mention: Mention, text: str) -> str | None:
    """Return what a figure is of where its unit says so: 40|金, 3|死, 140多万人|口."""
    if mention.unit == "枚" and mention.text[-1] in "金银铜銀銅":
        return mention.text[-1] + "牌"
    if mention.unit == "人" and mention.text[-1] in _CASUALTIES:
        return _CASUALTIES[mention.text[-1]]
    return "人口" if mention.unit == "人" and text.startswith("口", mention.end) else None


_ROW = compile_kept(r"[|\t ]*([^|\t\n\d（(]*[一-鿿][^|\t\n\d（(]*)(?:[（(][^|\t\n]*)?[|\t].*?[|\t]? *\Z")


# 系列酒|（代表品牌甲酒、乙酒）|营业收入, 对东盟、欧盟|分别|进出口
_ASIDE = compile_kept("(?<=.)(?:[（(][^（）()]{7,}[）)](?=.)|分别)")


def _row_name(text: str, start: int) -> str | None:
    """What the first cell names of the row that a figure stands in: 总产量|万吨||12.3."""
    before = text[text.rfind("\n", 0, start) + 1 : start].rstrip(" ")
    row = _ROW.match(before) if before.endswith(("|", "\t")) else None
    return row[1].strip() if row else None


def _unit_as_said(mention: Mention) -> str | None:
    """The unit of a mention in the characters of the text: 22|縣市."""
    said = mention.text[-len(mention.unit or "") :]
    return said if plain_text(said) == mention.unit else mention.unit


def _indicator(claim: Claim, symbols: SymbolSentence, text: str) -> str | None:
    if told := indicator_of_unit(claim.mention, text) or _row_name(text, claim.mention.start):
        return told
    if claim.topic:
        return claim.topic
    stands_before = claim.phrase.end <= claim.position
    places = table_words("chains", "place_units")
    if (
        (stands_before or claim.mention.unit in places)
        and claim.mention.unit in (*topic_words().counted, *places)
        and claim.rule in _COUNTS
    ):
        return _unit_as_said(claim.mention)  # 沿黄|9省区
    pieces = claim.pieces or [head(symbols.text, claim.phrase) if stands_before else claim.phrase]
    if pieces[-1].end == claim.fate.start:
        pieces = [*pieces, claim.fate]
    said = "".join(_slice(piece, symbols, text) or "" for piece in pieces)
    if not said and claim.mention.unit in topic_words().counted:
        return _unit_as_said(claim.mention)  # 商务部等12|部门
    if not said and (lasted := symbol_pattern("chains", "lasted").search(symbols.text, 0, claim.position)):
        return _slice(lasted.span(), symbols, text)  # 博览会今天开幕，|为期|6天
    return _ASIDE.sub("", said) or None
