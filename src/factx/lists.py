"""Figures that go with the members of a list: A、B分别增长1%、2%."""

import re
from itertools import pairwise

from factx.claims import LISTED, Claim, Topic, behind_subject, is_subject, topic_words
from factx.facts import Kind, Measure
from factx.figure_runs import run_after, run_from, run_joined
from factx.left_phrases import left_phrase
from factx.list_members import assign, members_before, so_many
from factx.segment import clause_start
from factx.spans import NOWHERE, Span, members
from factx.symbols import QUANTITIES, symbol_patterns

_pattern = symbol_patterns("chains")


def distribute(text: str, claims: list[Claim], carried: Topic | None) -> None:
    """A、B分别增长1%、2%: one member to each figure, with the head or tail that the list shares.

    ``carried`` is what the sentence before ends on.
    """
    for severally in _pattern("severally").finditer(text):
        run = run_after(text, claims, severally.end())
        if len(run) >= 2:
            _share_out(text, claims, run, severally.start())
            _follow_sentence(claims, run, carried)
            _go_to(text, claims, run, severally.end())
    _name_next(text, claims)
    _name_foremost(text, claims)
    _go_on_severally(text, claims)
    _share_measures(text, claims)
    _share_references(text, claims)
    for index, claim in enumerate(claims):
        if claim.label and not claim.listed and index + 1 < len(claims) and claims[index + 1].listed:
            run = run_from(claims, index)
            if _said_twice(run):
                continue
            found = so_many(text, claim.phrase, len(run))
            if not _pattern("severally").search(text, max(0, claim.phrase.start), claim.position) and len(found) == len(
                run
            ):
                assign(text, run, found)


def _said_twice(run: list[Claim]) -> bool:
    """Whether the figures say one thing in two ways: 减少1万人或|0.15%."""
    kinds = {one.mention.kind for one in run}
    return len(kinds) > 1 and not kinds <= {Kind.PERCENT, Kind.POINT, Kind.MULTIPLE, Kind.FRACTION}


def _go_to(text: str, claims: list[Claim], run: list[Claim], at: int) -> None:
    """甲、乙分别由去年的6吨和2吨降至|5吨和1吨: what each was is of before, and what each has come to goes with it."""
    begun = _pattern("begun_at").match(text, at, run[0].position + 1)
    if begun is None:
        return
    for claim in run:
        claim.past, claim.start = True, begun.start()
    behind = claims.index(run[-1]) + 1
    came = run_joined(text, claims, behind) if behind < len(claims) else []
    if len(came) == len(run) and _pattern("comes_to").search(text, run[-1].position, came[0].position + 1):
        _follow(came, run)


def _name_next(text: str, claims: list[Claim]) -> None:
    """使用率最高，达115%；其次分别是|甲医院及乙医院|，分别为104%及103%: of the same, each of its own owner."""
    for index, claim in enumerate(claims):
        named = _pattern("next_are").search(text, 0, claim.position)
        run = run_joined(text, claims, index) if named and index else []
        found = members(text, Span(*named.span(1))) if named else []
        if run and len(found) == len(run) and all(is_subject(text, one) for one in found):
            _follow(run, [claims[index - 1]] * len(run))
            for one, member in zip(run, found, strict=True):
                one.member, one.measure, one.place = member, claims[index - 1].measure, True


def _name_foremost(text: str, claims: list[Claim]) -> None:
    """投票率以|古坑乡|45.36%最高: which of those that are measured the figure is of."""
    for claim in claims:
        start, end = claim.phrase
        joint = text.find("以", start + 2, end - 1) if end <= claim.position else -1
        if (
            joint < 0
            or text[joint + 1] in "上下内外"
            or claim.inherited
            or not _pattern("foremost").match(text, claim.position + 1)
        ):
            continue
        head, member = Span(start, joint), Span(joint + 1, end)
        for one in claims:
            if one.phrase != Span(start, end):
                continue
            if is_subject(text, member):
                one.phrase, one.pieces, one.member = head, [head], member
            else:
                one.phrase, one.pieces = member, [member, head]


def _go_on_severally(text: str, claims: list[Claim]) -> None:
    """甲、乙分别进口21亿元和16亿元，|增长33%、10%: the growths go with the amounts, one to each.

    What has a name of its own keeps it: 甲、乙分居二、三名，|市占29%、20%.
    """
    for index, claim in enumerate(claims):
        if claim.label is None or claim.listed or not text.endswith(("，", "、", "，均", "，都"), 0, claim.start):
            continue
        run = run_joined(text, claims, index)
        earlier = claims[max(0, index - len(run)) : index]
        compared = any(claim.reference.start < one.position < claim.reference.end for one in earlier)
        if compared or claim.member:
            continue  # 比全省（7.7%）和全国（7.0%）|分别高0.7、1.4个百分点
        if _is_of_two_rates(run, earlier):
            _follow(run, earlier)  # 超重率为30%，肥胖率为12%，比2002年上升了|7.3和4.8个百分点
            continue
        if _are_of_two_counts(run, earlier):
            _follow(run, earlier)  # 事故116起，死亡17人，比上年下降|6.5%和7.1%
            continue
        if _were_both(run, earlier):
            _follow(run, earlier)  # 甲、乙增长率分别为5%、6%，均低于去年的|7%、8%
            for one in run:
                one.past, one.start = True, run[0].start
            continue
        if len(run) >= 2 and len(earlier) == len(run) and all(one.member for one in earlier):
            if claim.phrase and not claim.inherited and earlier[0].mention.kind is Kind.RANK:
                for one, source in zip(run, earlier, strict=True):
                    one.member = source.member
            else:
                _follow(run, earlier)


def _is_of_two_rates(run: list[Claim], earlier: list[Claim]) -> bool:
    """Whether changes joined by 和 go with as many rates that the clauses before tell of, each with its own name."""
    changes = all(one.measure is Measure.CHANGE and one.mention.kind is Kind.POINT for one in run)
    rates = (one.mention.kind is Kind.PERCENT and one.measure is Measure.LEVEL for one in earlier)
    own = len({one.phrase for one in earlier}) == len(earlier) and not any(one.inherited for one in earlier)
    return len(run) == len(earlier) > 1 and changes and own and all(rates) and all(one.inherited for one in run)


def _were_both(run: list[Claim], earlier: list[Claim]) -> bool:
    """Whether figures joined in one list are what those of the list before were at a time that is named once."""
    kinds = {one.mention.kind for one in (*run, *earlier)}
    own = len({one.phrase for one in earlier}) == len(earlier)
    return len(run) == len(earlier) > 1 and run[0].past and len(kinds) == 1 and own and earlier[-1].listed


def _are_of_two_counts(run: list[Claim], earlier: list[Claim]) -> bool:
    """Whether two growths or shares joined by 和 go with the two counts before them, each of its own unit and name.

    事故116起，死亡17人，比上年下降|6.5%和7.1%; 火灾39万起、死亡645人，占总数的|59.1%和48.7%.
    """
    told = {one.measure for one in run} in ({Measure.GROWTH}, {Measure.SHARE})
    paired = told and len(run) == len(earlier) == 2 and all(one.inherited for one in run)
    if not paired or any(one.measure is not Measure.LEVEL or one.inherited for one in earlier):
        return False
    first, second = earlier
    return first.mention.unit != second.mention.unit and first.phrase != second.phrase and bool(second.phrase)


def _share_measures(text: str, claims: list[Claim]) -> None:
    """完成周转量、客运量和货运量|79亿吨公里、4088万人和86万吨: one measure to each figure, as their units tell."""
    for index, claim in enumerate(claims):
        phrase = claim.phrase
        if claim.measure is not Measure.LEVEL or claim.inherited or not phrase or phrase.end > claim.position:
            continue
        run = run_joined(text, claims, index)
        found = members(text, phrase) if len({one.mention.unit for one in run}) == len(run) > 1 else []
        measured = topic_words().measured
        if len(found) == len(run) and all(measured.search(text[slice(*one)]) for one in found):
            assign(text, run, found)


def _share_references(text: str, claims: list[Claim]) -> None:
    """比上月和上年同期分别高0.03个和0.17个百分点: one reference to each figure.

    What the first place of a list is in, all are: 分列全国|第二、三位.
    """
    for before, claim in pairwise(claims):
        between = text[before.position + 1 : claim.position].strip()
        places = before.measure is claim.measure is Measure.RANK and not claim.reference
        if places and (not between or LISTED.fullmatch(between)):
            claim.reference = before.reference
    for index, claim in enumerate(claims):
        if claim.label is None or claim.listed or not claim.reference:
            continue
        run = run_from(claims, index)
        compared = [_before_bracket(text, one) for one in members(text, claim.reference)]
        severally = claim.measure is Measure.GAP or "分别" in text[max(0, claim.start - 2) : claim.position]
        if len(run) >= 2 and len(compared) == len(run) and severally:
            for one, reference in zip(run, compared, strict=True):
                one.reference = reference


def _before_bracket(text: str, member: Span) -> Span:
    """全省|（7.7%）: the name without its own figure."""
    said = text.find("（", *member)
    return Span(member.start, said) if said > member.start else member


def _share_out(text: str, claims: list[Claim], run: list[Claim], at: int) -> None:
    """Give each figure behind a 分别 its owner: a member of the list before it, or the figure that it goes on with."""
    own = _own_phrase(text, run, at)
    if run[0].measure is Measure.GAP and run[0].start < at:
        return  # 比全国、全省|分别|高2个、1个百分点: what it is compared with
    found = so_many(text, own, len(run)) if own else []
    found = _alike_before(text, own, len(run)) if len(found) == 1 < len(run) else found
    inner = left_phrase(text, run[0].start, at + 2) if run[0].label is None else NOWHERE
    if _assign_objects(text, run, at + 2):
        return
    if len(found) == len(run):
        assign(text, run, found, inner)
        return
    pair = _pattern("paired").search(text, *own) if len(run) == len(found) + 1 == 2 else None
    if pair and "、" not in text[own.end : at]:
        _assign_pair(text, run, own, pair)
        return
    if own and _goes_on_with_members(text, claims, run, own):
        return
    if own and (listed := _listed_before_measure(text, own, len(run))):
        assign(text, run, listed, own)
        return
    if own and not _pattern("measured_against").match(text, *own):
        _share_topic(text, run, own, at)
        return
    first = claims.index(run[0])
    before = claims[max(0, first - len(run)) : first]
    if not own and len(before) == len(run) and all(one.member and one.measure is run[0].measure for one in before):
        _follow(run, before)  # 一季度，甲、乙产值分别增长5%、6%；其中，3月|分别|增长7%、8%
        return
    sentence = text.rfind("；", 0, at)
    earlier = [claim for claim in claims[:first] if claim.position > sentence and not claim.inherited and claim.phrase]
    if len(earlier) >= len(run) and text.count("，", earlier[-1].position, at) == 1:
        _follow(run, earlier[-len(run) :])
    elif listed := members_before(text, at, len(run)):
        told = earlier[-1] if earlier and earlier[-1].mention.unit == run[0].mention.unit else None
        assign(text, run, listed, inner)
        noun = Span(text.rfind("的", *told.phrase) + 1, told.phrase.end) if told and not inner else NOWHERE
        if noun and noun.start >= listed[-1].end:  # 甲、乙等公司的金额均超过2亿元，分别达到3亿元、4亿元
            for claim in run:
                claim.phrase, claim.pieces = noun, [noun]
    elif len(earlier) >= len(run):
        _follow(run, earlier[-len(run) :])


def _listed_before_measure(text: str, own: Span, count: int) -> list[Span]:
    """The list that the clause before a bare measure ends with: 居前的有甲、乙和丙，|净流入金额|分别为…."""
    said = text[slice(*own)]
    if text[own.start - 1 : own.start] != "，" or _pattern("bare_rate").fullmatch(said):
        return []
    if not (topic_words().measured.fullmatch(said) or _pattern("bare_measure").fullmatch(said)):
        return []
    start = clause_start(text, own.start - 1)
    told = not set(QUANTITIES).isdisjoint(text[start : own.start])
    found = [] if told else members_before(text, own.start - 1, count)
    return found if found and found[0].start >= start else []


def _own_phrase(text: str, run: list[Claim], at: int) -> Span:
    """The phrase before a 分别 that names what its figures are of, or lists it; empty where it only refers back."""
    own = left_phrase(text, at)
    if text.endswith("中、", 0, own.start) and text.startswith("小", own.start):
        own = Span(own.start - 2, own.end)  # 中、|小型企业订单指数
    if (
        _pattern("by_parts").fullmatch(text, *own)
        or _pattern("so_many_all").match(text, *own)
        or _pattern("as_before").match(text, *own)
    ):
        own = NOWHERE
    of_whole = run[0].measure is Measure.SHARE and run[0].reference
    if of_whole and run[0].start < own.end:
        own = Span(own.start, max(own.start, run[0].start))  # 粮食、油料产量|占全国的比重|分别为3%、4%
    elif own and run[0].reference.start <= own.start and own.end <= run[0].reference.end:
        own = NOWHERE  # 死亡219人，倒塌房屋5.4万间，比过去5年|均值|分别减少54%和65%
    elif run[0].reference and own.start < run[0].start < own.end:
        own = Span(own.start, run[0].start)  # 进货量、交易量|比一周前|分别增长5%、6%
    pace = _pattern("pace_end").search(text, *own) if run[0].measure is Measure.GROWTH else None
    if pace and pace.start() > own.start and text[pace.start() - 1] != "均":  # 年均增速 is a name
        # 云计算和大数据收入|同比增速|分别达91%和33%, 价格指数的|按年升幅|分别为…
        own = left_phrase(text, min(pace.start(), run[0].start)) or own
    counted = _pattern("counted_as").search(text, own.start, own.end)
    if (
        counted
        and "、" in text[own.start : counted.start()]
        and not _pattern("places_told").match(text, counted.start())
    ):
        own = Span(own.start, counted.start())
    return own


def _alike_before(text: str, last: Span, count: int) -> list[Span]:
    """The members of a list that commas part, where all end alike: 农业，林业，|牧业|分别增长…; else the last alone."""
    joint = _pattern("joins_last").search(text, 0, last.start)
    if joint:  # 第一产业、第二产业，|以及居民生活用电量|分别增长…
        before = members(text, Span(clause_start(text, joint.start(), "，。；：\n"), joint.start()))
        return [*before, last] if len(before) + 1 == count else [last]
    found = [last]
    while len(found) < count and text[found[0].start - 1 : found[0].start] == "，":
        end = found[0].start - 1
        one = Span(clause_start(text, end, "，。；：\n"), end)
        if not _pattern("bare_name").fullmatch(text, *one) or text[end - 1] != text[last.end - 1]:
            break
        found.insert(0, one)
    return found if len(found) == count else [last]


def _assign_objects(text: str, run: list[Claim], start: int) -> bool:
    """分别出口|汽车、手机|9亿元、7亿元: one object of the verb to each figure."""
    listed = _pattern("objects").fullmatch(text, start, run[0].start)
    if listed is None or run[0].label is not None and run[0].label.rule.side == "right":
        return False
    objects = members(text, Span(*listed.span(2)))
    if len(objects) != len(run):
        return False
    verb = Span(*listed.span(1))
    for claim, one in zip(run, objects, strict=True):
        claim.topic, claim.inherited, claim.member = None, False, NOWHERE
        claim.phrase, claim.pieces = one, [verb, one] if verb else []
    return True


def _assign_pair(text: str, run: list[Claim], own: Span, pair: re.Match[str]) -> None:
    """汽车|产|销|量|分别为5万辆、6万辆: two things told in one word."""
    head = behind_subject(text, Span(own.start, pair.start()))
    told = run[0].pieces[:-1] if run[0].phrase == own else []  # 汽车|3月份|产销
    for number, claim in enumerate(run, 1):
        claim.topic, claim.inherited = None, False
        claim.phrase, claim.member = own, Span(*pair.span(number))
        claim.pieces = [piece for piece in (*told, head, claim.member, Span(*pair.span(3))) if piece]


def _follow(run: list[Claim], earlier: list[Claim]) -> None:
    """营业收入199.9亿元，净利29.8亿元，同比分别增长19.2%和5.9%: one growth to each amount."""
    for claim, source in zip(run, earlier, strict=True):
        claim.phrase, claim.pieces, claim.member = source.phrase, list(source.pieces), source.member
        claim.topic, claim.inherited = None, True


def _follow_sentence(claims: list[Claim], run: list[Claim], carried: Topic | None) -> None:
    """收入、利润分别为9亿元、8亿元。|同比分别增长5%、6%: one growth to each that the sentence before lists."""
    if carried is None or len(run) != len(carried.listed) or run[0] is not claims[0]:
        return
    if all(one.inherited and one.topic and not one.phrase for one in run):
        for claim, indicator in zip(run, carried.listed, strict=True):
            claim.topic = indicator


def _share_topic(text: str, run: list[Claim], own: Span, at: int) -> None:
    """甲、乙两市…，价格降幅分别达3%、4%: one indicator, and the subjects, or names, of the clause before."""
    if text[slice(*own)] in topic_words().stands_for_topic:
        return  # 这一数据|分别为…: it is what the sentence before tells of
    if run[0].measure is Measure.GROWTH and _pattern("bare_rate").fullmatch(text, *own):
        found = so_many(text, run[0].phrase, len(run))
        if len(found) == len(run):
            assign(text, run, found)
            return
        for claim in run[1:]:  # 价格上涨，|涨幅|分别为3%、4%
            claim.phrase, claim.pieces, claim.topic = run[0].phrase, list(run[0].pieces), run[0].topic
    else:
        for claim in run:
            claim.phrase = own
    subjects = members_before(text, at, len(run))
    if subjects and all(is_subject(text, span) for span in subjects):
        for claim, member in zip(run, subjects, strict=True):
            claim.member = member
    elif subjects and _pattern("counted_owners").fullmatch(text, subjects[-1].end, own.start):
        for claim, member in zip(run, subjects, strict=True):
            claim.phrase, claim.pieces = member, [member, own]


def _goes_on_with_members(text: str, claims: list[Claim], run: list[Claim], own: Span) -> bool:
    """Give each figure the member of the one so many before it: 甲、乙产值增长5%、6%，|增速|分别快1个、2个百分点."""
    first = claims.index(run[0])
    told = claims[max(0, first - len(run)) : first]
    if len(told) < len(run) or not all(one.member for one in told):
        return False
    said, names = text[slice(*own)], topic_words().adds_to_topic
    pace = run[0].measure is Measure.GROWTH and _pattern("bare_rate").fullmatch(text, *own)
    told_next = _pattern("told_next").fullmatch(text, told[-1].position + 1, own.start)
    further = told_next and not said.startswith("占") and all(is_subject(text, one.member) for one in told)
    if said in names or further:
        for claim, source in zip(run, told, strict=True):
            of = source.pieces or [source.phrase]
            # |增速|分别快1个、2个百分点, |产量|分别增长7%、8%, but 4月份的升幅分别为1%、2%: of the members alone
            claim.phrase, claim.pieces = own, [*of, *([] if pace else [own])] if said in names else [own]
            claim.topic, claim.inherited, claim.member = None, False, source.member
        return True
    if not said.startswith("占"):
        return False
    _follow(run, told)
    for claim in run:
        if claim.measure is Measure.CHANGE:
            claim.pieces = [*(claim.pieces or [claim.phrase]), own]  # 占外贸比重|分别提升0.6和0.7个百分点
        elif claim.pieces and text[slice(*claim.pieces[-1])] in names:
            claim.pieces = claim.pieces[:-1]  # 增速分别快1个、2个百分点，|占全省比重|分别为3%、4%: no share of the pace
            claim.phrase = claim.pieces[0]
    return True
