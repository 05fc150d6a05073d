"""Whose figure it is: the places, organisations and things that open a clause."""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from factx.kept import compile_kept
from factx.lexicon import load_table, table_words
from factx.organisations import LONGEST_NAME, company_end, organisation_end
from factx.places import match_place, place_end
from factx.symbols import QUANTITIES, symbol_patterns

_pattern = symbol_patterns("subjects")
_JOINT = compile_kept("[、和与及]")


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
def openings(name: str) -> frozenset[str]:
    """The characters that a pattern's words begin with."""
    return frozenset(load_table("subjects")[f"{name}_openings"])


def match_subject(text: str, at: int, known: Iterable[str] = (), *, lasting: bool = False) -> Subject | None:
    """Return the subject that begins at ``at`` of a sentence in symbols, or None; ``known`` are the document's own.

    ``lasting`` asks for places alone: what a sentence without figures can hand on.
    """
    if text.startswith(table_words("subjects", "no_subject"), at):
        return None
    for name in known:
        if text.startswith(name, at):
            end = max(match_place(text, at), at + len(name))
            if full := _pattern("name_goes_on").match(text, end):
                end = full.end()
            if court := _pattern("court").match(text, at + len(name)):
                return Subject(at, court.end(), text[at : court.end()], lasting=False)
            return Subject(at, end, text[at:end])
    if (end := company_end(text, at)) > at and not lasting:
        return Subject(at, end, text[at:end], lasting=False, company=True)
    if text[at + 1 : at + 2] == "家" and (house := _pattern("this_house").match(text, at)):
        return Subject(at, house.end(), house[0], company=True)
    place = match_place(text, at)
    if not lasting and (company := _by_deed(text, at) or _by_head(text, at)):
        return company
    if thing := _match_thing(text, at, place):
        return None if _pattern("and_others_like").match(text, thing.end) else thing
    if found := _match_nation(text, at) or _match_own(text, at):
        return found
    if place > at and _pattern("station").match(text, place):
        return None  # 西安|北至延安站
    if place > at and text[place : place + 1] in ("至", "到") and (far := match_place(text, place + 1)) > place + 1:
        far = max(far, match_place(text, far))  # 重庆|万州
        while text[far : far + 1] == "至" and (further := match_place(text, far + 1)) > far + 1:
            far = max(further, match_place(text, further))  # 成都|至达州至万州|高铁
        line = _pattern("line").match(text, far)  # but 重庆|到昆明的行车时间
        return Subject(at, line.end(), text[at : line.end()], thing=True) if line else None
    first, place = place, _place_list(text, at, place)
    if lasting and place == at and "公司" not in text[at : at + LONGEST_NAME]:
        return None
    if organisation := _match_organisation(text, at, place):
        others = _pattern("and_others_like").match(text, organisation.end)
        return None if others else _with_partners(text, organisation)
    return Subject(at, place, text[at:place], lasting=place == first) if place > at else None


def _match_nation(text: str, at: int) -> Subject | None:
    """The nation, or the organisation of it, that begins at ``at``: 全国, 中国|某某协会."""
    nation = _pattern("nation").match(text, at) if text[at : at + 1] in openings("nation") else None
    if nation is None:
        return None
    forces = _pattern("forces").fullmatch(nation[0])  # 俄军|对乌军用机场…: no airport of theirs
    end = nation.end() if forces else organisation_end(text, at, nation.end())
    if end > nation.end():
        return Subject(at, end, text[at:end], lasting=False, company=_is_company(text, end))
    return Subject(at, nation.end(), nation[0], lasting=_lasts(nation[0]))


def _match_own(text: str, at: int) -> Subject | None:
    """The word for a place or a company named elsewhere that begins at ``at``: 全市, 该公司."""
    head = text[at : at + 1]
    if head in openings("own") and (own := _pattern("own").match(text, at)):
        return Subject(at, own.end(), own[0], stands_for=True)
    if head in openings("own_company") and (own := _pattern("own_company").match(text, at)):
        return Subject(at, own.end(), own[0], stands_for=True, lasting=False, company=True)
    return None


def _match_organisation(text: str, at: int, place: int) -> Subject | None:
    """The organisation that begins at ``at``, by its name or by its announcement; ``place`` is where a place's ends."""
    end = organisation_end(text, at, place)
    if end > place:
        return Subject(at, end, text[at:end], lasting=False, company=_is_company(text, end))
    if announcer := _announcer(text, at):
        stop = announcer.end(announcer.lastindex or 0)
        if stop > place + 1:
            return Subject(at, stop, text[at:stop], lasting=False, company=True)
    return None


def _with_partners(text: str, first: Subject) -> Subject:
    """An organisation with those that the list it opens goes on with: 财政部|、农业农村部."""
    end = first.end
    while joint := _JOINT.match(text, end):
        further = organisation_end(text, joint.end(), match_place(text, joint.end()))
        if further == joint.end():
            break
        end = further
    return first._replace(end=end, name=text[first.start : end]) if end > first.end else first


def _is_company(text: str, end: int) -> bool:
    return text[end - 2 : end] in ("公司", "集团", "银行")


_COMPANY_SIGNS = compile_kept("公司|集团|银行|公告|（")


def may_name_company(text: str) -> bool:
    """Whether a sentence may hold the name of a company: a quick no for most."""
    return _COMPANY_SIGNS.search(text) is not None


_DEEDS = frozenset("净股归拟募购公营受售竞摘转出")  # one of these stands in each deed: a quick no
_HEADS = compile_kept("总经理|总裁|董事长|总监|首席执行|创始人")
_REACH_OF_DEED = 20
_LONGEST_SHORT_NAME = 6
_LONGEST_APPOSITION = 28


def company_by_deed(text: str, phrase: tuple[int, int]) -> Subject | None:
    """The company that a phrase opens with, known by what follows, be it behind the phrase: 某某能源|3月份净利润."""
    company = _by_deed(text, phrase[0])
    return company if company and company.end <= phrase[1] else None


def _by_deed(text: str, at: int) -> Subject | None:
    """The company that begins at ``at`` by what only a company does or has."""
    if _DEEDS.isdisjoint(text[at : at + _REACH_OF_DEED]):
        return None
    found = _pattern("company_by_deed").match(text, at)
    if found is None and (place := match_place(text, at)) > at:
        found = _pattern("company_at_place").match(text, place)
    return Subject(at, found.end(), text[at : found.end()], lasting=False, company=True) if found else None


def trading_company(text: str, at: int) -> Subject | None:
    """The company that begins at ``at`` by its trade and what is told of it: 金杯汽车|整车销量."""
    found = _pattern("by_trade").match(text, at)
    if found is None or match_place(text, at) > at:
        return None
    return Subject(at, found.end(), found[0], lasting=False, company=True)


def _by_head(text: str, at: int) -> Subject | None:
    """The company that begins at ``at`` by its head, who tells of it: 圣华家具|总经理葛某表示."""
    if not _HEADS.search(text, at, at + _REACH_OF_DEED):
        return None
    found = _pattern("by_head").match(text, at)
    return Subject(at, found.end(1), found[1], lasting=False, company=True) if found else None


def _short_name_end(text: str, at: int, end: int) -> int:
    """Where the short name of a company from ``at`` ends, by what such names end in: 洁朗实业; ``at`` if none."""
    stops = range(at + 4, min(end, at + _LONGEST_SHORT_NAME) + 1)
    return next((stop for stop in stops if _pattern("company_end").search(text, at, stop)), at)


def _lasts(nation: str) -> bool:
    """Whether a nation's word holds for what follows; its companies own but what their sentence says."""
    if _pattern("forces").fullmatch(nation):
        return False
    return len(nation) <= 3 or not (nation.startswith("中国") or nation.endswith(("电网", "地区")))


def _announcer(text: str, at: int) -> re.Match[str] | None:
    """The company that begins at ``at``, known by its announcement or by its code on the exchange."""
    head = text[at : at + 30]
    announces = "公告" in head or "报" in head or "（" in head[:10]
    return _pattern("announcer").match(text, at) if announces else None


# One of these stands near the end of each such name: a quick no for most clauses.
_WORKS_SIGNS = frozenset("路铁桥隧库站田园际区港段工项速航河枢号")
_LONGEST_WORKS = 24
_VENUE = compile_kept("[水雪乐]世界|[雪育]场|[冰技术书育物]馆|物院|剧院|度假区|[题洋]公园|物园|[展术化育]中心")
_VISITED = compile_kept("接待|吸引|人流")
_TEAM_SIGNS = frozenset("队团足排篮手将员")
_PARTY_SIGNS = frozenset("党力进")
_GAMES_SIGNS = frozenset("运奥园博农")


def _match_thing(text: str, at: int, place: int) -> Subject | None:
    """The event, work, craft, team or sportsman that begins at ``at``; ``place`` is where a place's name ends."""
    head = text[at : at + 14]
    if head[:1] in "本该" and (own := _pattern("own_thing").match(text, at)):
        return Subject(at, own.end(), own[0], stands_for=True, thing=True)
    if "号线" in head and (line := _pattern("numbered_line").match(text, max(at, place))):
        return Subject(at, line.end(), text[at : line.end()], thing=True)
    if event := _quoted_event(text, at):
        return event
    named = head[:1] in openings("thing") or "号”" in head
    if named and (found := _pattern("event").match(text, at) or _pattern("craft").match(text, at)):
        return _quoted(text, at, found)
    may_be = not _WORKS_SIGNS.isdisjoint(text[at : at + _LONGEST_WORKS])
    named_works = _pattern("named_works").match(text, at) if may_be else None
    kind = _pattern("kind_of_works").match(text, max(at, place)) if named_works else None
    if named_works and not (kind and kind.end() == named_works.end()):
        start = text.rfind("—", at, named_works.end()) + 1 or at  # 控制性工程——|五曲雅江特大桥
        return Subject(start, named_works.end(), text[start : named_works.end()], thing=True)
    works = None if _WORKS_SIGNS.isdisjoint(head) else _pattern("works").match(text, at)
    if works and works.end() - place > 2:  # 西藏|公路 are all that the place has
        return Subject(at, works.end(), works[0], thing=True)
    city = place_end(text, at) if not _GAMES_SIGNS.isdisjoint(head) else at
    if city > at and (games := _pattern("games").match(text, city)):
        return Subject(at, games.end(), text[at : games.end()], thing=True)
    built = place > at and ("项目" in head or "工程" in head)
    if built and (project := _pattern("project").match(text, place)):
        return Subject(at, project.end(), text[at : project.end()], thing=True)
    if _VENUE.search(text, at, at + _LONGEST_WORKS) and (venue := _pattern("venue").match(text, at)):
        return Subject(at, venue.end(), venue[0], thing=True)
    if _VISITED.search(text, at, at + _LONGEST_WORKS) and (spot := _pattern("spot").match(text, at)):
        return Subject(at, spot.end(), spot[0], thing=True, lasting=False)
    if not _PARTY_SIGNS.isdisjoint(head) and (party := _pattern("party").match(text, at)):
        return Subject(at, party.end(), party[0], lasting=False)
    if _TEAM_SIGNS.isdisjoint(head):
        return None
    if head.startswith("中国"):
        place = at + 2
    if place > at and (team := _pattern("team").match(text, place)):
        return Subject(at, team.end(), text[at : team.end()], thing=True)
    if athlete := _pattern("athlete").match(text, place):
        return Subject(at, athlete.end(), athlete[1], thing=True, lasting=False)
    return None


def _quoted_event(text: str, at: int) -> Subject | None:
    """The event or campaign whose name in quotes begins at ``at``: “百日招聘”专项行动."""
    found = _pattern("quoted_event").match(text, at) if text[at : at + 1] == "“" else None
    shown = found is not None and _pattern("shown").search(found[0]) is not None
    return Subject(at, found.end(), found[0], lasting=shown, thing=True) if found else None


def _quoted(text: str, at: int, found: re.Match[str]) -> Subject:
    """A thing with the quote that opens its name, or without the one that closes the clause's: “|深海一号|”."""
    end = found.end() - (text[found.end() - 1] == "”" and "“" not in found[0])
    end += text[end : end + 1] == "”" and text.count("“", at, end) > text.count("”", at, end)
    opened = text[at - 1 : at] == "“" and "”" in text[at:end] and "“" not in text[at:end]
    return Subject(at - opened, end, text[at - opened : end], thing=True)


def _place_list(text: str, at: int, end: int) -> int:
    """Where the list of places ends whose first one ends at ``end``."""
    if end == at:
        return at
    listed = False
    while (joint := _JOINT.match(text, end)) and (further := match_place(text, joint.end())) > joint.end():
        end, listed = further, True
    if text[end : end + 1] == "、" or (listed and _pattern("from_there").match(text, end)):
        return at  # 若尔盖、|乌梁素海等湖泊: others than places
    counted = text[end : end + 1] == "等" and text[end + 1 : end + 2] in tuple(QUANTITIES)  # 青岛|等8个城市
    if (listed or counted) and (rest := _pattern("and_so_on").match(text, end)):
        end = rest.end()
    return end


def opening_subject(
    text: str, start: int, end: int, known: Iterable[str] = (), *, lasting: bool = False
) -> Subject | None:
    """Return the subject that opens the clause ``text[start:end]``; it may be a mere source: see ``only_reports``."""
    at = start
    if opening := _pattern("openings").match(text, start, end):
        at = opening.end()
    if event := _quoted_event(text, at - (text[at - 1 : at] == "“")):
        return event
    if text[at - 1 : at] == "“" and match_place(text, at - 1) > at:
        at -= 1  # “三北”工程区
    if not lasting and (site := _pattern("at_site").match(text, at, end + 1)):
        start = text.rfind("—", site.start(1), site.end(1)) + 1 or site.start(1)  # 重点工程——|古贤水利枢纽
        return Subject(start, site.end(1), text[start : site.end(1)], thing=True)
    if dashed := _works_named_so(text, at, end):
        return dashed
    if seat := _pattern("seat").match(text, at, end + 1):
        place = match_place(text, seat.end())
        if place == end:
            return Subject(seat.end(), place, text[seat.end() : place])
    led = _pattern("to_this_house").match(text, at, end) if "家" in text[at:end] else None
    if led and (house := match_subject(text[:end], led.end(), known, lasting=lasting)):
        return house
    if inside := _pattern("inside").match(text, at, end + 1):
        place = match_place(text, inside.end())
        while (further := match_place(text, place)) > place > inside.end():
            place = further  # 江西|上饶
        if text[place : place + 1] in ("至", "到") or _pattern("station").match(text, place):
            return None  # 从|深圳|至中山的时间, 从|廊坊|北站
        first, place = place, _place_list(text, inside.end(), place)
        framed = place > inside.end() and _pattern("framed").match(text, place)
        return Subject(inside.end(), place, text[inside.end() : place], lasting=place == first) if framed else None
    if text[at : at + 1] == "以" and (example := _pattern("example").match(text, at, end + 1)):
        shown = match_subject(text[: example.end(1)], example.start(1), known)
        return shown if shown and shown.end == example.end(1) else None
    if text[at : at + 1] == "经" and (via := _pattern("via").match(text, at, end)):
        return Subject(*via.span(1), via[1], thing=True)
    if told := _pattern("described").match(text, at, end):
        subject = _quoted_event(text, told.end()) or match_subject(text[:end], told.end(), known, lasting=lasting)
        return subject if subject and subject.thing else None
    if not lasting and (told := _pattern("introduced").match(text, at, end)):
        subject = match_subject(text[:end], told.end(), known)
        if subject and subject.company:
            return subject
        if (stop := _short_name_end(text, told.end(), end)) > told.end():
            return Subject(told.end(), stop, text[told.end() : stop], lasting=False, company=True)
    if company := apposed_company(text[:end], at, known):
        return company
    if subject := match_subject(text[:end], at, known, lasting=lasting):
        return subject
    named = None if lasting else _pattern("by_figure").match(text, at, end)
    return Subject(at, named.end(), named[0], lasting=False) if named else None


def _works_named_so(text: str, at: int, end: int) -> Subject | None:
    """The works behind what they are, in a clause: 世界最长的隧道——|天山胜利隧道|，, 重点项目|双江口水电站|首台机组."""
    dash = text.rfind("—", at, end)
    if dash > at:
        found = _pattern("dashed_works").match(text, dash + 1, end + 1)
    else:
        found = _pattern("apposed_works").match(text, at, end + 1)
    return Subject(*found.span(1), found[1], thing=True) if found else None


def apposed_company(text: str, at: int, known: Iterable[str]) -> Subject | None:
    """The company behind what it is, which opens a clause: 手机厂商|小米, 子公司|金山办公."""
    opened = at
    for told in _pattern("apposed").finditer(text, at, at + _LONGEST_APPOSITION):
        start = told.end()
        if text.startswith("、", start):
            opened = start + 1  # 零售商、|服装巨头|某某公司
            continue
        end = next((start + len(name) for name in known if text.startswith(name, start)), company_end(text, start))
        if end == start and told[0] in table_words("subjects", "strong_heads"):
            latin = _pattern("latin_name").match(text, start)
            end = latin.end() if latin else start
        if end > start and not _pattern("no_apposition").search(text, opened, told.start()):
            return Subject(start, end, text[start:end], lasting=False, company=True)
    return None


def only_reports(text: str, subject: Subject, end: int) -> bool:
    """Whether the subject of a clause that ends at ``end`` is the source of its figures, not their owner."""
    if subject.thing and subject.name[0] == "“":
        return False  # “春风行动”|已发布岗位2700万个
    if text[subject.end : subject.end + 1] == "：" and _pattern("source").search(subject.name):
        return True
    if subject.company and any(_pattern(name).match(text, subject.end, end) for name in ("announces", "own_head")):
        return False
    if _pattern("decides").match(text, subject.end) or (
        subject.lasting and _pattern("place_does").match(text, subject.end, end)
    ):
        return False
    return (
        _pattern("reports").match(text, subject.end, end) is not None
        or _pattern("surveys").match(text, subject.end) is not None
    )


def open_clause(clause: str) -> str:
    """Return a clause without the words that lead up to its subject."""
    opening = _pattern("openings").match(clause)
    return clause[opening.end() :] if opening else clause
