"""Places that figures are of though no clause opens with them: of offices, surveys, forecasts, disasters."""

from factx.places import match_place
from factx.subject import Subject
from factx.subjects import match_subject
from factx.symbols import PERIOD, QUANTITIES, symbol_patterns

_pattern = symbol_patterns("context")


def place_of_office(text: str, office: Subject) -> Subject | None:
    """The place whose office is the source of figures: 韩国|统计厅, or that tells of itself: 广西|宣布."""
    end = match_place(text, office.start)
    if end == office.end and _pattern("tells_of_itself").search(office.name):
        return office
    tells = end > office.start and _pattern("office").match(text, end, office.end)
    return Subject(office.start, end, text[office.start : end]) if tells and not office.company else None


def surveyed_place(text: str) -> Subject | None:
    """The place whose farms, markets or people are looked at, or reported on: 据对|全国|20个种猪场的监测，…."""
    surveyed = _pattern("surveyed").search(text)
    place = match_subject(text, surveyed.end()) if surveyed else None
    return place if place and place.lasting and not place.stands_for else None


def foretold_place(text: str, position: int) -> Subject | None:
    """The place that a forecast is of whose figure stands at ``position``: 预计|德国|明年通胀率为5.6%."""
    told = _pattern("foretold").search(text, 0, position) if PERIOD in text else None
    place = match_subject(text, told.start(1)) if told else None
    return place if told and place and place.lasting and place.end == told.end(1) else None


def struck_places(text: str, position: int) -> Subject | None:
    """The places, with how many they are, that something has struck: 造成|河北、山东等5省|230万人受灾."""
    if text[position - 1 : position] not in QUANTITIES:
        return None
    struck = _pattern("struck_places").search(text, 0, position)
    if struck is None or match_place(text, struck.start(1)) == struck.start(1):
        return None
    return Subject(*struck.span(1), text[slice(*struck.span(1))])
