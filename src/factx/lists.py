"""Figures that go with the members of a list: A、B分别增长1%、2%."""

import re

from factx.claims import CHAIN_END, LISTED, Claim, behind_subject, framed_topic, is_subject, topic_words
from factx.facts import Kind, Measure
from factx.left_phrases import left_phrase, without_state
from factx.shared_nouns import measure_at, shared_head, shared_tail
from factx.spans import NOWHERE, Span, members
from factx.subjects import match_subject
from factx.symbols import symbol_patterns

_pattern = symbol_patterns("chains")
_LONGEST_PLACE = 4  # characters


def distribute(text: str, claims: list[Claim]) -> None:
    """A、B分别增长1%、2%: one member to each figure, with the head or tail that the list shares."""
    for severally in _pattern("severally").finditer(text):
        run = _run_after(text, claims, severally.end())
        if len(run) >= 2:
            _share_out(text, claims, run, severally.start())
    _name_foremost(text, claims)
    _go_on_severally(text, claims)
    _share_measures(text, claims)
    _share_references(text, claims)
    for index, claim in enumerate(claims):
        if claim.label and not claim.listed and index + 1 < len(claims) and claims[index + 1].listed:
            run = _run_from(claims, index)
            found = _so_many(text, claim.phrase, len(run))
            if not _pattern("severally").search(text, max(0, claim.phrase.start), claim.position) and len(found) == len(
                run
            ):
                _assign(text, run, found)


def _name_foremost(text: str, claims: list[Claim]) -> None:
    """投票率以|古坑乡|45.36%最高: which of those that are measured the figure is of."""
    for claim in claims:
        start, end = claim.phrase
        joint = text.find("以", start + 2, end - 1) if end <= claim.position else -1
        if joint < 0 or claim.inherited or not _pattern("foremost").match(text, claim.position + 1):
            continue
        head, member = Span(start, joint), Span(joint + 1, end)
        if is_subject(text, member):
            claim.phrase, claim.pieces, claim.member = head, [head], member
        else:
            claim.phrase, claim.pieces = member, [member, head]


def _go_on_severally(text: str, claims: list[Claim]) -> None:
    """甲、乙分别进口21亿元和16亿元，|增长33%、10%: the growths go with the amounts, one to each.

    What has a name of its own keeps it: 甲、乙分居二、三名，|市占29%、20%.
    """
    for index, claim in enumerate(claims):
        if claim.label is None or claim.listed or text[claim.start - 1 : claim.start] not in ("，", "、"):
            continue
        run = _run_joined(text, claims, index)
        earlier = claims[max(0, index - len(run)) : index]
        compared = any(claim.reference.start < one.position < claim.reference.end for one in earlier)
        if compared or claim.member:
            continue  # 比全省（7.7%）和全国（7.0%）|分别高0.7、1.4个百分点
        if len(run) >= 2 and len(earlier) == len(run) and all(one.member for one in earlier):
            if claim.phrase and not claim.inherited and earlier[0].mention.kind is Kind.RANK:
                for one, source in zip(run, earlier, strict=True):
                    one.member = source.member
            else:
                _follow(run, earlier)


def _share_measures(text: str, claims: list[Claim]) -> None:
    """完成周转量、客运量和货运量|79亿吨公里、4088万人和86万吨: one measure to each figure, as their units tell."""
    for index, claim in enumerate(claims):
        phrase = claim.phrase
        if claim.measure is not Measure.LEVEL or claim.inherited or not phrase or phrase.end > claim.position:
            continue
        run = _run_joined(text, claims, index)
        found = members(text, phrase) if len({one.mention.unit for one in run}) == len(run) > 1 else []
        measured = topic_words().measured
        if len(found) == len(run) and all(measured.search(text[slice(*one)]) for one in found):
            _assign(text, run, found)


def _share_references(text: str, claims: list[Claim]) -> None:
    """比上月和上年同期分别高0.03个和0.17个百分点: one reference to each figure."""
    for index, claim in enumerate(claims):
        if claim.label is None or claim.listed or not claim.reference:
            continue
        run = _run_from(claims, index)
        compared = [_before_bracket(text, one) for one in members(text, claim.reference)]
        severally = claim.measure is Measure.GAP or "分别" in text[max(0, claim.start - 2) : claim.position]
        if len(run) >= 2 and len(compared) == len(run) and severally:
            for one, reference in zip(run, compared, strict=True):
                one.reference = reference


def _before_bracket(text: str, member: Span) -> Span:
    """全省|（7.7%）: the name without its own figure."""
    said = text.find("（", *member)
    return Span(member.start, said) if said > member.start else member


def _run_after(text: str, claims: list[Claim], at: int) -> list[Claim]:
    """The figures behind 分别 that belong to it: the first, and those joined to it like list members."""
    run: list[Claim] = []
    for claim in claims:
        if claim.position < at:
            continue
        if not run:
            if claim.position - at > 24 or CHAIN_END.search(text, at, claim.position):
                break
        elif not _joins(text, run[-1], claim):
            break
        run.append(claim)
    return run


def _joins(text: str, before: Claim, claim: Claim) -> bool:
    """Whether a figure goes on with the list of the one before: 12.6%、8%, 增长12.6%、下降4.2%."""
    if claim.label is not None and not claim.listed:
        return text[before.position + 1 : claim.start].strip() in ("、", "和", "与", "及", "/")
    return bool(LISTED.fullmatch(text[before.position + 1 : claim.position].strip()))


def _run_from(claims: list[Claim], index: int) -> list[Claim]:
    run = [claims[index]]
    for claim in claims[index + 1 :]:
        if not claim.listed:
            break
        run.append(claim)
    return run


def _run_joined(text: str, claims: list[Claim], index: int) -> list[Claim]:
    """The figure at ``index`` and those that go on with its list, also with words of their own: 降1%、升4%."""
    run = [claims[index]]
    for claim in claims[index + 1 :]:
        if not _joins(text, run[-1], claim):
            break
        run.append(claim)
    return run


def _share_out(text: str, claims: list[Claim], run: list[Claim], at: int) -> None:
    """Give each figure behind a 分别 its owner: a member of the list before it, or the figure that it goes on with."""
    own = left_phrase(text, at)
    if _pattern("by_parts").fullmatch(text, *own):
        own = NOWHERE
    of_whole = run[0].measure is Measure.SHARE and run[0].reference
    if of_whole and run[0].start < own.end:
        own = Span(own.start, max(own.start, run[0].start))  # 粮食、油料产量|占全国的比重|分别为3%、4%
    pace = _pattern("pace_end").search(text, *own) if run[0].measure is Measure.GROWTH else None
    if pace and pace.start() > own.start and text[pace.start() - 1] != "均":  # 年均增速 is a name
        own = Span(own.start, pace.start())  # 云计算和大数据收入|同比增速|分别达91%和33%
    counted = _pattern("counted_as").search(text, own.start, own.end)
    if (
        counted
        and "、" in text[own.start : counted.start()]
        and not _pattern("places_told").match(text, counted.start())
    ):
        own = Span(own.start, counted.start())
    if run[0].measure is Measure.GAP and run[0].start < at:
        return  # 比全国、全省|分别|高2个、1个百分点: what it is compared with
    found = _so_many(text, own, len(run)) if own else []
    inner = left_phrase(text, run[0].start, at + 2) if run[0].label is None else NOWHERE
    if _assign_objects(text, run, at + 2):
        return
    if len(found) == len(run):
        _assign(text, run, found, inner)
        return
    pair = _pattern("paired").search(text, *own) if len(run) == len(found) + 1 == 2 else None
    if pair and "、" not in text[own.end : at]:
        _assign_pair(text, run, own, pair)
        return
    if own and _goes_on_with_members(text, claims, run, own):
        return
    if own and not re.match("[比较与和同]", text[own.start : own.end]):
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
    elif listed := _members_before(text, at, len(run)):
        told = earlier[-1] if earlier and earlier[-1].mention.unit == run[0].mention.unit else None
        _assign(text, run, listed, inner)
        noun = Span(text.rfind("的", *told.phrase) + 1, told.phrase.end) if told and not inner else NOWHERE
        if noun and noun.start >= listed[-1].end:  # 甲、乙等公司的金额均超过2亿元，分别达到3亿元、4亿元
            for claim in run:
                claim.phrase, claim.pieces = noun, [noun]
    elif len(earlier) >= len(run):
        _follow(run, earlier[-len(run) :])


def _so_many(text: str, span: Span, count: int) -> list[Span]:
    """The members of a list, by the mark that gives ``count`` of them: 汽车|及零件|和|燃料, 东|中|西部."""
    if (compass := _pattern("compass").match(text, *span)) and len(compass[1]) == count:
        at = compass.start()
        return [*(Span(at + one, at + one + 1) for one in range(count - 1)), Span(at + count - 1, span.end)]
    found = members(text, span)
    joints = "、和/" if len(found) > count else "/"
    told = (members(text, span, joint) for joint in joints) if len(found) != count else iter(())
    return next((one for one in told if len(one) == count), found)


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


def _share_topic(text: str, run: list[Claim], own: Span, at: int) -> None:
    """甲、乙两市…，价格降幅分别达3%、4%: one indicator, and the subjects, or names, of the clause before."""
    if text[slice(*own)] in topic_words().stands_for_topic:
        return  # 这一数据|分别为…: it is what the sentence before tells of
    if run[0].measure is Measure.GROWTH and _pattern("bare_rate").fullmatch(text, *own):
        found = _so_many(text, run[0].phrase, len(run))
        if len(found) == len(run):
            _assign(text, run, found)
            return
        for claim in run[1:]:  # 价格上涨，|涨幅|分别为3%、4%
            claim.phrase, claim.pieces, claim.topic = run[0].phrase, list(run[0].pieces), run[0].topic
    else:
        for claim in run:
            claim.phrase = own
    subjects = _members_before(text, at, len(run))
    if subjects and all(is_subject(text, span) for span in subjects):
        for claim, member in zip(run, subjects, strict=True):
            claim.member = member
    elif subjects and _pattern("counted_owners").fullmatch(text, subjects[-1].end, own.start):
        for claim, member in zip(run, subjects, strict=True):
            claim.phrase, claim.pieces = member, [member, own]


def _members_before(text: str, at: int, count: int) -> list[Span]:
    """A list of ``count`` members that opens one of the two clauses before ``at``: 甲、乙两市…，分别….

    What counts the list (两市, 8种…) ends its last member.
    """
    end = at
    for _ in range(3):
        start = max(text.rfind(mark, 0, end) for mark in "，。；：") + 1
        found = members(text, Span(start, end))
        if len(found) >= count:
            found = found[:count]
            if told := _pattern("told").search(text, found[-1].start + 1, found[-1].end):
                found[-1] = Span(found[-1].start, told.start())  # 东盟、欧盟、美国|为前三大贸易伙伴
            found[-1] = without_state(text, found[-1])  # 甲、乙均价|稳步上升，分别…
            last = _pattern("count_of_members").search(text, found[-1].start, found[-1].end)
            tail = Span(found[-1].start, last.start() if last else found[-1].end)
            opened = left_phrase(text, found[0].end, found[0].start)
            if tail and opened and len(members(text, Span(opened.start, tail.end))) == count:
                return [opened, *found[1:-1], tail]
        if start == 0:
            break
        end = start - 1
    return []


def _goes_on_with_members(text: str, claims: list[Claim], run: list[Claim], own: Span) -> bool:
    """Give each figure the member of the one so many before it: 甲、乙产值增长5%、6%，|增速|分别快1个、2个百分点."""
    first = claims.index(run[0])
    told = claims[max(0, first - len(run)) : first]
    if len(told) < len(run) or not all(one.member for one in told):
        return False
    said, names = text[slice(*own)], topic_words().adds_to_topic
    if said in names:
        for claim, source in zip(run, told, strict=True):
            claim.phrase, claim.pieces = own, [*(source.pieces or [source.phrase]), own]
            claim.topic, claim.inherited, claim.member = None, False, source.member
        return True
    if not said.startswith("占"):
        return False
    _follow(run, told)
    for claim in run:
        if claim.pieces and text[slice(*claim.pieces[-1])] in names:
            claim.pieces = claim.pieces[:-1]  # 增速分别快1个、2个百分点，|占全省比重|分别为3%、4%: no share of the pace
            claim.phrase = claim.pieces[0]
    return True


def _assign(text: str, run: list[Claim], found: list[Span], inner: Span = NOWHERE) -> None:
    """Give each figure its member, with the tail that all share: the last one's, or what stands behind 分别."""
    for claim in run:
        claim.topic, claim.inherited = None, False
    toward = text.find("对", max(0, found[0].start - 1), found[0].end)
    if toward >= 0 and (tail := shared_tail(text, found) or measure_at(text, found[-1]) or inner):
        _assign_partners(text, run, found, Span(toward, toward + 1), tail)
        return
    compass = _pattern("compass").match(text, *found[-1])
    if compass and all(_pattern("compass_point").fullmatch(text, *span) for span in found[:-1]):
        told = [span for span in (Span(compass.end(), found[-1].end), inner) if span]  # 东、中、西部地区|投资
        for claim, member in zip(run, found, strict=True):
            claim.member = Span(member.start, member.start + 1)
            claim.phrase, claim.pieces = (told[0] if told else framed_topic(text)), told
        return
    region = _pattern("region").match(text, *found[-1])
    if region and region[0].endswith("地区") and all(_pattern("region").fullmatch(text, *span) for span in found[:-1]):
        shared = inner or Span(region.end() + text.startswith("的", region.end()), found[-1].end)
        for claim, member in zip(run, found, strict=True):
            claim.member = Span(member.start, min(member.end, region.end()))
            claim.phrase, claim.pieces = shared or framed_topic(text), []
        return
    if owned := _owners(text, found):
        owners, shared = owned
        places = _pattern("places_told").match(text, owners[-1].end) is not None
        for claim, member in zip(run, owners, strict=True):
            claim.member, claim.place = member, claim.place or places
            own = claim.phrase if claim.phrase.start > owners[-1].end else NOWHERE
            claim.phrase = shared or inner or own or _ranked_in(text, owners[0].start) or framed_topic(text)
        return
    if inner:
        for claim, member in zip(run, found, strict=True):
            claim.phrase, claim.pieces, claim.member = member, [member, inner], member
        return
    tail = shared_tail(text, found) or _noun_behind(run[-1])
    if tail and text[found[-1].end : run[0].position] == "分别以" and _pattern("won").search(text, *tail):
        for claim, member in zip(run, found, strict=True):  # 甲、乙分别以17%和16%的|份额|位列前二: who has them
            claim.phrase, claim.pieces, claim.member, claim.place, claim.inherited = tail, [], member, True, True
        return
    grouped = _pattern("grouped").search(text, found[-1].start + 1, found[-1].end)
    for claim, member in zip(run, found, strict=True):
        claim.phrase = member
        claim.pieces = [member, tail] if tail and (member is not found[-1] or tail.start >= member.end) else []
        claim.member = member
    head = shared_head(text, found)
    for claim, member in zip(run[1:], found[1:], strict=True):
        claim.pieces = [head, member] if head else claim.pieces
    if grouped:
        own, behind = Span(found[-1].start, grouped.start()), Span(grouped.end(), found[-1].end)
        run[-1].pieces = [own, behind] if behind else [own]
    if text.startswith("第", found[0].start):
        for claim, member in zip(run[1:], found[1:], strict=True):
            if _pattern("bare_ordinal").match(text, member.start):  # 第一、|二、三产业
                claim.pieces = [Span(found[0].start, found[0].start + 1), *(claim.pieces or [member])]


def _assign_partners(text: str, run: list[Claim], found: list[Span], toward: Span, tail: Span) -> None:
    """对|东盟、欧盟|出口: partners are no owners; the indicator is 对东盟出口."""
    partners = [
        Span(max(found[0].start, toward.end), found[0].end),
        *found[1:-1],
        Span(found[-1].start, min(found[-1].end, tail.start)),
    ]
    partners = [Span(span.start + text.startswith("对", span.start), span.end) for span in partners]
    for claim, partner in zip(run, partners, strict=True):
        claim.phrase, claim.pieces = toward, [toward, partner, tail]


def _ranked_in(text: str, start: int) -> Span:
    """In what the members of a list that begins at ``start`` are the first: 浓度|最低的3个城市依次是|甲、乙和丙."""
    ranked = _pattern("ranked").search(text, 0, start)
    return Span(*ranked.span(1)) if ranked else NOWHERE


def _owners(text: str, found: list[Span]) -> tuple[list[Span], Span] | None:
    """The owners that a list names, and the noun that they share behind the last: 成都、绵阳|旅游收入."""
    last = found[-1]
    places = _pattern("places_told").search(text, last.start + 2, last.end)
    if places and all(
        span.end - span.start <= _LONGEST_PLACE for span in (*found[:-1], Span(last.start, places.start()))
    ):
        return [*found[:-1], Span(last.start, places.start())], Span(
            places.end(), last.end
        ) or NOWHERE  # 新田、祁东|两县
    if not all(is_subject(text, span) for span in found[:-1]):
        return None
    counted = _pattern("counted").search(text, last.start + 1, last.end)
    if counted and is_subject(text, Span(last.start, counted.start())):
        return [*found[:-1], Span(last.start, counted.start())], Span(counted.end(), last.end) or NOWHERE
    subject = match_subject(text[: last.end], last.start)
    if subject is None:
        return None
    shared = Span(subject.end + text.startswith("的", subject.end), last.end)
    if text.startswith("等", shared.start):  # 东盟、拉美|等新兴市场|出口
        shared = measure_at(text, shared)
    return [*found[:-1], Span(last.start, subject.end)], shared if shared else NOWHERE


def _noun_behind(claim: Claim) -> Span:
    """What stands behind the last figure of a list that its rule reads so: 甲、乙分别以3%、2%的|份额."""
    return claim.phrase if claim.phrase.start > claim.position else NOWHERE
