"""The names of places: where one ends, what is short for it, and which of them 全省, 全市 stand for."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache

from factx.lexicon import load_table, load_words, table_words, words_by_opening
from factx.spans import Span
from factx.symbols import symbol_patterns

_pattern = symbol_patterns("subjects")
_LISTS = ("places", "countries", "states")
_HAN = "一-鿿"
_KEPT = 512  # answers about places of a text that are kept: several ask about each
_REGION_SIGNS = frozenset("部北西东")
_BEFORE_PLACE = frozenset("从在到由与和")
_LEVEL_SIGNS = frozenset("省县州区市旗镇")  # one of them must stand near: a quick no before the pattern


@cache
def listed_places() -> dict[str, list[str]]:
    return words_by_opening(word for name in _LISTS for word in load_words(name))


@cache
def place_ends() -> frozenset[str]:
    """The characters that a place ends in: a quick no."""
    return _LEVEL_SIGNS | {name[-1] for names in listed_places().values() for name in names}


@cache
def provinces() -> frozenset[str]:
    return frozenset(load_table("subjects")["provinces"].split())


@lru_cache(_KEPT)
def match_place(text: str, at: int) -> int:
    """Return the end of the place name that begins at ``at``, or ``at``: 吉林省舒兰市, 海口江东新区."""
    end = place_end(text, at)
    return at if end > at and _pattern("no_place").match(text, end) else end


def place_end(text: str, at: int) -> int:
    """Where a place's name that begins at ``at`` ends, also one that is but the beginning of another name."""
    end = at
    for place in listed_places().get(text[at : at + 2], ()):
        if text.startswith(place, at) and not (place[-1] == "市" and text.startswith("民", at + len(place))):
            end = at + len(place)
            break
    if end > at:
        suffix = _pattern("suffix").match(text, end)
        if suffix and not (text[at:end] in provinces() and suffix[0] in "镇乡村县市区州旗盟岛"):  # 云南|镇康
            end = suffix.end()
        if part := _pattern("part_of_place").match(text, end):
            return _smallest_part(text, part.end())
        if text[at:end].removesuffix("省") in provinces():
            return match_place(text, end)
        return _state_end(text, end) if text[at:end] in _countries() else end
    if text[at + 1 : at + 2] in _REGION_SIGNS and (region := _pattern("region").match(text, at)):
        return region.end()
    if _LEVEL_SIGNS.isdisjoint(text[at + 2 : at + 7]):
        return at
    unlisted = _pattern("unlisted_place").match(text, at)
    return unlisted.end() if unlisted else at


@cache
def _countries() -> frozenset[str]:
    return frozenset(load_words("countries"))


@cache
def _states() -> dict[str, list[str]]:
    return words_by_opening(load_words("states"))


def _state_end(text: str, end: int) -> int:
    """Where a country's name that ends at ``end`` goes on to with one of its states: 美国|加利福尼亚州|奥克兰市.

    What part of the country that is may stand between: 美国|东北部|新泽西州.
    """
    if part := _pattern("side_of_country").match(text, end):
        state_end = _state_end(text, part.end())
        return state_end if state_end > part.end() else end
    state = next((name for name in _states().get(text[end : end + 2], ()) if text.startswith(name, end)), "")
    unlisted = None if state else _pattern("foreign_state").match(text, end)
    close = end + len(state) if state else unlisted.end() if unlisted else end
    if state and (level := _pattern("level_abroad").match(text, close)):
        close = level.end()  # 日本冲绳|地区
    city = _pattern("foreign_city").match(text, close) if close > end else None
    return city.end() if city else close


def _smallest_part(text: str, end: int) -> int:
    """Where a place ends whose first part ends at ``end``: 西藏|日喀则市|定日县, 祁东县|黄土铺镇|三里坪村."""
    while text[end - 1] in "市州盟县旗" and (part := _pattern("smaller_part").match(text, end)):
        end = part.end()
    if village := _pattern("village").match(text, end):
        return village.end()
    if text[end - 1] in "市州盟":  # 晋中市|祁县: too short a name to be told but by the list
        for place in listed_places().get(text[end : end + 2], ()):
            if place[-1] == "县" and text.startswith(place, end):
                return end + len(place)
    return end


def starts_listed(text: str, at: int) -> bool:
    """Whether a place of the lists begins at ``at``."""
    return any(text.startswith(place, at) for place in listed_places().get(text[at : at + 2], ()))


def only_province(text: str) -> Span | None:
    """Return where the one province stands that a sentence names; None where it names none, or several."""
    named = [name for name in provinces() if name in text]
    return Span(at := text.find(named[0]), at + len(named[0])) if len(named) == 1 else None


@lru_cache(maxsize=64)
def is_like_place(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` looks like the name of a part of a place: 东区, 临江镇."""
    named = _pattern("part_of_place").match(text, start)
    return named is not None and named.end() == end


@lru_cache(maxsize=8)
def place_of_level(text: str, level: str) -> str | None:
    """Return the place that 全市 (level 市) stands for: the city that the text names most often, or None."""
    names = Counter(
        match[1]
        for length in (1, 2, 3)
        for match in re.finditer(
            f"(?:(?<![{_HAN}\\d])|[从在由向据于与和是对年月日为])([{_HAN}]{{{length}}}{level})", text
        )
        if match_place(text[match.start(1) : match.end(1) + 1] + "，", 0) >= len(match[1])
    )
    if level == "省":  # 本周|云南省: what stands before the name of one does not matter
        names |= Counter({name: said for short in provinces() if (said := text.count(name := f"{short}省"))})
    if level == "市" and not names:
        places = (text[slice(*place)] for place in _places(text))
        names = Counter(city for place in places if (city := _city_of_district(place)))
    ranked = names.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def _city_of_district(place: str) -> str | None:
    """The city that the name of a district begins with: 北京|门头沟区."""
    city = place[:2]
    listed = city in listed_places().get(city, ()) and city not in provinces()
    return city if listed and len(place) > len(city) + 1 and place[-1] in "区县" else None


def last_of_level(text: str, level: str) -> str | None:
    """Return the last place of a level that ``text`` names, what 该国 (``level``: 国) behind it stands for, or None."""
    names = (_of_level(text[slice(*place)], level) for place in _places(text))
    return next(filter(None, reversed(list(names))), None)


def last_place(text: str) -> Span | None:
    """Return where the last place stands that ``text`` names, what 当地 behind it stands for, or None."""
    homes = (
        place for place in _places(text) if not _pattern("no_home").search(text, max(0, place.start - 3), place.start)
    )
    return max(homes, default=None)


def _places(text: str) -> Iterator[Span]:
    """Where the places stand that ``text`` names, in their order; no unlisted one begins inside a word: 造|成石门县."""
    at = 0
    while at < len(text):
        end = match_place(text, at)
        opens = not "一" <= text[at - 1 : at] <= "鿿" or text[at - 1] in _BEFORE_PLACE
        if end > at and (opens or starts_listed(text, at)):
            yield Span(at, end)
            at = end
        else:
            at += 1


def _of_level(place: str, level: str) -> str | None:
    """The place itself if 该市, 该省 can stand for it; for 该国 the country that it begins with."""
    country = next((name for name in load_words("countries") if place.startswith(name)), None)
    if level == "国":
        return country
    fits = fits_level(place, level) if country is None else place[-1] == level
    return place if fits else None


def fits_level(place: str, level: str) -> bool:
    """Whether 全省, 全市, 全区 (``level``: its second character) can stand for a place."""
    province = place.removesuffix("省") in provinces()
    if level == "省":
        return province
    if level in "镇乡村":
        return place[-1] == level
    if level == "区":
        return place[-1] == "区" or place in table_words("subjects", "autonomous")
    city = level == "市" and place[-2:] in listed_places().get(place[-2:], ())  # 江苏|泰州
    return not province and (city or place[-1] == level or place[-1] not in _LEVEL_SIGNS) and len(place) > 1


def short_name(place: str) -> str:
    """Return a place without the suffix that it is said with and without: 烟台市福山区 stays, 烟台市 → 烟台."""
    listed = next((name for name in listed_places().get(place[:2], ()) if place.startswith(name)), None)
    if listed is None or len(place) - len(listed) > 3:
        return place
    rest = place[len(listed) :]
    return listed if not rest or _pattern("suffix").fullmatch(rest) else place
