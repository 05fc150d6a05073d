"""Whether a figure tells of what is, of what is expected, or of a target."""

from operator import itemgetter

from factx.claims import Claim
from factx.facts import Measure, Modality
from factx.lexicon import table_words
from factx.origins import NOTHING, How, Origin
from factx.segment import clause_start, is_shut_in
from factx.symbols import QUANTITIES, SymbolSentence, symbol_patterns

_pattern = symbol_patterns("context")
ModalWord = tuple[int, int, Modality]


def modal_words(text: str, claims: list[Claim]) -> list[ModalWord]:
    """What a sentence says of the future: where each such word stands, and what it makes of what follows."""
    references = [claim.reference for claim in claims]
    found = [
        (*match.span(), modality)
        for modality in (Modality.EXPECTED, Modality.TARGET)
        for match in _pattern(modality.value).finditer(text)
        if not any(reference.start <= match.start() < reference.end for reference in references)  # 低于|预期|2个百分点
    ]
    return sorted(found, key=itemgetter(0))


def find_modality(symbols: SymbolSentence, claim: Claim, said: list[ModalWord]) -> tuple[Modality, Origin]:
    """Return the modality of a claim, and where that is said; ``said`` are the modal words of its sentence."""
    text = symbols.text
    if claim.modality is not None:
        return claim.modality, Origin(How.RULE)
    if claim.past:
        planned = _pattern("planned").search(text, max(0, claim.position - 4), claim.position)
        return Modality.TARGET if planned else Modality.ACTUAL, Origin(How.PAST)
    behind = _pattern("aim_behind").match(text, claim.position + 1) if claim.measure is not Measure.SHARE else None
    if behind:
        return Modality.TARGET, Origin(How.WORD, *symbols.span(*behind.span()))  # 新增就业5500万人|的目标任务
    # not 完成销售|目标|的44%, 招生|计划|增加3000人
    if (
        claim.measure is Measure.LEVEL
        and claim.phrase.end <= claim.position
        and _pattern("target_noun").search(text, *claim.phrase)
    ):
        # 年度投资|计划|836亿元, but not “20点|计划”
        return Modality.TARGET, Origin(How.INDICATOR, *symbols.span(*claim.phrase))
    floor = _floor(symbols, claim)
    governing = [
        word
        for word in said
        if floor <= word[0] < claim.position
        and not is_shut_in(text, word[0], claim.position)
        and _reaches(text, word, claim.position)
    ]
    if not governing:
        return Modality.ACTUAL, NOTHING
    start, end, modality = governing[-1]
    if claim.measure is Measure.SHARE and _pattern("planners").match(text, start, claim.position):
        return Modality.ACTUAL, NOTHING
    if now := _pattern("as_now").search(text, max(0, claim.position - 8), claim.position):
        return Modality.ACTUAL, Origin(How.WORD, *symbols.span(*now.span()))  # 将由|目前的|3小时缩短至1小时
    if told := _pattern("actual").search(text, start, claim.position) or _pattern("by_now").search(
        text, start, claim.position
    ):
        return Modality.ACTUAL, Origin(How.WORD, *symbols.span(*told.span()))  # 计划供应15万公顷，截至6月底|完成32%
    if (stated := _stated(symbols, start, claim.position)) is not None:
        return Modality.ACTUAL, Origin(How.WORD, *symbols.span(stated, stated + 1))
    return modality, Origin(How.WORD, *symbols.span(start, end))


def _stated(symbols: SymbolSentence, start: int, end: int) -> int | None:
    """Where a word of time between ``start`` and ``end`` says as of when a figure is: 年计划完成9亿元，|截至11月底|."""
    spans = ((at, span) for at, span in symbols.periods.items() if start < at < end)
    for at, span in spans:
        opens_now = "now" in span.parts and symbols.text[at - 1] in "，；"  # 计划开工6个，|目前|3个已开工
        if opens_now or span.parts.get("until", "").startswith("截"):
            return at
    return None


def _reaches(text: str, word: ModalWord, position: int) -> bool:
    """Whether a modal word governs what stands at ``position`` behind it."""
    told = text[word[0] : position]
    if _pattern("near").match(text, word[0]):
        return "，" not in told and "；" not in told
    looks_on = told.startswith(("预", "有望", "可望")) or text[word[0] : word[1]].endswith("后")
    late = looks_on and not set(QUANTITIES).isdisjoint(text[: word[0]])
    return "；" not in told or not (late or _pattern("of_its_part").match(text, word[0]))  # 收入9亿元，|预计|增长5%；…


def _floor(symbols: SymbolSentence, claim: Claim) -> int:
    """Where what governs a claim may begin."""
    text = symbols.text
    clause = clause_start(text, claim.position, "，；")
    if _pattern("done").search(text, clause, claim.position + 1) or _pattern("done_behind").match(
        text, claim.position + 1
    ):
        return clause  # 将扩大补贴，此外还增加了|32类: done, unless its clause says
    opened = _pattern("but").match(text, clause)
    span = symbols.periods.get(opened.end() if opened else clause)
    if span and (span.is_comparison or span.parts.get("relative_year") in table_words("context", "past_years")):
        return clause  # 预计亏损3亿元，上年同期|盈利1亿元; 而去年|盈利2亿元
    others = claim.measure is Measure.SHARE and _pattern("others").fullmatch(text, clause, claim.start)
    return clause if others and clause else 0  # 三成计划加薪，|五成维持不变
