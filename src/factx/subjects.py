"""Whose figure it is: the places and organisations that open a clause, and those that a document is about."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import regex

from factx.lexicon import load_words
from factx.symbols import ANY

_HAN = "一-鿿"
_NO_NAME_AFTER = "(?!场|民|政府|委|长|级|内|外|值|容|面|域|间|位(?!居|列|于)|块|属|辖|划|会|直|厅|道|盈|净|均|统计|财政)"
_SUFFIX = re.compile(
    "(?:特别行政区|自治区|自治州|自治县|经济技术开发区|高新技术产业开发区|开发区|高新区|经开区|新区|地区|街道|省|市|县|区|州|旗|盟|镇|乡|村|岛)" + _NO_NAME_AFTER)
_LEVEL_SIGNS = frozenset("县州区市旗镇")
_LEVELS = "自治县|自治州|新区|高新区|经开区|开发区|市|县|区|旗|镇"
_COMMON_AREAS = (
    "(?<!城市|都市|小区|社区|园区|灾区|山区|景区|校区|厂区|片区|牧区|林区|库区|湾区|城区|郊区|辖区|特区|示范区|试验区|保护区|城镇|乡镇|超市|上市|功能区"
    "|中心区|产业区|街区|老区|疫区|战区|市区|农区|矿区|海区|专区|县区|集聚区|聚集区|合作区|自贸区|保税区|园林区|地区|大区|港区|省区|脱贫县|重点县|试点县|贫困县|示范县|推进县|地级市|重点市|产区|展区|货区|工程区|水区|遗产区|候选区|项目区|服务区|王陵区|股市|楼市|车市|门市|夜市|集市|后市|开市|收市)")
# A name that no list knows gives itself away by its level: two or three characters that no function word holds.
_UNLISTED = regex.compile(
    "[^的了在是有和与及对为以从到被把将占据使让因其各每该这那多等中上下内外前后个第一二三四五六七八九十百千万年月日按根由向用经新老全本我两说称又再同今现仍共已约超近、\\W\\d_A-Za-z]{2,3}?"
    f"(?:{_LEVELS}){_COMMON_AREAS}{_NO_NAME_AFTER}")
_PART = regex.compile(f"[{_HAN}]{{1,5}}?(?:自治县|新区|高新区|经开区|开发区|市|县|区|旗|镇|乡|街道){_COMMON_AREAS}{_NO_NAME_AFTER}")
_JOINT = re.compile("[、和与及]")
_AND_SO_ON = re.compile(
    f"(?:这?(?:[\\d{ANY}]|[一二三四五六七八九十两多几余]+)个?|等(?:(?:[\\d{ANY}]|[一二三四五六七八九十两多几余]+)个?)?)?[{_HAN}]{{0,6}}?"
    "(?:省区市|省份|省区|省市|省|市|城市|县|地区|地|国家|国|公司|企业|主产区|铁路局集团公司|集团公司|企业集团)(?=[，的]|[一-鿿])")
_OPENINGS = re.compile(
    "(?:此外|另外|同时|其中|目前|据悉|近日|日前|比如|例如|尤其|特别是|截至|其中包括|而|但|并|并且|如今|现在|近年来|随后|为此|因此|去年|今年|虽然|由于|随着|来自"
    f"|[，：“”（）()\\s】—{ANY}]|以来|期间|末|底|初|的|于|到|至|讯)+")
_INSIDE = re.compile("(?:在|从)(?=[^，。]{2,12}?[，的])")
_REPORTS = re.compile(
    "[^，。；：]{0,18}?(?:公布|发布|通报|介绍|表示|透露|指出|称|宣布|召开|测算|印发|新闻发布会|预报|报道|电$|讯$|说$|发现，|监测)"
    "|[^，。；：]{0,40}?(?:获悉|了解到|显示|统计，|统计数据|数据$|调查发现|调查结果|消息|表明)")
_OWN = re.compile(
    "全市|全县|全区|全州|全省|我省|我市|我县|我区|本市|本省|本县|本区|本公司|该公司|该企业|该行|该省|该市|该县|该区|该国|该校|该院|我司"
    "|公司(?=[上下今去本已将实在的净营第基拟前全年主研]|$)")
_NATION = re.compile("我国|中国|全国(?:各口岸|口岸|铁路|移民管理机构|公安机关|检察机关|法院|纪检监察系统|纪检监察机关|海关)?|全球|本港|全港|全台|世界(?=[经贸])|国家铁路|全路|中央财政|铁路部门|各级纪检监察机关")


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject as said: offsets in the text at hand, and the name.

    ``stands_for``: it is a word for a name that is said elsewhere (全市, 该公司). ``lasting``: a place, which holds for
    the sentences that follow; an organisation does only what its own sentence says.
    """

    start: int
    end: int
    name: str
    stands_for: bool = False
    lasting: bool = True


@cache
def _places() -> dict[str, list[str]]:
    by_head: dict[str, list[str]] = {}
    for place in sorted(load_words("places"), key=len, reverse=True):
        by_head.setdefault(place[:2], []).append(place)
    return by_head


def _any(name: str) -> str:
    return "|".join(sorted(map(regex.escape, load_words(name)), key=len, reverse=True))


@cache
def _organisation() -> "regex.Pattern[str]":
    """A legal person by its own name: 烟台宋和宋科技应用工程有限公司."""
    body = f"[^的了在是有和与及对为以从到被把将占据使让因其各每该这那多等第由向用归立处、，。；：（）()\\s{ANY}]"
    bracket = f"(?:[（(][{_HAN}]{{2,4}}[）)])?"
    return regex.compile(f"{body}{{2,18}}?{bracket}\\L<suffixes>(?!门|分|署|面|级|件|落|长|员|总体)"
                         f"(?:[{_HAN}]{{0,3}}?(?:集团|公司|分行|分公司))?{bracket}", suffixes=load_words("organisations"))


@cache
def _office() -> "regex.Pattern[str]":
    """An office behind its place or level: 市统计局, 国家邮政局, 吉林省|水利厅."""
    return regex.compile(f"[{_HAN}]{{0,8}}?\\L<suffixes>(?!门|分|署|面|级|件|落|长|员|总体|网|站|线|队|议|业|口|家|区|常|油|央|奥|收入)(?:[{_HAN}]{{0,3}}?(?:集团公司|公司))?", suffixes=load_words("offices"))


@cache
def _may_name() -> re.Pattern[str]:
    """What the names of organisations end in, two characters each: a quick no for most clauses."""
    return re.compile("|".join(sorted({suffix[-2:] for suffix in load_words("organisations")})))


_LONGEST_NAME = 40
_LEVEL = re.compile("国家|中央|全国|中国|(?:省|市|县|区)(?!级|域|内|外|直)|行政院|交通运输部|财政部|民政部|水利部|审计署|铁道部")
_NO_ORGANISATION = re.compile(
    "在|将|已|共(?!青|和)|经(?!济|信|开|贸)|为|与|举|宣布|计划|袭击|安排|创办|签署|正式|协调|遴选|恰逢|认真|落实|推进|完成|支持|服务|通过|加快|开展|记者|日前|目前|一家|多家|新增|达到|超过|同比|表示|涉及|加速|布局|建成|包括|推动|带动|处分|谈话|移送|归属|属于|兼任|联合|组织|会同|收购|其他|来自|部分|大型|企业和")


def match_place(text: str, at: int) -> int:
    """Return the end of the place name that begins at ``at``, or ``at``: 吉林省舒兰市, 海口江东新区."""
    end = at
    for place in _places().get(text[at:at + 2], ()):
        if text.startswith(place, at):
            end = at + len(place)
            break
    if end > at:
        if suffix := _SUFFIX.match(text, end):
            end = suffix.end()
        if part := _PART.match(text, end):
            end = part.end()
        return end
    if _LEVEL_SIGNS.isdisjoint(text[at + 2:at + 7]):
        return at
    unlisted = _UNLISTED.match(text, at)
    return unlisted.end() if unlisted else at


def match_subject(text: str, at: int, known: Iterable[str] = (), *, lasting: bool = False) -> Subject | None:
    """Return the subject that begins at ``at`` of a sentence in symbols, or None; ``known`` are the document's own.

    ``lasting`` asks for places alone: what a sentence without figures can hand on.
    """
    for name in known:
        if text.startswith(name, at):
            end = max(match_place(text, at), at + len(name))
            return Subject(at, end, text[at:end])
    if nation := _NATION.match(text, at):
        end = _organisation_end(text, at, nation.end())
        return Subject(at, end, text[at:end], lasting=False) if end > nation.end() else Subject(at, nation.end(), nation[0])
    if own := _OWN.match(text, at):
        return Subject(at, own.end(), own[0], stands_for=True)
    place = _place_list(text, at)
    if lasting and place == at:
        return None
    end = _organisation_end(text, at, place)
    if end > place:
        return Subject(at, end, text[at:end], lasting=False)
    return Subject(at, place, text[at:place]) if place > at else None


def _organisation_end(text: str, at: int, place: int) -> int:
    may_name = _may_name()
    organisation = _organisation().match(text, at) if may_name.search(text, at, at + _LONGEST_NAME) else None
    if organisation and not _NO_ORGANISATION.search(organisation[0]):
        return int(organisation.end())
    level = place if place > at else (found.end() if (found := _LEVEL.match(text, at)) else at)
    office = _office().match(text, level) if level > at else None
    if office and not _NO_ORGANISATION.search(office[0]):
        return int(office.end())
    return at


def _place_list(text: str, at: int) -> int:
    end = match_place(text, at)
    if end == at:
        return at
    listed = False
    while (joint := _JOINT.match(text, end)) and (further := match_place(text, joint.end())) > joint.end():
        end, listed = further, True
    if listed and (rest := _AND_SO_ON.match(text, end)):
        end = rest.end()
    return end


def opening_subject(text: str, start: int, end: int, known: Iterable[str] = (), *, lasting: bool = False) -> Subject | None:
    """Return the subject that opens the clause ``text[start:end]``; a source that only reports a figure is none."""
    at = start
    if opening := _OPENINGS.match(text, start, end):
        at = opening.end()
    if inside := _INSIDE.match(text, at, end + 1):
        place = match_place(text, inside.end())
        return Subject(inside.end(), place, text[inside.end():place]) if place > inside.end() and text[place:place + 1] in "，的" else None
    subject = match_subject(text[:end], at, known, lasting=lasting)
    if subject is None or _REPORTS.match(text, subject.end, end):
        return None
    return subject


def headline_names(headline: str, text: str) -> list[str]:
    """Return the short name that opens a headline and that the text keeps using: 万科|上半年净利30亿元."""
    match = _HEADLINE_NAME.match(headline)
    if match is None or match_place(headline, 0) or _COMMON.search(match[1]) or not regex.search(f"[{_HAN}]{{2}}", match[1]):
        return []
    return [match[1]] if text.count(match[1]) >= 3 else []


_HEADLINE_NAME = re.compile(
    f"(?:【[^】]*】)?([{_HAN}A-Za-z0-9]{{2,8}}?)(?=[{ANY}]|上半年|去年|今年|连续|净利|营收|豪掷|拟|将|已|发布|完成|启动|推出|超标|：|\\s|经销商|中期|一季度|前三季度|首)")


def open_clause(clause: str) -> str:
    """Return a clause without the words that lead up to its subject."""
    opening = _OPENINGS.match(clause)
    return clause[opening.end():] if opening else clause


def document_names(clauses: Iterable[str], headline: str) -> list[str]:
    """Return the short names by which a document calls what it is about: said in the headline, opening clauses.

    万科 is no place and has no 公司 behind it; that it opens clause after clause, before words that only an agent
    takes, gives it away. ``clauses`` are opened.
    """
    counts: Counter[str] = Counter()
    for clause in clauses:
        if clause[:2] not in headline:
            continue
        for length in range(2, 7):
            name = clause[:length]
            if len(name) == length and name in headline and _AGENT.match(clause, length):
                counts[name] += 1
    names = [name for name, count in counts.items() if count >= 3 and regex.fullmatch(f"[{_HAN}A-Za-z]+", name)
             and not _COMMON.search(name)]
    return sorted(names, key=lambda name: (-counts[name], -len(name)))[:3]


def main_place(headline: str, head: str, clauses: list[str]) -> str | None:
    """Return the place that a document is about, by its shortest name, or None where it is about several.

    A clause that opens with a place is a vote for it, its standing in the headline three; the winner needs half again
    as many as the next. ``clauses`` are opened, ``head`` is where a dateline would stand.
    """
    votes: Counter[str] = Counter()
    for clause in clauses:
        if nation := _NATION.match(clause):
            votes[nation[0][:2]] += 1
        elif end := match_place(clause, 0):
            votes[short_name(clause[:end])] += 1
    if (dateline := _DATELINE.search(head)) and dateline[1] in headline:
        votes[dateline[1]] += 4
    for at in range(len(headline)):
        if headline[at:at + 2] in _places() or at == 0:
            end = match_place(headline, at)
            if end > at:
                votes[short_name(headline[at:end])] += 3
    if not votes:
        return None
    ranked = votes.most_common(2)
    name, count = ranked[0]
    if count < 3 or (len(ranked) > 1 and count * 2 < ranked[1][1] * 3):
        return None
    if name in ("我国", "中国") and count * 3 < votes.total() * 2 or name in ("全国", "全球"):
        return None
    return name


def short_name(place: str) -> str:
    """Return a place without the suffix that it is said with and without: 烟台市福山区 stays, 烟台市 → 烟台."""
    listed = next((name for name in _places().get(place[:2], ()) if place.startswith(name)), None)
    return listed if listed and len(place) - len(listed) <= 3 else place


_DATELINE = re.compile(f"(?:本报|本台|新华社|中新社|中新网)([{_HAN}]{{2,5}}?)[{ANY}]")
_AGENT = re.compile(f"表示|称|宣布|公告|公布|将|已|于|也|目前|去年|今年|持有|拥有|推出|介绍|认为|投资|收购|旗下|[{ANY}]")
_COMMON = re.compile("开放|水平|改革|创新|服务|保护|生态|文化|科技|安全|救援|冬泳|旅游|交通|铁路|能源|数字|绿色|智能|技术|幅|指数|价|率|额|企业|公司|我国|中国|市场|经济|生产|价格|产业|行业|全国|指数|记者|项目|数据|工作|目前|建设|发展|消费|农业|工业|投资|贸易|出口|进口|增长|人民|同比|累计|预计|其中|平均|收入|利润|产量|销量|应用|粮食|制造|新闻|快讯|编辑|城市")
