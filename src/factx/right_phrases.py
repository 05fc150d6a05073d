"""Where the noun phrase behind a number begins and ends. Offsets are those of a sentence in symbols."""

import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import NamedTuple

from factx.kept import compile_kept
from factx.left_phrases import short_nouns
from factx.lexicon import load_table, load_words
from factx.predicates import forward_verb
from factx.spans import Span
from factx.symbols import ANY, PERIOD, QUANTITIES, symbol_patterns

_pattern = symbol_patterns("phrases")
_COUNTED_AGAIN = compile_kept("[两三四五六七八九][个大]")
_GRADED = compile_kept("[0-9A-Za-z一二三四五六七八九十]{1,3}级（含）以[上下]的?(?=[一-鿿])")
_AGED = compile_kept("(?:年龄在?)?\\d+(?:[-—~至到]\\d+)?周?岁(?:及?以[上下])?的?(?=[一-鿿])")
_REST_OF_QUOTE = compile_kept(f"[^，。；：“”{ANY}]{{0,6}}”")  # 储户收入“|增加”
_SHORTEST = 3  # a mark and a member of a list
_SUFFIXES = frozenset("性率者")  # 适应|性, 参与|者: a noun made of the verb
_THINGS = frozenset("量额股")  # 成交|量, 上升|股: another, where the verb opens the phrase
_LOOK_BEHINDS = compile_kept(r"^(?:\(\?<[!=][^()]*\))+")
_JOINT_RIGHT = compile_kept(f"(?:和|与|及|以及|或|或者)(?=[{ANY}]|其他|多|[数几][十百千])")


class _Words(NamedTuple):
    stops: re.Pattern[str]
    stop_words: dict[str, list[str]]  # by their first character: a thousand words are slow as one pattern
    single_verbs: dict[str, list[str]]  # patterns, by the first character that they match


@cache
def _words() -> _Words:
    table = load_table("phrases")
    stop_words: dict[str, list[str]] = defaultdict(list)
    for word in (*table["right_stop_words"], *load_words("verbs")):
        stop_words[word[0]].append(word)
    single_verbs: dict[str, list[str]] = defaultdict(list)
    for verb in load_words("verbs_single"):
        single_verbs[_LOOK_BEHINDS.sub("", verb)[0]].append(verb)
    stops = "|".join([f"[{ANY}]", *(_pattern(name).pattern for name in ("own_measure", "right_stops"))])
    return _Words(compile_kept(stops), dict(stop_words), dict(single_verbs))


@cache
def _single_verb(first: str) -> re.Pattern[str] | None:
    """The verbs of one character that ``first`` may be, compiled when a text first has it: it meets few of them."""
    verbs = _words().single_verbs.get(first)
    return compile_kept("|".join(verbs)) if verbs else None


@lru_cache(maxsize=2048)
def right_phrase(text: str, start: int) -> Span:
    """Return the noun phrase that begins at ``start``, behind a number; empty where a verb or a mark stands there."""
    if text[start : start + 1] == " " and text[start + 1 : start + 2] != "的" and text[start - 2 : start - 1] != " ":
        return Span(start, start)  # 出口超40万辆| 同比增长32.1%: a headline of two clauses
    if again := _pattern("told_again").match(text, start):
        start = again.end()
    while start < len(text) and text[start] in "的“”‘’「」 ":
        start += 1
    if text[start : start + 1] == PERIOD and text[start - 1] == "的":
        start += 1  # 48万辆的|全年|销售目标
    if text.startswith(f"{PERIOD}最", start):
        start += 1  # 4个|当前|最先进的装置
    shared = _pattern("shared_list").match(text, start)
    if shared and _first_stop(text, start, shared.end()) == text.find("、", start):
        return Span(start, shared.end())
    if told := _pattern("origin").match(text, start) or _pattern("of_measure").match(text, start):
        start = told.end()  # 2800箱来自库尔勒的|香梨, 23个总投资10亿元的|项目
    if aspects := _pattern("aspects").match(text, start):
        start = aspects.end()
    if variant := _pattern("variant").match(text, start):
        end = variant.end()  # 3个|乡（镇）敬老院
        return Span(start, max(end, right_phrase(text, end).end) if _pattern("named_on").match(text, end) else end)
    if named := _pattern("compound").match(text, start):
        return Span(start, named.end())
    if (graded := _GRADED.match(text, start)) and (what := right_phrase(text, graded.end())):
        return Span(start, what.end)  # 75个|4A级（含）以上景区
    if several := _pattern("several_levels").match(text, start):
        return Span(start, several.end())
    if (aged := _AGED.match(text, start)) and (who := right_phrase(text, aged.end())):
        return Span(start, who.end)  # 1519名|10至20岁青少年
    if (kind := _pattern("qualified").match(text, start)) and (what := right_phrase(text, kind.end())):
        return Span(start, what.end)
    if supporting := _pattern("supporting").match(text, start):
        return Span(*supporting.span())
    if _pattern("opens_relative").match(text, start) and (told := _RELATIVE.match(text, start)):
        return right_phrase(text, told.end())  # 82个|因灾断电的|居民社区
    if text[start : start + 1] in ("、", "及", "和", "与", "或", "/"):
        return Span(start, start)  # 高于日本的18公斤|及韩国的12公斤
    if _COUNTED_AGAIN.match(text, start):
        return Span(start, start)  # 5万亿美元、6万亿美元|两个大的台阶
    return _trim(text, start, _right_end(text, start))


def _right_end(text: str, start: int) -> int:
    """Where a verb, a mark or a joint ends the phrase that begins at ``start``."""
    end = _first_stop(text, start, len(text))
    end = _list_end(text, end) if (word := _first_word(text, start, end)) == end else word
    leads_on = text[end + text.startswith("了", end) :][:1] in tuple(QUANTITIES)
    if leads_on and (done := forward_verb(text, start + 1, end)):
        end = done.start() if len(done[0].rstrip("了")) > 1 else end  # 115个县|新建|1000个
    joint = _JOINT_RIGHT.search(text, start, end + 1)
    return joint.start() if joint else end


def _trim(text: str, begin: int, end: int) -> Span:
    """The phrase without the particles and adverbs at its end, and without half of a quote."""
    phrase = text[begin:end].rstrip("的等了着和与及或，、 ")
    if _pattern("among").search(phrase):
        phrase = phrase[:-1]
    phrase = _pattern("adverb_left").sub("", phrase)
    if phrase.count("”") > phrase.count("“"):
        if text[begin - 1 : begin] == "“":  # 4枚|“海马斯”火箭弹
            begin, phrase = begin - 1, "“" + phrase
        else:
            phrase = phrase.partition("”")[0]
    opened = begin - 1 if text[begin - 1 : begin] == "“" else begin
    if text.count("“", opened, begin + len(phrase)) > phrase.count("”"):
        if quoted := _REST_OF_QUOTE.match(text, begin + len(phrase)):
            return Span(opened, _behind_quote(text, quoted.end()))  # 69.4%|“基本不变”
        phrase = phrase.partition("“")[0]
    if len(phrase) == 1 and phrase not in short_nouns():
        return Span(begin, begin)
    return Span(begin, begin + len(phrase))


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
    """Where the list ends whose first member does at ``end``, where it names what is counted: 国企、高校等|机构.

    Behind a verb in a member before the last it is none: 新产品|、新技术将首发、….
    """
    listed = _pattern("named_list").match(text, end) or _pattern("whole_list").match(text, end)
    if listed is None:
        return end
    for part in re.finditer("[^、]+", listed[0]):
        opened, closed = end + part.start(), end + part.end()
        stop = min(_first_stop(text, opened, closed), _first_word(text, opened, closed))
        if stop == closed:
            continue
        told = closed == listed.end() and stop - opened >= _SHORTEST - 1  # 200名专家、学者|参加
        return stop if told and stop - text.rfind("等", opened - 1, stop) >= _SHORTEST else end
    return listed.end()


def _first_stop(text: str, start: int, end: int) -> int:
    """Where the first mark, symbol or verb of verbs_single.txt stands in ``text[start:end]``, or ``end``."""
    stop = _words().stops.search(text, start, end)
    reach = stop.start() if stop else end
    for at in range(start, reach):
        verbs = _single_verb(text[at])
        verb = verbs.match(text, at, end) if verbs else None
        if (
            verb
            and not (at == start and verb.end() > at + 1 and _pattern("attributed").match(text, verb.end()))
            and not _pattern("made_of_verb").match(text, verb.end())
        ):
            return at  # but 22条|新增线路
    return reach


def _first_word(text: str, start: int, end: int) -> int:
    """Where the first verb begins in ``text[start:end]``, or ``end``."""
    words = _words().stop_words
    for at in range(start, end):
        for word in words.get(text[at], ()):
            if text.startswith(word, at) and not (
                _pattern("inside_word").match(text, at)
                or (at == start and _pattern("attributed").match(text, at + len(word)))
                or text[at + len(word) : at + len(word) + 1] in (_SUFFIXES | _THINGS if at == start else _SUFFIXES)
                or _pattern("made_of_verb").match(text, at + len(word))
            ):
                return at
    return end
