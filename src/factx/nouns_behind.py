"""The noun phrase behind a mention, who answers so, or what people did."""

from factx.claims import Claim, is_classifier, list_end, topic_words
from factx.facts import Kind, Measure
from factx.lexicon import table_words
from factx.predicates import fate, predicate
from factx.right_phrases import behind_relative, right_phrase
from factx.spans import NOWHERE, Span
from factx.symbols import QUANTITIES, symbol_patterns

_pattern = symbol_patterns("chains")


def noun_behind(text: str, claim: Claim) -> Span:
    """The noun behind the mention, who answers so, or what people did."""
    phrase, share = right_noun(text, claim), claim.measure is Measure.SHARE
    if only_intend(text, claim):
        return predicate(text, claim.position + 1) if share else NOWHERE
    if share and _pattern("opinion").match(text, claim.position + 1):
        return predicate(text, claim.position + 1)  # 一成七|希望是乙
    if share and _pattern("located").match(text, claim.position + 1):
        return predicate(text, claim.position + 1)
    if share:
        phrase = who_answers(text, phrase)
    if not phrase and (share or counts_people(text, claim) or tells_of_some(text, claim)):
        return predicate(text, list_end(text, claim) + 1)
    if phrase and claim.mention.kind is Kind.COUNT:
        claim.fate = fate(text, phrase.end)
    return phrase


def right_noun(text: str, claim: Claim) -> Span:
    """The noun phrase behind the mention; of what is counted also one that a clause parts from it."""
    start = list_end(text, claim) + 1
    if _pattern("round_number").match(text, start):
        return NOWHERE  # 迈上500万吨|台阶，2005年…
    if claim.mention.kind is Kind.COUNT and (are := _pattern("they_are").match(text, start)):
        start = are.end()
    phrase = _without_measure(text, right_phrase(text, start), claim)
    end = phrase.end if phrase else start
    of = text.startswith("的", end)
    if claim.mention.kind is Kind.DURATION and of and topic_words().acts.match(text[end + 1 : end + 3] + "，"):
        return Span(end + 1, end + 3)  # 为期12天的|袭击
    if claim.mention.unit in table_words("chains", "occasions") and topic_words().acts.match(text, end):
        return Span(phrase.start if phrase else end, end + 2)  # 遭到7次|空袭, 1次|大规模打击
    if not phrase and claim.mention.kind is Kind.COUNT and is_classifier(claim.mention):
        return behind_relative(text, start)
    return phrase


def _without_measure(text: str, phrase: Span, claim: Claim) -> Span:
    """What is counted, without what is measured of it: 322个|重点项目|总投资2640亿元, 474家|法院|收案数同比上升."""
    members = _pattern("members_measured").match(text, phrase.start) if claim.measure is Measure.SHARE else None
    if members and members.end(1) < phrase.end:
        return Span(*members.span(1))  # 六成|家庭|年收入超过10万元
    if claim.mention.kind is not Kind.COUNT:
        return phrase
    counted = _pattern("counted_measured").match(text, phrase.start) if is_classifier(claim.mention) else None
    if counted is None and claim.mention.unit in table_words("chains", "places_counted"):
        counted = _pattern("counted_whose").match(text, phrase.start)
    if counted and counted.end(1) < phrase.end:
        return Span(phrase.start, counted.end(1))
    if text[phrase.end : phrase.end + 1] not in QUANTITIES:
        return phrase
    if size := _pattern("size_end").search(text, *phrase):
        return Span(phrase.start, size.start())  # 4条|干渠|长20公里
    measured = topic_words().measured.search(text[phrase.start : phrase.end])
    return Span(phrase.start, phrase.start + measured.start()) if measured and measured.start() >= 2 else phrase


def who_answers(text: str, phrase: Span) -> Span:
    """Those of whom a share is told: 受访者|感觉…; of mere people it is what they say or do: 人|支持扩建."""
    people = topic_words().answering.match(text, phrase.start, phrase.end)
    if people is None:
        return phrase
    if people[0] in ("人", "人士"):
        return predicate(text, people.end()) or Span(*people.span())
    return Span(*people.span())


def only_intend(text: str, claim: Claim) -> bool:
    """Whether what those counted mean to do stands behind a figure, and no name of them: 3515家|计划|今年招聘."""
    intent = _pattern("bare_intent").match(text, claim.position + 1)
    return intent is not None and claim.mention.unit not in table_words("chains", "points")


def tells_of_some(text: str, claim: Claim) -> bool:
    """Whether what stands behind a count is what some of the cases told before did or met: 另有13件|适用惩罚性赔偿."""
    case = claim.mention.unit in table_words("chains", "cases")
    return (
        case
        and _pattern("some").search(text, 0, claim.position) is not None
        and "一" <= text[claim.position + 1 : claim.position + 2] <= "鿿"
    )


def counts_people(text: str, claim: Claim) -> bool:
    behind = text[claim.position + 1 : claim.position + 2]
    unit = (claim.mention.unit or "").partition("/")[0]  # each day, too: 每天1.5亿人次|通过公路出行
    if _pattern("round_number").match(text, claim.position + 1):
        return False  # 突破5800万户|大关
    return unit in table_words("chains", "heads") and behind not in ("", *"，。；、：）的和")
