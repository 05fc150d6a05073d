"""Where the noun phrase round a number begins and ends. Offsets are those of a sentence in symbols."""

import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import NamedTuple

from factx.kept import compile_kept
from factx.lexicon import alternation, load_table, load_words
from factx.symbols import ANY, PERIOD, QUANTITIES

_BOUNDARIES = frozenset(f"，。；;：:！？【】{ANY}")
_QUOTES = "“”‘’「」『』\"' "
# 粮食产量|曾连续9年|居全省第一: how long it has lasted is no part of the name.
_FRAME = compile_kept(
    f"(?:已|曾|又|也|且)?(?:连续|近|这)(?:[{ANY}]|第?[一二两三四五六七八九十几多]+个?[年月季天届]度?)$|(?:[{ANY}]|[一二两三四五六七八九十]+年)平均$|(?:^|(?<=[，。；：]))[一二两三四五六七八九十]+年(?:间|来|内)?$"
)
_FRAME_ENDS = frozenset(f"{ANY}年月季天届度均间来内")  # a quick no
# What only leads up to the figure is no name of it: 按年平均汇率折算，达到….
_LEADS_UP = (
    "折算", "计算", "基础上", "情况下", "条件下", "背景下", "方面", "看", "估计", "测算", "带动下", "推动下", "相比",
)  # fmt: skip
# 四、|外汇储备余额, 1.|总诊疗人次
_LIST_NUMBER = compile_kept(
    r"(?:[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十])|\d{1,2}[.、](?!\d)|（\d{1,2}）)(?=.)"
)
_NO_NAME = compile_kept(
    "按|据|根据|[扣剔]除[^的，]{0,10}因素|虽[因受]|由于|(?:可比|同一?|统一)口径$|(?:现行|可比|不变)价格$|大关$|关口$|(?:再?创|刷新)[一-鿿]{0,10}(?:新高|新低|纪录)$|(?:增长|下降|增产|减产|上升|增加|减少|提高|回落|增收)$"
)
_AFTERWARDS = compile_kept("[^前今此尔以之最0-9]后$")
_SHORT_NOUNS = frozenset(
    "风雪雨省市县区国州村镇乡旗店校馆岛长宽高重深厚车船粮油煤电水鱼猪牛羊树花药书井路桥房人球金钱酒茶果菜米盐铜铝金银铅锌锗镉锂煤"
)
# 31个|省份|中，
_AMONG = compile_kept("(?<![高初其集华空水心途手市之陇关地正])(?<!(?<!地)震)[中里]$")
# 52票弃权|和3票反对
_JOINT_LEFT = compile_kept("(?<![饱总温平缓调中祥随柔共])和$|(?<![参给赋])与$|(?<![普波涉危遍触顾惠])及$")
# A verb that opens the phrase and says of what kind the thing is: 75个|试点|县, 20个|建设|项目.
_ATTRIBUTED = compile_kept(
    "(?:站|剧目|作品|枢纽|装备|车辆|部队|院团|队伍|课程|路线|线路|航班|列车|场馆|场所|网点|设备|设施|案件|县|市|城市|地区|省份?|单位|企业|项目|园?区|村|学校|基地|人员|产品|工程|机构|中心|方案|政策|平台|任务|工作|团队|小组)"
)
# 2800名|建设者|正奋战
_ADVERB_LEFT = compile_kept("(?:(?<![改校公修更纠端])正|已有|曾经|(?<!业)已|(?<![大小名少主])将|(?<![行作成])为)$")
_DATED = f"（{PERIOD}）"  # 电影票房|今天（8月13日）|突破91亿元
_COUNTED_AGAIN = compile_kept("[两三四五六七八九][个大]")
_MEMBER = f"[、和及与][^，。；：、（）“”{ANY}]{{1,12}}"
_NAMED_LIST = compile_kept(
    f"(?:{_MEMBER})+?等(?:各类|多个|一批)?(?=[一-鿿]{{2}})[^，。；：、（）“”的{ANY}]{{2,6}}(?=[，。；]|$)"
)
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
    states: re.Pattern[str]
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
        cuts=compile_kept(f"(?!{alternation(table['not_cuts'])})(?:{alternation(table['cuts'])})(?![率量额值数度者])|{table['cut_characters']}"),
        closer_guards=table["closer_guards"],
        happenings=compile_kept(
            f"(?:(?:因|在)[^，。；{ANY}]{{1,10}}?(?:而|中)?)?(?:均|都|已|仍|因此|全部|全都|当场|不幸|皆|俱)*({alternation(table['happenings'].split())})"
        ),
        fared=compile_kept(f"(?:{alternation(table['fared'].split())})(?=[，。；、]|$)"),
        states=compile_kept(table["states"]),
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
        if cut.end() == end - 1 and cut.start() > start and text[cut.end()] not in _SHORT_NOUNS:
            end = cut.start()  # 冬小麦|已播
            break
        if cut.end() < end:
            start = cut.end()
    if start >= end > floor and text[end - 1] == PERIOD:
        return left_phrase(text, end - 1, floor)  # 暑期档票房|目前|已超10亿元
    start = _strip_openers(text, start, end)
    if text.startswith("于", end) and text[end - 1] in "高低多少":
        return Span(end, end)  # 远高|于2021年的57亿元
    if text.endswith(_LEADS_UP, start, end) or (_NO_NAME.match(text, start, end) and not text.startswith("的", end)):
        return Span(end, end)  # 下降|3%, but 下降|的为68个
    if start > 1 and text.startswith(f"按{PERIOD}", start - 2):
        return Span(end, end)  # 按当年价格|比上年上涨2.1%
    if _AFTERWARDS.search(text, max(start, end - 2), end):
        return Span(end, end)
    if end - start == 1 and text[start] not in _SHORT_NOUNS:
        return Span(end, end)
    return _balanced(text, start, end)


def head(text: str, phrase: Span) -> Span:
    """Return what names a phrase that is too long for a name: what stands behind its last 的."""
    of = text.rfind("的", *phrase) + 1
    return Span(of, phrase.end) if phrase.end - phrase.start > _LONG and phrase.end - of >= _HEAD and of else phrase


def _frame(text: str, floor: int, end: int) -> re.Match[str] | None:
    """What ``text[floor:end]`` says at its end of how long something has lasted."""
    return _FRAME.search(text, floor, end) if text[end - 1 : end] in _FRAME_ENDS else None


def headless(text: str, end: int, phrase: Span) -> Span:
    """Return the clause that stands for a noun where a figure inside it bounds the noun phrase: 入睡晚于22点|的占…."""
    if phrase and text[phrase.start - 1 : phrase.start] not in ANY:
        return phrase
    start = max(text.rfind(mark, 0, end) for mark in "，。；：、") + 1
    return Span(_strip_openers(text, start, end), end)


def without_state(text: str, phrase: Span) -> Span:
    """What a clause tells of, without how it fares: 进出口|保持较快增长，."""
    state = _words().states.search(text, phrase.start, phrase.end)
    return Span(phrase.start, state.start()) if state else phrase


def clause_before(text: str, end: int) -> int:
    """Return where the clause before the one that ``end`` stands in ends, or 0: a comma bounds a phrase loosely."""
    at = _boundary_before(text, end, 0)
    while at > 1 and text[at - 1] == PERIOD:
        at -= 1
    if at == 0 or text[at - 1] != "，" or not _LEADS_TO_FIGURE.fullmatch(text, at, end):
        return 0
    told = _CREATED.search(text, 0, at - 1)
    return told.start() if told else at - 1


# What may stand between a comma and a figure of what the clause before tells of.
_LEADS_TO_FIGURE = compile_kept(f"(?:[ {PERIOD}]|将|首次|再次|累计)*")
# 贸易额|连续5年创历史新高|，2025年首次突破….
_CREATED = compile_kept(f"(?:已?连续[{ANY}])(?:再?创|续创|刷新|保持)[一-鿿]{{0,6}}\\Z")


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


# Openers of one character that begin a noun as well: 中小企业, 上市公司, 平均价格.
_NOUN_OPENING = compile_kept(
    "[并从都更指均就共有正再下到和使致现拟被中上后前时地里内一在对向本自用以各会要应可能需主方其来个此最每所等]"
)
_NOUN_AFTER = compile_kept(
    "并(?=网|购|轨|联|线)|从(?=业|事)|更(?=新|换|名|衣)|指(?=战|数|标|导|引|挥|定|南|向|纹)|都(?=市|会|江堰|匀)|中(?![，、])|上(?=岛|车人|座|汽|证|海|述|市|游|海|级|座|合|下|架|行|链|网)|后(?=备|勤|续|台|期|者)|前(?=海|沿|期|者)|时(?=速|间|限)|地(?!，)|里(?=程)|内(?=资|部|销|存|贸|需|河|蒙|外|容|陆)"
    "|一(?=二|期|审|般|带|次|线|类|级|等|体|人户|人住户|人家庭|居室)|在(?=轨|建(?!交|立|成|议|起)|校|册|岗|线|职|营|研|手|途|押|校生|学)|对(?=外|口)|向(?=日葵)|内(?=地)|以(?=军|色列)|共(?=建(?!设|成|有|起|立|档)|同|青|享)|有(?=关|效|色|机|限|线|形|害|源|序|期徒刑|期)|正(?=线|式)|再(?=生)|下(?=行|游)|到(?=访|场|发|货|岗|位|港|账|期)|和(?=平)|使(?=用)|均(?=价|线|衡|值|分)|就(?=地|业|医|读|餐|诊)|每(?=[0-9百千万十]|桶|吨|升|公斤|平方|立方|人|头|辆|台|套|件|次|千|克拉)|致(?=富|癌|残)|现(?=金|货|代|有|行|场|役)|拟(?=态)|本(?=地|土|科|外币|金|币|届|次|轮|市|省|港|县|区|公司|报)|自(?=主|营|有|贸|然|动|由|来水|治|用|办|助|驾|愿)"
    "|用(?=户|电|水|地|气|工|能|人|药|海)|以(?=工)|各(?=队|路|部门|州|校|支|类|项|级|地|国|种|省|市|县|区|界|方)|会(?=员|展|议|计|期)|要(?=素|求)|应(?=急|用|收|税|届|付)|可(?=支配|再生|持续|用|比|穿戴|耗)"
    "|能(?=源|繁|耗|量|效)|需(?=求)|主(?=要|营|干|力|产|导)|方(?=面|案)|其(?=他|余)|来(?=馆|客|宾|电|信|稿|校|华|源|访|水)|个(?=人|体|税|股)|最(?=高|低|大|小|长|短|快|慢|新|深|远|早|晚|冷|热|强|弱)|每(?=股|年|月|天|日|百|千|万|亩|户)|被(?=访|告|诉|褥|动|服)|所(?=得|有)|等(?=候|待|级|离子)|此"
)


def _holds_opener(text: str, start: int, opener_end: int, end: int) -> bool:
    """Whether the opener is the beginning of a noun."""
    return opener_end - start == 1 and bool(_NOUN_OPENING.match(text[start]) and _NOUN_AFTER.match(text, start, end))


def _strip_closers(text: str, end: int, floor: int) -> int:
    words = _words()
    while end > floor:
        if text[end - 1] in "、 “「":
            end -= 1
            continue
        if (text.startswith("的", end) or text[end : end + 1] in tuple(QUANTITIES)) and _AMONG.search(text, floor, end):
            end -= 1  # 席位|中|的185席
            continue
        if text[end - 1] in "和与及" and _JOINT_LEFT.search(text, floor, end):
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
_ORIGIN = compile_kept(f"来自[^，。；：的{ANY}]{{1,14}}的(?=[一-鿿]{{2}})")


@lru_cache(maxsize=2048)
def right_phrase(text: str, start: int) -> Span:
    """Return the noun phrase that begins at ``start``, behind a number; empty where a verb or a mark stands there."""
    end = len(text)
    if text[start : start + 1] == " " and text[start + 1 : start + 2] != "的" and text[start - 2 : start - 1] != " ":
        return Span(start, start)  # 出口超40万辆| 同比增长32.1%: a headline of two clauses
    while start < end and text[start] in "的“”‘’「」 ":
        start += 1
    begin = start
    if (shared := _SHARED_LIST.match(text, start)) and _first_stop(text, start, shared.end()) == text.find("、", start):
        return Span(start, shared.end())
    if origin := _ORIGIN.match(text, start):
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
    if _AMONG.search(trimmed):
        trimmed = trimmed[:-1]
    trimmed = _ADVERB_LEFT.sub("", trimmed)
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
    if len(trimmed) == 1 and trimmed not in _SHORT_NOUNS:
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


# 16处|人员、武器和军事装备|集中区: a list of short members before the noun that they share.
_SHARED_LIST = compile_kept(
    f"[^，。；：、（）“”{ANY}]{{2,4}}(?:、[^，。；：、（）“”{ANY}]{{2,6}})*(?:和|及|与)[^，。；：、（）“”{ANY}]{{2,8}}?"
    "(?:集中区|聚集区|场所|设施|机构|阵地|仓库|岗位)"
)


def _list_end(text: str, end: int) -> int:
    """Where the list ends whose first member does at ``end``, where it names what is counted: 国企、高校等|机构."""
    listed = _NAMED_LIST.match(text, end) or _WHOLE_LIST.match(text, end)
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
                or (at == start and _ATTRIBUTED.match(text, at + len(word)))
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
