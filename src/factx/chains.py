"""What a chain hands on from one figure to the next: topic, head and place."""

from itertools import pairwise

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
from factx.facts import Kind, Measure
from factx.kept import compile_kept
from factx.left_phrases import clause_before, left_phrase, without_state
from factx.lexicon import table_words
from factx.moved_people import moves_asked, moves_counted
from factx.places import is_like_place
from factx.right_phrases import right_phrase
from factx.spans import NOWHERE, Span
from factx.symbols import symbol_patterns

_pattern = symbol_patterns("chains")
_CLAUSE_MARK = compile_kept("[，。；]")
_VISITED = 8  # characters of a name that a list of visits may have


def hand_on(text: str, claims: list[Claim], carried: Topic | None) -> None:
    """A chain's later members take the topic of the one before: 达到1542家、居全省第3位.

    A sentence that names no indicator of its own goes on with that of the sentence before: 其中福田45宗.
    """
    for claim, after in pairwise(claims):
        adjoins = after.position == claim.position + 1 and after.phrase.start > after.position
        counted = claim.label is None and is_classifier(claim.mention)
        if adjoins and (not claim.phrase or counted or text[claim.position - 1 : claim.position] in "、，；"):
            claim.phrase = after.phrase  # 57台|163场参演剧目, 1864户|4213人脱贫
        if claim.measure is Measure.CHANGE and _says_again(text, claim, after):
            after.measure, after.sign, after.reference = claim.measure, claim.sign, claim.reference
            after.rule = claim.rule
    chain = _Chain(text, carried)
    for claim in claims:
        chain.add(claim)


def _says_again(text: str, claim: Claim, after: Claim) -> bool:
    """Whether a bracket tells an amount again in another unit: 增产366万吨（|73亿斤|）."""
    if after.label is not None or text[claim.position + 1 : after.position + 2 : 2] != "（）":
        return False
    amounts = (Kind.COUNT, Kind.MONEY)
    return after.position == claim.position + 2 and claim.mention.kind in amounts and after.mention.kind in amounts


class _Chain:
    """What is in force while the claims of one sentence are read in order."""

    def __init__(self, text: str, carried: Topic | None) -> None:
        self.text, self.carried = text, carried
        self.topic: Span = NOWHERE
        self.unit: str | None = None  # in which the topic was told last
        self.told: list[
            tuple[int, Span, str | None]
        ] = []  # the topics so far: of the figure at which place, in which unit
        self.pieces: dict[Span, list[Span]] = {}
        self.named: dict[Span, str] = {}  # what the sentence before completed
        self.rates: set[Span] = set()  # the topics that were told as a percentage of themselves
        self.before: Claim | None = None
        self.asked: Claim | None = None  # the last share whose noun stands behind it: 74%的|居民

    def add(self, claim: Claim) -> None:
        """Give a claim what the chain hands on, and go on with what it tells of."""
        self._leave(claim)
        if moves_asked(self.text, claim, self.before, self.asked, self.topic) or moves_counted(
            self.text, claim, self.before, self.topic
        ):
            claim.phrase = NOWHERE
        if claim.phrase:
            self._name_pace(claim)
            self._place(claim)
        if claim.pieces and not claim.inherited:
            self.pieces[claim.phrase] = claim.pieces
        if not claim.phrase:
            self._inherit(claim)
        if claim.measure is Measure.LEVEL and claim.mention.kind is Kind.PERCENT and not claim.inherited:
            self.rates.add(claim.phrase)
        if self._is_share(claim):
            claim.measure = Measure.SHARE
        elif claim.measure is Measure.LEVEL and claim.mention.kind is Kind.PERCENT:
            self._tell_growth(claim)
        elif claim.measure is Measure.GROWTH and (extent := _pattern("extent_end").search(self.text, *claim.phrase)):
            claim.phrase = Span(claim.phrase.start, extent.start())
        joined = self.text[claim.phrase.start : claim.phrase.start + 1] in ("和", "与") and is_subject(
            self.text, Span(claim.phrase.start + 1, claim.phrase.end)
        )
        if claim.phrase and not (claim.past and self.topic) and not joined:  # 甲队|和乙队|分列第二、三名
            self.topic, self.unit = self._handed_on(claim), claim.mention.unit
            self.told.append((claim.position, self.topic, self.unit))
        self.before = claim
        if claim.measure is Measure.SHARE and not claim.inherited:
            self.asked = claim if claim.position < claim.phrase.start else None

    def _handed_on(self, claim: Claim) -> Span:
        """What the figures behind a claim may be of: what those counted have, if its clause ends with that.

        16个|城市|的廉租住房|，有4407套….
        """
        end = claim.phrase.end
        if claim.phrase.start < claim.position or not self.text.startswith("的", end):
            return claim.phrase
        had = right_phrase(self.text, end + 1)
        return had if had and self.text.startswith("，", had.end) else claim.phrase

    def _leave(self, claim: Claim) -> None:
        """Let go of the topic where a chain ends, and of amounts inside the rule's match, which are no topic of it."""
        ended = self.before is not None and CHAIN_END.search(self.text, self.before.position, claim.position)
        if ended and claim.phrase and not is_listed_place(self.text, claim.phrase):
            self.topic = NOWHERE
        closed = self.text.rfind("）", self.before.position, claim.start) if self.before else -1
        aside = self.text.rfind("（", 0, closed) if closed >= 0 else claim.start  # 净利10.9亿元（|每股0.26元|），增长5%
        while self.told and self.told[-1][0] >= min(claim.start, aside):
            self.told.pop()
            self.topic, self.unit = self.told[-1][1:] if self.told else (NOWHERE, None)

    def _name_pace(self, claim: Claim) -> None:
        """A bare rate in a clause behind one that tells how something fares is of that: 进出口|快速增长，增速|达8%."""
        if self.topic or claim.pieces or claim.inherited or not self._is_pace(claim.phrase):
            return
        told = left_phrase(self.text, clause_before(self.text, claim.phrase.start))
        noun = without_state(self.text, told)
        if noun and noun != told:
            claim.pieces = [noun, claim.phrase]

    def _place(self, claim: Claim) -> None:
        """Take the phrase of a claim for a member of what the chain tells of, or for a name to complete."""
        if not self._is_member(claim):
            if not claim.pieces and not claim.inherited:
                self._complete(claim)
            return
        if claim.measure is Measure.LEVEL and self.topic and claim.mention.unit != self.unit:
            self.topic, self.unit = self._told_in(claim.mention.unit)[-1]  # 新界占|1951份|，占比50.6%，九龙占1203份
        claim.member, claim.phrase = claim.phrase, NOWHERE
        self.topic = self.topic or (NOWHERE if self.carried else framed_topic(self.text))

    def _is_member(self, claim: Claim) -> bool:
        """Whether the phrase of a claim only says whose part of the topic its figure is: 其中|福田|45宗."""
        text, unit = self.text, claim.mention.unit
        if claim.inherited or not (self.topic or self.carried or framed_topic(text)):
            return False
        before = claim.phrase.end <= claim.position
        names = joined_names(text, claim.phrase)
        named = before and all(is_subject(text, name) or is_like_place(text, *name) for name in names)
        if not (claim.place or named) or self._is_sibling(claim):
            return False
        running = self.unit if self.topic else self.carried.unit if self.carried else unit
        if claim.measure is not Measure.LEVEL or unit == running:
            return True
        place = is_listed_place(text, claim.phrase)
        if not self.topic and self.carried and unit in self.carried.told:
            return place or is_like_place(text, *claim.phrase)
        named = text.startswith("占", claim.phrase.end) or place
        return named and bool(self._told_in(unit))

    def _changes_amount(self, claim: Claim) -> bool:
        """Whether a claim tells how an amount has changed, behind a rate that is none: 粗出生率是千分之7，减少742人."""
        change = claim.measure is Measure.CHANGE and claim.mention.kind is Kind.COUNT
        return change and self.unit in ("%", "‰") and self.text.endswith("率", 0, self.topic.end)

    def _told_in(self, unit: str | None) -> list[tuple[Span, str | None]]:
        """The topics so far that were told in a unit."""
        return [(span, told) for _, span, told in self.told if told == unit]

    def _is_sibling(self, claim: Claim) -> bool:
        """Whether two shares are of parts of one whole, so that neither is told of the other: 北部占44%，中部占25%."""
        before = self.before
        return (
            before is not None
            and before.measure is Measure.SHARE
            and claim.measure is Measure.SHARE
            and not (before.member or before.inherited)
            and before.phrase.end == before.start
            and (not (own := behind_subject(self.text, before.phrase)) or own == before.phrase)
            # not 东部|人口|占40%，中部占26%
            and self.text.startswith("占", before.phrase.end)
            and self.text.startswith("占", claim.phrase.end)
        )

    def _inherit(self, claim: Claim) -> None:
        """Give a claim without a phrase the topic, or that of the sentence before."""
        if claim.label is None and claim.mention.unit in topic_words().counted:
            return  # 二十三万农户、近百万人从中受益: its unit is its noun
        if self.topic:
            amounts = self._told_in(claim.mention.unit) if self._changes_amount(claim) else []
            if amounts:
                self.topic, self.unit = amounts[-1]  # 出生8417人，粗出生率是千分之7，减少|742人
            pieces = self.pieces.get(self.topic, [])
            if claim.measure in (Measure.SHARE, Measure.GROWTH) and len(pieces) == 2 and self._is_pace(pieces[1]):
                claim.phrase, claim.inherited = pieces[0], True
                claim.pieces = list(self.pieces.get(pieces[0], ()))
                return
            claim.phrase, claim.inherited = self.topic, True
            claim.pieces, claim.topic = list(pieces), self.named.get(self.topic)
        elif self.carried and not claim.pieces:
            told = self.carried.told.get(claim.mention.unit) if claim.member else None
            claim.topic, claim.inherited = _without_rate(claim, told or self.carried.indicator), True
        elif claim.right:
            claim.phrase = claim.right

    def _without_pace(self) -> Span:
        """The topic without how fast it grows: 出口|增速快于全省5个百分点，规模达到320亿元."""
        pieces = self.pieces.get(self.topic, [])
        if len(pieces) == 2 and self._is_pace(pieces[1]):
            return pieces[0]
        pace = _pattern("pace_end").search(self.text, *self.topic)
        return Span(self.topic.start, pace.start()) if pace else self.topic

    def _is_pace(self, name: Span) -> bool:
        """Whether a name tells how fast its noun grows: of 产值|增速|高于…，占全省5% the share is the noun's."""
        return _pattern("bare_rate").fullmatch(self.text, *name) is not None

    def _is_share(self, claim: Claim) -> bool:
        """Whether an amount is a share by what it is of: 占全国的一半以上，达到|56.7%, 比重达|三成."""
        goes_on = claim.inherited and claim.rule == "level.reach" and claim.mention.kind is Kind.PERCENT
        if goes_on and self.before is not None and self.before.measure is Measure.SHARE:
            return True
        part = claim.measure is Measure.LEVEL and claim.mention.kind in (Kind.PERCENT, Kind.FRACTION)
        if part and claim.past and claim.inherited and self.before and self.before.measure is Measure.SHARE:
            return True  # 受访青年有25.3%，较2017年的|17.2%|上升
        return part and _pattern("share").search(self.text, *claim.phrase) is not None

    def _tell_growth(self, claim: Claim) -> None:
        """A percentage that is how fast something grows is its growth: 出口增速|由5%提高到8%, 较3月的|5.4%."""
        pace, before = _pattern("pace_end").search(self.text, *claim.phrase), self.before
        if len(claim.pieces) == 2 and not claim.inherited and self._is_pace(claim.pieces[1]):
            falls = _pattern("falls").search(self.text, *claim.pieces[1])
            claim.phrase, claim.pieces = claim.pieces[0], list(self.pieces.get(claim.pieces[0], ()))
            claim.measure, claim.sign = Measure.GROWTH, -1 if falls else 1
        elif pace and not claim.pieces:
            claim.phrase = Span(claim.phrase.start, pace.start())
            claim.measure, claim.sign = Measure.GROWTH, -1 if _pattern("falls").search(pace[0]) else 1
        elif claim.inherited and before and before.measure is Measure.GROWTH and claim.phrase not in self.rates:
            goes_on = before.label is None and not _CLAUSE_MARK.search(self.text, before.position, claim.position)
            if claim.past or goes_on:
                claim.measure, claim.sign = Measure.GROWTH, before.sign  # 降幅由5%收窄至|3%

    def _complete(self, claim: Claim) -> None:
        """Give a noun that says nothing alone (总数, 增速) the topic that it is said of."""
        text, topic, carried, words = self.text, self.topic, self.carried, topic_words()
        said = text[claim.phrase.start : claim.phrase.end]
        whole = self.pieces.get(topic, [])
        level = claim.measure is Measure.LEVEL and claim.mention.kind is not Kind.PERCENT
        grown = claim.measure is Measure.GROWTH and claim.mention.kind is not Kind.SHIFT
        moved = (level or grown) and _pattern("bare_rate").fullmatch(
            said
        )  # 增速加快2个百分点 is of the 增速, 升幅三成 of what rose
        stands_for = said in words.stands_for_topic and claim.phrase.end <= claim.position  # but 44项|数据
        if (stands_for or moved) and (topic or carried):
            claim.phrase = NOWHERE
        elif said in words.adds_to_topic and topic:
            self._add_to_topic(claim, said)
        elif topic and level and (done := self._thing_done(claim, whole)):
            claim.pieces = [claim.phrase, done]  # 受理案件860件，其中|办结|720件
        elif topic and (tail := _visits(text, claim, whole[-1] if whole else topic)):
            claim.pieces = [claim.phrase, tail]  # 古镇|接待游客|9万人次，|湿地|2万人次
        elif said in table_words("chains", "halves") and topic and (whose := _trader(text, topic, whole)):
            claim.pieces = [whose, claim.phrase]  # 民营企业进出口9亿元，其中|出口|5亿元
        elif claim.phrase.end <= claim.start and claim.measure is not Measure.SHARE and _class(said):
            self._complete_class(claim, said)
        elif said in words.leads_topic and claim.measure is not Measure.LEVEL and (topic or carried):
            claim.phrase = NOWHERE  # 年均增长7%: how the growth is told
        elif said in words.leads_topic and topic and not text.startswith(said, topic.start):
            claim.pieces = [claim.phrase, topic]  # 发送旅客186万人次，|日均|37万人次
        elif (
            said in words.adds_to_topic
            and carried
            and not carried.indicator.endswith(said)
            and not self._is_own_measure(claim, said, carried.indicator)
        ):
            claim.topic = carried.indicator + said

    def _thing_done(self, claim: Claim, pieces: list[Span]) -> Span:
        """The things told of before, where a bare deed counts some of them: 开工|安置房|5200套，基本建成3100套."""
        topic = pieces[-1] if pieces else self.topic
        counted = claim.mention.kind is Kind.COUNT and claim.mention.unit == self.unit and is_classifier(claim.mention)
        deed = topic_words().bare_deed
        if not counted or claim.phrase.end > claim.position or not deed.fullmatch(self.text, *claim.phrase):
            return NOWHERE
        told = deed.search(self.text, *topic)
        if told is None:
            return topic
        ends = told.end() == topic.end  # 生猪|存栏|121万头，出栏157万头
        thing = Span(topic.start, told.start()) if ends else Span(told.end(), topic.end)
        return NOWHERE if deed.fullmatch(self.text, *thing) else thing  # 开工|建设|3.5万个，建成1.4万个

    def _complete_class(self, claim: Claim, said: str) -> None:
        """Add to a class (农村) what was told of another one, or of all: 城镇居民收入5万元，|农村|2万元."""
        level = claim.measure is Measure.LEVEL
        told = self._told_in(claim.mention.unit) if level else [one[1:] for one in self.told]
        if told and (rest := self._told_of_class(told[-1][0], said)):
            claim.pieces = [claim.phrase, rest]
        elif self.carried and not (told and told[-1][0] not in self.named):
            before = (
                self.carried.told.get(claim.mention.unit) if level else _without_rate(claim, self.carried.indicator)
            )
            if before and (match := _pattern("class_told").match(before)) and match.lastgroup == _class(said):
                claim.topic = self.named[claim.phrase] = said + _after_class(before[match.end() :], said)
            elif before and _pattern("class_of_all").fullmatch(said) and _pattern("measure").search(before):
                claim.topic = self.named[claim.phrase] = said + before  # 消费价格上涨3%。其中，|城市|上涨2%

    def _told_of_class(self, topic: Span, said: str) -> Span:
        """What a topic tells of its class, or the whole topic where it is of all: 消费价格上涨3%，其中|城市|上涨2%."""
        text, pieces = self.text, self.pieces.get(topic, [topic])
        if len(pieces) == 2 and _class(text[slice(*pieces[0])]) == _class(said):
            return pieces[-1]
        if len(pieces) > 1:
            return NOWHERE
        if match := _pattern("class_told").match(text, *topic):
            behind = len(_after_class(text[match.end() : topic.end], said))
            return Span(topic.end - behind, topic.end) if match.lastgroup == _class(said) else NOWHERE
        of_all = _pattern("class_of_all").fullmatch(said) and _pattern("measure").search(text, *topic)
        return topic if of_all else NOWHERE

    def _is_own_measure(self, claim: Claim, said: str, topic: str) -> bool:
        """Whether a measure is none of the topic: 完成投资3亿元，|产值|增长5%; 年产汽车20万辆，实现|产值|100亿元."""
        if said not in table_words("chains", "of_things"):
            return False
        achieved = self.text.endswith(table_words("chains", "achieved"), 0, claim.phrase.start)
        return achieved or topic_words().measured.search(topic) is not None

    def _add_to_topic(self, claim: Claim, said: str) -> None:
        """Name a measure by the topic that it is taken of: 产业园|规模, unless it is one of its own."""
        topic = self._without_pace()
        told = self.text[topic.start : topic.end]
        if told.endswith(said):
            claim.phrase, claim.pieces = topic, []  # 产值100亿元，|产值|增长3%
        elif not self._is_own_measure(claim, said, told):
            claim.pieces = [topic, claim.phrase]


def _without_rate(claim: Claim, name: str) -> str:
    """A name from a sentence before, for a growth without how fast it grows: 价格降幅收窄。北京|上涨0.3%."""
    pace = _pattern("pace_end").search(name) if claim.measure is Measure.GROWTH else None
    return name[: pace.start()] if pace else name


def _class(said: str) -> str | None:
    """By what a name parts a thing into classes: people (农村), branches (采矿业), kinds; None where it does not."""
    match = _pattern("class").fullmatch(said)
    return match.lastgroup if match else None


def _after_class(rest: str, said: str) -> str:
    """What is told of a class, without what the name of the other one ends in: 城镇|居民收入, of 农村居民."""
    shared = (length for length in range(min(len(rest), len(said)), 0, -1) if said.endswith(rest[:length]))
    return rest[next(shared, 0) :]


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
    """Whose trade the topic is, or with whom: 民营企业|进出口; empty where it is all trade, or that of an owner."""
    if len(pieces) == 2 and _pattern("trades").fullmatch(text[slice(*pieces[1])]):
        return pieces[0]
    trades = _pattern("trades").search(text, topic.start, topic.end)
    if trades is None or pieces or trades.start() == topic.start:
        return NOWHERE
    trader = Span(topic.start, trades.start())
    all_trade = text[slice(*trader)] in table_words("chains", "all_trade")
    return NOWHERE if all_trade or is_subject(text, trader) else trader
