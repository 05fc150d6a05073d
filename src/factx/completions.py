"""A noun that says nothing alone (总数, 增速, 农村) takes what the chain tells of."""

from factx.chain import Chain, Told, without_rate
from factx.claims import Claim, behind_subject, is_classifier, is_subject, topic_words
from factx.facts import Bound, Kind, Measure
from factx.left_phrases import left_phrase
from factx.lexicon import table_words
from factx.spans import NOWHERE, Span
from factx.symbols import symbol_patterns

_pattern = symbol_patterns("chains")
_BELOW = (Bound.LT, Bound.LE)
_MARKS = ("，", "；", "、")
_LONGEST_KIND = 4  # characters in which the names of things of one kind end
_LONGEST_PLACE = 8  # characters of a name that a list of visits may have


def complete(chain: Chain, claim: Claim) -> None:
    """Give a noun that says nothing alone (总数, 增速) the topic that it is said of."""
    text, topic, carried, words = chain.text, chain.topic, chain.carried, topic_words()
    said = text[claim.phrase.start : claim.phrase.end]
    whole = chain.pieces.get(topic, [])
    level = claim.measure is Measure.LEVEL and claim.mention.kind is not Kind.PERCENT
    grown = claim.measure is Measure.GROWTH and claim.mention.kind is not Kind.SHIFT
    # 增速加快2个百分点 is of the 增速, 升幅三成 of what rose
    moved = (level or grown) and _pattern("bare_rate").fullmatch(said)
    stands_for = said in words.stands_for_topic and claim.phrase.end <= claim.position  # but 44项|数据
    part = claim.phrase.end <= claim.position and _pattern("share").fullmatch(said) is not None
    if part and topic and claim.measure is Measure.CHANGE:
        claim.pieces = [*(whole or [topic]), claim.phrase]  # 对韩国进出口下降6%，|比重|下降9个百分点
    elif (stands_for or moved) and (topic or carried):
        if part and claim.mention.kind is Kind.PERCENT and claim.measure is Measure.LEVEL:
            claim.measure = Measure.SHARE
        claim.phrase = NOWHERE
    elif level and said in words.adds_to_topic and topic and text[topic.end - 1] == "率":
        pass  # 票面利率为2.57%，|总额|400亿元: no sum of a rate
    elif said in words.adds_to_topic and (own := _pattern("since_when").search(text, 0, claim.phrase.start)):
        claim.pieces = [Span(*own.span(1)), claim.phrase]
    elif said in words.adds_to_topic and topic:
        _add_to_topic(chain, claim, said)
    elif topic and level and (done := _thing_done(chain, claim, whole)):
        claim.pieces = [claim.phrase, done]  # 受理案件860件，其中|办结|720件
    elif topic and _says_only_where(chain, claim):
        _complete_where(chain, claim)
    elif topic and (tail := _visits(text, claim, whole[-1] if whole else topic)):
        claim.pieces = [claim.phrase, tail]  # 古镇|接待游客|9万人次，|湿地|2万人次
    elif topic and _pattern("trade_with").fullmatch(said) and (whose := _trading(text, topic)):
        claim.pieces = [whose, claim.phrase]  # 轻工商品|对欧盟出口增长14%，|对东盟出口|增长12%
    elif text.startswith("分别", claim.phrase.end):
        pass  # 产量|分别|上升11%和12%: of each of those told of before
    elif said in table_words("chains", "halves") and topic and (whose := _trader(text, topic, whole)):
        claim.pieces = [whose, claim.phrase]  # 民营企业进出口9亿元，其中|出口|5亿元
    elif said in table_words("chains", "halves") and (whose := _trader_before(chain, claim)):
        claim.pieces = [whose, claim.phrase]  # 一般贸易出口9亿元，增长2%；|进口|4亿元
    elif said in table_words("chains", "halves") and (trader := _carried_trader(chain, claim)):
        claim.topic = chain.named[claim.phrase] = trader + said  # 民营企业进出口9亿元。其中，|出口|5亿元；|进口|4亿元
    elif (
        claim.phrase.end <= claim.start
        and (claim.measure is not Measure.SHARE or _class(said) == "branch")
        and _class(said)
    ):
        _complete_class(chain, claim, said)
    elif said in words.leads_topic and claim.measure is not Measure.LEVEL and (topic or carried):
        claim.phrase = NOWHERE  # 年均增长7%: how the growth is told
    elif claim.label and "indicator" in claim.label.slots:
        pass  # 开盘报9元，|最低|8.5元: the rule says what it is
    elif said in words.leads_topic and topic and not text.startswith(said, topic.start):
        claim.pieces = [claim.phrase, topic]  # 发送旅客186万人次，|日均|37万人次
    elif (
        said in words.adds_to_topic
        and carried
        and not carried.indicator.endswith(said)
        and not _is_own_measure(chain, claim, said, carried.indicator)
    ):
        claim.topic = carried.indicator + said
    _complete_part(chain, claim, said)


def _complete_part(chain: Chain, claim: Claim, said: str) -> None:
    """Name a part of a whole by what is measured of that: 周转量达9亿吨公里，其中|铁路|5亿吨公里，公路4亿吨公里."""
    level = claim.measure is Measure.LEVEL and claim.mention.kind is not Kind.PERCENT
    if not (level or claim.measure is Measure.GROWTH) or claim.phrase.end > claim.position:
        return
    text, before = chain.text, chain.before
    opens = text.endswith(table_words("chains", "opens_parts"), 0, claim.phrase.start)
    if opens and claim.pieces[:1] == [claim.phrase]:
        chain.parts[claim.phrase] = claim.pieces[-1]
    elif opens and claim.topic and claim.topic.startswith(said):
        chain.parts[claim.phrase] = claim.topic.removeprefix(said)
    if claim.pieces or claim.topic or not _pattern("part_name").fullmatch(said) or is_subject(text, claim.phrase):
        return
    if topic_words().measured.search(said) or topic_words().bare_deed.match(said):
        return
    told = chain.told_in(claim.mention.unit) if level else chain.told
    of: Span | str = NOWHERE
    listed = before is not None and text[before.position + 1 : claim.phrase.start] in _MARKS
    if told and (opens or listed) and (alike := _told_of_alike(chain, told[-1].topic, said)):
        of = alike
    elif text[claim.phrase.start - 1 : claim.phrase.start] == "：":
        headed = left_phrase(text, claim.phrase.start - 1)  # 货物周转量：|公路|5亿吨公里、铁路4亿吨公里
        of = headed if topic_words().measured.search(text[slice(*headed)]) else NOWHERE
    elif opens:
        of = _measure_of_whole(chain, claim, told)
    elif told and listed:
        of = chain.parts.get(told[-1].topic, NOWHERE)
    ending = of[-1:] if isinstance(of, str) else text[of.start : of.end][-1:]
    if not of or said.endswith(ending):
        return  # 宽带用户9万户，其中千兆用户3万户
    chain.parts[claim.phrase] = of
    if isinstance(of, str):
        claim.topic = chain.named[claim.phrase] = said + of
    else:
        claim.pieces = [claim.phrase, of]


def _told_of_alike(chain: Chain, topic: Span, said: str) -> Span:
    """What a topic tells of a thing of the same kind: 汽车|销售收入|增长12%，其中新能源汽车|增长14%."""
    for length in range(min(_LONGEST_KIND, len(said) - 1), 1, -1):
        at = chain.text.find(said[-length:], *topic)
        rest = Span(at + length, topic.end) if at >= 0 else NOWHERE
        if rest and any(_pattern(name).fullmatch(chain.text, *rest) for name in ("part_measure", "alike_measure")):
            return rest
    return NOWHERE


def _measure_of_whole(chain: Chain, claim: Claim, told: list[Told]) -> Span | str:
    """What is measured of the whole that a part is told of: here, or in the sentence before; empty where of none."""
    if told:
        topic = told[-1].topic
        whole = chain.pieces.get(topic, [topic])[-1]
        measure = _pattern("part_measure").search(chain.text, *whole)
        return NOWHERE if measure is None or topic in chain.named else Span(*measure.span())
    if chain.carried is None:
        return NOWHERE
    grown = claim.measure is Measure.GROWTH
    name = without_rate(claim, chain.carried.indicator) if grown else chain.carried.told.get(claim.mention.unit)
    measure = _pattern("part_measure").search(name or "")
    return measure[0] if measure else NOWHERE


def _thing_done(chain: Chain, claim: Claim, pieces: list[Span]) -> Span:
    """The things told of before, where a bare deed counts some of them: 开工|安置房|5200套，基本建成3100套."""
    topic = pieces[-1] if pieces else chain.topic
    counted = claim.mention.kind is Kind.COUNT and claim.mention.unit == chain.unit and is_classifier(claim.mention)
    deed = topic_words().bare_deed
    if chain.text[claim.phrase.end - 1 : claim.phrase.end] == "案" == chain.text[topic.end - 2 : topic.end - 1]:
        return NOWHERE  # 受理案件5万件，|结案|3万件
    if not counted or claim.phrase.end > claim.position or not deed.fullmatch(chain.text, *claim.phrase):
        return NOWHERE
    told = deed.search(chain.text, *topic)
    if told is None:
        return topic
    ends = told.end() == topic.end  # 生猪|存栏|121万头，出栏157万头
    thing = Span(topic.start, told.start()) if ends else Span(told.end(), topic.end)
    return NOWHERE if deed.fullmatch(chain.text, *thing) else thing  # 开工|建设|3.5万个，建成1.4万个


def _says_only_where(chain: Chain, claim: Claim) -> bool:
    """Whether a phrase says no more than in which parts of the place it holds: 气温下降6℃，|局地|达14℃."""
    told = claim.measure in (Measure.LEVEL, Measure.CHANGE)
    same = told and claim.mention.unit == chain.unit and claim.phrase.end <= claim.position
    if not same or not _pattern("scope").fullmatch(chain.text, *claim.phrase):
        return False
    return _pattern("varies").search(chain.text, *chain.topic) is not None


def _complete_where(chain: Chain, claim: Claim) -> None:
    """Name what holds in parts of a place. Behind a fall it may tell how far it falls there."""
    text, mention, before = chain.text, claim.mention, chain.before
    where = _pattern("scope").search(text, *chain.topic)
    claim.pieces = [claim.phrase, Span(where.end(), chain.topic.end) if where else chain.topic]
    if claim.measure is Measure.CHANGE:
        return  # 气温下降8℃，|局地|降幅超过20℃
    if before is None or before.measure is not Measure.CHANGE or before.sign > 0 or mention.bound in _BELOW:
        return
    fall, here = before.mention.high or before.mention.value, mention.low or mention.value
    as_far = _pattern("as_far").fullmatch(text, claim.phrase.end, claim.position)
    if as_far and fall and here and fall <= here <= 2 * fall:  # but 价格下降5元，部分地区达100元
        claim.measure, claim.sign, claim.reference = before.measure, before.sign, before.reference


def _complete_class(chain: Chain, claim: Claim, said: str) -> None:
    """Add to a class (农村) what was told of another one, or of all: 城镇居民收入5万元，|农村|2万元."""
    level = claim.measure is Measure.LEVEL
    told = chain.told_in(claim.mention.unit) if level else chain.told
    if told and (rest := _told_of_class(chain, told[-1].topic, said)):
        claim.pieces = [claim.phrase, rest]
    elif chain.carried and not (told and told[-1].topic not in chain.named):
        before = chain.carried.told.get(claim.mention.unit) if level else without_rate(claim, chain.carried.indicator)
        if before and (match := _pattern("class_told").match(before)) and match.lastgroup == _class(said):
            claim.topic = chain.named[claim.phrase] = said + _after_class(before[match.end() :], said)
        elif before and _is_of_all(said, before):
            # 消费价格上涨3%。其中，|城市|上涨2%
            claim.topic = chain.named[claim.phrase] = said + _after_class(before, said)


def _told_of_class(chain: Chain, topic: Span, said: str) -> Span:
    """What a topic tells of its class, or the whole topic where it is of all: 消费价格上涨3%，其中|城市|上涨2%."""
    text, pieces = chain.text, chain.pieces.get(topic, [topic])
    if len(pieces) == 2 and _class(text[slice(*pieces[0])]) == _class(said):
        return pieces[-1]
    if len(pieces) > 1:
        return NOWHERE
    if match := _pattern("class_told").match(text, *topic):
        behind = len(_after_class(text[match.end() : topic.end], said))
        return Span(topic.end - behind, topic.end) if match.lastgroup == _class(said) else NOWHERE
    own = behind_subject(text, topic)  # 全省|居民消费支出
    if not _is_of_all(said, told := text[slice(*own)]):
        return NOWHERE
    told = told.removeprefix(next((word for word in table_words("chains", "achieved") if told.startswith(word)), ""))
    return Span(topic.end - len(_after_class(told, said)), topic.end)


def _is_of_all(said: str, topic: str) -> bool:
    """Whether a topic is told of all the classes of which ``said`` is one: 消费价格, 用电量, 全社会固定资产投资."""
    if _pattern("class_of_all").fullmatch(said):
        return _pattern("measure").search(topic) is not None
    return bool(_pattern("branch_of_all").fullmatch(said) and _pattern("measure_of_all").fullmatch(topic))


def _is_own_measure(chain: Chain, claim: Claim, said: str, topic: str) -> bool:
    """Whether a measure is none of the topic: 完成投资3亿元，|产值|增长5%; 年产汽车20万辆，实现|产值|100亿元."""
    if said not in table_words("chains", "of_things"):
        return False
    achieved = chain.text.endswith(table_words("chains", "achieved"), 0, claim.phrase.start)
    return achieved or topic_words().measured.search(topic) is not None


def _add_to_topic(chain: Chain, claim: Claim, said: str) -> None:
    """Name a measure by the topic that it is taken of: 产业园|规模, unless it is one of its own."""
    topic = chain.without_pace()
    told = chain.text[topic.start : topic.end]
    if told.endswith(said):
        claim.phrase, claim.pieces = topic, []  # 产值100亿元，|产值|增长3%
    elif not _is_own_measure(chain, claim, said, told):
        number = _pattern("how_many").search(told)  # 企业|数量|达300家，|产值|达20亿元
        claim.pieces = [Span(topic.start, topic.start + number.start()) if number else topic, claim.phrase]


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
    named = claim.phrase.end <= claim.position and claim.phrase.end - claim.phrase.start <= _LONGEST_PLACE
    if tail is None or claim.measure is not Measure.LEVEL or claim.mention.unit != "人次" or not named:
        return NOWHERE
    told = text[claim.phrase.start : claim.phrase.end]
    own = topic_words().measured.search(told) or _pattern("visited").search(told)
    return NOWHERE if own else Span(*tail.span())


def _trading(text: str, topic: Span) -> Span:
    """What is traded with whom the topic says: 轻工商品|对欧盟出口; empty where that is nothing, or an owner."""
    trade = _pattern("trade_with").search(text, topic.start + 2, topic.end)
    goods = Span(topic.start, trade.start()) if trade and trade.end() == topic.end else NOWHERE
    return NOWHERE if not goods or is_subject(text, goods) else goods


def _carried_trader(chain: Chain, claim: Claim) -> str:
    """Whose trade the sentence before is of, where this one parts it: 民营企业|进出口; empty where it is all trade."""
    opens = not chain.topic and chain.text.endswith(table_words("chains", "opens_parts"), 0, claim.phrase.start)
    other = chain.named.get(chain.told[-1].topic) if chain.told else None
    indicator = other or (chain.carried.indicator if chain.carried and opens else "")
    trades = _pattern("trades").search(indicator)
    trader = indicator[: trades.start()] if trades else ""
    return "" if trader in table_words("chains", "all_trade") else trader


def _trader_before(chain: Chain, claim: Claim) -> Span:
    """Whose trade the part of the sentence before a semicolon tells of, where a half of it opens the next one."""
    if chain.text[claim.phrase.start - 1 : claim.phrase.start] != "；" or not chain.told:
        return NOWHERE
    topic = chain.told[-1].topic
    return _trader(chain.text, topic, chain.pieces.get(topic, []))


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
