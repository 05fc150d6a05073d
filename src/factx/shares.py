"""Which percentages are shares because those beside them are, or because the sentence says so."""

import re
from itertools import pairwise

from factx.claims import (
    FALLBACK,
    LISTED,
    Claim,
    behind_subject,
)
from factx.facts import Kind, Measure
from factx.nouns_behind import who_answers
from factx.spans import NOWHERE, Span
from factx.symbols import QUANTITIES, symbol_patterns

_pattern = symbol_patterns("chains")
_LONGEST_PART = 8  # characters of a name beside which another is a part of the same
_LISTED = frozenset("、和与及")
_SUMMED = "share.summed"  # percentages that make up a whole


def lead_up(text: str, claims: list[Claim]) -> None:
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
        elif (
            claim.label is None
            and after.measure is Measure.SHARE
            and claim.mention.kind is after.mention.kind
            and text[claim.phrase.end : claim.position] == "的"
            and _pattern("parts_together").fullmatch(text, claim.position + 1, after.position)
        ):
            claim.measure, claim.rule = after.measure, after.rule  # 出口的|43%|和进口的27%来自外资企业


def go_on_sharing(text: str, claims: list[Claim]) -> None:
    """本科生占30%，|硕士生20%: a percentage behind a share is one too, unless what it is of has the name of a rate."""
    named = False  # whether what stands before is a share by its name: 国产品牌市场份额达61.3%，|合资品牌降至38.7%
    for before, claim in pairwise(claims):
        moved = before.past and claim.label is not None and claim.start == before.start
        if moved and before.measure is Measure.SHARE and claim.measure is Measure.LEVEL:
            claim.measure = Measure.SHARE  # 农产品由3.9%增至|9%
        named = _is_named(text, before) or named and not before.phrase
        if (
            (named or before.measure is Measure.SHARE)
            and claim.measure is Measure.LEVEL
            and _are_parts_alike(text, before, claim)
            and (
                claim.phrase.start > before.position
                and not _pattern("rate").search(text[claim.phrase.start : claim.phrase.end])
                or LISTED.fullmatch(text[before.position + 1 : claim.position])
                or _pattern("part_told").fullmatch(text, before.position + 1, claim.position)
            )
        ):
            claim.measure, claim.rule = Measure.SHARE, claim.rule if named else before.rule
            claim.phrase = who_answers(text, claim.phrase)
    shares = [claim for claim in claims if claim.measure is Measure.SHARE]
    for before, claim in pairwise(shares):
        _share_what_is_classed(text, before, claim)
        _share_what_is_told(text, before, claim)


def _are_parts_alike(text: str, before: Claim, claim: Claim) -> bool:
    """Whether two figures are told in one unit, or are parts of one list: 分别占总量的二分之一和|30%."""
    if claim.mention.kind is before.mention.kind:
        return claim.mention.unit == before.mention.unit
    parts = {claim.mention.kind, before.mention.kind} == {Kind.PERCENT, Kind.FRACTION}
    return parts and LISTED.fullmatch(text[before.position + 1 : claim.position]) is not None


def _is_named(text: str, claim: Claim) -> bool:
    part = claim.mention.kind in (Kind.PERCENT, Kind.FRACTION)
    return part and claim.measure is Measure.LEVEL and _pattern("share").search(text, *claim.phrase) is not None


def _share_what_is_classed(text: str, before: Claim, claim: Claim) -> None:
    """生活费1500元以下的占35%，|1500元至2500元|的占50%: classes of one thing, named before the first alone."""
    named = before.pieces[0] if before.pieces else Span(before.phrase.start, before.phrase.end - 1)
    alone = claim.phrase.end - claim.phrase.start == 1 and text[claim.phrase.start] in QUANTITIES
    if alone and not claim.pieces and named and text[before.phrase.end - 1] in QUANTITIES:
        claim.pieces = [named, claim.phrase]


def _share_what_is_told(text: str, before: Claim, claim: Claim) -> None:
    """美国网民占人口的80%，|德国的比例|为75%: 比例 behind another owner stands for what the share before is of."""
    behind = behind_subject(text, claim.phrase)
    owner = claim.phrase.end <= claim.position and behind.start > claim.phrase.start
    if owner and before.phrase and text[slice(*behind)] == "比例":
        claim.phrase = Span(claim.phrase.start, behind.start - (text[behind.start - 1] == "的"))


def add_up(text: str, claims: list[Claim]) -> None:
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


def part_people(text: str, claims: list[Claim]) -> None:
    """How many of a hundred people or houses are such is a share, however it is told: 本科及以上的网民|不到30%|."""
    for claim in claims:
        part = claim.mention.kind in (Kind.PERCENT, Kind.FRACTION) and claim.measure is Measure.LEVEL
        named = claim.pieces[-1] if claim.pieces else claim.phrase
        if not part or claim.reference or claim.topic or not _pattern("who").search(text, *named):
            continue
        of_rate = _pattern("ratio_told").search(text, 0, claim.start)  # 小微企业税率为5%，其他企业|25%|
        if not (of_rate or _pattern("of_ratio").match(text, claim.position + 1)):
            claim.measure = Measure.SHARE


def keep_rates(text: str, claims: list[Claim]) -> None:
    """A rate that 占 tells has so much, and takes no part of a whole: 使用率|占115%."""
    for claim in claims:
        if (
            claim.measure is Measure.SHARE
            and claim.rule == "share.plain"
            and _pattern("own_rate").search(text, *claim.phrase)
        ):
            claim.measure, claim.rule, claim.reference = Measure.LEVEL, FALLBACK, NOWHERE


def of_whole(text: str, claims: list[Claim]) -> None:
    """Shares behind 全部就业人员中， are of those, where they name no whole themselves."""
    wholes = [match for match in _pattern("among").finditer(text) if not _pattern("no_whole").search(match[1])]
    for claim in claims if wholes else ():
        before = [whole for whole in wholes if whole.end() <= claim.start]
        if before and claim.rule == "level.did" and text[before[-1].end() : claim.position] == "有":
            claim.measure = Measure.SHARE if claim.mention.kind is Kind.PERCENT else claim.measure  # 受访者中，有|60%
        if claim.measure is not Measure.SHARE or claim.reference or not before:
            continue
        if "中" not in text[before[-1].end() : claim.start]:  # 受访者中，…，网民中八成上过网
            claim.reference = Span(*before[-1].span(1))
    for before_it, claim in pairwise(claims):
        alike = claim.measure is before_it.measure is Measure.SHARE and not claim.reference
        listed = text[before_it.phrase.end : claim.start] in _LISTED and before_it.phrase.start > before_it.position
        if alike and before_it.reference and listed:
            claim.reference = before_it.reference  # 全国33%的甲企业、|46%的乙企业
        elif alike and before_it.reference and _are_classes(text, before_it, claim):
            claim.reference = before_it.reference  # 第一产业占国内生产总值的7%，|第二产业占38%
        elif alike and before_it.reference and _pattern("the_rest").search(text, before_it.position, claim.position):
            claim.reference = before_it.reference


def tell_part(text: str, claims: list[Claim]) -> None:
    """What grows behind a change of its share is the part: 三产投资占投资的比重提高8.8个百分点，|增长19.1%|."""
    told: dict[Span, Span] = {}
    for claim in claims:
        if claim.inherited and claim.measure is Measure.GROWTH and claim.mention.kind is Kind.PERCENT:
            part = _pattern("share_named").fullmatch(text, *claim.phrase)
            told |= {claim.phrase: Span(*part.span(1))} if part else {}
            claim.phrase = told.get(claim.phrase, claim.phrase)
        if told:
            claim.pieces = [told.get(piece, piece) for piece in claim.pieces]


def call_share(text: str, claims: list[Claim]) -> None:
    """What changes by points behind a share by its whole name is that: 占社会零售总额的比重为25%，|提高2个百分点|."""
    for before, claim in pairwise(claims):
        alike = before.phrase == claim.phrase and claim.inherited and claim.mention.kind is Kind.POINT
        if not alike or before.measure is not Measure.SHARE or claim.measure is not Measure.CHANGE:
            continue
        if before.phrase.end == before.start or _pattern("share").search(text, *claim.phrase):
            continue  # 服务业增加值|占GDP的比重|达54%, 利润占比上升，|占…的比重|达34%: which is named with its part
        if called := _pattern("share_called").match(text, before.start):
            claim.pieces = [*(claim.pieces or [claim.phrase]), Span(*called.span())]


def _are_classes(text: str, before: Claim, claim: Claim) -> bool:
    """Whether two shares are of two parts of one thing, each in a clause that only names it: 第二产业|占38%."""
    if not claim.phrase or claim.phrase.end > claim.position or claim.rule != "share.plain":
        return False
    if text[before.position + 1 : claim.phrase.start] not in ("，", "；", "、"):
        return False
    one, other = (_pattern("class").match(text, *phrase) for phrase in (before.phrase, claim.phrase))
    if one and other:
        return one.lastgroup == other.lastgroup
    taken = text.startswith("占", claim.phrase.end) and text.startswith("占", before.phrase.end)
    return taken and claim.phrase.end - claim.phrase.start <= _LONGEST_PART  # 天然气占30%，|煤炭|占40%
