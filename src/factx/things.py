"""Events, works, craft, venues, teams, persons that open a clause: who has figures beside places and organisations."""

import re

from factx.places import place_end
from factx.subject import Subject, characters
from factx.symbols import symbol_patterns

_pattern = symbol_patterns("subjects")
_LONGEST_WORKS = 24


def match_thing(text: str, at: int, place: int) -> Subject | None:
    """The event, work, craft, team or person that begins at ``at``; ``place`` is where a place's name ends."""
    head = text[at : at + 14]
    if head[:1] in "本该" and (own := _pattern("own_thing").match(text, at)):
        return Subject(at, own.end(), own[0], stands_for=True, thing=True)
    if "号线" in head and (line := _pattern("numbered_line").match(text, max(at, place))):
        return Subject(at, line.end(), text[at : line.end()], thing=True)
    if event := quoted_event(text, at):
        return event
    named = head[:1] in characters("thing_openings") or "号”" in head or "《" in head
    if named and (found := _pattern("event").match(text, at) or _pattern("craft").match(text, at)):
        return _quoted(text, at, found)
    if works := match_site(text, at, place) or _match_works(text, at, place):
        return works
    city = at if characters("games_signs").isdisjoint(head) else place_end(text, at)
    if city > at and (games := _pattern("games").match(text, city)):
        return Subject(at, games.end(), text[at : games.end()], thing=True)
    built = place > at and ("项目" in head or "工程" in head)
    if built and (project := _pattern("project").match(text, place)):
        return Subject(at, project.end(), text[at : project.end()], thing=True)
    if text[at : at + 1] in characters("rated_signs") and (rated := _pattern("rated").match(text, at)):
        return Subject(at, rated.end(1), rated[1], thing=True, lasting=False)
    of_estate = not characters("estate_signs").isdisjoint(head)
    if of_estate and (estate := _pattern("estate").match(text, max(at, place))):
        return Subject(at, estate.end(), text[at : estate.end()], thing=True)
    return _match_venue(text, at) or _match_people(text, at, place) or _match_person(text, at, place)


def match_site(text: str, at: int, place: int) -> Subject | None:
    """Return the site that begins at ``at`` with the place that it is in, whose name ends at ``place``: 大庆|油田."""
    if place == at or characters("site_signs").isdisjoint(text[place : place + _LONGEST_WORKS]):
        return None
    site = _pattern("site").match(text, place)
    if site is None:
        return None
    served = site[0].endswith(("机场", "站"))  # what a sentence behind it tells need not be of it
    return Subject(at, site.end(), text[at : site.end()], lasting=not served, thing=True)


def _match_works(text: str, at: int, place: int) -> Subject | None:
    """The works that begin at ``at``, by their name or behind the place that they stand in."""
    signs = characters("works_signs")
    if signs.isdisjoint(text[at : at + _LONGEST_WORKS]):
        return None
    named = _pattern("named_works").match(text, at)
    if named and not _is_kind(text, max(at, place), named.end()):
        start = behind_dash(text, at, named.end())  # 控制性工程——|五曲雅江特大桥
        return Subject(start, named.end(), text[start : named.end()], thing=True)
    works = _pattern("works").match(text, at)
    if works and works.end() - place > 2 and not _is_kind(text, max(at, place), works.end()):
        # but 西藏|公路, 我省|高速公路 are all that the place has
        return Subject(at, works.end(), works[0], thing=True)
    return None


def _is_kind(text: str, at: int, end: int) -> bool:
    """Whether ``text[at:end]`` only says which kind of works a place has: 西藏|公路, 我省|高速公路."""
    kind = _pattern("kind_of_works").match(text, at)
    return kind is not None and kind.end() == end


def _match_venue(text: str, at: int) -> Subject | None:
    """The venue, or the spot that people visit, whose name begins at ``at``."""
    reach = at + _LONGEST_WORKS
    if _pattern("venue_sign").search(text, at, reach) and (venue := _pattern("venue").match(text, at)):
        return Subject(at, venue.end(), venue[0], thing=True)
    if _pattern("visit_sign").search(text, at, reach) and (spot := _pattern("spot").match(text, at)):
        return Subject(at, spot.end(), spot[0], thing=True, lasting=False)
    return None


def _match_people(text: str, at: int, place: int) -> Subject | None:
    """The party, team or sportsman that begins at ``at``."""
    head = text[at : at + 14]
    if not characters("party_signs").isdisjoint(head) and (party := _pattern("party").match(text, at)):
        return Subject(at, party.end(), party[0], lasting=False)
    if characters("team_signs").isdisjoint(head):
        return None
    if head.startswith("中国"):
        place = at + 2
    if place > at and (team := _pattern("team").match(text, place)):
        return Subject(at, team.end(), text[at : team.end()], thing=True)
    if athlete := _pattern("athlete").match(text, place):
        return Subject(at, athlete.end(), athlete[1], thing=True, lasting=False)
    return None


def _match_person(text: str, at: int, place: int) -> Subject | None:
    """The person that begins at ``at`` with what he is: 台营村|村民|王小二; ``place`` is where a place's name ends."""
    start = max(at, place)
    if characters("person_signs").isdisjoint(text[start : start + 12]):
        return None
    person = _pattern("person").match(text, start)
    return Subject(at, person.end(), person[1], thing=True, lasting=False) if person else None


def works_named_so(text: str, at: int, end: int) -> Subject | None:
    """The works behind what they are, in a clause: 世界最长的隧道——|天山胜利隧道|，, 重点项目|双江口水电站|首台机组."""
    start = behind_dash(text, at, end)
    if start > at:
        found = _pattern("dashed_works").match(text, start, end + 1)
    else:
        found = _pattern("apposed_works").match(text, at, end + 1)
    return Subject(*found.span(1), found[1], thing=True) if found else None


def behind_dash(text: str, start: int, end: int) -> int:
    """Return where a name in ``text[start:end]`` begins behind what it is: 控制性工程——|五曲雅江特大桥."""
    dash = text.rfind("——", start, end)
    return start if dash < 0 else dash + 2


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
