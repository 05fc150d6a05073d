"""Where the noun phrase before a number begins and ends. Offsets are those of a sentence in symbols."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from factx.kept import compile_kept
from factx.lexicon import alternation, load_table, table_words
from factx.places import match_place
from factx.segment import BULLETS, clause_start
from factx.spans import Span
from factx.symbols import ANY, PERIOD, QUANTITIES, symbol_patterns

_pattern = symbol_patterns("phrases")
_BOUNDARIES = BULLETS | frozenset(f"，。；;：:！？【】▪•{ANY}")
_QUOTES = "“”‘’「」『』\"' "
# 四、|外汇储备余额, 1.|总诊疗人次
_LIST_NUMBER = compile_kept(
    r"(?:[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])|\d{1,2}[.、](?!\d)|（\d{1,2}）|[一二三四五六七八九十]是)(?=.)"
)
_DATED = f"（{PERIOD}）"  # 电影票房|今天（8月13日）|突破91亿元
_MEASURES = frozenset("率额量度")
_MEASURE_ENDS = frozenset("率量额值数价度比")
_LONG, _HEAD = 16, 3  # characters: of a phrase so long what stands behind its 的 names it
_HAVING = frozenset(("拥有", "持有", "具有", "享有"))
_QUOTED = compile_kept(f"“[^“”{ANY}]{{1,30}}(?<![，。！？；])”\\Z")


class _Words(NamedTuple):
    openers: re.Pattern[str]
    closers: frozenset[str]
    cuts: re.Pattern[str]
    closer_guards: dict[str, str]
    frame_ends: frozenset[str]  # a quick no


@cache
def _words() -> _Words:
    table = load_table("phrases")
    cuts = f"(?!{alternation(table['not_cuts'])})(?:{alternation(table['cuts'])})(?![率量额值数度者])"
    nouns = f"{alternation(table['not_openers'])}|{_pattern('no_opening').pattern}"
    return _Words(
        openers=compile_kept(f"(?!{nouns})(?:{alternation(table['openers'])})"),
        closers=frozenset(table["closers"]),
        cuts=compile_kept(f"{cuts}|{_pattern('cut_characters').pattern}"),
        closer_guards=table["closer_guards"],
        frame_ends=frozenset(ANY + table["frame_ends"]),
    )


@cache
def short_nouns() -> frozenset[str]:
    """Return the nouns of one character: any other that is left of a phrase is none."""
    return frozenset(load_table("phrases")["short_nouns"])


_OF = compile_kept("(?<!目)的|的(?!地)")
_RECORD_ENDS = frozenset("高低录值平")


@lru_cache(maxsize=2048)
def left_phrase(text: str, end: int, floor: int = 0) -> Span:
    """Return the noun phrase that ends at ``end``, not beginning before ``floor``; empty where none stands there."""
    while end > floor and (text[end - 1].isspace() or text[end - 1] == PERIOD or text.endswith(_DATED, floor, end)):
        end -= 1 if text[end - 1] != "）" else len(_DATED)  # 高技术制造业投资|前5个月|同比增长12.8%
    if text.endswith((f"{PERIOD}起", f"{PERIOD}时"), floor, end):
        return left_phrase(text, end - 2, floor)  # 最低工资|上周四起|由3740元, 价格指数|2010年5月时|同比涨幅
    while frame := _frame(text, floor, end):
        end = frame.start()
    if text[end - 1 : end] in _RECORD_ENDS and (record := _pattern("record").search(text, floor, end)):
        return left_phrase(text, record.start(), floor)  # 用电负荷|今年第四次创出新高，|达到15亿千瓦
    start = _boundary_before(text, end, floor)
    if start and text[start - 1] in QUANTITIES and text.startswith("的", start):
        start = max(start, text.rfind("、", start, end) + 1)  # 直径41米|的玻璃球、|直径|35米
    elif start and text[start - 1] in QUANTITIES:
        owners = _pattern("owners_counted").match(text, start, end)  # 16个|城市的|廉租住房|4407套
        owners = owners or _pattern("counted_before").match(text, start, end)  # 签约15个|项目、|计划总投资
        joint = owners or _pattern("joined_dimension").search(text, start, end)  # 350公里|高铁和|时速|250公里
        start = joint.end() if joint else start
    if start and text[start - 1] == PERIOD and (begun := _pattern("begun").match(text, start, end)):
        start = begun.end()  # 自7月1日|起|每吨水价
    if numbered := _LIST_NUMBER.match(text, start, end):
        start = numbered.end()
    start, end = _cut(text, start, _strip_closers(text, end, start))
    if owing := _pattern("owing").search(text, start + 2, end):
        end = owing.start()
    if start >= end > floor and text[end - 1] == PERIOD:
        return left_phrase(text, end - 1, floor)  # 暑期档票房|目前|已超10亿元
    start = _strip_openers(text, start, end)
    if aside := _pattern("before_name").match(text, start, end):
        start = aside.end()
    if text.endswith(reports := table_words("phrases", "place_reports"), start, end):
        told = next(end - len(word) for word in reports if text.endswith(word, start, end))
        end = told if start < told == match_place(text, start) else end  # 深圳|报告|30例
    return Span(end, end) if _names_nothing(text, start, end) else _balanced(text, start, end)


def _cut(text: str, start: int, end: int) -> Span:
    """What of a phrase is left where words cut it: what stands behind the last of them, or before a verb at its end."""
    for cut in _words().cuts.finditer(text, start, end):
        if text.count("（", start, cut.start()) > text.count("）", start, cut.start()):
            continue  # 就业人士（不|包括|外籍佣工）收入中位数
        if text.count("“", start, cut.start()) > text.count("”", start, cut.start()) and "”" in text[cut.end() : end]:
            continue  # 选择“|有|信心”的白领
        if cut[0] == "通过" and (means := _pattern("by_means").match(text, cut.start(), end)):
            start = means.end()  # 通过集中竞价等方式|减持
            continue
        if cut[0] in _HAVING and "的" in text[cut.end() + 1 : end - 1]:
            continue  # 拥有高级职称的教师
        if cut[0].endswith("有") and _pattern("by_head").search(text, start, cut.start()):
            continue  # 每百户|拥有|家用汽车, 人均|拥有|道路面积
        if cut.end() == end - 1 and cut.start() > start and text[cut.end()] not in short_nouns():
            return Span(start, cut.start())  # 冬小麦|已播
        fares = _pattern("states").fullmatch(text, cut.start(), end) if cut.start() > start else None
        if fares and not _pattern("becoming").match(text, cut.start(), end):
            return Span(start, _strip_closers(text, cut.start(), start))  # 出口额|首次创下历史同期新高，达3亿元
        if cut.end() < end:
            start = cut.end()
    return Span(start, end)


def _names_nothing(text: str, start: int, end: int) -> bool:
    """Whether what stands before a figure only leads up to it, or is a word of one character that is no noun."""
    return (
        (text.startswith("于", end) and text[end - 1] in "高低多少")  # 远高|于2021年的57亿元
        or text.endswith(table_words("phrases", "leads_up"), start, end)
        or bool(_pattern("no_name").match(text, start, end) and not text.startswith("的", end))  # but 下降|的为68个
        or (start > 1 and text.startswith(f"按{PERIOD}", start - 2))  # 按当年价格|比上年上涨2.1%
        or _pattern("afterwards").search(text, max(start, end - 2), end) is not None
        or _pattern("since").match(text, end) is not None
        or (end - start == 1 and text[start] not in short_nouns())
    )


def head(text: str, phrase: Span) -> Span:
    """Return what names a phrase that is too long for a name: what stands behind its last 的."""
    if _pattern("toward").search(text, *phrase):
        return phrase  # 装备制造业对规模以上工业增长的贡献率
    of = max((of.end() for of in _OF.finditer(text, *phrase)), default=0)
    return Span(of, phrase.end) if phrase.end - phrase.start > _LONG and phrase.end - of >= _HEAD and of else phrase


def _frame(text: str, floor: int, end: int) -> re.Match[str] | None:
    """What ``text[floor:end]`` says at its end of how long something has lasted."""
    return _pattern("frame").search(text, floor, end) if text[end - 1 : end] in _words().frame_ends else None


def headless(text: str, end: int, phrase: Span) -> Span:
    """Return the clause that stands for a noun where a figure inside it bounds the noun phrase: 入睡晚于22点|的占…."""
    if phrase and text[phrase.start - 1 : phrase.start] not in ANY:
        return phrase
    start = clause_start(text, end, "，。；：、")
    return Span(_strip_openers(text, start, end), end)


def without_state(text: str, phrase: Span) -> Span:
    """What a clause tells of, without how it fares: 进出口|保持较快增长，."""
    state = _pattern("states").search(text, phrase.start, phrase.end)
    return Span(phrase.start, _strip_closers(text, state.start(), phrase.start)) if state else phrase


def clause_before(text: str, end: int) -> int:
    """Return where the clause before the one that ``end`` stands in ends, or 0: a comma bounds a phrase loosely."""
    at = _boundary_before(text, end, 0)
    while at > 1 and text[at - 1] == PERIOD:
        at -= 1
    # 经济总量迈上新台阶，|在2021年|突破3万亿元
    at -= text[at - 1 : at + 1] in (f"在{PERIOD}", f"至{PERIOD}")
    if at == 0 or text[at - 1] != "，" or not _pattern("leads_to_figure").fullmatch(text, at, end):
        return 0
    told = _pattern("created").search(text, 0, at - 1)
    return told.start() if told else at - 1


def _boundary_before(text: str, end: int, floor: int) -> int:
    """The last boundary before ``end``; what stands in brackets bounds nothing."""
    depth, quoted = 0, end
    for at in range(end - 1, floor - 1, -1):
        character = text[at]
        if at >= quoted:
            continue
        if character == "”" and (name := _QUOTED.search(text, floor, at + 1)):
            quoted = name.start()  # “领导不走，自己不好意思走”: no mark inside it bounds
            continue
        if character in "）)》":
            depth += 1
        elif character in "（(《" and depth:
            depth -= 1
        elif character in "（(" or (depth == 0 and _bounds(text, at)):
            return at + 1
    return floor


def _bounds(text: str, at: int) -> bool:
    """Whether the character at ``at`` bounds a phrase; of dashes only a double one does: 变化——|湖泊面积."""
    if text[at] == "—":
        return text[at - 1] == "—" and _pattern("explained_partner").search(text, 0, at - 1) is None
    if text[at] == "/":
        return at > 0 and text[at - 1] in QUANTITIES  # 收入5亿元/|利润3亿元
    return is_boundary(text[at]) and not _sets_off(text, at)


def _sets_off(text: str, at: int) -> bool:
    """Whether a blank only sets off Latin letters: WCI 综合指数, 使用过 Rust 的人."""
    return text[at] == " " and any(one.isascii() and one.isalpha() for one in text[max(0, at - 1) : at + 2])


def is_boundary(character: str) -> bool:
    return character in _BOUNDARIES or character.isspace()


def _strip_openers(text: str, start: int, end: int) -> int:
    while start < end:
        if text[start] == "（" and (close := text.find("）", start, end)) > 0:
            start = close + 1
            continue
        if text[start] in _QUOTES and text.find("”", start, end) < 0 and text[start] != "“":
            start += 1
            continue
        opener = _words().openers.match(text, start, end)
        if opener is None or _holds_opener(text, start, opener.end(), end) or text[opener.end() : end][:1] in _MEASURES:
            return start  # 完成|率
        start = opener.end()
    return start


def _holds_opener(text: str, start: int, opener_end: int, end: int) -> bool:
    """Whether the opener is the beginning of a noun."""
    return opener_end - start == 1 and bool(
        _pattern("noun_opening").match(text[start]) and _pattern("noun_after").match(text, start, end)
    )


def _strip_closers(text: str, end: int, floor: int) -> int:
    words = _words()
    while end > floor:
        if text[end - 1] in "、 “「":
            end -= 1
            continue
        leads_on = text.startswith("的", end) or text[end : end + 1] in tuple(QUANTITIES)
        if leads_on and _pattern("among").search(text, floor, end):
            end -= 1  # 席位|中|的185席
            continue
        if text[end - 1] in "和与及" and _pattern("joint_left").search(text, floor, end):
            end -= 1
            continue
        if text[end - 1] == "）" and _explains(text, opened := max(text.rfind("（", floor, end), floor), end):
            end = opened  # 性别比|（以女性为100，…）, 就业率|（91%）: what explains the name is no part of it
            continue
        if frame := _frame(text, floor, end):
            end = frame.start()
            continue
        start = next((at for at in range(max(floor, end - 4), end) if text[at:end] in words.closers), end)
        if start == end or (start > floor and text[start - 1] in words.closer_guards.get(text[start:end], "")):
            return end
        end = start
    return end


def _explains(text: str, opened: int, end: int) -> bool:
    """Whether a bracket is no part of the name before it: it holds a clause, or the figure of a measure."""
    if text.find("，", opened, end) >= 0 or text.startswith(table_words("phrases", "explains"), opened + 1):
        return True
    if (
        end - opened == len("（5）")
        and text[opened + 1] in QUANTITIES
        and "）" not in text[max(0, opened - _LONG) : opened]
    ):
        return True  # 读研的比例|（14.1%）, but not 北京（9元）、上海|（8元）
    return text[opened - 1] in _MEASURE_ENDS and not set(QUANTITIES).isdisjoint(text[opened:end])


def _balanced(text: str, start: int, end: int) -> Span:
    """The span without a quote or bracket at its ends whose partner lies outside."""
    while start < end and text[start] in "”’）)」』":
        start += 1
    if (closed := text.find("”", start, end - 2)) >= 0 and text.find("“", start, closed) < 0:
        start = closed + 1  # “9大|未来产业”|新设企业
    if (opened := text.rfind("“", start, end)) >= 0 and text.find("”", opened, end) < 0:
        start = opened + 1  # 推行“|课间|15分钟”
    while start < end and text[end - 1] in "“‘（(「『":
        end -= 1
    return Span(start, end)
