"""Companies that open a clause without their legal names: by their deeds, their heads, their trade or what they are."""

import re
from collections.abc import Iterable

from factx.lexicon import table_words
from factx.organisations import company_end
from factx.places import match_place
from factx.subject import Subject, characters
from factx.symbols import symbol_patterns

_pattern = symbol_patterns("subjects")
_REACH_OF_DEED = 20
_LONGEST_SHORT_NAME = 6
_LONGEST_APPOSITION = 28


def may_name_company(text: str) -> bool:
    """Whether a sentence may hold the name of a company: a quick no for most."""
    return _pattern("company_sign").search(text) is not None


def without_legal_form(name: str) -> str:
    """The name of a company without what says that it is one: 东岭|股份有限公司."""
    return _pattern("legal_form").sub("", name)


def company_by_deed(text: str, phrase: tuple[int, int]) -> Subject | None:
    """The company that a phrase opens with, known by what follows, be it behind the phrase: 某某能源|3月份净利润."""
    company = by_deed(text, phrase[0])
    return company if company and company.end <= phrase[1] else None


def by_deed(text: str, at: int) -> Subject | None:
    """The company that begins at ``at`` by what only a company does or has."""
    if characters("deed_signs").isdisjoint(text[at : at + _REACH_OF_DEED]):
        return None
    found = _pattern("company_by_deed").match(text, at)
    if found is None and (place := match_place(text, at)) > at:
        found = _pattern("company_at_place").match(text, place)
    return Subject(at, found.end(), text[at : found.end()], lasting=False, company=True) if found else None


def quoted_company(text: str, at: int) -> Subject | None:
    """The company whose short name stands in quotes that open at ``at`` or just before it: “美卓自动化”|出资."""
    opened = at - (text[at - 1 : at] == "“")
    found = _pattern("quoted_company").match(text, opened) if text[opened : opened + 1] == "“" else None
    return Subject(opened, found.end(), found[1], lasting=False, company=True) if found else None


def trading_company(text: str, at: int) -> Subject | None:
    """The company that begins at ``at`` by its trade and what is told of it: 金杯汽车|整车销量."""
    found = _pattern("by_trade").match(text, at)
    if found is None or match_place(text, at) > at:
        return None
    return Subject(at, found.end(), found[0], lasting=False, company=True)


def by_head(text: str, at: int) -> Subject | None:
    """The company that begins at ``at`` by its head, who tells of it: 圣华家具|总经理葛某表示."""
    if not _pattern("head_sign").search(text, at, at + _REACH_OF_DEED):
        return None
    found = _pattern("by_head").match(text, at)
    return Subject(at, found.end(1), found[1], lasting=False, company=True) if found else None


def announcer(text: str, at: int) -> re.Match[str] | None:
    """The company that begins at ``at``, known by its announcement or by its code on the exchange."""
    head = text[at : at + 30]
    announces = "（" in head[:10] or any(sign in head for sign in table_words("subjects", "announce_signs"))
    return _pattern("announcer").match(text, at) if announces else None


def short_name_end(text: str, at: int, end: int) -> int:
    """Where the short name of a company from ``at`` ends, by what such names end in: 洁朗实业; ``at`` if none."""
    stops = range(at + 4, min(end, at + _LONGEST_SHORT_NAME) + 1)
    return next((stop for stop in stops if _pattern("company_end").search(text, at, stop)), at)


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
