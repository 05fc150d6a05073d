"""The noun phrase that a figure is of, as it stands beside it."""

import re

from factx.claims import (
    LISTED,
    Claim,
    behind_subject,
    is_classifier,
    is_subject,
    topic_words,
)
from factx.contests import contest_of
from factx.facts import Bound, Kind, Measure, Mention
from factx.kept import compile_kept
from factx.left_phrases import clause_before, headless, left_phrase, without_state
from factx.lexicon import table_words
from factx.places import is_like_place
from factx.predicates import fared, fate, follows_forward_verb, happening, predicate
from factx.right_phrases import behind_relative, right_phrase
from factx.segment import clause_start
from factx.spans import NOWHERE, Span, members
from factx.symbols import ANY, PERIOD, QUANTITIES, SYMBOLS, SymbolSentence, symbol_patterns

_pattern = symbol_patterns("chains")
_UNIT_IN_BRACKETS = compile_kept("（[^（）]{1,8}）[ \t：:]*\\Z")
_CLAUSE_MARK = compile_kept("[，。；]")
_COUNT = compile_kept(f"[{SYMBOLS[Kind.COUNT]}]")
_SHARE_BEFORE = compile_kept(f"[{SYMBOLS[Kind.PERCENT]}][^，；。]*\\Z")
_LONGEST_ACTOR, _LONGEST_THING, _MANY = 14, 8, 4
# Behind these a figure's noun stands behind it, and people are what is told.
_LEAD_TO_NOUN = frozenset(("", *"，。；：、（()“” \n", *ANY, *"的将有着等和与及各对为了在这向该其是把由从共近约"))
_ENDS_CLAUSE = ("", *"，。；、）")
_OPEN_ON_PEOPLE = frozenset(("", *"，。；：、有致让使由织", *ANY))


def find_phrase(sentence: SymbolSentence, claim: Claim) -> None:
    """The indicator as it stands beside the mention, left or right."""
    text = sentence.text
    if claim.listed:
        return
    if claim.label is not None and "indicator" in claim.label.slots:
        slot = Span(*claim.label.slots["indicator"])
        bounded = set(QUANTITIES).isdisjoint(text[slice(*slot)])  # but 自认|5年内|无能力买楼
        claim.phrase = (left_phrase(text, slot.end, slot.start) if bounded else NOWHERE) or slot
        return
    if (won := contest_of(text, claim)) is not None:
        claim.phrase = won
        return
    if became := _became(text, claim):
        claim.phrase = became
        return
    side = claim.label.rule.side if claim.label else _side(text, claim)
    if _counts(claim) and text.endswith("等", 0, claim.start):
        side = "right"  # 载客量、旅客人数等|达16项|指标
    if side == "right" and (behind := _behind(text, claim)):
        claim.phrase = behind
        return
    claim.phrase = _before(sentence, claim)
    if text.startswith("即", claim.phrase.start) and text[claim.phrase.start - 1] == "，":
        claim.phrase = left_phrase(text, claim.phrase.start - 1) or claim.phrase  # 物流总额|，即…
    if most := _pattern("most_is").search(text, 0, claim.start):
        _split_most(text, claim, Span(*most.span(1)), Span(*most.span(2)))
        return
    _turn_right(text, claim)
    if not claim.phrase and not claim.right:
        topic = _pattern("as_for").search(text, 0, claim.start)
        claim.phrase = Span(*topic.span(1)) if topic else _clause_before(text, claim) or claim.phrase


def _split_most(text: str, claim: Claim, head: Span, member: Span) -> None:
    """失业率|最高的是|新疆: whose, or of what, a figure is that is told first: the noun stands before 最高."""
    head = left_phrase(text, head.end, head.start) or head
    if is_subject(text, member):
        claim.phrase, claim.pieces, claim.member = head, [head], member
    else:
        claim.phrase, claim.pieces = member, [member, head]


def _became(text: str, claim: Claim) -> Span:
    """What befell the people, or what became of the things, that a figure counts: 8730人|受伤, 583家|上涨."""
    if claim.measure is not Measure.LEVEL:
        return NOWHERE
    times = claim.mention.unit in table_words("chains", "times")
    if times and (often := _pattern("often").match(text, claim.position + 1)):
        return Span(*often.span())
    case = claim.mention.unit in table_words("chains", "cases")
    if case or claim.mention.unit in topic_words().people:
        befell = happening(text, claim.position + 1)
        if befell and (not case or text[befell.end : befell.end + 1] in ("", *"，。；、（和及")):
            return befell
    return fared(text, claim.position + 1) if claim.mention.kind is Kind.COUNT else NOWHERE


def _behind(text: str, claim: Claim) -> Span:
    """The noun behind the mention, who answers so, or what people did."""
    phrase, share = _right(text, claim), claim.measure is Measure.SHARE
    if _only_intend(text, claim):
        return predicate(text, claim.position + 1) if share else NOWHERE
    if share and _pattern("opinion").match(text, claim.position + 1):
        return predicate(text, claim.position + 1)  # 一成七|希望是乙
    if share:
        phrase = who_answers(text, phrase)
    if not phrase and (share or _counts_people(text, claim) or _tells_of_some(text, claim)):
        return predicate(text, claim.position + 1)
    if phrase and claim.mention.kind is Kind.COUNT:
        claim.fate = fate(text, phrase.end)
    return phrase


def _only_intend(text: str, claim: Claim) -> bool:
    """Whether what those counted mean to do stands behind a figure, and no name of them: 3515家|计划|今年招聘."""
    intent = _pattern("bare_intent").match(text, claim.position + 1)
    return intent is not None and claim.mention.unit not in table_words("chains", "points")


def _before(sentence: SymbolSentence, claim: Claim) -> Span:
    """The noun before the mention, or the clause that stands for one."""
    text, share = sentence.text, claim.measure is Measure.SHARE
    phrase = _left(text, claim, sentence.mentions)
    if text.startswith("降温", phrase.end) and _pattern("scope").fullmatch(text, *phrase):
        phrase = Span(phrase.end, phrase.end + 2)  # 局地|降温|超12℃
    if _pattern("members").search(text, *phrase):
        phrase = NOWHERE
    listed = text[claim.start] in "、和及"  # 占世界的75%以上|、全国的90%
    classed = sentence.mentions.get(claim.start - 1) if share and not listed else None
    if classed and _is_class(classed):
        phrase = Span((left_phrase(text, claim.start - 1) or Span(claim.start - 1, 0)).start, claim.start)
    if _counts(claim) and text.endswith(table_words("chains", "together"), 0, claim.position):
        phrase = right_phrase(text, claim.position + 1) or phrase  # 26个省份共计75个|试点县
    if not phrase and (left_open := _pattern("of_those").search(text, 0, claim.start)):
        phrase = headless(text, left_open.start(), phrase)  # 上涨|的有56个
    if share and text[claim.start - 1 : claim.start] == "的":
        phrase = headless(text, claim.start - 1, phrase)
    if not phrase and text[claim.start - 1 : claim.start] == "：":
        phrase = left_phrase(text, claim.start - 1)  # 主营业务利润：17亿元，|其他业务利润|：2亿元
        phrase = NOWHERE if _pattern("no_label").search(text, *phrase) else phrase
    return phrase


def _turn_right(text: str, claim: Claim) -> None:
    """Look behind the mention where nothing before it, or only an owner, is what it is of."""
    counts = _counts(claim)
    if claim.measure is Measure.LEVEL and _pattern("aim").fullmatch(text, *claim.phrase):
        aimed = right_phrase(text, claim.position + 1)
        touches = aimed.start == claim.position + 1 and topic_words().measured.search(text, *aimed)
        claim.phrase = aimed if touches else claim.phrase  # 目标为4亿元|营业额
    if claim.measure is Measure.LEVEL and (not claim.phrase or is_subject(text, claim.phrase)):
        claim.right = NOWHERE if _only_intend(text, claim) else right_phrase(text, claim.position + 1)
        if counts and not claim.past:
            claim.phrase = claim.right or claim.phrase
        if not claim.phrase and not claim.past and _counts_people(text, claim):
            claim.phrase = predicate(text, claim.position + 1)  # 共有4800人|通过审核
    if claim.measure is Measure.CHANGE and counts and (not claim.phrase or is_subject(text, claim.phrase)):
        claim.phrase = right_phrase(text, claim.position + 1) or claim.phrase  # 拟增加17个|新职业
    if claim.measure is Measure.CHANGE and _pattern("shortens").search(text, claim.start, claim.position):
        told = _pattern("time_told").match(text, claim.position + 1)
        claim.phrase = Span(*told.span(1)) if told else claim.phrase  # 缩短1天|运输时间
    if claim.measure is Measure.CHANGE and _pattern("changes_thing").search(text, claim.start, claim.position):
        thing, of = right_phrase(text, claim.position + 1), text.startswith("的", claim.position + 1)
        bare = not claim.phrase or is_subject(text, claim.phrase) or _pattern("only_when").search(text, *claim.phrase)
        # 每年减少25万吨的|二氧化碳排放, 削减1.5亿元|支出
        if deed := _pattern("deed_behind").match(text, claim.position + 1):
            thing = Span(*deed.span())
        said = bare if of else thing.start == claim.position + 1 and text[thing.end : thing.end + 1] in _ENDS_CLAUSE
        if said and not _pattern("no_thing").match(text, *thing):
            claim.phrase = thing or claim.phrase


def _clause_before(text: str, claim: Claim) -> Span | None:
    """What the clause before tells of, where it goes on with the figure: 进出口|保持增长，达9亿元."""
    end = clause_before(text, claim.start)
    if not end or (claim.measure is Measure.SHARE and _SHARE_BEFORE.search(text, 0, end)):
        return None  # 24%位于市区，|56%位于新区: of what the share before is of
    phrase = left_phrase(text, end)
    if _pattern("at_mark").fullmatch(text, *phrase) or _pattern("likened").search(text, 0, phrase.start):
        return None  # PMI为50.1%，位于临界点之上，比上月下降0.3个百分点: of what the chain tells of
    if _pattern("rate_judged").fullmatch(text, *phrase) and (earlier := clause_before(text, phrase.start)):
        phrase = left_phrase(text, earlier)  # 价格指数涨幅连续下跌，|下降幅度也比较大，去年底为1.3%
    told = without_state(text, phrase) or left_phrase(text, phrase.start)  # 信任比例|近年来|呈现下降趋势，从46%降至31%
    if begun := _pattern("bare_deed").search(text, 0, told.end):
        told = left_phrase(text, begun.start())  # 药品集采|也将落地实施，平均降价58%
    if text[told.start : told.start + 1] in ("是", "为"):
        return None  # 印度|是最大的市场，占总量的15%
    if claim.measure is Measure.SHARE and (most := _pattern("mainly").search(text, told.start, told.end)):
        return Span(*most.span(1))
    if claim.measure is Measure.SHARE and _parts_counted(text, told.start):
        return None  # 1644家公司|营业收入增长，占比59%: of those counted
    if claim.measure not in (Measure.GROWTH, Measure.CHANGE):
        return told
    pace = _pattern("pace_end").search(text, *told)
    noun = Span(told.start, pace.start()) if pace else told  # 进出口|增速加快，增长7.4%
    return None if pace and is_subject(text, noun) else noun


def _parts_counted(text: str, start: int) -> bool:
    """Whether the clause before counts whom its noun at ``start`` is told of, in words of their own."""
    opened = clause_start(text, start)
    count = _COUNT.search(text, opened, start)
    return bool(count and (count.end() < start or _pattern("counted_measured").match(text, start)))


def with_actor(text: str, phrase: Span) -> list[Span]:
    """A bare deed with the thing done, a result with the branch that has it: 早稻已|收获, 服务业|实现|利润."""
    done = _pattern("done").search(text, max(0, phrase.start - 6), phrase.start) if phrase else None
    if done is None:
        return []
    words, result = topic_words(), done[0].endswith(("实现", "完成"))
    if not result and not words.deeds.issuperset(re.split("[和与及、]", text[phrase.start : phrase.end])):
        return []
    actor = left_phrase(text, done.start())
    said = text[actor.start : actor.end]
    fits = words.branches.search(said) if result else not words.nobody.search(said)
    short = 2 <= actor.end - actor.start <= _LONGEST_ACTOR
    return [actor, phrase] if short and fits and not is_subject(text, actor) else []


def parted_by_time(text: str, phrase: Span) -> list[Span]:
    """A bare measure with the thing that words of time part from it: 新能源汽车|3月份|销量, 手机业务|去年的|销售额."""
    at = phrase.start - (text[phrase.start - 2 : phrase.start] == f"{PERIOD}的")
    while at and text[at - 1] == PERIOD:
        at -= 1
    if at == phrase.start or not topic_words().measured.match(text[slice(*phrase)]):
        return []
    thing = behind_subject(text, left_phrase(text, at))
    short = 2 <= thing.end - thing.start <= _LONGEST_THING
    no_thing = topic_words().nobody.search(text[slice(*thing)]) or _pattern("festival").fullmatch(text, *thing)
    aside = text.startswith("（", thing.start)  # 某某股份|（600123）|上半年|净利润
    return [thing, phrase] if short and thing.end == at and not (no_thing or aside) else []


def _right(text: str, claim: Claim) -> Span:
    """The noun phrase behind the mention; of what is counted also one that a clause parts from it."""
    phrase = _without_measure(text, right_phrase(text, claim.position + 1), claim)
    end = phrase.end if phrase else claim.position + 1
    of = text.startswith("的", end)
    if claim.mention.kind is Kind.DURATION and of and topic_words().acts.match(text[end + 1 : end + 3] + "，"):
        return Span(end + 1, end + 3)  # 为期12天的|袭击
    if claim.mention.unit in table_words("chains", "occasions") and topic_words().acts.match(text, end):
        return Span(phrase.start if phrase else end, end + 2)  # 遭到7次|空袭, 1次|大规模打击
    if not phrase and claim.mention.kind is Kind.COUNT and is_classifier(claim.mention):
        return behind_relative(text, claim.position + 1)
    return phrase


def _without_measure(text: str, phrase: Span, claim: Claim) -> Span:
    """What is counted, without what is measured of it: 322个|重点项目|总投资2640亿元, 474家|法院|收案数同比上升."""
    if claim.mention.kind is not Kind.COUNT:
        return phrase
    counted = _pattern("counted_measured").match(text, phrase.start) if is_classifier(claim.mention) else None
    if counted is None and claim.mention.unit in table_words("chains", "places_counted"):
        counted = _pattern("counted_whose").match(text, phrase.start)
    if counted and counted.end(1) < phrase.end:
        return Span(phrase.start, counted.end(1))
    if text[phrase.end : phrase.end + 1] not in QUANTITIES:
        return phrase
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


def _tells_of_some(text: str, claim: Claim) -> bool:
    """Whether what stands behind a count is what some of the cases told before did or met: 另有13件|适用惩罚性赔偿."""
    case = claim.mention.unit in table_words("chains", "cases")
    return (
        case
        and _pattern("some").search(text, 0, claim.position) is not None
        and "一" <= text[claim.position + 1 : claim.position + 2] <= "鿿"
    )


def _counts_people(text: str, claim: Claim) -> bool:
    behind = text[claim.position + 1 : claim.position + 2]
    unit = (claim.mention.unit or "").partition("/")[0]  # each day, too: 每天1.5亿人次|通过公路出行
    if _pattern("round_number").match(text, claim.position + 1):
        return False  # 突破5800万户|大关
    return unit in table_words("chains", "heads") and behind not in ("", *"，。；、：）的和")


def _left(text: str, claim: Claim, mentions: dict[int, Mention]) -> Span:
    """The noun phrase before the mention; a threshold inside it does not end it: 产值过千亿元|产业."""
    bracketed = text[claim.start - 1 : claim.start] == "（" and text[claim.position + 1 : claim.position + 2] == "）"
    end = claim.start - bracketed  # 内地（升6.5%）
    if bracketed and _pattern("then_in_brackets").search(text, 0, end):
        return NOWHERE  # 比例（14.1%）较2016届|（13.4%）上升: of what the chain tells of
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
    if of_bound:
        wider = left_phrase(text, before - 1)
        if wider and wider.end == before - 1:
            return Span(wider.start, phrase.end)  # 月入|3万元以上|的受访者
        if not wider and _is_threshold(mentions[before - 1]):
            return Span(before - 1, phrase.end)  # 100万人次以上|的机场
    if phrase and before >= 0 and text[before] in QUANTITIES and not LISTED.match(text[phrase.start]):
        wider = left_phrase(text, before)
        gap = text[phrase.start : phrase.end]
        told = _is_threshold(mentions[before]) or (claim.mention.kind is Kind.PERCENT and _is_class(mentions[before]))
        if told and len(gap) <= 10 and not re.search("^[的，（]|、", gap):
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
    """Whether an amount may stand inside a name: 产值过千亿元|产业, 100万人次以上|机场."""
    bounded = mention.bound in (Bound.GT, Bound.GE, Bound.LE, Bound.LT)
    return bounded and (mention.kind is Kind.MONEY or _ends_in_bound(mention) and not is_classifier(mention))


def only_describes(claim: Claim, claims: list[Claim]) -> bool:
    """Whether an amount is part of the name of another's indicator: 产值过千亿元|产业."""
    return (
        (claim.label is None or claim.label.rule.side == "nearest")
        and (_is_threshold(claim.mention) or _is_class(claim.mention))
        and any(other.phrase.start <= claim.position < other.phrase.end for other in claims)
    )


def _length(span: Span) -> int:
    return span.end - span.start


def _side(text: str, claim: Claim) -> str:
    """On which side of a mention that no rule labels its noun stands."""
    position = claim.position
    if _pattern("counted_places").search(text, 0, position):
        return "right"  # 12个乡镇|1.2万人|受益
    right = _right(text, claim)
    if not right:
        told = _counts_people(text, claim) and _opens_on_people(text, position)
        return "right" if told or _tells_of_some(text, claim) else "left"
    if follows_forward_verb(text, position) or _pattern("one_of").search(text, 0, position):
        return "right"  # 建成一条|10兆瓦|中试线
    floor = max(0, *(text.rfind(mark, 0, position) for mark in "，。；：;:"))
    of_it = text[position + 1 : position + 2] == "的"
    money = claim.mention.kind is Kind.MONEY or (claim.mention.kind is Kind.NUMBER and of_it)
    if money and _pattern("amounts").match(text, *right):
        return "right"  # 周边项目|每平方米3.5万元的|售价
    if money and of_it:
        left = left_phrase(text, position, floor)
        if _length(left) <= 2 and not _pattern("short_amounts").fullmatch(text, *left):
            return "right"
    if text[position - 1 : position] in _LEAD_TO_NOUN or _counts(claim):
        return "right"
    left = left_phrase(text, position, floor)
    owned = not left or is_subject(text, left) or _pattern("place_part").search(text, *left)
    return "right" if owned or _are_places(text, left) or _counts_bare(text, claim, left, right) else "left"


def _counts_bare(text: str, claim: Claim, left: Span, right: Span) -> bool:
    """Whether a numeral without a unit counts what follows it at once: 让我国|10亿|农民看到, but not 用户达|8亿."""
    if claim.mention.kind is not Kind.NUMBER or right.start != claim.position + 1 or _length(right) < 2:
        return False
    of_people = _pattern("counted_bare").search(text, *right) is not None
    return of_people and _pattern("told_as_number").search(text, *left) is None


def _are_places(text: str, phrase: Span) -> bool:
    """Whether a phrase lists parts of places: 七股乡、北门乡约|24公顷|虱目鱼受害; of many one may look like none."""
    named = members(text, phrase)
    places = sum(is_like_place(text, *one) or is_subject(text, one) for one in named)
    return len(named) > 1 and places >= len(named) - (len(named) >= _MANY)


def _opens_on_people(text: str, position: int) -> bool:
    """Whether a figure of people opens what is told: no noun of theirs stands before it."""
    opens = text[position - 1 : position]
    return (
        opens in _OPEN_ON_PEOPLE
        or follows_forward_verb(text, position)
        or not (left := left_phrase(text, position))
        or is_subject(text, left)
    )


def _counts(claim: Claim) -> bool:
    """Whether a figure counts things, whose noun stands behind it."""
    return claim.mention.kind is Kind.COUNT and is_classifier(claim.mention)
