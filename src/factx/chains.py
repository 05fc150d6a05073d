"""What each mention of a sentence is a figure of, and what a list, 分别 or a chain hands on to the next."""

import re
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from itertools import pairwise

from factx.bounds import bound_words
from factx.claims import CHAIN_END, LISTED, Claim, Topic, framed_topic, is_listed_place, is_subject, topic_words
from factx.facts import Bound, Kind, Measure, Mention
from factx.kept import compile_kept
from factx.lexicon import table_words
from factx.lists import distribute
from factx.match import Label
from factx.phrases import (
    NOWHERE,
    Span,
    behind_relative,
    clause_before,
    fared,
    follows_forward_verb,
    happening,
    headless,
    left_phrase,
    predicate,
    right_phrase,
    without_state,
)
from factx.symbols import ANY, QUANTITIES, SYMBOLS, SymbolSentence, symbol_pattern

_pattern = partial(symbol_pattern, "chains")
FALLBACK = "level.bare"
_SUMMED = "share.summed"  # percentages that make up a whole
# 增设29个示范区、|60个试验区: the verb in front holds for the whole list.
_VERB_FIRST = frozenset({"change.added", "change.added_before"})
_ADDED = compile_kept("[^，。；：占居达]{0,24}(?:、|和|以及|及)[^，。；：、占居达为增减]{0,24}")
# 上海（15.1%）、广州（|9.8%）
_BRACKETED = compile_kept("）(?:[、和及与]|以及|，(?:以及)?)[^，。；（）、和]{1,16}（")
_UNIT_IN_BRACKETS = compile_kept("（[^（）]{1,8}）[ \t：:]*\\Z")
_CLAUSE_MARK = compile_kept("[，。；]")


class Step(StrEnum):
    """The steps from the mentions of a sentence to its claims, in their order."""

    BEGIN = "begin"
    LIST = "list"
    NOUN = "noun"
    LEAD = "lead"
    SHARE = "share"
    HAND_ON = "hand on"
    DISTRIBUTE = "distribute"
    SUM = "sum"
    COMPARE = "compare"


# Hears after each step what has become of the claims.
Watch = Callable[[Step, list[Claim]], None]


def unwatched(step: Step, claims: list[Claim]) -> None:
    """Nobody asks how the claims came about."""


def build_claims(
    sentence: SymbolSentence, labels: dict[int, Label], carried: Topic | None = None, watch: Watch = unwatched
) -> list[Claim]:
    """Return a claim for each mention that is a fact, with indicator, measure and reference.

    ``carried`` is the topic of the sentence before, where that stands in the same paragraph.
    """
    claims = [
        _claim(position, mention, labels.get(position), sentence)
        for position, mention in sentence.mentions.items()
        if mention.kind is not Kind.PERIOD
    ]
    watch(Step.BEGIN, claims)
    _continue_lists(sentence.text, claims)
    watch(Step.LIST, claims)
    claims = [claim for claim in claims if why_no_fact(claim, sentence) is None]
    for claim in claims:
        _find_phrase(sentence, claim)
        claim.pieces = _with_actor(sentence.text, claim.phrase)
    watch(Step.NOUN, claims)
    _lead_up(sentence.text, claims)
    watch(Step.LEAD, claims)
    _go_on_growing(sentence.text, claims)
    _go_on_sharing(sentence.text, claims)
    watch(Step.SHARE, claims)
    _mark_places(sentence.text, claims)
    _hand_on(sentence.text, claims, carried)
    watch(Step.HAND_ON, claims)
    distribute(sentence.text, claims)
    watch(Step.DISTRIBUTE, claims)
    _hand_on(sentence.text, claims, carried)
    watch(Step.HAND_ON, claims)
    _add_up(sentence.text, claims)
    watch(Step.SUM, claims)
    _compare(sentence.text, claims)
    _of_whole(sentence.text, claims)
    _as_much_as_all(claims)
    watch(Step.COMPARE, claims)
    return [claim for claim in claims if not _only_describes(claim, claims)]


def _add_up(text: str, claims: list[Claim]) -> None:
    """Percentages in a row that no rule labels are shares where the sentence says so, or where they make up a whole."""
    run: list[Claim] = []
    for claim in (*claims, None):
        if (
            claim is not None
            and claim.label is None
            and claim.measure is Measure.LEVEL
            and claim.mention.kind is Kind.PERCENT
            and claim.mention.value is not None
            and claim.phrase
            and not _pattern("rate").search(text[claim.phrase.start : claim.phrase.end])
        ):
            run.append(claim)
            continue
        if len(run) >= 2 and _are_shares(text, run):
            for one in run:
                one.measure, one.rule = Measure.SHARE, _SUMMED
        run = []


def _are_shares(text: str, run: list[Claim]) -> bool:
    """Whether the sentence says so of percentages in a row, or they make up a whole."""
    total = sum(one.mention.value or 0 for one in run)
    if len(run) >= 3 and 99 <= total <= 101:
        return True
    if total == 100 and "其中" in text[: run[0].phrase.start]:  # 其中男性52%，女性48%
        return True
    if _pattern("asked").search(text[: run[0].position]) and all(text[one.position - 1] == "（" for one in run):
        return True
    divided = _pattern("divided").search(text)
    return divided is not None and run[0].phrase.start >= divided.end()


def _compare(text: str, claims: list[Claim]) -> None:
    """What opens the sentence as a comparison with the past holds for each change in it that names none."""
    changes = [one for one in claims if one.measure in (Measure.GROWTH, Measure.CHANGE) and not one.reference]
    if not changes or (compared := _pattern("compared").search(text)) is None:
        return
    for claim in changes:
        if claim.start >= compared.end():
            claim.reference = Span(*compared.span(1))


def _of_whole(text: str, claims: list[Claim]) -> None:
    """Shares behind 全部就业人员中， are of those, where they name no whole themselves."""
    wholes = [match for match in _pattern("among").finditer(text) if not _pattern("no_whole").search(match[1])]
    for claim in claims if wholes else ():
        before = [whole for whole in wholes if whole.end() <= claim.start]
        if claim.measure is not Measure.SHARE or claim.reference or not before:
            continue
        if "中" not in text[before[-1].end() : claim.start]:  # 受访者中，…，网民中八成上过网
            claim.reference = Span(*before[-1].span(1))


def _as_much_as_all(claims: list[Claim]) -> None:
    """A gap as large as the value itself is none: 价格为4.33元，略高于净资产|4.3元 tells the other's value."""
    for before, claim in pairwise(claims):
        value, gap = before.mention.value, claim.mention.value
        if (
            claim.measure is Measure.GAP
            and before.measure is Measure.LEVEL
            and claim.mention.kind is before.mention.kind is Kind.MONEY
            and value
            and gap
            and claim.reference.end == claim.position
            and abs(gap - value) * 5 < value
        ):
            claim.measure, claim.sign, claim.phrase, claim.reference = Measure.LEVEL, 1, claim.reference, NOWHERE


def _only_describes(claim: Claim, claims: list[Claim]) -> bool:
    """Whether an amount is part of the name of another's indicator: 产值过千亿元|产业."""
    return (
        claim.label is None
        and (_is_threshold(claim.mention) or _is_class(claim.mention))
        and any(other.phrase.start <= claim.position < other.phrase.end for other in claims)
    )


def _claim(position: int, mention: Mention, label: Label | None, sentence: SymbolSentence) -> Claim:
    if label is None or label.rule.side == "nearest":
        rule = label.rule.id if label else FALLBACK
        bound = _bound_apart(sentence.text, position, mention)
        return Claim(position, mention, _bare_measure(mention), rule, start=position, bound=bound)
    said = label.emission
    measure = Measure.RANK if mention.kind is Kind.RANK else said.measure  # 升至第11位
    return Claim(
        position,
        mention,
        measure,
        label.rule.id,
        said.sign,
        said.modality,
        said.past,
        label.start,
        label,
        reference=_reference(sentence.text, label),
        bound=_bound(sentence.text, label, position, mention),
    )


def _bound_apart(text: str, position: int, mention: Mention) -> Bound | None:
    """The bound of a figure that a verb parts from it: 至少造成|12人|死亡."""
    apart = _pattern("at_least").search(text, max(0, position - 6), position) if mention.bound is Bound.EQ else None
    return (Bound.GE if apart[1] else Bound.LE) if apart else None


def _bound(text: str, label: Label, position: int, mention: Mention) -> Bound:
    """The bound of a figure, as it touches it or stands before the whole that it is a part of."""
    if mention.bound is Bound.EQ and label.emission.measure in (Measure.SHARE, Measure.MULTIPLE):
        said = _pattern("bounded").match(text, label.start, position)
        if said and (bound := next((words[said[1]] for words in bound_words().before if said[1] in words), None)):
            return bound
    return mention.bound


def _reference(text: str, label: Label) -> Span:
    """What the figure is compared with, without how: 上年同期|实际增长."""
    start, end = label.slots.get("reference", (0, 0))
    how = _pattern("how_compared").search(text, start, end)
    said = text.find("（", start, end)  # 比去年同期（下同）
    if said > start:
        return Span(start, said)
    return Span(start, how.start() if how and how.start() > start else end)


def _bare_measure(mention: Mention) -> Measure:
    return {Kind.RANK: Measure.RANK, Kind.SHIFT: Measure.GROWTH, Kind.FRACTION: Measure.SHARE}.get(
        mention.kind, Measure.LEVEL
    )


class NoFact(StrEnum):
    """Why a mention that became a symbol claims nothing."""

    RANK = "a place in an order that no rule reads"
    FIRST_EVER = "the first ever is no place in an order"
    TOLD_BY = "每 before the rule makes it what another figure is told by"
    NUMERAL = "a numeral without a unit, no rule reads it, and it has neither 万 nor 亿 nor a name such as 指数"
    FRAME = "a length of time that only frames another figure"


def why_no_fact(claim: Claim, sentence: SymbolSentence) -> NoFact | None:
    """Return why a mention claims nothing, or None where it does; it needs a rule, a unit or a scale of its own."""
    mention, text = claim.mention, sentence.text
    if mention.kind is Kind.RANK:
        if claim.label is None:
            return NoFact.RANK
        # 成为第一位站上…的: the first ever is no place in an order.
        names = re.match("[一-鿿]", text[claim.position + 1 : claim.position + 2])
        told = claim.label.emission.measure is not Measure.LEVEL or claim.past  # 由第9位|升至第4位
        return NoFact.FIRST_EVER if names and not told else None
    if claim.label is not None:
        lasted = mention.kind is Kind.DURATION and claim.label.rule.priority < 0
        if lasted and _pattern("goes_on").match(text, claim.position + 1):
            return NoFact.FRAME  # 实现20年|持续增长
        return NoFact.TOLD_BY if text[claim.start - 1 : claim.start] == "每" else None  # GDP每|增长1个百分点
    if mention.kind is Kind.NUMBER:
        return None if _is_value(claim, text) else NoFact.NUMERAL
    return NoFact.FRAME if mention.kind is Kind.DURATION and _frames(text, claim.position) else None


def _is_value(claim: Claim, text: str) -> bool:
    """Whether a numeral without a unit is a value: by its scale, or by a name whose values have none."""
    said = claim.mention.text
    scaled = re.search("[万亿萬億]", said)
    if scaled or not re.search("[.．]", said):
        return bool(scaled)
    latin = re.search("[A-Za-z] ?$", text[max(0, claim.position - 2) : claim.position])  # P<0.05
    bounded = claim.mention.bound not in (Bound.EQ, Bound.APPROX) and not latin  # 误差不超过0.1
    return bounded or _pattern("unitless").search(text, 0, claim.position) is not None


def _frames(text: str, position: int) -> bool:
    """Whether a length of time only frames another figure: 5年内, 连续9年, 3个月前."""
    return bool(
        _pattern("goes_on").match(text, position + 1)
        or _pattern("lasting").match(text, position + 1)
        or _pattern("since").search(text, 0, position)
    )


def _continue_lists(text: str, claims: list[Claim]) -> None:
    """A%和B%: the later members of a list take the label of the first."""
    for before, claim in pairwise(claims):
        between = text[before.position + 1 : claim.position].strip()
        if (
            claim.label is None
            and before.label is not None
            and LISTED.fullmatch(between)
            and "，" not in between
            and claim.mention.kind is before.mention.kind
            and claim.mention.unit == before.mention.unit
            or (
                claim.label is None
                and before.label is not None
                and LISTED.fullmatch(between)
                and {claim.mention.kind, before.mention.kind} <= {Kind.PERCENT, Kind.MULTIPLE}
            )
        ):
            _continue(before, claim)
        elif (
            claim.label is None
            and before.rule in _VERB_FIRST
            and claim.mention.kind is before.mention.kind
            and _ADDED.fullmatch(between)
        ) or (
            claim.label is None
            and before.measure is Measure.CHANGE
            and "新增" in text
            and claim.mention.unit == before.mention.unit
            and _pattern("part_of").match(between)
        ):
            claim.measure, claim.rule, claim.sign, claim.modality = (
                before.measure,
                before.rule,
                before.sign,
                before.modality,
            )
        elif (
            claim.label is None
            and before.measure is Measure.SHARE
            and claim.mention.kind is before.mention.kind
            and _BRACKETED.fullmatch(between)
        ):
            claim.measure, claim.rule = before.measure, before.rule
        elif (
            between in ("或", "，或", "，即", "（", "(")
            and before.measure is Measure.CHANGE
            and claim.label is None
            and claim.mention.kind is Kind.PERCENT
        ):
            _continue(before, claim)
            claim.measure = Measure.GROWTH
        elif (
            between == "或"
            and before.measure in (Measure.GAP, Measure.LEVEL)
            and before.mention.kind is Kind.COUNT
            and claim.label is None
            and claim.mention.kind is Kind.PERCENT
        ):
            _continue(before, claim)  # 得票562万张或|50.87%，相差38万张或|3.49%
            claim.measure = Measure.SHARE if before.measure is Measure.LEVEL else Measure.GAP


def _lead_up(text: str, claims: list[Claim]) -> None:
    """34.5%、|23.1%和|12%的受访者: the noun behind the last share of a list is that of all."""
    for claim, after in reversed(list(pairwise(claims))):
        if (
            claim.label is None
            and after.measure is Measure.SHARE
            and after.phrase.start > after.position
            and claim.mention.kind is after.mention.kind
            and re.fullmatch("[、/]|和|及|与|以及|或", text[claim.position + 1 : after.position].strip())
        ):
            claim.measure, claim.rule, claim.phrase = after.measure, after.rule, after.phrase


def _go_on_growing(text: str, claims: list[Claim]) -> None:
    """城镇居民收入增长5%，|农村居民6%: a percentage with its own name and no verb is a growth like the one before."""
    for before, claim in pairwise(claims):
        if (
            before.measure is Measure.GROWTH
            and (before.label is None or before.label.rule.side == "left")
            and claim.label is None
            and claim.measure is Measure.LEVEL
            and claim.mention.kind is Kind.PERCENT is before.mention.kind
            and text[before.position + 1] in "，、；"
            and _pattern("named_anew").fullmatch(text, before.position + 2, claim.position)
            and text[claim.position + 1 : claim.position + 2] in ("", *"，、；。")
            and claim.phrase.end == claim.position
            and claim.phrase.start <= before.position + 4
            and not _pattern("rate").search(said := text[claim.phrase.start : claim.phrase.end])
            and not _pattern("share").search(said)
        ):
            claim.measure, claim.rule, claim.sign = Measure.GROWTH, before.rule, before.sign
            claim.modality, claim.reference = before.modality, before.reference


def _go_on_sharing(text: str, claims: list[Claim]) -> None:
    """本科生占30%，|硕士生20%: a percentage behind a share is one too, unless what it is of has the name of a rate."""
    for before, claim in pairwise(claims):
        if (
            before.measure is Measure.SHARE
            and claim.measure is Measure.LEVEL
            and claim.mention.kind is before.mention.kind
            and claim.mention.unit == before.mention.unit
            and (
                claim.phrase.start > before.position
                and not _pattern("rate").search(text[claim.phrase.start : claim.phrase.end])
                or LISTED.fullmatch(text[before.position + 1 : claim.position])
            )
        ):
            claim.measure, claim.rule = Measure.SHARE, before.rule
            claim.phrase = _who_answers(text, claim.phrase)
    shares = [claim for claim in claims if claim.measure is Measure.SHARE]
    for before, claim in pairwise(shares):
        _share_what_is_classed(text, before, claim)


def _share_what_is_classed(text: str, before: Claim, claim: Claim) -> None:
    """生活费1500元以下的占35%，|1500元至2500元|的占50%: classes of one thing, named before the first alone."""
    named = before.pieces[0] if before.pieces else Span(before.phrase.start, before.phrase.end - 1)
    alone = claim.phrase.end - claim.phrase.start == 1 and text[claim.phrase.start] in QUANTITIES
    if alone and not claim.pieces and named and text[before.phrase.end - 1] in QUANTITIES:
        claim.pieces = [named, claim.phrase]


def _continue(before: Claim, claim: Claim) -> None:
    claim.measure, claim.rule, claim.sign, claim.modality = before.measure, before.rule, before.sign, before.modality
    claim.label, claim.start, claim.reference = before.label, claim.position, before.reference
    claim.listed = True


def _find_phrase(sentence: SymbolSentence, claim: Claim) -> None:
    """The indicator as it stands beside the mention, left or right."""
    text = sentence.text
    if claim.listed:
        return
    if claim.label is not None and "indicator" in claim.label.slots:
        start, end = claim.label.slots["indicator"]
        claim.phrase = left_phrase(text, end, start) or Span(start, end)
        return
    if (
        claim.measure is Measure.LEVEL
        and claim.mention.unit in topic_words().people
        and (befell := happening(text, claim.position + 1))
    ):
        claim.phrase = befell
        return
    counted = claim.measure is Measure.LEVEL and claim.mention.kind is Kind.COUNT
    if counted and (came := fared(text, claim.position + 1)):
        claim.phrase = came
        return
    side = claim.label.rule.side if claim.label else _side(sentence, claim)
    if side == "right":
        claim.phrase = _right(text, claim)
        if claim.measure is Measure.SHARE:
            claim.phrase = _who_answers(text, claim.phrase)
        if not claim.phrase and (claim.measure is Measure.SHARE or _counts_people(text, claim)):
            claim.phrase = predicate(text, claim.position + 1)
        if claim.phrase:
            return
    claim.phrase = _left(text, claim, sentence.mentions)
    if text.startswith("降温", claim.phrase.end) and _pattern("scope").fullmatch(text, *claim.phrase):
        claim.phrase = Span(claim.phrase.end, claim.phrase.end + 2)  # 局地|降温|超12℃
    if _pattern("members").search(text, claim.phrase.start, claim.phrase.end):
        claim.phrase = NOWHERE
    before = sentence.mentions.get(claim.start - 1)
    if claim.measure is Measure.SHARE and before and _is_class(before):
        claim.phrase = Span((left_phrase(text, claim.start - 1) or Span(claim.start - 1, 0)).start, claim.start)
    counts = claim.mention.kind is Kind.COUNT and _is_classifier(claim.mention)
    if counts and text.endswith(table_words("chains", "together"), 0, claim.position):
        claim.phrase = right_phrase(text, claim.position + 1) or claim.phrase  # 26个省份共计75个|试点县
    if not claim.phrase and (left_open := _pattern("of_those").search(text, 0, claim.start)):
        claim.phrase = headless(text, left_open.start(), claim.phrase)  # 上涨|的有56个
    if claim.measure is Measure.SHARE and text[claim.start - 1 : claim.start] == "的":
        claim.phrase = headless(text, claim.start - 1, claim.phrase)
    if claim.measure is Measure.LEVEL and (not claim.phrase or is_subject(text, claim.phrase)):
        claim.right = right_phrase(text, claim.position + 1)
        if counts and not claim.past:
            claim.phrase = claim.right or claim.phrase
    if claim.measure is Measure.CHANGE and counts and not claim.phrase:
        claim.phrase = right_phrase(text, claim.position + 1)  # 拟增加17个|新职业
    if not claim.phrase and not claim.right and (end := clause_before(text, claim.start)):
        if claim.measure is Measure.SHARE and re.search(f"[{SYMBOLS[Kind.PERCENT]}][^，；。]*\\Z", text[:end]):
            return  # 24%位于市区，|56%位于新区: of what the share before is of
        claim.phrase = without_state(text, left_phrase(text, end))


_LONGEST_ACTOR = 14


def _with_actor(text: str, phrase: Span) -> list[Span]:
    """A bare deed with the thing done, a result with the branch that has it: 早稻已|收获, 服务业|实现|利润."""
    done = _pattern("done").search(text, max(0, phrase.start - 6), phrase.start) if phrase else None
    if done is None:
        return []
    words, result = topic_words(), done[0].endswith(("实现", "完成"))
    if not result and text[phrase.start : phrase.end] not in words.deeds:
        return []
    actor = left_phrase(text, done.start())
    said = text[actor.start : actor.end]
    fits = words.branches.search(said) if result else not words.nobody.search(said)
    short = 2 <= actor.end - actor.start <= _LONGEST_ACTOR
    return [actor, phrase] if short and fits and not is_subject(text, actor) else []


def _right(text: str, claim: Claim) -> Span:
    """The noun phrase behind the mention; of what is counted also one that a clause parts from it."""
    phrase = _without_measure(text, right_phrase(text, claim.position + 1), claim)
    end = phrase.end if phrase else claim.position + 1
    of = text.startswith("的", end)
    if claim.mention.kind is Kind.DURATION and of and topic_words().acts.match(text[end + 1 : end + 3] + "，"):
        return Span(end + 1, end + 3)  # 为期12天的|袭击
    if claim.mention.unit in table_words("chains", "occasions") and topic_words().acts.match(text, end):
        return Span(phrase.start if phrase else end, end + 2)  # 遭到7次|空袭, 1次|大规模打击
    if not phrase and claim.mention.kind is Kind.COUNT and _is_classifier(claim.mention):
        return behind_relative(text, claim.position + 1)
    return phrase


def _without_measure(text: str, phrase: Span, claim: Claim) -> Span:
    """What is counted, without what the next figure measures of it: 322个|重点项目|总投资2640亿元."""
    if claim.mention.kind is not Kind.COUNT or text[phrase.end : phrase.end + 1] not in QUANTITIES:
        return phrase
    measured = topic_words().measured.search(text[phrase.start : phrase.end])
    return Span(phrase.start, phrase.start + measured.start()) if measured and measured.start() >= 2 else phrase


def _who_answers(text: str, phrase: Span) -> Span:
    """Those of whom a share is told: 受访者|感觉…; of mere people it is what they say or do: 人|支持扩建."""
    people = topic_words().answering.match(text, phrase.start, phrase.end)
    if people is None:
        return phrase
    if people[0] in ("人", "人士"):
        return predicate(text, people.end()) or Span(*people.span())
    return Span(*people.span())


def _counts_people(text: str, claim: Claim) -> bool:
    behind = text[claim.position + 1 : claim.position + 2]
    return claim.mention.unit in table_words("chains", "heads") and behind not in ("", *"，。；、：）的和")


def _left(text: str, claim: Claim, mentions: dict[int, Mention]) -> Span:
    """The noun phrase before the mention; a threshold inside it does not end it: 产值过千亿元|产业."""
    bracketed = text[claim.start - 1 : claim.start] == "（" and text[claim.position + 1 : claim.position + 2] == "）"
    end = claim.start - bracketed  # 内地（升6.5%）
    if claim.mention.text[-1].isdigit() and (unit := _UNIT_IN_BRACKETS.search(text, 0, end)):
        end = unit.start()  # 工业增加值|（亿元）|1203.4
    if text[end - 1 : end] == "的" and _ends_in_bound(mentions.get(end - 2)):
        wider = left_phrase(text, end - 2)
        return Span(wider.start if wider.end == end - 2 else end - 2, end - 1)  # 进出口额|1亿元以上|的7800家
    if (label := _pattern("label").search(text, 0, end)) and not is_subject(text, Span(*label.span(1))):
        return Span(*label.span(1))
    phrase = left_phrase(text, end, floor := _after_brackets(text, end))
    if bracketed and floor and not phrase and set(QUANTITIES).isdisjoint(text[floor:end]):
        return Span(floor, end)  # 薪酬（65%）、|稳定|（53%）
    before = phrase.start - 1
    of_bound = phrase and text[before] == "的" and before > 0 and _ends_in_bound(mentions.get(before - 1))
    if of_bound and (wider := left_phrase(text, before - 1)) and wider.end == before - 1:
        return Span(wider.start, phrase.end)  # 月入|3万元以上|的受访者
    if phrase and before >= 0 and text[before] in QUANTITIES and not LISTED.match(text[phrase.start]):
        wider = left_phrase(text, before)
        gap = text[phrase.start : phrase.end]
        if len(gap) <= 10 and not re.search("^[的，]|、", gap) and _is_threshold(mentions[before]):
            return Span(wider.start if wider and wider.end == before else before, phrase.end)
    return phrase


def _after_brackets(text: str, end: int) -> int:
    """Where the member of a list begins that brackets with figures part from those before: （15.1%）、|广州."""
    close = text.rfind("）", 0, end)
    joined = close > 0 and text[close - 1] in QUANTITIES and text[close + 1] in "、和及与"
    return close + 2 if joined and not _CLAUSE_MARK.search(text, close, end) else 0


def _is_class(mention: Mention) -> bool:
    """Whether an amount names a class of things by its size: 1万至2万元|占24%."""
    return mention.kind is not Kind.PERIOD and (mention.bound is Bound.RANGE or _ends_in_bound(mention))


def _ends_in_bound(mention: Mention | None) -> bool:
    return mention is not None and mention.bound in (Bound.GE, Bound.LE) and mention.text[-1] in "上下内"


def _is_threshold(mention: Mention) -> bool:
    """Whether an amount may stand inside a name: 产值过千亿元|产业."""
    return mention.kind is Kind.MONEY and mention.bound in (Bound.GT, Bound.GE, Bound.LE, Bound.LT)


def _length(span: Span) -> int:
    return span.end - span.start


# Behind these the count's noun follows; a measured amount has its noun before it unless a verb stands there.
_COUNTED = frozenset({Kind.COUNT, Kind.NUMBER, Kind.DURATION})


def _side(sentence: SymbolSentence, claim: Claim) -> str:
    """On which side of a mention that no rule labels its noun stands."""
    text, position = sentence.text, claim.position
    right = _right(text, claim)
    if not right:
        opens = text[position - 1 : position]
        people = _counts_people(text, claim) and (
            opens in ("", *"，。；：有致让使由织")
            or opens in ANY
            or follows_forward_verb(text, position)
            or not (left := left_phrase(text, position))
            or is_subject(text, left)
        )
        return "right" if people else "left"
    floor = max(text.rfind(mark, 0, position) for mark in "，。；：;:")
    if follows_forward_verb(text, position):
        return "right"
    before = text[position - 1 : position]
    if _pattern("one_of").search(text, 0, position):
        return "right"  # 建成一条|10兆瓦|中试线
    if (
        text[position + 1 : position + 2] == "的"
        and claim.mention.kind is Kind.MONEY
        and _length(left_phrase(text, position, max(floor, 0))) <= 2
    ):
        return "right"
    if (
        not before
        or before in "，。；：、（()“” \n" + ANY
        or before in "的将有等和与及各对为了在这向该其是把由从共近约"
    ):
        return "right"
    if claim.mention.kind is Kind.COUNT and _is_classifier(claim.mention):
        return "right"
    left = left_phrase(text, position, max(floor, 0))
    return (
        "left"
        if left and not is_subject(text, left) and not _pattern("place_part").search(text[left.start : left.end])
        else "right"
    )


def _is_classifier(mention: Mention) -> bool:
    return (mention.unit or "") not in topic_words().no_classifiers


def _hand_on(text: str, claims: list[Claim], carried: Topic | None) -> None:
    """A chain's later members take the topic of the one before: 达到1542家、居全省第3位.

    A sentence that names no indicator of its own goes on with that of the sentence before: 其中福田45宗.
    """
    for claim, after in pairwise(claims):
        adjoins = after.position == claim.position + 1 and after.phrase.start > after.position
        counted = claim.label is None and _is_classifier(claim.mention)
        if adjoins and (not claim.phrase or counted or text[claim.position - 1 : claim.position] in "、，；"):
            claim.phrase = after.phrase  # 57台|163场参演剧目, 1864户|4213人脱贫
    topic, topic_unit = NOWHERE, None
    topics: list[tuple[int, Span, str | None]] = []
    pieces: dict[Span, list[Span]] = {}
    before: Claim | None = None
    for claim in claims:
        if before is not None and CHAIN_END.search(text, before.position, claim.position):
            topic = NOWHERE if claim.phrase and not is_listed_place(text, claim.phrase) else topic
        while topics and topics[-1][0] >= claim.start:  # an amount inside the rule's match is no topic of it
            topics.pop()
            topic, topic_unit = topics[-1][1:] if topics else (NOWHERE, None)
        if claim.phrase:
            known = topic or carried or framed_topic(text)
            if (
                known
                and not claim.inherited
                and (claim.place or claim.phrase.end <= claim.position and is_subject(text, claim.phrase))
                and not (before is not None and _is_sibling(text, before, claim))
                and (
                    claim.measure is not Measure.LEVEL
                    or claim.mention.unit == (topic_unit if topic else carried.unit if carried else claim.mention.unit)
                    or (
                        (text.startswith("占", claim.phrase.end) or is_listed_place(text, claim.phrase))
                        and (same := [(span, unit) for _, span, unit in topics if unit == claim.mention.unit])
                    )
                )
            ):
                if claim.measure is Measure.LEVEL and topic and claim.mention.unit != topic_unit:
                    topic, topic_unit = same[-1]  # 新界占|1951份|，占比50.6%，九龙占1203份
                claim.member, claim.phrase = claim.phrase, NOWHERE
                topic = topic or (NOWHERE if carried else framed_topic(text))
            elif not claim.pieces and not claim.inherited:
                _complete(text, claim, topic, carried, pieces)
        if claim.pieces and not claim.inherited:
            pieces[claim.phrase] = claim.pieces
        if not claim.phrase:
            if claim.label is None and claim.mention.unit in topic_words().counted:
                pass  # 二十三万农户、近百万人从中受益: its unit is its noun
            elif topic:
                claim.phrase, claim.inherited, claim.pieces = topic, True, list(pieces.get(topic, ()))
            elif carried and not claim.pieces:
                claim.topic, claim.inherited = carried.indicator, True
            elif claim.right:
                claim.phrase = claim.right
        if (
            claim.inherited
            and claim.rule == "level.reach"
            and claim.mention.kind is Kind.PERCENT
            and before is not None
            and before.measure is Measure.SHARE
        ):
            claim.measure = Measure.SHARE  # 占全国的一半以上，达到|56.7%
        if (
            claim.measure is Measure.LEVEL
            and claim.mention.kind in (Kind.PERCENT, Kind.FRACTION)
            and _pattern("share").search(text[claim.phrase.start : claim.phrase.end])
        ):
            claim.measure = Measure.SHARE
        if claim.phrase and not claim.past:
            topic, topic_unit = claim.phrase, claim.mention.unit
            topics.append((claim.position, topic, topic_unit))
        before = claim


def _is_sibling(text: str, before: Claim, claim: Claim) -> bool:
    """Whether two shares are of parts of one whole, so that neither is told of the other: 北部占44%，中部占25%."""
    return (
        before.measure is Measure.SHARE
        and claim.measure is Measure.SHARE
        and not (before.member or before.inherited)
        and before.phrase.end == before.start
        and text.startswith("占", before.phrase.end)
        and text.startswith("占", claim.phrase.end)
    )


def _mark_places(text: str, claims: list[Claim]) -> None:
    """In a list of counts by place (福田45宗、光明8宗) each member is one, also those whose name is a common word."""
    run: list[Claim] = []
    for claim in (*claims, None):
        joined = (
            claim is not None
            and claim.label is None
            and claim.phrase
            and claim.phrase.end - claim.phrase.start <= 4
            and (
                not run
                or (
                    text[run[-1].position + 1 : claim.phrase.start] in ("、", "，", "和")
                    and claim.mention.unit == run[-1].mention.unit
                )
            )
        )
        if joined and claim is not None:
            run.append(claim)
            continue
        if len(run) >= 3 and 2 * sum(is_subject(text, member.phrase) for member in run) >= len(run):
            for member in run:
                member.place = True
        run = [claim] if claim is not None and claim.phrase and claim.label is None else []


_VISITED = 8  # characters of a name that a list of visits may have


def _visits(text: str, claim: Claim, topic: Span) -> Span:
    """What a list of visits by place tells of each: empty where the phrase tells it itself."""
    tail = _pattern("visits").search(text, topic.start, topic.end)
    named = claim.phrase.end <= claim.position and claim.phrase.end - claim.phrase.start <= _VISITED
    if tail is None or claim.measure is not Measure.LEVEL or claim.mention.unit != "人次" or not named:
        return NOWHERE
    told = text[claim.phrase.start : claim.phrase.end]
    own = topic_words().measured.search(told) or _pattern("visited").search(told)
    return NOWHERE if own else Span(*tail.span())


def _trader(text: str, topic: Span, pieces: list[Span]) -> Span:
    """Whose trade the topic is, or with whom: 民营企业|进出口; empty where it is all trade."""
    if len(pieces) == 2 and _pattern("trades").fullmatch(text[slice(*pieces[1])]):
        return pieces[0]
    trades = _pattern("trades").search(text, topic.start, topic.end)
    if trades and text[topic.start : trades.start()] in table_words("chains", "all_trade"):
        return NOWHERE
    return Span(topic.start, trades.start()) if trades and not pieces and trades.start() > topic.start else NOWHERE


def _complete(text: str, claim: Claim, topic: Span, carried: Topic | None, pieces: dict[Span, list[Span]]) -> None:
    """Give a noun that says nothing alone (总数, 增速) the topic that it is said of."""
    said = text[claim.phrase.start : claim.phrase.end]
    if said in topic_words().stands_for_topic and (topic or carried):
        claim.phrase = NOWHERE
    elif said in topic_words().adds_to_topic and topic:
        if said in table_words("chains", "of_things") and (
            topic_words().measured.search(text[topic.start : topic.end])
            or text.endswith(table_words("chains", "achieved"), 0, claim.phrase.start)
        ):
            return  # 完成投资3亿元，|产值|增长5%; 年产汽车20万辆，实现|产值|100亿元: a measure of its own
        again = text[topic.start : topic.end].endswith(said)  # 产值100亿元，|产值|增长3%
        claim.phrase, claim.pieces = (topic, []) if again else (claim.phrase, [topic, claim.phrase])
    elif topic and (tail := _visits(text, claim, pieces.get(topic, [topic])[-1])):
        claim.pieces = [claim.phrase, tail]  # 古镇|接待游客|9万人次，|湿地|2万人次
    elif said in table_words("chains", "halves") and topic and (whose := _trader(text, topic, pieces.get(topic, []))):
        claim.pieces = [whose, claim.phrase]  # 民营企业进出口9亿元，其中|出口|5亿元
    elif said in topic_words().leads_topic and claim.measure is not Measure.LEVEL and (topic or carried):
        claim.phrase = NOWHERE  # 年均增长7%: how the growth is told
    elif said in topic_words().leads_topic and topic and not text.startswith(said, topic.start):
        claim.pieces = [claim.phrase, topic]  # 发送旅客186万人次，|日均|37万人次
    elif said in topic_words().adds_to_topic and carried and not carried.indicator.endswith(said):
        claim.topic = carried.indicator + said
