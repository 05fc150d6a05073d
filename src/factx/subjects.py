"""Whose figure it is: the places and organisations that open a clause, and those that a document is about."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache, partial
from typing import NamedTuple

import regex

from factx.kept import compile_kept
from factx.lexicon import alternation, load_table, load_words, table_words
from factx.spans import Span
from factx.symbols import ANY, QUANTITIES, symbol_pattern

_pattern = partial(symbol_pattern, "subjects")
_HAN = "一-鿿"
_JOINT = compile_kept("[、和与及]")
_REGION_SIGNS = frozenset("部北西")
_LEVEL_SIGNS = frozenset("省县州区市旗镇")  # one of them must stand near: a quick no before the pattern


class Subject(NamedTuple):
    """A subject as said: offsets in the text at hand, and the name.

    ``stands_for``: it is a word for a name that is said elsewhere (全市, 该公司). ``lasting``: a place or a thing,
    which holds for the sentences that follow; an organisation does only what its own sentence says. ``thing``: an
    event, a work, a craft or a team, or a word for one (本届论坛, 该项目). ``company``: a company, or a word for one.
    """

    start: int
    end: int
    name: str
    stands_for: bool = False
    lasting: bool = True
    thing: bool = False
    company: bool = False


@cache
def _places() -> dict[str, list[str]]:
    by_head: dict[str, list[str]] = {}
    for place in sorted(load_words("places"), key=len, reverse=True):
        by_head.setdefault(place[:2], []).append(place)
    return by_head


@cache
def _provinces() -> frozenset[str]:
    return frozenset(load_table("subjects")["provinces"].split())


@cache
def _openings(name: str) -> frozenset[str]:
    """The characters that a pattern's words begin with."""
    return frozenset(load_table("subjects")[f"{name}_openings"])


@cache
def _organisation() -> re.Pattern[str]:
    """A legal person by its own name: 烟台宋和宋科技应用工程有限公司."""
    body = f"[^的了在是有和与及对为以从到被把将占据使让因其各每该这那多等第由向用归立处、，。；：（）()\\s{ANY}]"
    bracket = f"(?:[（(][{_HAN}]{{2,4}}[）)])?"
    return compile_kept(
        f"{body}{{2,18}}?{bracket}(?:{alternation(load_words('organisations'))})(?!门|分|署|面|级|件|落|长|员|总体|业|城)"
        f"(?:[{_HAN}]{{0,3}}?(?:集团|公司|分行|分公司))?{bracket}"
    )


@cache
def _office() -> re.Pattern[str]:
    """An office behind its place or level: 市统计局, 国家邮政局, 吉林省|水利厅."""
    return compile_kept(
        f"[{_HAN}]{{0,8}}?(?:{alternation(load_words('offices'))})"
        f"(?!门|分|署|面|级|件|落|长|员|总体|网|站|线|队|议|业|口|家|区|常|油|央|奥|收入|性|债|采购|引导|补|职能|城)"
        f"(?:[{_HAN}]{{0,3}}?(?:集团公司|公司))?"
    )


@cache
def _may_name() -> re.Pattern[str]:
    """What the names of organisations end in, two characters each: a quick no for most clauses."""
    return compile_kept("|".join(sorted({suffix[-2:] for suffix in load_words("organisations")})))


_LONGEST_NAME = 40


def match_place(text: str, at: int) -> int:
    """Return the end of the place name that begins at ``at``, or ``at``: 吉林省舒兰市, 海口江东新区."""
    end = _place_end(text, at)
    return at if end > at and _pattern("no_place").match(text, end) else end


def _place_end(text: str, at: int) -> int:
    """Where a place's name that begins at ``at`` ends, also one that is but the beginning of another name."""
    end = at
    for place in _places().get(text[at : at + 2], ()):
        if text.startswith(place, at) and not (place[-1] == "市" and text.startswith("民", at + len(place))):
            end = at + len(place)
            break
    if end > at:
        suffix = _pattern("suffix").match(text, end)
        if suffix and not (text[at:end] in _provinces() and suffix[0] in "镇乡村县市区州旗盟岛"):  # 云南|镇康
            end = suffix.end()
        if part := _pattern("part_of_place").match(text, end):
            return int(part.end())
        if text[at:end] in _provinces():
            return match_place(text, end)
        return end
    if text[at + 1 : at + 2] in _REGION_SIGNS and (region := _pattern("region").match(text, at)):
        return region.end()
    if _LEVEL_SIGNS.isdisjoint(text[at + 2 : at + 7]):
        return at
    unlisted = _pattern("unlisted_place").match(text, at)
    return unlisted.end() if unlisted else at


def starts_listed(text: str, at: int) -> bool:
    """Whether a place of the lists begins at ``at``."""
    return any(text.startswith(place, at) for place in _places().get(text[at : at + 2], ()))


def match_subject(text: str, at: int, known: Iterable[str] = (), *, lasting: bool = False) -> Subject | None:
    """Return the subject that begins at ``at`` of a sentence in symbols, or None; ``known`` are the document's own.

    ``lasting`` asks for places alone: what a sentence without figures can hand on.
    """
    for name in known:
        if text.startswith(name, at):
            end = max(match_place(text, at), at + len(name))
            return Subject(at, end, text[at:end])
    place = match_place(text, at)
    if thing := _match_thing(text, at, place):
        return thing
    head = text[at : at + 1]
    if head in _openings("nation") and (nation := _pattern("nation").match(text, at)):
        end = _organisation_end(text, at, nation.end())
        return (
            Subject(at, end, text[at:end], lasting=False)
            if end > nation.end()
            else Subject(at, nation.end(), nation[0], lasting=_lasts(nation[0]))
        )
    if head in _openings("own") and (own := _pattern("own").match(text, at)):
        return Subject(at, own.end(), own[0], stands_for=True)
    if head in "本该我公集" and (own := _pattern("own_company").match(text, at)):
        return Subject(at, own.end(), own[0], stands_for=True, lasting=False, company=True)
    if place > at and _pattern("station").match(text, place):
        return None  # 西安|北至延安站
    if place > at and text[place : place + 1] in ("至", "到") and (far := match_place(text, place + 1)) > place + 1:
        line = _pattern("line").match(text, far)  # but 重庆|到昆明的行车时间
        return Subject(at, line.end(), text[at : line.end()], thing=True) if line else None
    first, place = place, _place_list(text, at, place)
    if lasting and place == at and "公司" not in text[at : at + _LONGEST_NAME]:
        return None
    end = _organisation_end(text, at, place)
    if end > place:
        return Subject(at, end, text[at:end], lasting=False, company=text[end - 2 : end] in ("公司", "集团", "银行"))
    if announcer := _announcer(text, at):
        stop = announcer.end(announcer.lastindex or 0)
        if stop > place + 1:
            return Subject(at, stop, text[at:stop], lasting=False, company=True)
    return Subject(at, place, text[at:place], lasting=place == first) if place > at else None


_COMPANY_SIGNS = compile_kept("公司|集团|银行|公告|（")


def may_name_company(text: str) -> bool:
    """Whether a sentence may hold the name of a company: a quick no for most."""
    return _COMPANY_SIGNS.search(text) is not None


def _lasts(nation: str) -> bool:
    """Whether a nation's word holds for what follows; its companies own but what their sentence says."""
    return len(nation) <= 3 or not (nation.startswith("中国") or nation.endswith("电网"))


def _announcer(text: str, at: int) -> re.Match[str] | None:
    """The company that begins at ``at``, known by its announcement or by its code on the exchange."""
    head = text[at : at + 30]
    return _pattern("announcer").match(text, at) if "公告" in head or "（" in head[:10] else None


# One of these stands near the end of each such name: a quick no for most clauses.
_WORKS_SIGNS = frozenset("路铁桥隧库站田园际区港")
_TEAM_SIGNS = frozenset("队团足排篮手将员")


def _match_thing(text: str, at: int, place: int) -> Subject | None:
    """The event, work, craft, team or sportsman that begins at ``at``; ``place`` is where a place's name ends."""
    head = text[at : at + 14]
    if head[:1] in "本该" and (own := _pattern("own_thing").match(text, at)):
        return Subject(at, own.end(), own[0], stands_for=True, thing=True)
    if head[:1] in _openings("thing") or "号”" in head:
        for kind in ("event", "craft"):
            if found := _pattern(kind).match(text, at):
                open_quote = (
                    text[found.end() - 1] == "”" and "“" not in found[0]
                )  # “深海一号”: the clause opened before it
                end = found.end() - open_quote
                start = at - (text[at - 1 : at] == "“" and "”" in text[at:end] and "“" not in text[at:end])
                return Subject(start, end, text[start:end], thing=True)
    works = None if _WORKS_SIGNS.isdisjoint(head) else _pattern("works").match(text, at)
    if works and works.end() - place > 2:  # 西藏|公路 are all that the place has
        return Subject(at, works.end(), works[0], thing=True)
    city = _place_end(text, at) if "运会" in head or "奥" in head else at
    if city > at and (games := _pattern("games").match(text, city)):
        return Subject(at, games.end(), text[at : games.end()], thing=True)
    named = place > at and ("项目" in head or "工程" in head)
    if named and (project := _pattern("project").match(text, place)):
        return Subject(at, project.end(), text[at : project.end()], thing=True)
    if _TEAM_SIGNS.isdisjoint(head):
        return None
    if head.startswith("中国"):
        place = at + 2
    if place > at and (team := _pattern("team").match(text, place)):
        return Subject(at, team.end(), text[at : team.end()], thing=True)
    if athlete := _pattern("athlete").match(text, place):
        return Subject(at, athlete.end(), athlete[1], thing=True, lasting=False)
    return None


def _organisation_end(text: str, at: int, place: int) -> int:
    may_name = _may_name()
    organisation = _organisation().match(text, at) if may_name.search(text, at, at + _LONGEST_NAME) else None
    if organisation and not _pattern("no_organisation").search(organisation[0]):
        return int(organisation.end())
    level = place if place > at else (found.end() if (found := _pattern("level").match(text, at)) else at)
    office = _office().match(text, level) if level > at else None
    if office and not _pattern("no_organisation").search(office[0]):
        return int(office.end())
    return level if level > place and level - at >= 3 and text[level - 1] in "部署院" else at  # 教育部


def _place_list(text: str, at: int, end: int) -> int:
    """Where the list of places ends whose first one ends at ``end``."""
    if end == at:
        return at
    listed = False
    while (joint := _JOINT.match(text, end)) and (further := match_place(text, joint.end())) > joint.end():
        end, listed = further, True
    if text[end : end + 1] == "、":
        return at  # 若尔盖、|乌梁素海等湖泊: others than places
    if listed and (rest := _pattern("and_so_on").match(text, end)):
        end = rest.end()
    return end


def opening_subject(
    text: str, start: int, end: int, known: Iterable[str] = (), *, lasting: bool = False
) -> Subject | None:
    """Return the subject that opens the clause ``text[start:end]``; it may be a mere source: see ``only_reports``."""
    at = start
    if opening := _pattern("openings").match(text, start, end):
        at = opening.end()
    if inside := _pattern("inside").match(text, at, end + 1):
        place = match_place(text, inside.end())
        while (further := match_place(text, place)) > place > inside.end():
            place = further  # 江西|上饶
        if text[place : place + 1] in ("至", "到"):
            return None  # 从|深圳|至中山的时间
        framed = place > inside.end() and _pattern("framed").match(text, place)
        return Subject(inside.end(), place, text[inside.end() : place]) if framed else None
    return match_subject(text[:end], at, known, lasting=lasting)


def only_reports(text: str, subject: Subject, end: int) -> bool:
    """Whether the subject of a clause that ends at ``end`` is the source of its figures, not their owner."""
    if text[subject.end : subject.end + 1] == "：" and _pattern("source").search(subject.name):
        return True
    if subject.company and _pattern("announces").match(text, subject.end, end):
        return False
    return (
        _pattern("reports").match(text, subject.end, end) is not None
        or _pattern("surveys").match(text, subject.end) is not None
    )


def headline_names(headline: str, text: str) -> list[str]:
    """Return the short name that opens a headline and that the text keeps using: 万科|上半年净利30亿元."""
    match = _pattern("headline_name").match(headline)
    if (
        match is None
        or match_place(headline, 0)
        or _pattern("common").search(match[1])
        or _pattern("source").search(match[1])
        or not regex.search(f"[{_HAN}]{{2}}", match[1])
    ):
        return []
    return [match[1]] if text.count(match[1]) >= 3 else []


def alias_names(texts: Iterable[str], headline: str) -> list[str]:
    """Return the short names of companies that the text introduces, with their code or in the headline too."""
    alias, coded = _pattern("alias"), _pattern("coded")
    names: list[str] = []
    for text in texts:
        if "称" in text:
            names += [match[1] for match in alias.finditer(text) if match[1] in headline]
        if "（" in text:
            names += [match[1] for match in coded.finditer(text)]
    return list(dict.fromkeys(names))


def open_clause(clause: str) -> str:
    """Return a clause without the words that lead up to its subject."""
    opening = _pattern("openings").match(clause)
    return clause[opening.end() :] if opening else clause


def section_name(heading: str, known: Iterable[str]) -> str | None:
    """Return the name that a heading puts over its section: 万科：净利大增."""
    return next((name for name in known if heading.startswith((f"{name}：", f"{name}:"))), None)


def document_names(clauses: Iterable[str], headline: str, headings: Iterable[str] = ()) -> list[str]:
    """Return the short names by which a document calls what it is about: said in the headline, opening clauses.

    万科 is no place and has no 公司 behind it; that it opens clause after clause, before words that only an agent
    takes, gives it away. ``clauses`` are opened. A name over a section (万科：…) needs no more.
    """
    counts: Counter[str] = Counter()
    for heading in headings:
        name, colon, told = heading.partition("：")
        if _pattern("source").search(name):
            continue  # 主计总处：…
        if colon and 2 <= len(name) <= 8 and name in headline and told[:1] not in QUANTITIES:
            counts[name] += 3
    for clause in clauses:
        if clause[:2] not in headline:
            continue
        for length in range(2, 7):
            name = clause[:length]
            if len(name) == length and name in headline and _pattern("agent").match(clause, length):
                counts[name] += 1
    names = [
        name
        for name, count in counts.items()
        if count >= 3
        and regex.fullmatch(f"[{_HAN}A-Za-z--[的了在是有和与为把被]]+", name, regex.V1)
        and not _pattern("common").search(name)
    ]
    return sorted(names, key=lambda name: (-counts[name], -len(name)))[:3]


def main_place(headline: str, head: str, clauses: list[str]) -> str | None:
    """Return the place that a document is about, by its shortest name, or None where it is about several.

    A clause that opens with a place is a vote for it, its standing in the headline three; the winner needs half again
    as many as the next. ``clauses`` are opened, ``head`` is where a dateline would stand.
    """
    votes: Counter[str] = Counter()
    for clause in clauses:
        if clause[:1] in _openings("nation") and (nation := _pattern("nation").match(clause)):
            votes[nation[0][:2]] += 1
        elif (end := match_place(clause, 0)) and not _stands_alone(clause, 0):
            votes[short_name(clause[:end])] += 1
    visited = _pattern("visited")
    dateline = _pattern("dateline").search(head)
    if dateline and (at := headline.find(dateline[1])) >= 0 and not visited.search(headline, 0, at):
        votes[dateline[1]] += 4
    if assembly := _pattern("assembly").search(head):
        votes[short_name(assembly[1])] += 4
    end = 0
    for at in range(len(headline)):
        if at >= end and (at == 0 or headline[at - 1] in ANY + " " or headline[at : at + 2] in _places()):
            end = match_place(headline, at)
            if headline[at - 1 : at] == "在" and headline.startswith(table_words("subjects", "takes_place"), end):
                continue  # 中国代表团在北京|成立
            only_part = headline.startswith(table_words("subjects", "only_part"), end)  # 成交跌至低位　新界|占五成
            if end > at and not (only_part or visited.search(headline, 0, at) or _stands_alone(headline, at)):
                votes[short_name(headline[at:end])] += 3
    if not votes:
        return None
    ranked = votes.most_common(2)
    name, count = ranked[0]
    if name not in headline and name not in head:
        return None  # named again and again, but not what the text sets out with
    if count < 3 or (len(ranked) > 1 and count * 2 < ranked[1][1] * 3):
        return None
    if name in ("我国", "中国") and count * 3 < votes.total() * 2 or name in ("全国", "全球"):
        return None
    return name


def _stands_alone(text: str, at: int) -> bool:
    """Whether a place is only the beginning of a name whose figures are not the place's: 香港|青年服务协会."""
    organisation = _organisation().match(text, at) if _may_name().search(text, at, at + _LONGEST_NAME) else None
    return organisation is not None and bool(_pattern("private").search(organisation[0]))


def only_province(text: str) -> Span | None:
    """Return where the one province stands that a sentence names; None where it names none, or several."""
    named = [name for name in _provinces() if name in text]
    return Span(at := text.find(named[0]), at + len(named[0])) if len(named) == 1 else None


@lru_cache(maxsize=64)
def place_of_level(text: str, level: str) -> str | None:
    """Return the place that 全市 (level 市) stands for: the city that the text names most often, or None."""
    names = Counter(
        match[1]
        for length in (2, 3)
        for match in re.finditer(f"(?:(?<![{_HAN}])|[从在由向据于与和是对])([{_HAN}]{{{length}}}{level})", text)
        if match_place(text[match.start(1) : match.end(1) + 1] + "，", 0) >= len(match[1])
    )
    ranked = names.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def fits_level(place: str, level: str) -> bool:
    """Whether 全省, 全市, 全区 (``level``: its second character) can stand for a place."""
    province = place.removesuffix("省") in _provinces()
    if level == "省":
        return province
    if level == "区":
        return place[-1] == "区" or place in table_words("subjects", "autonomous")
    return not province and (place[-1] == level or place[-1] not in _LEVEL_SIGNS) and len(place) > 1


def short_name(place: str) -> str:
    """Return a place without the suffix that it is said with and without: 烟台市福山区 stays, 烟台市 → 烟台."""
    listed = next((name for name in _places().get(place[:2], ()) if place.startswith(name)), None)
    if listed is None or len(place) - len(listed) > 3:
        return place
    rest = place[len(listed) :]
    return listed if not rest or _pattern("suffix").fullmatch(rest) else place
