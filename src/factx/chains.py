"""What a chain hands on from one figure to the next: topic, head and place."""

from itertools import pairwise

from factx.chain import Chain, Told, without_rate
from factx.claims import (
    CHAIN_END,
    Claim,
    Topic,
    behind_subject,
    framed_topic,
    is_classifier,
    is_listed_place,
    is_subject,
    joined_names,
    topic_words,
)
from factx.completions import complete
from factx.facts import Kind, Measure, Modality
from factx.kept import compile_kept
from factx.left_phrases import clause_before, head, left_phrase, without_state
from factx.moved_people import moves_asked, moves_counted
from factx.places import is_like_place
from factx.right_phrases import right_phrase
from factx.spans import NOWHERE, Span
from factx.subjects import match_subject
from factx.symbols import symbol_patterns

_pattern = symbol_patterns("chains")
_OTHERS = frozenset({"level.others", "level.others_expected"})  # what others have of the same
_GOES_TO = frozenset({"level.reach", "level.from_to"})
_OF_THE_SAME = frozenset({Measure.CHANGE, Measure.SHARE})
_CLAUSE_MARK = compile_kept("[，。；]")


def hand_on(text: str, claims: list[Claim], carried: Topic | None) -> None:
    """A chain's later members take the topic of the one before: 达到1542家、居全省第3位.

    A sentence that names no indicator of its own goes on with that of the sentence before: 其中福田45宗.
    """
    for claim, after in pairwise(claims):
        adjoins = after.position == claim.position + 1 and after.phrase.start > after.position
        counted = claim.label is None and is_classifier(claim.mention)
        if adjoins and (not claim.phrase or counted or text[claim.position - 1 : claim.position] in "、，；"):
            claim.phrase = after.phrase  # 57台|163场参演剧目, 1864户|4213人脱贫
        elif after.position == claim.position + 2 and after.phrase.start > after.position:
            both = _pattern("so_many_both").match(text, claim.position - 1)
            claim.phrase = after.phrase if both else claim.phrase  # 甲、乙等|4大类、47项|具体任务
        if claim.measure is Measure.CHANGE and _says_again(text, claim, after):
            after.measure, after.sign, after.reference = claim.measure, claim.sign, claim.reference
            after.rule = claim.rule
    chain = Chain(text, carried)
    for claim in claims:
        _add(chain, claim)


def _says_again(text: str, claim: Claim, after: Claim) -> bool:
    """Whether a bracket tells an amount again in another unit: 增产366万吨（|73亿斤|）."""
    if after.label is not None or text[claim.position + 1 : after.position + 2 : 2] != "（）":
        return False
    amounts = (Kind.COUNT, Kind.MONEY)
    return after.position == claim.position + 2 and claim.mention.kind in amounts and after.mention.kind in amounts


def _add(chain: Chain, claim: Claim) -> None:
    """Give a claim what the chain hands on, and go on with what it tells of."""
    _leave(chain, claim)
    if moves_asked(chain.text, claim, chain.before, chain.asked, chain.topic) or moves_counted(
        chain.text, claim, chain.before, chain.topic
    ):
        claim.phrase = NOWHERE
    if claim.phrase:
        _name_pace(chain, claim)
        _place(chain, claim)
    if claim.pieces and not claim.inherited:
        chain.pieces[claim.phrase] = claim.pieces
    if not claim.phrase:
        _inherit(chain, claim)
    _tell_rate_of_class(chain, claim)
    if claim.measure is Measure.LEVEL and claim.mention.kind is Kind.PERCENT and not claim.inherited:
        chain.rates.add(claim.phrase)
    if claim.rule == "level.others_expected" and chain.before and chain.before.measure in _OF_THE_SAME:
        claim.measure, claim.sign = chain.before.measure, chain.before.sign  # 增加370万桶，高于预期的|260万桶
    elif _is_share(chain, claim):
        claim.measure = Measure.SHARE
    elif claim.measure is Measure.LEVEL and claim.mention.kind is Kind.PERCENT:
        _tell_growth(chain, claim)
    elif claim.measure is Measure.GROWTH and (extent := _pattern("extent_end").search(chain.text, *claim.phrase)):
        claim.phrase = Span(claim.phrase.start, extent.start())
    joined = chain.text[claim.phrase.start : claim.phrase.start + 1] in ("和", "与") and is_subject(
        chain.text, Span(claim.phrase.start + 1, claim.phrase.end)
    )
    if claim.phrase and not (claim.past and chain.topic) and not joined:  # 甲队|和乙队|分列第二、三名
        chain.topic, chain.unit = _handed_on(chain, claim), claim.mention.unit
        chain.told.append(Told(claim.position, chain.topic, chain.unit))
    if claim.inherited and claim.measure is Measure.CHANGE and (share := _name_of_share(chain, claim)):
        claim.pieces = share
    if claim.measure is Measure.CHANGE and (pace := _pattern("pace_of_then").search(chain.text, *claim.reference)):
        claim.reference = Span(claim.reference.start, pace.start())
        claim.pieces = [*(claim.pieces or [claim.phrase]), Span(*pace.span(1))]  # 比上月|降幅|收窄1.1个百分点
    chain.before = claim
    if claim.measure is Measure.SHARE and not claim.inherited:
        chain.asked = claim if claim.position < claim.phrase.start else None


def _tell_rate_of_class(chain: Chain, claim: Claim) -> None:
    """A percentage of people behind a rate of all of them is theirs, no share: 居民吸烟率达26%，其中|男性|为50%."""
    before = chain.before
    if claim.rule != "share.people_are" or before is None or before.measure is not Measure.LEVEL:
        return
    named = before.pieces[-1] if before.pieces else before.phrase
    rate = _pattern("rate_of_people").search(chain.text[slice(*named)])
    if rate and before.mention.kind is Kind.PERCENT and named.end <= before.position:
        claim.measure, claim.rule = Measure.LEVEL, before.rule
        claim.pieces = [claim.phrase, Span(named.start + rate.start(1), named.end)]


def _handed_on(chain: Chain, claim: Claim) -> Span:
    """What the figures behind a claim may be of: what those counted have, if its clause ends with that.

    16个|城市|的廉租住房|，有4407套….
    """
    end = claim.phrase.end
    if claim.phrase.start < claim.position or not chain.text.startswith("的", end):
        return claim.phrase
    had = right_phrase(chain.text, end + 1)
    return had if had and chain.text.startswith("，", had.end) else claim.phrase


def _leave(chain: Chain, claim: Claim) -> None:
    """Let go of the topic where a chain ends, and of amounts inside the rule's match, which are no topic of it."""
    ended = chain.before is not None and CHAIN_END.search(chain.text, chain.before.position, claim.position)
    grown = claim.measure is Measure.GROWTH and chain.text[slice(*claim.phrase)] in topic_words().leads_topic
    if ended and claim.phrase and not grown and not is_listed_place(chain.text, claim.phrase):
        chain.topic = NOWHERE  # but 收入1万元，年均增长12%；扣除价格因素，|年均|增长10%
    closed = chain.text.rfind("）", chain.before.position, claim.start) if chain.before else -1
    aside = chain.text.rfind("（", 0, closed) if closed >= 0 else claim.start  # 净利10.9亿元（|每股0.26元|），增长5%
    while chain.told and chain.told[-1].position >= min(claim.start, aside):
        last = chain.told[-1]
        named = chain.text[last.topic.end : last.position] == "（" and last.position < claim.start
        if named and "、" not in chain.text[last.position : claim.position]:
            break  # 比例（|14.1%|）较2016届（13.4%）上升0.7个百分点
        chain.told.pop()
        chain.go_back(chain.told[-1] if chain.told else None)


def _name_pace(chain: Chain, claim: Claim) -> None:
    """A bare rate in a clause behind one that tells how something fares is of that: 进出口|快速增长，增速|达8%.

    So is what a branch makes.
    """
    of_branch = _pattern("of_branch").fullmatch(chain.text, *claim.phrase)  # 第三产业|势头强劲，完成增加值|9亿元
    if chain.topic or claim.pieces or claim.inherited or not (of_branch or chain.is_pace(claim.phrase)):
        return
    done = _pattern("done").search(chain.text, max(0, claim.phrase.start - 6), claim.phrase.start)
    told = left_phrase(chain.text, clause_before(chain.text, done.start() if done else claim.phrase.start))
    noun = without_state(chain.text, told)
    if not noun or noun == told:
        return
    branch = topic_words().branches.search(chain.text[slice(*noun)]) and _pattern("first_told").search(
        chain.text, 0, noun.start
    )
    if branch or not of_branch:
        claim.pieces = [noun, claim.phrase]


def _place(chain: Chain, claim: Claim) -> None:
    """Take the phrase of a claim for a member of what the chain tells of, or for a name to complete."""
    if not _is_member(chain, claim):
        if not claim.pieces and not claim.inherited:
            complete(chain, claim)
        return
    if claim.measure is Measure.LEVEL and (leads := _leads_to_place(chain)):
        told_whole = _pattern("goes").match(chain.text, claim.phrase.start)  # 赴日本1万人次，|赴韩国|2万人次
        claim.pieces = [] if told_whole else [leads, claim.phrase]
        claim.phrase, claim.place = claim.phrase if told_whole else leads, False
        return
    if claim.measure is Measure.LEVEL and chain.topic and claim.mention.unit != chain.unit:
        chain.go_back(chain.told_in(claim.mention.unit)[-1])  # 新界占|1951份|，占比50.6%，九龙占1203份
    claim.member, claim.phrase = claim.phrase, NOWHERE
    chain.topic = chain.topic or (NOWHERE if chain.carried else framed_topic(chain.text))


def _leads_to_place(chain: Chain) -> Span:
    """The topic up to the place that it leads to: 居民前往|澳门|1万人次、香港2万人次; empty where it does to none."""
    if chain.topic in chain.pieces:
        return chain.topic if _pattern("goes_end").search(chain.text, *chain.topic) else NOWHERE
    goal = _pattern("goes_to").search(chain.text, *chain.topic)
    named = goal is not None and is_subject(chain.text, Span(*goal.span(1)))
    return Span(chain.topic.start, goal.start(1)) if goal and named else NOWHERE


def _is_member(chain: Chain, claim: Claim) -> bool:
    """Whether the phrase of a claim only says whose part of the topic its figure is: 其中|福田|45宗."""
    text, unit = chain.text, claim.mention.unit
    if claim.inherited or not (chain.topic or chain.carried or framed_topic(text)):
        return False
    if chain.topic and chain.topic not in chain.pieces and _only_owns(text, chain.topic):
        return False  # 法国10.4%，|英国|7.1%: the first names no topic
    before = claim.phrase.end <= claim.position
    names = joined_names(text, claim.phrase)
    named = before and all(is_subject(text, name) or is_like_place(text, *name) for name in names)
    if not (claim.place or named) or _is_sibling(chain, claim):
        return False
    running = chain.unit if chain.topic else chain.carried.unit if chain.carried else unit
    if claim.measure is not Measure.LEVEL or unit == running:
        return True
    place = is_listed_place(text, claim.phrase)
    if not chain.topic and chain.carried and unit in chain.carried.told:
        return place or is_like_place(text, *claim.phrase)
    named = text.startswith("占", claim.phrase.end) or place
    return named and bool(chain.told_in(unit))


def _only_owns(text: str, topic: Span) -> bool:
    """Whether a topic is but a place of a list, or a company: 贵州茅台|涨2%，五粮液涨3%."""
    if is_listed_place(text, topic):
        return True
    company = match_subject(text[: topic.end], topic.start)
    return company is not None and company.company and company.end == topic.end


def _changes_amount(chain: Chain, claim: Claim) -> bool:
    """Whether a claim tells how an amount has changed that was told before another: 事故5起、死亡94人，减少|4起."""
    change = claim.measure is Measure.CHANGE and claim.mention.kind is Kind.COUNT
    if not change or chain.unit == claim.mention.unit:
        return False
    # 网民10亿，手机用户9亿，增加|5000万人: a bare number may be of the same people
    return chain.unit not in ("%", "‰", None) or chain.text.endswith("率", 0, chain.topic.end)


def _is_sibling(chain: Chain, claim: Claim) -> bool:
    """Whether two shares are of parts of one whole, so that neither is told of the other: 北部占44%，中部占25%."""
    before = chain.before
    return (
        before is not None
        and before.measure is Measure.SHARE
        and claim.measure is Measure.SHARE
        and not (before.member or before.inherited)
        and before.phrase.end == before.start
        and (not (own := behind_subject(chain.text, before.phrase)) or own == before.phrase)
        # not 东部|人口|占40%，中部占26%
        and chain.text.startswith("占", before.phrase.end)
        and chain.text.startswith("占", claim.phrase.end)
    )


def _inherit(chain: Chain, claim: Claim) -> None:
    """Give a claim without a phrase the topic, or that of the sentence before."""
    if claim.label is None and claim.mention.unit in topic_words().counted:
        return  # 二十三万农户、近百万人从中受益: its unit is its noun
    before = chain.before
    if chain.topic and claim.measure is Measure.GROWTH and before and before.rule == "change.cut_of":
        claim.phrase, claim.inherited = Span(before.start, before.phrase.end), True  # 减少企业负担3亿元，增长|20%
        return
    if chain.topic and claim.measure is Measure.CHANGE and _changes_its_own(chain, claim):
        return
    if chain.topic:
        amounts = chain.told_in(claim.mention.unit) if _changes_amount(chain, claim) else []
        if amounts:
            chain.go_back(amounts[-1])  # 出生8417人，粗出生率是千分之7，减少|742人
        pieces = chain.pieces.get(chain.topic, [])
        if claim.measure in (Measure.SHARE, Measure.GROWTH) and len(pieces) == 2 and chain.is_pace(pieces[1]):
            claim.phrase, claim.inherited = pieces[0], True
            claim.pieces = list(chain.pieces.get(pieces[0], ()))
            return
        claim.phrase, claim.inherited = chain.topic, True
        claim.pieces, claim.topic = list(pieces), chain.named.get(chain.topic)
        if lead := _pattern("led_by").search(chain.text, 0, claim.start):
            claim.pieces = [Span(*lead.span(1)), *(pieces or [chain.topic])]
        elif len(pieces) == 2 and _pattern("of_all_told").search(chain.text, 0, claim.position):
            deed = topic_words().bare_deed.fullmatch(chain.text, *pieces[0])
            claim.phrase, claim.pieces = (pieces[1], []) if deed else (claim.phrase, claim.pieces)
    elif chain.carried and not claim.pieces and not _divides_anew(chain, claim):
        told = chain.carried.told.get(claim.mention.unit) if claim.member else None
        claim.topic, claim.inherited = without_rate(claim, told or chain.carried.indicator), True
    elif claim.right:
        claim.phrase = claim.right


def _changes_its_own(chain: Chain, claim: Claim) -> bool:
    """Take a verb that says what it changes for the name, where the topic is of another kind: 1亿亩，|增产|5亿斤."""
    verb = _pattern("changes_its_own").search(chain.text, claim.start, claim.position)
    of_each = [told.topic for told in chain.told_in(claim.mention.unit)]  # 亩产500公斤，|增产50公斤
    if verb is None or _pattern("changed_so").search(chain.text, *chain.topic):
        return False
    if any(_pattern("changed_of_each").search(chain.text, *topic) for topic in of_each):
        return False
    claim.phrase = Span(*verb.span(1))
    if area := _pattern("area_of").fullmatch(chain.text, *chain.topic):
        claim.pieces = [Span(*area.span(1)), claim.phrase]
    return True


def _name_of_share(chain: Chain, claim: Claim) -> list[Span]:
    """The name of the share that a change is of: 进出口|占外贸比重|为54.6%，提高|0.6个百分点; empty where of none."""
    before = chain.before
    if claim.mention.kind is not Kind.POINT or before is None or before.measure is not Measure.SHARE:
        return []
    name = _pattern("share_name").match(chain.text, before.start, before.position)
    if name is None or before.phrase.end != before.start or before.pieces or before.member:
        return []
    return [head(chain.text, before.phrase), Span(*name.span())]


def _divides_anew(chain: Chain, claim: Claim) -> bool:
    """Whether a share is of a new division of the whole: …中型企业占17%。从地区看，|东北|占26%."""
    return claim.measure is Measure.SHARE and _pattern("seen_by").match(chain.text) is not None


def _is_share(chain: Chain, claim: Claim) -> bool:
    """Whether an amount is a share by what it is of: 占全国的一半以上，达到|56.7%, 比重达|三成."""
    before = chain.before
    goes_on = claim.inherited and claim.rule in _GOES_TO and claim.mention.kind is Kind.PERCENT
    if goes_on and before is not None and before.measure is Measure.SHARE:
        return True
    part = claim.measure is Measure.LEVEL and claim.mention.kind in (Kind.PERCENT, Kind.FRACTION)
    if part and claim.past and claim.inherited and before and before.measure is Measure.SHARE:
        return True  # 受访青年有25.3%，较2017年的|17.2%|上升
    then = chain.text[claim.start - 1 : claim.start] == "（" and claim.inherited
    if part and then and before and before.measure is Measure.SHARE:
        return _pattern("then_in_brackets").search(chain.text, 0, claim.start - 1) is not None  # 比2021年（|8.1%|）下降
    return part and _pattern("share").search(chain.text, *claim.phrase) is not None


def _tell_growth(chain: Chain, claim: Claim) -> None:
    """A percentage that is how fast something grows is its growth: 出口增速|由5%提高到8%, 较3月的|5.4%."""
    pace, before = _pattern("pace_end").search(chain.text, *claim.phrase), chain.before
    if len(claim.pieces) == 2 and not claim.inherited and chain.is_pace(claim.pieces[1]):
        falls = _pattern("falls").search(chain.text, *claim.pieces[1])
        claim.phrase, claim.pieces = claim.pieces[0], list(chain.pieces.get(claim.pieces[0], ()))
        claim.measure, claim.sign = Measure.GROWTH, -1 if falls else 1
    elif pace and not claim.pieces:
        claim.phrase = Span(claim.phrase.start, pace.start())
        claim.measure, claim.sign = Measure.GROWTH, -1 if _pattern("falls").search(pace[0]) else 1
        if hoped := _pattern("pace_hoped").search(pace[0]):
            claim.modality = claim.modality or (Modality.TARGET if hoped[1] else Modality.EXPECTED)
        if not claim.reference and (told := _pattern("pace_against").search(chain.text, *pace.span())):
            claim.reference = Span(*told.span())  # 销量|按年|增长由10%跌至4.7%
    elif chain.is_pace(claim.phrase):
        claim.measure = Measure.GROWTH  # 增速|从4.5%加快到6.3%: of what the text before tells
        claim.sign = -1 if _pattern("falls").search(chain.text, *claim.phrase) else 1
    elif claim.inherited and before and before.measure is Measure.GROWTH and claim.phrase not in chain.rates:
        bare = before.label is None or claim.listed
        goes_on = bare and not _CLAUSE_MARK.search(chain.text, before.position, claim.position)
        moves = _pattern("pace_moves").search(chain.text, before.position, claim.position)
        goes_on = goes_on or claim.rule in _OTHERS
        goes_on = goes_on or (chain.text[before.position + 1] == "（" and claim.label is None)  # 增长7%|（全市11%）
        goes_on = goes_on or _pattern("growth_against").search(chain.text, 0, claim.position) is not None
        if claim.past or goes_on or (moves and not _pattern("rate").search(chain.text[slice(*claim.phrase)])):
            claim.measure, claim.sign = Measure.GROWTH, before.sign  # 降幅由5%收窄至|3%, 次月回升至|4%
            claim.modality = claim.modality or before.modality
