"""Whose figure it is: the places and organisations that open a clause, and those that a document is about."""

import regex as re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from factx.lexicon import load_words
from factx.symbols import ANY

_HAN = "一-鿿"
_PLACE_SUFFIX = "特别行政区|自治区|自治州|自治县|经济技术开发区|高新技术产业开发区|开发区|高新区|经开区|新区|地区|街道|省|市|县|区|州|旗|盟|镇|乡|村|岛"
_SUFFIX = re.compile(f"(?:{_PLACE_SUFFIX})(?!场|民|政府|委|长|级|内|外|值|容|面|域|间|位|块|属|辖|分|划|会|直|厅|道|公司)")
_UNKNOWN_PLACE = re.compile(
    f"(?!该|各|全|本|我|这|那|两|多|每|其|城市|都市|超市|股市|楼市|门市|上市|夜市|集市|菜市|市|社区|小区|园区|灾区|山区|景区|校区|厂区|片区|地区|牧区|林区|库区|湾区|新区|老区|城区|郊区|辖区|特区|战区|市区|县区|区|县|省|村|镇|乡|农村|乡镇|乡村|街镇|州)"
    "[^的了在是有和与及对为以从到被把将占据使让因其各每该这那多等中上下内外前后个第一二三四五六七八九十百千万年月日按根由向用经新老全本我两说称又再\\W\\d_A-Za-z]{2,3}?(?:自治县|自治州|新区|高新区|经开区|开发区|省|市|县|区|旗|镇|乡)"
    "(?<!城市|都市|小区|社区|园区|地区|灾区|山区|景区|校区|片区|牧区|林区|库区|湾区|城区|郊区|辖区|特区|示范区|试验区|保护区|城镇|乡镇|超市|上市|功能区|中心区|产业区|街区|老区|疫区|战区|市区|农区|矿区|海区|厂区|专区|县区|聚集区|集聚区|合作区|自贸区|保税区|园林区)"
    f"(?!场|民|政府|委|长|级|内|外|值|容|面|域|间|位|块|属|辖|划|会|直|厅|道|盈|净)")
_PART = re.compile(f"[{_HAN}]{{1,7}}?(?:自治县|新区|高新区|经开区|开发区|市|县|区|旗|镇|乡|街道|村)(?<!城市|小区|社区|园区|灾区|山区|景区|片区|城区|郊区|农村|乡村|城镇|辖区|市区|超市)"
                   f"(?!场|民|政府|委|长|级|内|外|值|容|面|域|间|位|块|属|辖|划|会|直|厅|道|盈|净)")
_JOINT = re.compile("[、和与及]")
_AND_SO_ON = re.compile(f"等(?:[\\d{ANY}一二三四五六七八九十两多几余]+个?)?[{_HAN}]{{0,6}}?(?:省区市|省份|省区|省|市|城市|县|区|地区|地|国家|国|公司|企业|主产区|省市|铁路局集团公司|企业集团|部门)")
_OPENINGS = re.compile(
    "(?:(?:此外|另外|同时|其中|目前|据悉|近日|日前|比如|例如|尤其|特别是|截至|其中包括|而|在|从|据|对|由|但|并|并且|如今|现在|近年来|随后|为此|因此|[，：“”（）()\\s】]|去年|今年|——|随着"
    f"|[{ANY}]|以来|期间|末|底|初|的|上|于|到|至)+)")
_SOURCE = re.compile(
    f"(?:\\S{{0,6}}?(?:今[日天]|昨[日天]|日前|近日|最新|[{ANY}（）() ]*)?(?:公布|发布|通报|介绍|表示|获悉|了解到|数据|统计|透露|消息|显示|报告|指出|称|宣布|说|召开|测算|认为|印发|新闻发布会|一位|提供))")
_OWN = re.compile("我国|中国|全国|全球|全省|全市|全县|全区|全州|我省|我市|我县|我区|本市|本省|本县|本区|本港|本公司|该公司|该企业|该行|该省|该市|该县|该区|该国|该校|该院|公司(?=[上下今去本已将实在的净营第]|$)|全系统|全行业|世界(?=[经贸])")
_ORG_BODY = f"[{_HAN}A-Za-z0-9·&“”‘’\\-]"


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject as said: offsets in the text at hand, the name, and whether it stands for one said elsewhere."""

    start: int
    end: int
    name: str
    stands_for: bool = False


@cache
def _places() -> dict[str, list[str]]:
    by_head: dict[str, list[str]] = {}
    for place in sorted(load_words("places"), key=len, reverse=True):
        by_head.setdefault(place[:2], []).append(place)
    return by_head


@cache
def _organisation() -> re.Pattern[str]:
    suffixes = "|".join(sorted(map(re.escape, load_words("organisations")), key=len, reverse=True))
    return re.compile(f"{_ORG_BODY}{{2,16}}?(?:（[{_HAN}]{{2,4}}）|\\([{_HAN}]{{2,4}}\\))?(?:{suffixes})(?!门|分|署|面|级|件|落)(?:[{_HAN}]{{0,4}}?(?:集团|公司|分行|支行|分公司))?(?:（[{_HAN}]{{2,4}}）|\\([{_HAN}]{{2,4}}\\))?")


_NOT_IN_NAME = re.compile("的|了|为|已|将|在|有|是|与|对|从|由|向|实现|推进|完成|建设成|支持|服务于|通过|加快|开展|记者|日前|目前|等|每|各|这|一家|全国|多家|以|把|让|被|使|新增|达到|超过|同比|称|表示")


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
    unknown = _UNKNOWN_PLACE.match(text, at)
    return unknown.end() if unknown else at


def match_subject(text: str, at: int, known: Iterable[str] = ()) -> Subject | None:
    """Return the subject that begins at ``at`` of a sentence in symbols, or None; ``known`` are the document's own."""
    for name in known:
        if text.startswith(name, at):
            place = match_place(text, at)
            end = max(place, at + len(name))
            return Subject(at, end, text[at:end])
    if own := _OWN.match(text, at):
        return Subject(at, own.end(), own[0], stands_for=own[0] not in ("我国", "中国", "全国", "全球", "世界"))
    end = _place_list(text, at)
    organisation = _organisation().match(text, at)
    if organisation and organisation.end() > end and not _NOT_IN_NAME.search(organisation[0]):
        end = organisation.end()
    return Subject(at, end, text[at:end]) if end > at else None


def _place_list(text: str, at: int) -> int:
    end = match_place(text, at)
    if end == at:
        return at
    while (joint := _JOINT.match(text, end)) and (further := match_place(text, joint.end())) > joint.end():
        end = further
    if ("、" in text[at:end] or "和" in text[at:end]) and (rest := _AND_SO_ON.match(text, end)):
        end = rest.end()
    return end


def opening_subject(text: str, start: int, end: int, known: Iterable[str] = ()) -> Subject | None:
    """Return the subject that opens the clause ``text[start:end]``; a source that only reports a figure is none."""
    at = start
    if opening := _OPENINGS.match(text, start, end):
        at = opening.end()
    subject = match_subject(text[:end], at, known)
    if subject is None or _SOURCE.match(text, subject.end, end):
        return None
    return subject


def document_names(clauses: Iterable[str], headline: str) -> list[str]:
    """Return the short names by which a document calls what it is about: said in the headline, opening clauses.

    万科 is no place and has no 公司 behind it; that it opens clause after clause, before words that only an agent
    takes, gives it away.
    """
    counts: Counter[str] = Counter()
    for clause in clauses:
        opening = _OPENINGS.match(clause)
        at = opening.end() if opening else 0
        for length in range(2, 7):
            name = clause[at:at + length]
            if len(name) == length and name in headline and _AGENT.match(clause, at + length):
                counts[name] += 1
    names = [name for name, count in counts.items() if count >= 2 and re.fullmatch(f"[{_HAN}A-Za-z0-9]+", name)
             and not _COMMON.search(name)]
    return sorted(names, key=lambda name: (-counts[name], -len(name)))[:3]


_AGENT = re.compile(f"表示|称|宣布|公告|公布|将|已|于|也|目前|去年|今年|持有|拥有|推出|介绍|认为|投资|收购|旗下|[{ANY}]")
_COMMON = re.compile("企业|公司|我国|中国|市场|经济|生产|价格|产业|行业|全国|指数|记者|项目|数据|工作|目前|建设|发展|消费|农业|工业|投资|贸易|出口|进口|增长|人民|同比|累计|预计|其中|平均|收入|利润|产量|销量")
