"""What each mention of a sentence is a figure of, and what a list, 分别 or a chain hands on to the next."""

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from factx.facts import Bound, Kind, Measure, Mention, Modality
from factx.lexicon import load_table
from factx.match import Label
from factx.phrases import (
    NOWHERE,
    Span,
    clause_before,
    follows_forward_verb,
    happening,
    left_phrase,
    members,
    predicate,
    right_phrase,
)
from factx.subjects import match_subject
from factx.symbols import ANY, QUANTITIES, SymbolSentence

_LISTED = re.compile("(?:[、，/]|和|及|与|以及|或|,|左右)+")
_SEVERALLY = re.compile("分别|各占|依次|各为")
_CHAIN_END = re.compile("[；;。！？]")
_GENERIC_TAIL = re.compile("等(?:[一二三四五六七八九十两几多\\d]+[个类种项大家])?")
_FALLBACK = "level.bare"
# 增设29个示范区、|60个试验区: the verb in front holds for the whole list.
_VERB_FIRST = frozenset({"change.added", "change.added_before"})
_ADDED = re.compile("[^，。；：占居达]{0,24}(?:、|和|以及|及)[^，。；：、占居达为增减]{0,24}")
# 新增30例，其中|境外输入15例: the parts of what was added were added too.
_PART_OF = re.compile("[，（(]?(?:其中|包括|含)")
_PLACE_PART = re.compile("(?:[区境市省县]域?内|[以之][东南西北中内外上下]|周边|沿线|各地|等地)$")
_UNIT_IN_BRACKETS = re.compile("（[^（）]{1,8}）[ \t：:]*\\Z")
# Names whose values have no unit: 基尼系数0.465.
_UNITLESS_NAME = re.compile("(?:系数|指数|比值|PMI|pH值?)(?:约|是)?\\Z")
_RATE_NAME = re.compile("率|(?:[速幅度比息税]|指数|水平|增长|贡献)$")
_MEASURED = re.compile("(?:[率量额值速幅积数]|收入|投资|利润|价格|指数|比重|占比|人数|出口|进口|余额)$")
_SHARE_NAME = re.compile("(?:占比|比重|份额)$")
# What counts the members of a list behind it: 西藏、青海、甘肃|三省区.
_COUNTED_AS = re.compile(
    f"(?:[{ANY}]|[两三四五六七八九十\\d]+)[个大]?(?:省区市|省区|省市|[省市县区州国地家行]|省份|国家|城市|地区|企业|公司)$"
)


class _Words(NamedTuple):
    stands_for_topic: frozenset[str]
    adds_to_topic: frozenset[str]
    measured: re.Pattern[str]
    no_classifiers: frozenset[str]
    people: frozenset[str]


@cache
def _words() -> _Words:
    """The nouns and units that decide what a figure is of."""
    table = load_table("phrases")["topics"]
    measured = "|".join(sorted(table["measured"], key=len, reverse=True))
    return _Words(
        frozenset(table["stands_for"]),
        frozenset(table["adds_to"]),
        re.compile(f"(?:{measured})$"),
        frozenset(table["no_classifiers"]),
        frozenset(table["people"]),
    )


@dataclass(slots=True)
class Claim:
    """A mention on its way to a fact: what is known of it so far. Spans are those of the sentence in symbols."""

    position: int
    mention: Mention
    measure: Measure
    rule: str
    sign: int = 1
    modality: Modality | None = None
    past: bool = False
    start: int = 0
    label: Label | None = None
    phrase: Span = NOWHERE
    inherited: bool = False
    reference: Span = NOWHERE
    right: Span = NOWHERE
    topic: str | None = None
    listed: bool = False
    place: bool = False  # the phrase beside it is a place, by the list that it stands in
    member: Span = NOWHERE
    pieces: list[Span] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Topic:
    """What the sentence before ended on: its last indicator, and the unit that it was told in."""

    indicator: str
    unit: str | None


def build_claims(sentence: SymbolSentence, labels: dict[int, Label], carried: Topic | None = None) -> list[Claim]:
    """Return a claim for each mention that is a fact, with indicator, measure and reference.

    ``carried`` is the topic of the sentence before, where that stands in the same paragraph.
    """
    claims = [
        _claim(position, mention, labels.get(position), sentence)
        for position, mention in sentence.mentions.items()
        if mention.kind is not Kind.PERIOD
    ]
    claims = [claim for claim in claims if _is_fact(claim, sentence)]
    _continue_lists(sentence.text, claims)
    for claim in claims:
        _find_phrase(sentence, claim)
    _lead_up(sentence.text, claims)
    _go_on_sharing(sentence.text, claims)
    _mark_places(sentence.text, claims)
    _hand_on(sentence.text, claims, carried)
    _distribute(sentence.text, claims)
    _hand_on(sentence.text, claims, carried)
    return claims


def _claim(position: int, mention: Mention, label: Label | None, sentence: SymbolSentence) -> Claim:
    if label is None:
        return Claim(position, mention, _bare_measure(mention), _FALLBACK, start=position)
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
        reference=Span(*label.slots.get("reference", (0, 0))),
    )


def _bare_measure(mention: Mention) -> Measure:
    return {Kind.RANK: Measure.RANK, Kind.SHIFT: Measure.GROWTH, Kind.FRACTION: Measure.SHARE}.get(
        mention.kind, Measure.LEVEL
    )


def _is_fact(claim: Claim, sentence: SymbolSentence) -> bool:
    """Whether a mention claims something: one that no rule labels and is but a numeral only with a scale of its own."""
    mention = claim.mention
    if mention.kind is Kind.RANK:
        # 成为第一位站上…的: the first ever is no place in an order.
        return claim.label is not None and not (
            claim.label.emission.measure is Measure.LEVEL
            and re.match("[一-鿿]", sentence.text[claim.position + 1 : claim.position + 2])
        )
    if claim.label is not None:
        return True
    if mention.kind is Kind.NUMBER:
        return bool(
            re.search("[万亿萬億]", mention.text)
            or ("." in mention.text and _UNITLESS_NAME.search(sentence.text, 0, claim.position))
        )
    if mention.kind is Kind.DURATION:
        return not _frames(sentence.text, claim.position)
    return True


def _frames(text: str, position: int) -> bool:
    """Whether a length of time only frames another figure: 5年内, 连续9年, 3个月前."""
    return bool(
        re.match("[以之]?[内后前来间中里]|期间", text[position + 1 : position + 4])
        or re.search("(?:连续|近|过去|未来|今后|每|第|累计|经过|上一?个|前一个)$", text[:position])
    )


def _continue_lists(text: str, claims: list[Claim]) -> None:
    """A%和B%: the later members of a list take the label of the first."""
    for before, claim in pairwise(claims):
        between = text[before.position + 1 : claim.position].strip()
        if (
            claim.label is None
            and before.label is not None
            and _LISTED.fullmatch(between)
            and "，" not in between
            and claim.mention.kind is before.mention.kind
            and claim.mention.unit == before.mention.unit
            or (
                claim.label is None
                and before.label is not None
                and _LISTED.fullmatch(between)
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
            and _PART_OF.match(between)
        ):
            claim.measure, claim.rule, claim.sign, claim.modality = (
                before.measure,
                before.rule,
                before.sign,
                before.modality,
            )
        elif (
            between in ("或", "，或", "，即", "（", "(")
            and before.measure is Measure.CHANGE
            and claim.label is None
            and claim.mention.kind is Kind.PERCENT
        ):
            _continue(before, claim)
            claim.measure = Measure.GROWTH


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


def _go_on_sharing(text: str, claims: list[Claim]) -> None:
    """本科生占30%，|硕士生20%: a percentage behind a share is one too, unless what it is of has the name of a rate."""
    for before, claim in pairwise(claims):
        if (
            before.measure is Measure.SHARE
            and claim.measure is Measure.LEVEL
            and claim.mention.kind is before.mention.kind
            and claim.mention.unit == before.mention.unit
            and claim.phrase
            and claim.phrase.start > before.position
            and not _RATE_NAME.search(text[claim.phrase.start : claim.phrase.end])
        ):
            claim.measure = Measure.SHARE


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
        and claim.mention.unit in _words().people
        and (befell := happening(text, claim.position + 1))
    ):
        claim.phrase = befell
        return
    side = claim.label.rule.side if claim.label else _side(sentence, claim)
    if side == "right":
        claim.phrase = right_phrase(text, claim.position + 1)
        if not claim.phrase and (claim.measure is Measure.SHARE or _counts_people(text, claim)):
            claim.phrase = predicate(text, claim.position + 1)
        if claim.phrase:
            return
    claim.phrase = _left(text, claim, sentence.mentions)
    if claim.measure is Measure.LEVEL and (not claim.phrase or _is_subject(text, claim.phrase)):
        claim.right = right_phrase(text, claim.position + 1)
        if claim.mention.kind is Kind.COUNT and _is_classifier(claim.mention) and not claim.past:
            claim.phrase = claim.right or claim.phrase
    if not claim.phrase and not claim.right and (end := clause_before(text, claim.start)):
        claim.phrase = left_phrase(text, end)


def _counts_people(text: str, claim: Claim) -> bool:
    return claim.mention.unit in ("人", "名", "人次") and text[claim.position + 1 : claim.position + 2] not in (
        "",
        *"，。；、：）的和",
    )


@lru_cache(maxsize=2048)
def _is_subject(text: str, phrase: Span) -> bool:
    """Whether a phrase is no indicator but only says whose figure it is: 福田45宗."""
    subject = match_subject(text[: phrase.end], phrase.start)
    return subject is not None and subject.end == phrase.end


def _left(text: str, claim: Claim, mentions: dict[int, Mention]) -> Span:
    """The noun phrase before the mention; a threshold inside it does not end it: 产值过千亿元|产业."""
    bracketed = claim.label is None and re.match("（[^）]）", text[claim.position - 1 : claim.position + 2])
    end = claim.position - 1 if bracketed else claim.start
    if claim.mention.text[-1].isdigit() and (unit := _UNIT_IN_BRACKETS.search(text, 0, end)):
        end = unit.start()  # 工业增加值|（亿元）|1203.4
    phrase = left_phrase(text, end)
    before = phrase.start - 1
    if phrase and before >= 0 and text[before] in QUANTITIES and not _LISTED.match(text[phrase.start]):
        wider = left_phrase(text, before)
        gap = text[phrase.start : phrase.end]
        if len(gap) <= 10 and not re.search("^[的，]|、", gap) and _is_threshold(mentions[before]):
            return Span(wider.start if wider and wider.end == before else before, phrase.end)
    return phrase


def _is_threshold(mention: Mention) -> bool:
    """Whether an amount may stand inside a name: 60岁及以上|人口, 产值过千亿元|产业."""
    return mention.unit in ("岁", "周岁") or (
        mention.kind is Kind.MONEY and mention.bound in (Bound.GT, Bound.GE, Bound.LE, Bound.LT)
    )


def _length(span: Span) -> int:
    return span.end - span.start


# Behind these the count's noun follows; a measured amount has its noun before it unless a verb stands there.
_COUNTED = frozenset({Kind.COUNT, Kind.NUMBER, Kind.DURATION})


def _side(sentence: SymbolSentence, claim: Claim) -> str:
    """On which side of a mention that no rule labels its noun stands."""
    text, position = sentence.text, claim.position
    right = right_phrase(text, position + 1)
    if not right:
        opens = text[position - 1 : position]
        people = _counts_people(text, claim) and (
            opens in ("", *"，。；：有致让使由织") or opens in ANY or not left_phrase(text, position)
        )
        return "right" if people else "left"
    floor = max(text.rfind(mark, 0, position) for mark in "，。；：;:")
    if follows_forward_verb(text, position):
        return "right"
    before = text[position - 1 : position]
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
        if left and not _is_subject(text, left) and not _PLACE_PART.search(text[left.start : left.end])
        else "right"
    )


def _is_classifier(mention: Mention) -> bool:
    return (mention.unit or "") not in _words().no_classifiers


def _hand_on(text: str, claims: list[Claim], carried: Topic | None) -> None:
    """A chain's later members take the topic of the one before: 达到1542家、居全省第3位.

    A sentence that names no indicator of its own goes on with that of the sentence before: 其中福田45宗.
    """
    for claim, after in pairwise(claims):
        if after.position == claim.position + 1 and not claim.phrase and after.phrase.start > after.position:
            claim.phrase = after.phrase  # 57台|163场参演剧目
    topic, topic_unit = NOWHERE, None
    topics: list[tuple[int, Span, str | None]] = []
    before: Claim | None = None
    for claim in claims:
        if before is not None and _CHAIN_END.search(text, before.position, claim.position):
            topic = NOWHERE if claim.phrase else topic
        while topics and topics[-1][0] >= claim.start:  # an amount inside the rule's match is no topic of it
            topics.pop()
            topic, topic_unit = topics[-1][1:] if topics else (NOWHERE, None)
        known = topic or carried or (_framed(text) if claim.phrase else None)
        if (
            claim.phrase
            and known
            and not claim.inherited
            and (claim.place or _is_subject(text, claim.phrase))
            and (
                claim.measure is not Measure.LEVEL
                or claim.mention.unit == (topic_unit if topic else carried.unit if carried else claim.mention.unit)
            )
        ):
            claim.member, claim.phrase = claim.phrase, NOWHERE
            topic = topic or (NOWHERE if carried else _framed(text))
        if claim.phrase and not claim.pieces and not claim.inherited:
            _complete(text, claim, topic, carried)
        if not claim.phrase and topic:
            claim.phrase, claim.inherited = topic, True
        elif not claim.phrase and carried and not claim.pieces:
            claim.topic, claim.inherited = carried.indicator, True
        elif not claim.phrase and claim.right:
            claim.phrase = claim.right
        if (
            claim.measure is Measure.LEVEL
            and claim.mention.kind in (Kind.PERCENT, Kind.FRACTION)
            and _SHARE_NAME.search(text[claim.phrase.start : claim.phrase.end])
        ):
            claim.measure = Measure.SHARE
        if claim.phrase and not claim.past:
            topic, topic_unit = claim.phrase, claim.mention.unit
            topics.append((claim.position, topic, topic_unit))
        before = claim


_FRAME = re.compile("([^，。；]{2,24}?)(?:当中|之中|中|里|方面)，")


def _framed(text: str) -> Span:
    """The topic that a sentence opens with: 深圳的|确诊个案|当中，…."""
    match = _FRAME.match(text)
    if match is None:
        return NOWHERE
    phrase = left_phrase(text, match.end(1))
    subject = match_subject(text[: phrase.end], phrase.start)
    start = subject.end + text.startswith("的", subject.end) if subject and subject.end < phrase.end else phrase.start
    return Span(start, phrase.end)


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
        if len(run) >= 3 and 2 * sum(_is_subject(text, member.phrase) for member in run) >= len(run):
            for member in run:
                member.place = True
        run = [claim] if claim is not None and claim.phrase and claim.label is None else []


def _complete(text: str, claim: Claim, topic: Span, carried: Topic | None) -> None:
    """Give a noun that says nothing alone (总数, 增速) the topic that it is said of."""
    said = text[claim.phrase.start : claim.phrase.end]
    if said in _words().stands_for_topic and (topic or carried):
        claim.phrase = NOWHERE
    elif said in _words().adds_to_topic and topic:
        claim.pieces = [topic, claim.phrase]
    elif said in _words().adds_to_topic and carried:
        claim.topic = carried.indicator + said


def _distribute(text: str, claims: list[Claim]) -> None:
    """A、B分别增长1%、2%: one member to each figure, with the head or tail that the list shares."""
    for severally in _SEVERALLY.finditer(text):
        run = _run_after(text, claims, severally.end())
        if len(run) >= 2:
            _share_out(text, claims, run, severally.start())
    for index, claim in enumerate(claims):
        if claim.label and not claim.listed and index + 1 < len(claims) and claims[index + 1].listed:
            run = _run_from(claims, index)
            found = members(text, claim.phrase)
            if not _SEVERALLY.search(text, max(0, claim.phrase.start), claim.position) and len(found) == len(run):
                _assign(text, run, found)


def _run_after(text: str, claims: list[Claim], at: int) -> list[Claim]:
    """The figures behind 分别 that belong to it: the first, and those joined to it like list members."""
    run: list[Claim] = []
    for claim in claims:
        if claim.position < at:
            continue
        if not run:
            if claim.position - at > 24 or _CHAIN_END.search(text, at, claim.position):
                break
        elif not _joins(text, run[-1], claim):
            break
        run.append(claim)
    return run


def _joins(text: str, before: Claim, claim: Claim) -> bool:
    """Whether a figure goes on with the list of the one before: 12.6%、8%, 增长12.6%、下降4.2%."""
    if claim.label is not None and not claim.listed:
        return text[before.position + 1 : claim.start].strip() in ("、", "和", "与", "及")
    return bool(_LISTED.fullmatch(text[before.position + 1 : claim.position].strip()))


def _run_from(claims: list[Claim], index: int) -> list[Claim]:
    run = [claims[index]]
    for claim in claims[index + 1 :]:
        if not claim.listed:
            break
        run.append(claim)
    return run


def _share_out(text: str, claims: list[Claim], run: list[Claim], at: int) -> None:
    """Give each figure behind a 分别 its owner: a member of the list before it, or the figure that it goes on with."""
    own = left_phrase(text, at)
    counted = _COUNTED_AS.search(text, own.start, own.end)
    if counted and "、" in text[own.start : counted.start()]:
        own = Span(own.start, counted.start())
    found = members(text, own) if own else []
    inner = left_phrase(text, run[0].start, at + 2) if run[0].label is None else NOWHERE
    if len(found) > len(run):
        found = members(text, own, "、")  # 家用电器和音像器材类、家具类
    if len(found) == len(run):
        _assign(text, run, found, inner)
        return
    if own and not re.match("[比较与和同]", text[own.start : own.end]):
        _share_topic(text, run, own, at)
        return
    earlier = [claim for claim in claims[: claims.index(run[0])] if not claim.inherited and claim.phrase]
    if len(earlier) >= len(run) and text.count("，", earlier[-1].position, at) == 1:
        _follow(run, earlier[-len(run) :])
    elif listed := _members_before(text, at, len(run)):
        _assign(text, run, listed, inner)
    elif len(earlier) >= len(run):
        _follow(run, earlier[-len(run) :])


def _follow(run: list[Claim], earlier: list[Claim]) -> None:
    """营业收入199.9亿元，净利29.8亿元，同比分别增长19.2%和5.9%: one growth to each amount."""
    for claim, source in zip(run, earlier, strict=True):
        claim.phrase, claim.pieces, claim.member = source.phrase, list(source.pieces), source.member
        claim.topic, claim.inherited = None, True


def _share_topic(text: str, run: list[Claim], own: Span, at: int) -> None:
    """甲、乙两市…，价格降幅分别达3%、4%: one indicator, and the subjects of the clause before."""
    for claim in run:
        claim.phrase = own
    subjects = _members_before(text, at, len(run))
    if subjects and all(_is_subject(text, span) for span in subjects):
        for claim, member in zip(run, subjects, strict=True):
            claim.member = member


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
            last = re.compile(f"[{ANY}等]|[两三四五六七八九十][个大市省县区种类家国]").search(
                text, found[-1].start, found[-1].end
            )
            tail = Span(found[-1].start, last.start() if last else found[-1].end)
            opened = left_phrase(text, found[0].end, found[0].start)
            if tail and opened and len(members(text, Span(opened.start, tail.end))) == count:
                return [opened, *found[1:-1], tail]
        if start == 0:
            break
        end = start - 1
    return []


def _assign(text: str, run: list[Claim], found: list[Span], inner: Span = NOWHERE) -> None:
    """Give each figure its member, with the tail that all share: the last one's, or what stands behind 分别."""
    for claim in run:
        claim.topic, claim.inherited = None, False
    toward = text.find("对", max(0, found[0].start - 1), found[0].end)
    if toward >= 0 and (tail := _shared_tail(text, found) or _measure_at(text, found[-1])):
        _assign_partners(text, run, found, Span(toward, toward + 1), tail)
        return
    if owned := _owners(text, found):
        owners, shared = owned
        for claim, member in zip(run, owners, strict=True):
            claim.member = member
            own = claim.phrase if claim.phrase.start > owners[-1].end else NOWHERE
            claim.phrase = shared or inner or own or _framed(text)
        return
    if inner:
        for claim, member in zip(run, found, strict=True):
            claim.phrase, claim.pieces, claim.member = member, [member, inner], member
        return
    tail = _shared_tail(text, found)
    for claim, member in zip(run, found, strict=True):
        claim.phrase = member
        claim.pieces = [member, tail] if tail and member is not found[-1] else []
        claim.member = member


def _assign_partners(text: str, run: list[Claim], found: list[Span], toward: Span, tail: Span) -> None:
    """对|东盟、欧盟|出口: partners are no owners; the indicator is 对东盟出口."""
    partners = [Span(max(found[0].start, toward.end), found[0].end), *found[1:-1], Span(found[-1].start, tail.start)]
    partners = [Span(span.start + text.startswith("对", span.start), span.end) for span in partners]
    for claim, partner in zip(run, partners, strict=True):
        claim.phrase, claim.pieces = toward, [toward, partner, tail]


def _measure_at(text: str, member: Span) -> Span:
    """The measured noun that a member of a list ends in."""
    found = _words().measured.search(text[member.start : member.end])
    return Span(member.start + found.start(), member.end) if found and found.start() else NOWHERE


def _owners(text: str, found: list[Span]) -> tuple[list[Span], Span] | None:
    """The owners that a list names, and the noun that they share behind the last: 成都、绵阳|旅游收入."""
    last = found[-1]
    if not all(_is_subject(text, span) for span in found[:-1]):
        return None
    subject = match_subject(text[: last.end], last.start)
    if subject is None:
        return None
    shared = Span(subject.end + text.startswith("的", subject.end), last.end)
    if text.startswith("等", shared.start):  # 东盟、拉美|等新兴市场|出口
        shared = _measure_at(text, shared)
    return [*found[:-1], Span(last.start, subject.end)], shared if shared else NOWHERE


def _shared_tail(text: str, found: list[Span]) -> Span:
    """锂电池等|产品出口 → 产品出口; 第一、二、三|产业增加值 → 产业增加值; empty where each member is whole."""
    last = found[-1]
    said = text[last.start : last.end]
    if match := _GENERIC_TAIL.search(said):
        return Span(last.start + match.end(), last.end)
    lengths = {span.end - span.start for span in found[:-1]}
    ordinal = re.match("第?[一二三四五六七八九十]", said)
    if ordinal and max(lengths) <= 2:
        return Span(last.start + ordinal.end(), last.end)
    if any(_MEASURED.search(text[span.start : span.end]) or _measure_at(text, span) for span in found[:-1]):
        return NOWHERE
    if not (tail := _measure_at(text, last)):
        return NOWHERE
    before = text[found[-2].start : found[-2].end]
    # What both members end in parts the last one from the tail: 装备制造业、高技术制造业|销售收入.
    for length in (4, 3, 2, 1):
        at = said.rfind(before[-length:]) if length > 1 or before[-1] in "业品" else -1
        if at > 0 and last.start + at + length <= tail.start:
            return Span(last.start + at + length, last.end)
    return tail
