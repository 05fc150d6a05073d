"""The names of organisations: legal persons, and offices behind their place."""

import re
from functools import cache

from factx.kept import compile_kept
from factx.lexicon import alternation, load_words, words_by_opening
from factx.symbols import symbol_patterns

_pattern = symbol_patterns("subjects")
_HAN = "一-鿿"
_LEADS = "[给从了拟]|(?<!方)向|对(?!外)|持有|收购"  # no name of an organisation holds these
LONGEST_NAME = 40


@cache
def _organisation() -> re.Pattern[str]:
    """A legal person by its own name: 烟台宋和宋科技应用工程有限公司."""
    body, other_word = (_pattern(name).pattern for name in ("in_organisation", "no_organisation_end"))
    bracket = f"(?:[（(][{_HAN}]{{2,4}}[）)])?"
    return compile_kept(
        f"{body}{{2,18}}?{bracket}(?:{alternation(load_words('organisations'))}){other_word}"
        f"(?:(?:有限责任|股份有限|(?:(?!{_LEADS})[{_HAN}]){{0,3}}?)(?:集团|公司|分行|分公司))?{bracket}"
    )


@cache
def _office() -> re.Pattern[str]:
    """An office behind its place or level: 市统计局, 国家邮政局, 吉林省|水利厅."""
    return compile_kept(
        f"(?:(?!{_LEADS})[{_HAN}]){{0,8}}?(?:{alternation(load_words('offices'))}){_pattern('no_office_end').pattern}"
        f"(?:(?:(?!{_LEADS})[{_HAN}]){{0,3}}?(?:集团公司|公司))?"
    )


@cache
def _may_name() -> re.Pattern[str]:
    """What the names of organisations end in, two characters each: a quick no for most clauses."""
    return compile_kept("|".join(sorted({suffix[-2:] for suffix in load_words("organisations")})))


def organisation_end(text: str, at: int, place: int) -> int:
    """Return the end of the organisation that begins at ``at``, or ``at``; ``place`` is where a place's name ends."""
    end = _named_end(text, at, place)
    if end == at:
        hospital = (
            _pattern("hospital").match(text, place) if place > at and "医院" in text[place : place + 16] else None
        )
        return hospital.end() if hospital else at
    part = _pattern("organisation_part").match(text, end)
    return part.end() if part else end


def _named_end(text: str, at: int, place: int) -> int:
    for name in _agencies().get(text[at : at + 2], ()):
        if text.startswith(name, at) and not _pattern("no_agency").match(text, at + len(name)):
            return at + len(name)
    may_name = _may_name()
    organisation = _organisation().match(text, at) if may_name.search(text, at, at + LONGEST_NAME) else None
    if organisation and not _pattern("no_organisation").search(organisation[0]):
        return int(organisation.end())
    level = place if place > at else (found.end() if (found := _pattern("level").match(text, at)) else at)
    office = _office().match(text, level) if level > at else None
    if office and not _pattern("no_organisation").search(office[0]):
        return int(office.end())
    named = level > place and level - at >= 3 and text[level - 1] in "部署院法检" and text[level : level + 1] != "门"
    return level if named else at  # 教育部, but 财政部|门


@cache
def _agencies() -> dict[str, list[str]]:
    return words_by_opening(load_words("agencies"))


@cache
def _companies() -> dict[str, list[str]]:
    return words_by_opening(load_words("companies"))


def company_end(text: str, at: int) -> int:
    """Return the end of the company that begins at ``at`` by a short or Latin name, or ``at``: 工行, ACME公司."""
    for name in _companies().get(text[at : at + 2], ()):
        end = at + len(name)
        if text.startswith(name, at):
            if told := _pattern("named_company").match(text, end):
                return told.end()
            if not _pattern("no_company").match(text, end):
                return end
    if "A" <= text[at : at + 1] <= "Z" and not text[at - 1 : at].isascii():
        latin = _pattern("latin_company").match(text, at)
        return latin.end() if latin else at
    return at


def opens_organisation(text: str, at: int) -> bool:
    """Whether a place is only the beginning of a name whose figures are not the place's: 香港|青年服务协会."""
    organisation = _organisation().match(text, at) if _may_name().search(text, at, at + LONGEST_NAME) else None
    return organisation is not None and bool(_pattern("private").search(organisation[0]))
