"""Events, works, craft, venues and teams that open a clause: whom figures are of beside places and organisations."""

import re

from factx.kept import compile_kept
from factx.places import place_end
from factx.subject import Subject, openings
from factx.symbols import symbol_patterns

_pattern = symbol_patterns("subjects")
# One of these stands near the end of each such name: a quick no for most clauses.
_WORKS_SIGNS = frozenset("路铁桥隧库站田园际区港段工项速航河枢号")
_LONGEST_WORKS = 24
_VENUE = compile_kept("[水雪乐]世界|[雪育]场|[冰技术书育物]馆|物院|剧院|度假区|[题洋]公园|物园|[展术化育]中心")
_VISITED = compile_kept("接待|吸引|人流")
_TEAM_SIGNS = frozenset("队团足排篮手将员")
_PARTY_SIGNS = frozenset("党力进")
_GAMES_SIGNS = frozenset("运奥园博农")


def match_thing(text: str, at: int, place: int) -> Subject | None:
    """The event, work, craft, team or sportsman that begins at ``at``; ``place`` is where a place's name ends."""
    head = text[at : at + 14]
    if head[:1] in "本该" and (own := _pattern("own_thing").match(text, at)):
        return Subject(at, own.end(), own[0], stands_for=True, thing=True)
    if "号线" in head and (line := _pattern("numbered_line").match(text, max(at, place))):
        return Subject(at, line.end(), text[at : line.end()], thing=True)
    if event := quoted_event(text, at):
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


def works_named_so(text: str, at: int, end: int) -> Subject | None:
    """The works behind what they are, in a clause: 世界最长的隧道——|天山胜利隧道|，, 重点项目|双江口水电站|首台机组."""
    dash = text.rfind("—", at, end)
    if dash > at:
        found = _pattern("dashed_works").match(text, dash + 1, end + 1)
    else:
        found = _pattern("apposed_works").match(text, at, end + 1)
    return Subject(*found.span(1), found[1], thing=True) if found else None


def quoted_event(text: str, at: int) -> Subject | None:
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
