"""Where the noun phrase round a number begins and ends. Offsets are those of a sentence in symbols."""

import re
from collections import defaultdict
from functools import cache, lru_cache, partial
from typing import NamedTuple

from factx.kept import compile_kept
from factx.lexicon import alternation, load_table, load_words, table_words
from factx.symbols import ANY, PERIOD, QUANTITIES, symbol_pattern

_pattern = partial(symbol_pattern, "phrases")
_BOUNDARIES = frozenset(f"，。；;：:！？【】{ANY}")
_QUOTES = "“”‘’「」『』\"' "
# 四、|外汇储备余额, 1.|总诊疗人次
_LIST_NUMBER = compile_kept(
    r"(?:[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])|\d{1,2}[.、](?!\d)|（\d{1,2}）)(?=.)"
)
_DATED = f"（{PERIOD}）"  # 电影票房|今天（8月13日）|突破91亿元
_COUNTED_AGAIN = compile_kept("[两三四五六七八九][个大]")
_WHOLE_LIST = compile_kept(f"、[^，。；：、（）“”{ANY}]{{2,14}}(?=[，。；]|$)")  # 蜜饯|、果汁精深加工厂房
_MEASURES = frozenset("率额量度")
_REST_OF_QUOTE = compile_kept(f"[^，。；：“”{ANY}]{{0,6}}”")  # 储户收入“|增加”
_SUFFIXES = frozenset("性率者")  # 适应|性, 参与|者: a noun made of the verb
_LONG, _HEAD = 16, 3  # characters: of a phrase so long what stands behind its 的 names it
_QUOTED = compile_kept(f"“[^“”{ANY}]{{1,30}}(?<![，。！？；])”\\Z")
_LIST = compile_kept("[、]|和|及(?!以[上下])|与|以及")


class Span(NamedTuple):
    """A stretch of the sentence in symbols, end exclusive; empty where there is nothing."""

    start: int
    end: int

    def __bool__(self) -> bool:
        return self.end > self.start


NOWHERE = Span(0, 0)


class _Words(NamedTuple):
    openers: re.Pattern[str]
    closers: frozenset[str]
    cuts: re.Pattern[str]
    closer_guards: dict[str, str]
    right_stops: re.Pattern[str]
    stop_words: dict[str, list[str]]  # by their first character: a thousand words are slow as one pattern
    single_verbs: dict[str, list[str]]  # patterns, by the first character that they match
    happenings: re.Pattern[str]
    fared: re.Pattern[str]
    short_nouns: frozenset[str]
    frame_ends: frozenset[str]  # a quick no
    forward: re.Pattern[str]


@cache
def _words() -> _Words:
    table = load_table("phrases")
    stop_words: dict[str, list[str]] = defaultdict(list)
    for word in (*table["right_stop_words"], *load_words("verbs")):
        stop_words[word[0]].append(word)
    single_verbs: dict[str, list[str]] = defaultdict(list)
    for verb in load_words("verbs_single"):
        single_verbs[_LOOK_BEHINDS.sub("", verb)[0]].append(verb)
    return _Words(
        openers=compile_kept(f"(?!{alternation(table['not_openers'])})(?:{alternation(table['openers'])})"),
        closers=frozenset(table["closers"]),
        cuts=compile_kept(
            f"(?!{alternation(table['not_cuts'])})(?:{alternation(table['cuts'])})(?![率量额值数度者])|{table['cut_characters']}"
        ),
        closer_guards=table["closer_guards"],
        happenings=compile_kept(
            f"{_pattern('before_happening').pattern}({alternation(table['happenings'].split())})", re.VERBOSE
        ),
        fared=compile_kept(f"(?:{alternation(table['fared'].split())})(?=[，。；、]|$)"),
        short_nouns=frozenset(table["short_nouns"]),
        frame_ends=frozenset(ANY + table["frame_ends"]),
        right_stops=compile_kept(f"[{ANY}]|{table['right_stops']}"),
        stop_words=dict(stop_words),
        single_verbs=dict(single_verbs),
        forward=compile_kept(f"(?:{alternation(table['forward_verbs'])})了?$"),
    )


_LOOK_BEHINDS = compile_kept(r"^(?:\(\?<![^()]*\))+")


@cache
def _single_verb(first: str) -> re.Pattern[str] | None:
    """The verbs of one character that ``first`` may be, compiled when a text first has it: it meets few of them."""
    verbs = _words().single_verbs.get(first)
    return compile_kept("|".join(verbs)) if verbs else None


@lru_cache(maxsize=2048)
def left_phrase(text: str, end: int, floor: int = 0) -> Span:
    """Return the noun phrase that ends at ``end``, not beginning before ``floor``; empty where none stands there."""
    words = _words()
    while end > floor and (text[end - 1].isspace() or text[end - 1] == PERIOD or text.endswith(_DATED, floor, end)):
        end -= 1 if text[end - 1] != "）" else len(_DATED)  # 高技术制造业投资|前5个月|同比增长12.8%
    if text.endswith(f"{PERIOD}起", floor, end):
        return left_phrase(text, end - 2, floor)  # 最低工资|上周四起|由3740元
    while frame := _frame(text, floor, end):
        end = frame.start()
    start = _boundary_before(text, end, floor)
    if numbered := _LIST_NUMBER.match(text, start, end):
        start = numbered.end()
    end = _strip_closers(text, end, start)
    for cut in words.cuts.finditer(text, start, end):
        if text.count("（", start, cut.start()) > text.count("）", start, cut.start()):
            continue  # 就业人士（不|包括|外籍佣工）收入中位数
        if cut.end() == end - 1 and cut.start() > start and text[cut.end()] not in _words().short_nouns:
            end = cut.start()  # 冬小麦|已播
            break
        if cut.end() < end:
            start = cut.end()
    if start >= end > floor and text[end - 1] == PERIOD:
        return left_phrase(text, end - 1, floor)  # 暑期档票房|目前|已超10亿元
    start = _strip_openers(text, start, end)
    if text.startswith("于", end) and text[end - 1] in "高低多少":
        return Span(end, end)  # 远高|于2021年的57亿元
    if text.endswith(table_words("phrases", "leads_up"), start, end) or (
        _pattern("no_name").match(text, start, end) and not text.startswith("的", end)
    ):
        return Span(end, end)  # 下降|3%, but 下降|的为68个
    if start > 1 and text.startswith(f"按{PERIOD}", start - 2):
        return Span(end, end)  # 按当年价格|比上年上涨2.1%
    if _pattern("afterwards").search(text, max(start, end - 2), end):
        return Span(end, end)
    if end - start == 1 and text[start] not in _words().short_nouns:
        return Span(end, end)
    return _balanced(text, start, end)


def head(text: str, phrase: Span) -> Span:
    """Return what names a phrase that is too long for a name: what stands behind its last 的."""
    of = text.rfind("的", *phrase) + 1
    return Span(of, phrase.end) if phrase.end - phrase.start > _LONG and phrase.end - of >= _HEAD and of else phrase


def _frame(text: str, floor: int, end: int) -> re.Match[str] | None:
    """What ``text[floor:end]`` says at its end of how long something has lasted."""
    return _pattern("frame").search(text, floor, end) if text[end - 1 : end] in _words().frame_ends else None


def headless(text: str, end: int, phrase: Span) -> Span:
    """Return the clause that stands for a noun where a figure inside it bounds the noun phrase: 入睡晚于22点|的占…."""
    if phrase and text[phrase.start - 1 : phrase.start] not in ANY:
        return phrase
    start = max(text.rfind(mark, 0, end) for mark in "，。；：、") + 1
    return Span(_strip_openers(text, start, end), end)


def without_state(text: str, phrase: Span) -> Span:
    """What a clause tells of, without how it fares: 进出口|保持较快增长，."""
    state = _pattern("states").search(text, phrase.start, phrase.end)
    return Span(phrase.start, state.start()) if state else phrase


def clause_before(text: str, end: int) -> int:
    """Return where the clause before the one that ``end`` stands in ends, or 0: a comma bounds a phrase loosely."""
    at = _boundary_before(text, end, 0)
    while at > 1 and text[at - 1] == PERIOD:
        at -= 1
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
        elif character in "（(" or (depth == 0 and _bounds(character)):
            return at + 1
    return floor


def _bounds(character: str) -> bool:
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
        if (text.startswith("的", end) or text[end : end + 1] in tuple(QUANTITIES)) and _pattern("among").search(
            text, floor, end
        ):
            end -= 1  # 席位|中|的185席
            continue
        if text[end - 1] in "和与及" and _pattern("joint_left").search(text, floor, end):
            end -= 1
            continue
        if text[end - 1] == "）" and text.find("，", opened := max(text.rfind("（", floor, end), floor), end) >= 0:
            end = opened  # 性别比|（以女性为100，…）: what explains the name is no part of it
            continue
        if frame := _frame(text, floor, end):
            end = frame.start()
            continue
        start = next((at for at in range(max(floor, end - 4), end) if text[at:end] in words.closers), end)
        if start == end or (start > floor and text[start - 1] in words.closer_guards.get(text[start:end], "")):
            return end
        end = start
    return end


def _balanced(text: str, start: int, end: int) -> Span:
    """The span without a quote or bracket at its ends whose partner lies outside."""
    while start < end and text[start] in "”’）)」』":
        start += 1
    if (opened := text.rfind("“", start, end)) >= 0 and text.find("”", opened, end) < 0:
        start = opened + 1  # 推行“|课间|15分钟”
    while start < end and text[end - 1] in "“‘（(「『":
        end -= 1
    return Span(start, end)


_JOINT_RIGHT = compile_kept(f"(?:和|与|及|以及|或|或者)(?=[{ANY}]|其他|多)")


@lru_cache(maxsize=2048)
def right_phrase(text: str, start: int) -> Span:
    """Return the noun phrase that begins at ``start``, behind a number; empty where a verb or a mark stands there."""
    end = len(text)
    if text[start : start + 1] == " " and text[start + 1 : start + 2] != "的" and text[start - 2 : start - 1] != " ":
        return Span(start, start)  # 出口超40万辆| 同比增长32.1%: a headline of two clauses
    while start < end and text[start] in "的“”‘’「」 ":
        start += 1
    begin = start
    if (shared := _pattern("shared_list").match(text, start)) and _first_stop(text, start, shared.end()) == text.find(
        "、", start
    ):
        return Span(start, shared.end())
    if origin := _pattern("origin").match(text, start):
        begin = start = origin.end()  # 2800箱来自库尔勒的|香梨
    if text[start : start + 1] in ("因", "未", "曾", "仍") and (told := _RELATIVE.match(text, start)):
        return right_phrase(text, told.end())  # 82个|因灾断电的|居民社区
    if text[start : start + 1] in ("及", "和", "与", "或"):
        return Span(begin, begin)  # 高于日本的18公斤|及韩国的12公斤
    if _COUNTED_AGAIN.match(text, start):
        return Span(begin, begin)  # 5万亿美元、6万亿美元|两个大的台阶
    end = _first_stop(text, start, end)
    end = _list_end(text, end) if (word := _first_word(text, start, end)) == end else word
    if text[end + text.startswith("了", end) :][:1] in tuple(QUANTITIES) and (
        done := _words().forward.search(text, start + 1, end)
    ):
        end = done.start() if len(done[0].rstrip("了")) > 1 else end  # 115个县|新建|1000个
    if joint := _JOINT_RIGHT.search(text, start, end + 1):
        end = joint.start()
    phrase = text[begin:end]
    trimmed = phrase.rstrip("的等了着和与及或，、 ")
    if _pattern("among").search(trimmed):
        trimmed = trimmed[:-1]
    trimmed = _pattern("adverb_left").sub("", trimmed)
    if trimmed.count("”") > trimmed.count("“"):
        if text[begin - 1 : begin] == "“":  # 4枚|“海马斯”火箭弹
            begin, trimmed = begin - 1, "“" + trimmed
        else:
            trimmed = trimmed.partition("”")[0]
    opened = begin - 1 if text[begin - 1 : begin] == "“" else begin
    if text.count("“", opened, begin + len(trimmed)) > trimmed.count("”"):
        if quoted := _REST_OF_QUOTE.match(text, begin + len(trimmed)):
            return Span(opened, _behind_quote(text, quoted.end()))  # 69.4%|“基本不变”
        trimmed = trimmed.partition("“")[0]
    if len(trimmed) == 1 and trimmed not in _words().short_nouns:
        return Span(begin, begin)
    return Span(begin, begin + len(trimmed))


def _behind_quote(text: str, end: int) -> int:
    """Where the phrase ends that a quote opens: “点对点”|高铁列车."""
    behind = right_phrase(text, end) if "一" <= text[end : end + 1] <= "鿿" else Span(end, end)
    return behind.end if behind.start == end else end


_RELATIVE = compile_kept(f"[^，。；：、（）“”的{ANY}]{{2,14}}的(?=[一-鿿]{{2}})")


def behind_relative(text: str, start: int) -> Span:
    """Return the noun phrase behind a clause that tells of what kind it is: 82个|因灾断电的|居民社区."""
    told = _RELATIVE.match(text, start)
    return right_phrase(text, told.end()) if told else Span(start, start)


def _list_end(text: str, end: int) -> int:
    """Where the list ends whose first member does at ``end``, where it names what is counted: 国企、高校等|机构."""
    listed = _pattern("named_list").match(text, end) or _WHOLE_LIST.match(text, end)
    if listed is None or _first_word(text, end, listed.end()) < listed.end():
        return end
    parts = re.finditer("[^、]+", listed[0])
    acts = any(_first_stop(text, end + part.start(), end + part.end()) < end + part.end() for part in parts)
    return end if acts else listed.end()  # 新产品、新技术|将首发


def _first_stop(text: str, start: int, end: int) -> int:
    """Where the first mark, symbol or verb of one character stands in ``text[start:end]``, or ``end``."""
    stop = _words().right_stops.search(text, start, end)
    reach = stop.start() if stop else end
    for at in range(start, reach):
        if (verbs := _single_verb(text[at])) and verbs.match(text, at, end):
            return at
    return reach


def _first_word(text: str, start: int, end: int) -> int:
    """Where the first verb begins in ``text[start:end]``, or ``end``."""
    words = _words().stop_words
    for at in range(start, end):
        for word in words.get(text[at], ()):
            if text.startswith(word, at) and not (
                (word[0] in "上下" and text[at - 1 : at] == "以")
                or (at == start and _pattern("attributed").match(text, at + len(word)))
                or text[at + len(word) : at + len(word) + 1] in _SUFFIXES
            ):
                return at
    return end


def happening(text: str, start: int) -> Span:
    """Return what befell the people counted before ``start``: 8730人|受伤; empty where something else stands there."""
    match = _words().happenings.match(text, start)
    return Span(*match.span(1)) if match else Span(start, start)


def fared(text: str, start: int) -> Span:
    """Return what became of the things counted before ``start``, if that is all that follows: 583家|上涨，."""
    match = _words().fared.match(text, start)
    return Span(*match.span()) if match else Span(start, start)


def predicate(text: str, start: int) -> Span:
    """Return what the people counted before ``start`` did, where no noun stands there: 617人|被追究责任."""
    start += text.startswith("的", start)
    while text[start : start + 1] in ("已", "均", "都", "仍") and text[start + 1 : start + 2] not in (
        "经",
        "有",
        "是",
        "婚",
    ):
        start += 1  # 近九成|已|恢复供电
    end = start
    while end < len(text) and end - start < 14 and not (_bounds(text[end]) or text[end] in "、（("):
        if text[end] == "”" and "“" not in text[start:end]:
            break  # “带动3亿人|参与冰雪运动|”
        end += 1
    if end > start and text[end : end + 1] in QUANTITIES and text[end + 1 : end + 2] in ("", *"，。；、）"):
        end += bool(text[end : end + 1])  # 月入|少于1万元|: the amount is what tells them apart
    while end > start and text[end - 1] in "了的等":
        end -= 1
    return Span(start, end) if end - start >= 2 else Span(start, start)


def follows_forward_verb(text: str, position: int, floor: int = 0) -> bool:
    """Whether a verb stands straight before ``position`` whose object is behind the number: 发放1000万元|文旅消费券."""
    return _words().forward.search(text, max(floor, position - 6), position) is not None


def members(text: str, span: Span, joint_of: str = "") -> list[Span]:
    """Return the members of a list: 西安、兰州和|太原; those that ``joint_of`` parts, where it is given."""
    found: list[Span] = []
    start = span.start
    for joint in (compile_kept(joint_of) if joint_of else _LIST).finditer(text, span.start, span.end):
        if joint.start() > start:
            found.append(Span(start, joint.start()))
        start = joint.end()
    if start < span.end:
        found.append(Span(start, span.end))
    return found
