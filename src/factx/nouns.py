"""The noun phrase that a figure is of, as it stands beside it."""

import re
from dataclasses import replace

from factx.claims import JOINTS, Claim, behind_subject, counts_things, is_subject, topic_words
from factx.contests import contest_of
from factx.facts import Kind, Measure
from factx.kept import compile_kept
from factx.left_phrases import clause_before, left_phrase, without_state
from factx.lexicon import table_words
from factx.noun_sides import noun_side
from factx.nouns_before import noun_before
from factx.nouns_behind import counts_people, noun_behind, only_intend
from factx.predicates import fared, happening, predicate
from factx.right_phrases import right_phrase
from factx.segment import clause_start
from factx.spans import NOWHERE, Span
from factx.symbols import PERIOD, QUANTITIES, SYMBOLS, SymbolSentence, symbol_patterns

_pattern = symbol_patterns("chains")
_COUNT = compile_kept(f"[{SYMBOLS[Kind.COUNT]}]")
_SHARE_BEFORE = compile_kept(f"[{SYMBOLS[Kind.PERCENT]}][^，；。]*\\Z")
_LONGEST_ACTOR, _LONGEST_THING = 14, 8
_ENDS_CLAUSE = ("", *"，。；、）")


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
    if claim.mention.kind is Kind.NUMBER and (each := _pattern("of_each_sex").match(text, claim.position + 1)):
        claim.phrase = Span(*each.span())
        return
    if claim.mention.kind is Kind.COUNT and text.endswith(table_words("chains", "some_of_told"), 0, claim.start):
        return  # 33架无人机，击落了其中的|26架
    if shared := _shared_behind(sentence, claim):
        claim.phrase = shared
        return
    side = claim.label.rule.side if claim.label else noun_side(text, claim)
    if counts_things(claim) and text.endswith("等", 0, claim.start):
        side = "right"  # 载客量、旅客人数等|达16项|指标
    if side == "right" and (behind := noun_behind(text, claim)):
        claim.phrase = behind
        return
    claim.phrase = noun_before(sentence, claim)
    if text.startswith("即", claim.phrase.start) and text[claim.phrase.start - 1] == "，":
        claim.phrase = left_phrase(text, claim.phrase.start - 1) or claim.phrase  # 物流总额|，即…
    most = _pattern("most_is").search(text, 0, claim.start) or _pattern("most_by").search(text, 0, claim.start)
    if most:
        _split_most(text, claim, Span(*most.span(1)), Span(*most.span(2)))
        return
    _turn_right(text, claim)
    if claim.measure is Measure.RANK and (order := _pattern("ranked_by").match(text, 0, claim.start)):
        named = topic_words().measured.search(text, *claim.phrase) if claim.phrase else None
        claim.phrase = claim.phrase if named else Span(*order.span(1))
    if not claim.phrase and not claim.right:
        topic, told = _pattern("as_for").search(text, 0, claim.start), _clause_before(text, claim) or NOWHERE
        nearer = (
            topic
            and told.start > topic.end(1)
            and (_pattern("measured").search(text[slice(*told)]) or is_subject(text, Span(*topic.span(1))))
        )
        claim.phrase = told if nearer or not topic else Span(*topic.span(1))  # 客运方面，|旅客发送量|稳步增长，达9万


def _shared_behind(sentence: SymbolSentence, claim: Claim) -> Span:
    """The noun behind the last of several counts in one unit, which is that of each: 发射|3枚|和5枚导弹."""
    last = claim.position
    while sentence.text[last + 1 : last + 2] in JOINTS:
        behind = sentence.mentions.get(last + 2)
        if behind is None or behind.unit != claim.mention.unit:
            break
        last += 2
    if last == claim.position or claim.measure is not Measure.LEVEL or not counts_things(claim):
        return NOWHERE
    return noun_behind(sentence.text, replace(claim, position=last))


def _split_most(text: str, claim: Claim, head: Span, member: Span) -> None:
    """失业率|最高的是|新疆: whose, or of what, a figure is that is told first: the noun stands before 最高."""
    head = left_phrase(text, head.end, head.start) or head
    if is_subject(text, member):
        claim.phrase, claim.pieces, claim.member = head, [head], member
    else:
        # 涨幅最大的是|黄瓜: how much of it, or how fast, is no part of its name
        claim.phrase, claim.pieces = member, [] if _pattern("only_how_much").search(text, *head) else [member, head]


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


def _turn_right(text: str, claim: Claim) -> None:
    """Look behind the mention where nothing before it, or only an owner, is what it is of."""
    counts = counts_things(claim)
    if counts_people(text, claim) and _pattern("holiday").fullmatch(text, *claim.phrase):
        claim.phrase = NOWHERE
    if claim.measure is Measure.LEVEL and _pattern("aim").fullmatch(text, *claim.phrase):
        aimed = right_phrase(text, claim.position + 1)
        touches = aimed.start == claim.position + 1 and topic_words().measured.search(text, *aimed)
        claim.phrase = aimed if touches else claim.phrase  # 目标为4亿元|营业额
    if claim.mention.unit in table_words("chains", "land") and _pattern("land_of").fullmatch(text, *claim.phrase):
        behind = right_phrase(text, claim.position + 1)
        claim.phrase = behind or claim.phrase  # 窦店村|3740亩|冬小麦
    if claim.measure is Measure.LEVEL and (not claim.phrase or is_subject(text, claim.phrase)):
        claim.right = NOWHERE if only_intend(text, claim) else right_phrase(text, claim.position + 1)
        of_it = text.startswith("的", claim.position + 1) and not _pattern("stands_at").search(text, *claim.right)
        if (counts or of_it) and not claim.past:
            claim.phrase = claim.right or claim.phrase  # 一小时完成50平方米的|除锈任务
        if not (claim.phrase and claim.right) and not claim.past and counts_people(text, claim):
            claim.phrase = predicate(text, claim.position + 1) or claim.phrase  # 共有4800人|通过审核
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
    if _pattern("record_told").fullmatch(text, clause_start(text, end), end):
        return None
    if _pattern("cause_told").fullmatch(text, opened := clause_start(text, end), end):
        end = clause_before(text, opened)
        if not end or not set(QUANTITIES).isdisjoint(text[clause_start(text, end) : end]):
            return None
    if _pattern("named_most").fullmatch(text, clause_start(text, end), end):
        return None  # 库存减少35万吨，|为减量最大的品种|，降幅6.9%: of what the chain tells of
    if most := _pattern("is_most").search(text, clause_start(text, end), end):
        return Span(*most.span(1))
    is_what = _pattern("is_what").search(text, clause_start(text, end), end)
    if is_what and claim.measure is Measure.SHARE and (thing := left_phrase(text, is_what.start())):
        return thing
    if gone_on := _pattern("gone_on").search(text, 0, end):
        end = gone_on.start()
    phrase = left_phrase(text, end)
    if _pattern("round_number").fullmatch(text, *phrase):
        return None  # 产量登上500万吨|台阶，2005年突破1000万吨
    if trade := _pattern("trade_told").search(text, *phrase):
        return left_phrase(text, trade.start())
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


def bracketed(text: str, phrase: Span) -> list[Span]:
    """A bare measure in a bracket with the thing before that: 耐用消费品|（零售额|下降8.2%）."""
    if text[phrase.start - 1 : phrase.start] != "（" or not _pattern("in_bracket").fullmatch(text, *phrase):
        return []
    thing = left_phrase(text, phrase.start - 1)
    fits = thing.end == phrase.start - 1 and thing.end - thing.start >= 2 and not is_subject(text, thing)
    return [thing, phrase] if fits and not topic_words().measured.search(text[slice(*thing)]) else []


def parted_by_time(text: str, phrase: Span) -> list[Span]:
    """A bare measure with the thing that words of time part from it: 新能源汽车|3月份|销量, 手机业务|去年的|销售额."""
    at = phrase.start - (text[phrase.start - 2 : phrase.start] == f"{PERIOD}的")
    if text.endswith("新增", 0, at) and _pattern("new_measure").fullmatch(text, *phrase):
        at -= 2  # 油茶林|新增|种植面积
    while at and text[at - 1] == PERIOD:
        at -= 1
    said = text[slice(*phrase)]
    if at == phrase.start or not topic_words().measured.search(said):
        return []
    thing = behind_subject(text, left_phrase(text, at))
    if not (topic_words().measured.match(said) or _pattern("institutions").fullmatch(text, *thing)):
        return []
    short = 2 <= thing.end - thing.start <= _LONGEST_THING
    no_thing = topic_words().nobody.search(text[slice(*thing)]) or _pattern("festival").fullmatch(text, *thing)
    aside = text.startswith("（", thing.start)  # 某某股份|（600123）|上半年|净利润
    return [thing, phrase] if short and thing.end == at and not (no_thing or aside) else []
