"""What a clause says of what a number counts, where no noun stands behind it."""

import re
from functools import cache

from factx.kept import compile_kept
from factx.left_phrases import is_boundary
from factx.lexicon import alternation, load_table
from factx.spans import Span
from factx.symbols import ANY, PERIOD, QUANTITIES, symbol_patterns

_pattern = symbol_patterns("phrases")
_AMOUNT_INSIDE = compile_kept(f"[{QUANTITIES}](?=、)|[{QUANTITIES}][^，。；、：（）“”{ANY}]{{0,10}}(?=[，。；）]|\\Z)")
_LONGEST = 20  # characters
_ADVERBS, _NO_ADVERB_BEFORE = frozenset("已均都仍也"), frozenset("经有是婚")  # 已经, 已婚


@cache
def _happenings() -> re.Pattern[str]:
    before, another_word = (_pattern(name).pattern for name in ("before_happening", "no_happening"))
    words = alternation(load_table("phrases")["happenings"].split())
    return compile_kept(f"{before}({words})(?!{another_word})", re.VERBOSE)


@cache
def _fared() -> re.Pattern[str]:
    table = load_table("phrases")
    return compile_kept(f"(?:{alternation(table['fared'].split())}|{table['judged']})(?=[，。；、]|$)")


@cache
def _forward_verbs() -> re.Pattern[str]:
    return compile_kept(f"(?:{alternation(load_table('phrases')['forward_verbs'])})了?$")


def happening(text: str, start: int) -> Span:
    """Return what befell the people counted before ``start``: 8730人|受伤; empty where something else stands there."""
    match = _happenings().match(text, start)
    return Span(*match.span(1)) if match else Span(start, start)


def fate(text: str, start: int) -> Span:
    """Return what befell those whom the noun before ``start`` names, if that is all that follows: 24名平民|死亡."""
    match = _pattern("fate").match(text, start)
    return Span(*match.span()) if match else Span(start, start)


def fared(text: str, start: int) -> Span:
    """Return what became of the things counted before ``start``, if that is all that follows: 583家|上涨，."""
    match = _fared().match(text, start)
    return Span(*match.span()) if match else Span(start, start)


def predicate(text: str, start: int) -> Span:
    """Return what the people counted before ``start`` did, where no noun stands there: 617人|被追究责任."""
    start += text.startswith("的", start)
    if _pattern("only_then").match(text, start):
        return Span(start, start)
    while text[start : start + 1] in _ADVERBS and text[start + 1 : start + 2] not in _NO_ADVERB_BEFORE:
        start += 1  # 近九成|已|恢复供电
    if by := _pattern("by_means").match(text, start):
        start = by.end()  # 16217人|通过电子邮件、手机短信等方式|参与活动
    end = start
    while end < len(text) and end - start < _LONGEST and not (is_boundary(text[end]) or text[end] in "、（(）)"):
        if text[end + 1 : end + 2] == PERIOD and _pattern("intends").fullmatch(text, start, end + 1):
            end += 1
        if text[end] == "”" and "“" not in text[start:end]:
            break  # “带动3亿人|参与冰雪运动|”
        if _pattern("turns").match(text, end):
            break  # 48.6%|信任市长|而比上月微增
        end += 1
    if text[end : end + 1] in QUANTITIES and text[start:end] in load_table("phrases")["fared"].split():
        return Span(start, start)  # 163万人次|增长|15%: how the figure has moved
    if end > start and (amount := _AMOUNT_INSIDE.match(text, end)):
        end = amount.end()  # 月入|少于1万元|, 打破|14个项目的纪录|: the amount is part of what they did
    while end > start and text[end - 1] in "了的等在":
        end -= 1
    return Span(start, end) if end - start >= 2 else Span(start, start)


def follows_forward_verb(text: str, position: int, floor: int = 0) -> bool:
    """Whether a verb stands straight before ``position`` whose object is behind the number: 发放1000万元|文旅消费券."""
    return forward_verb(text, max(floor, position - 6), position) is not None


def forward_verb(text: str, start: int, end: int) -> re.Match[str] | None:
    """Return the verb that ``text[start:end]`` ends in whose object is behind the number."""
    return _forward_verbs().search(text, start, end)
