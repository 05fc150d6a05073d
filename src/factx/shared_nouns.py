"""What the members of a list share: the noun before the first, the noun behind the last."""

import re
from itertools import product

from factx.claims import topic_words
from factx.spans import NOWHERE, Span
from factx.subjects import match_subject
from factx.symbols import symbol_patterns

_pattern = symbol_patterns("chains")
_NUMERAL = re.compile("第?[一二三四五六七八九十]")
_NUMBERED = re.compile(r"[一二三四五六七八九十]\Z")


def measure_at(text: str, member: Span) -> Span:
    """The measured noun that a member of a list ends in, with what says of it what is measured: 工伤|参保人数."""
    said = text[member.start : member.end]
    found = topic_words().measured.search(said)
    if found is None or not found.start():
        return NOWHERE
    return Span(member.start + _with_what_is_measured(said, found.start()), member.end)


def _with_what_is_measured(said: str, start: int) -> int:
    """Where the words begin that say of a measured noun at ``start`` what is measured: 60岁及以上|人口的比重."""
    while (of_it := _pattern("of_measure").search(said[:start])) and of_it.start():
        start = of_it.start()
    return start


def shared_head(text: str, found: list[Span]) -> Span:
    """新能源汽车|产量和销量: what the measures behind the first are of as well; empty where a member has its own."""
    first, *others = (text[slice(*span)] for span in found)
    headed = _pattern("headed").fullmatch(first)
    if headed is None or not all(_pattern("headless").fullmatch(other) for other in others):
        return NOWHERE
    owner = match_subject(text, found[0].start)
    head = Span(owner.end if owner else found[0].start, found[0].start + headed.end(1))
    return head if head.end - head.start >= 2 else NOWHERE


def _is_whole(text: str, member: Span, last: str) -> bool:
    """Whether a member ends in what is measured, which nothing behind the ``last`` adds to: 产量 of 产量和销量."""
    if _pattern("measured").search(text[member.start : member.end]):
        return True
    noun = text[slice(*measure_at(text, member))]
    return bool(noun) and noun not in last[: -len(noun)]  # but 外资企业、民营企业|出口额


def shared_tail(text: str, found: list[Span]) -> Span:
    """锂电池等|产品出口 → 产品出口; 第一、二、三|产业增加值 → 产业增加值; empty where each member is whole."""
    last = found[-1]
    said = text[last.start : last.end]
    match = _pattern("generic_tail").search(said)
    kind = match[match.lastindex] if match and match.lastindex else ""  # 国有、民营|企业出口
    if match and not (kind and any(text.endswith(kind, 0, span.end) for span in found[:-1])):
        whole = any(text.endswith(said[match.end() :], 0, span.end) for span in found[:-1])
        if any(_pattern("generic_tail").search(text, *span) for span in found[:-1]):
            return measure_at(text, last)  # 对哈萨克斯坦等中亚国家、对沙特等西亚国家|进出口
        return NOWHERE if whole else Span(last.start + match.end(), last.end)
    lengths = {span.end - span.start for span in found[:-1]}
    if lengths == {1} and all(_pattern("half_word").match(text, span.start) for span in found):
        sized = _pattern("sized").match(said)
        return Span(last.start + (sized.end() if sized else 1), last.end)  # 内、外|贸吞吐量, 大、中、小微|型企业
    ordinal = _NUMERAL.match(said)
    if ordinal and all(_NUMBERED.search(text, *span) for span in found[:-1]):  # but 一线、二线、三线|城市
        return Span(last.start + ordinal.end(), last.end)
    over = _pattern("over_measures").search(said)
    if (
        over
        and over.start()
        and all(_pattern("half_measures").search(text[span.start : span.end]) for span in found[:-1])
    ):
        return Span(last.start + over.start(), last.end)  # 国内订单、出口订单|指数
    if any(_is_whole(text, span, said) for span in found[:-1]):
        return NOWHERE
    tail = measure_at(text, last)
    # What another member ends in parts the last one from the tail: 装备制造业、高技术制造业|销售收入.
    for length, span in product((4, 3, 2, 1), reversed(found[:-1])):
        ending = text[max(span.start, span.end - length) : span.end]
        if len(ending) < length:
            continue
        at = said.rfind(ending) if length > 1 or _pattern("kinds").fullmatch(ending) else -1
        at -= length == 1 and said[at - 1 : at] == ending  # 快递业|业务量
        if at > 0 and at + length < len(said) and (not tail or last.start + at + length <= tail.start):
            own = _pattern("of_the_last").match(said, at + length)
            return Span(last.start + (own.end() if own else at + length), last.end)
    of = text.rfind("的", *last)
    if not tail and of > last.start and not any("的" in text[slice(*span)] for span in found[:-1]):
        return Span(last.start + _with_what_is_measured(said, of - last.start), last.end)  # 小王与小李|的得分
    if rate := None if tail else _pattern("rate_name").search(said):
        return Span(last.start + _with_what_is_measured(said, rate.start()), last.end)
    shared = (2, 3, 4) if tail else ()
    for length in shared:  # 养老保险、工伤|保险参保人数
        if text.endswith(text[tail.start : tail.start + length], 0, found[0].end):
            return Span(tail.start + length, tail.end)
    noun = None if tail else _pattern("shared_nouns").search(said)
    if noun and noun.start() and not any(text.endswith(noun[0], 0, span.end) for span in found[:-1]):
        return Span(last.start + noun.start(), last.end)
    return tail
