"""What a document is about: the place, the company, and the short names that it says again and again."""

from collections import Counter
from collections.abc import Iterable

import regex

from factx.lexicon import table_words
from factx.organisations import company_end, opens_organisation
from factx.places import listed_places, match_place, place_end, provinces, short_name
from factx.short_companies import apposed_company
from factx.subject import characters
from factx.subjects import match_subject, open_clause
from factx.symbols import ANY, QUANTITIES, symbol_patterns

_pattern = symbol_patterns("subjects")
_HAN = "一-鿿"
_MOST_NAMES = 50  # names with a bare number behind them that are looked for in the text
_NATION = ("我国", "中国")
_LONGEST_VILLAGE = 4


def headline_names(headline: str, text: str) -> list[str]:
    """Return the short name that opens a headline and that the text keeps using: 万科|上半年净利30亿元."""
    match = _pattern("headline_name").match(headline)
    if (
        match is None
        or match_place(headline, 0)
        or is_common(match[1])
        or _pattern("source").search(match[1])
        or _comments(match[1], headline)
        or not regex.search(f"[{_HAN}]{{2}}", match[1])
    ):
        return []
    return [match[1]] if text.count(match[1]) >= 3 else []


def alias_names(texts: Iterable[str], headline: str) -> list[str]:
    """Return the short names of companies that the text introduces, with their code or in the headline too.

    A bare number in brackets is the code of a name that the text goes on using.
    """
    alias, coded, numbered = _pattern("alias"), _pattern("coded"), _pattern("numbered")
    names: list[str] = []
    numbers: list[str] = []
    texts = list(texts)
    for text in texts:
        if "称" in text:
            names += [match[1] for match in alias.finditer(text) if match[1] in headline]
        if "（" in text:
            names += [match[1] for match in coded.finditer(text)]
            numbers += [match[1] for match in numbered.finditer(text)]
    names += [name for name in list(dict.fromkeys(numbers))[:_MOST_NAMES] if _goes_on(name, texts)]
    return list(dict.fromkeys(names))


def _goes_on(name: str, texts: list[str]) -> bool:
    """Whether a text says a name, and no place's or common word, four times."""
    known = match_place(name, 0) or is_common(name)
    return not known and sum(text.count(name) for text in texts) >= 4


def is_common(name: str) -> bool:
    """Return whether a name is a word that many texts use: 科技, but not 晨曦科技."""
    return _pattern("common").search(name) is not None and not _pattern("company_end").search(name)


def section_name(heading: str, known: Iterable[str]) -> str | None:
    """Return the name that a heading puts over its section: 万科：净利大增."""
    return next((name for name in known if heading.startswith((f"{name}：", f"{name}:"))), None)


def document_names(clauses: Iterable[str], headline: str, headings: Iterable[str] = ()) -> list[str]:
    """Return the short names by which a document calls what it is about: said in the headline, opening clauses.

    万科 is no place and has no 公司 behind it; that it opens clause after clause, before words that only an agent
    takes, gives it away. ``clauses`` are opened. A name over a section (万科：…) needs no more.
    """
    counts: Counter[str] = Counter()
    clauses = list(clauses)
    for heading in headings:
        name, colon, told = heading.partition("：")
        if _pattern("source").search(name):
            continue  # 主计总处：…
        if heading == headline and sum(name in clause for clause in clauses) < 2:
            continue  # 股市往事：…, which is said in the headline alone
        if colon and 2 <= len(name) <= 8 and name in headline and told[:1] not in QUANTITIES:
            counts[name] += 3
    for clause in clauses:
        if clause[:2] not in headline:
            continue
        if clause.startswith(headline) and _pattern("agent").match(clause, len(headline)):
            counts[headline] += 3  # it is all that the headline says
        for length in range(2, 7):
            name = clause[:length]
            if len(name) == length and name in headline and _pattern("agent").match(clause, length):
                counts[name] += 1
    names = [
        name
        for name, count in counts.items()
        if count >= 3
        and regex.fullmatch(f"[{_HAN}A-Za-z--[的了在是有和与为把被]]+", name, regex.V1)
        and not is_common(name)
        and not _comments(name, headline)
    ]
    return sorted(names, key=lambda name: (-counts[name], -len(name)))[:3]


def village_names(clauses: Iterable[str], text: str) -> list[str]:
    """Return the villages that open clauses and that the text speaks of again and again: 弄岗村."""
    found = (_pattern("own_village").match(clause) for clause in clauses if "村" in clause[:_LONGEST_VILLAGE])
    return [name for name in dict.fromkeys(match[0] for match in found if match) if text.count(name) >= 3]


def _comments(name: str, headline: str) -> bool:
    """Whether a bank or an agency only says what others do: the headline tells nothing of its own results."""
    return _pattern("commentator").fullmatch(name) is not None and not _pattern("own_results").search(headline)


def reporting_company(clauses: Iterable[str]) -> str | None:
    """Return the company whose report the first ``clauses``, opened, are of: 某集团|发布三季度财报."""
    for clause in clauses:
        subject = apposed_company(clause, 0, ()) or match_subject(clause, 0)
        named = subject is not None and subject.company and not subject.stands_for
        if subject and named and _pattern("own_report").match(clause, subject.end):
            return subject.name
    return None


def town_within(place: str, headline: str, clauses: Iterable[str], texts: Iterable[str]) -> str | None:
    """Return the county or city that a headline names behind its province without its level: 河北|赤城|发展蔬菜….

    It opens ``clauses``, and the ``texts`` of the sentences speak of their own county or city.
    """
    name = headline[len(place) :][:2]
    if place not in provinces() or not headline.startswith(place) or match_place(name, 0) or is_common(name):
        return None
    if {match[0][1:] for text in texts for match in _pattern("own").finditer(text)}.isdisjoint("县市区"):
        return None
    acts = _pattern("town_acts")
    does = sum(clause.startswith(name) and acts.match(clause, len(name)) is not None for clause in clauses)
    return name if does >= 2 else None


def main_place(headline: str, head: str, clauses: list[str]) -> str | None:
    """Return the place that a document is about, by its shortest name, or None where it is about several.

    A clause that opens with a place is a vote for it, its standing in the headline three; the winner needs half again
    as many as the next. ``clauses`` are opened, ``head`` is where a dateline would stand, a sentence a line.
    """
    votes = _merged(_clause_votes(clauses))
    dateline = _pattern("dateline").search(head)
    titled = dateline is not None and dateline[0] not in headline  # a text without a title opens with its dateline
    if (
        dateline
        and titled
        and (at := headline.find(dateline[1])) >= 0
        and not _pattern("visited").search(headline, 0, at)
    ):
        votes[dateline[1]] += 4
    if assembly := _pattern("assembly").search(head):
        votes[short_name(assembly[assembly.lastindex or 0])] += 4
    votes.update(_headline_votes(headline))
    if nation := _nation_of(headline, votes):
        return nation
    if not votes:
        return None
    ranked = votes.most_common(2)
    name, count = ranked[0]
    if name not in headline and name not in head:
        return None  # named again and again, but not what the text sets out with
    needed = 2 if name in table_words("subjects", "home_places") else 3
    if count < needed or (len(ranked) > 1 and count * 2 < ranked[1][1] * 3):
        return None
    if name in ("我国", "中国") and count * 3 < votes.total() * 2 or name in ("全国", "全球"):
        return None
    return name


def _merged(votes: Counter[str]) -> Counter[str]:
    """The votes for an unlisted place under the shortest of its names: 苏州盛泽镇 is 盛泽镇."""
    merged: Counter[str] = Counter()
    for name, count in votes.items():
        shorter = [other for other in votes if name.endswith(other) and place_end(other, 0) == len(other)]
        merged[name if name in listed_places().get(name[:2], ()) else min(shorter, key=len, default=name)] += count
    return merged


def _nation_of(headline: str, votes: Counter[str]) -> str | None:
    """The nation that a headline sets out with, if two of three votes are for it under any of its names."""
    told = headline[headline.find("：") + 1 :].lstrip(ANY)  # 商务部：|前8个月|中国对外投资…
    named = next((name for name in _NATION if told.startswith(name)), None)
    said = sum(votes[name] for name in (*_NATION, "全国"))
    return named if named and said >= 3 and said * 3 >= votes.total() * 2 else None


def _clause_votes(clauses: list[str]) -> Counter[str]:
    """One vote for the place or nation that each clause opens with."""
    votes: Counter[str] = Counter()
    for clause in clauses:
        if company_end(clause, 0):
            continue  # 中国移动
        if clause[:1] in characters("nation_openings") and (nation := _pattern("nation").match(clause)):
            votes[nation[0][:2]] += 1
        elif (end := match_place(clause, 0)) and not opens_organisation(clause, 0):
            votes[short_name(clause[:end])] += 1
    return votes


def headline_places(headline: str) -> list[str]:
    """Return the places that a headline is about, by their short names."""
    return list(_headline_votes(headline))


def _headline_votes(headline: str) -> Counter[str]:
    """Three votes for each place in a headline that it is about."""
    votes: Counter[str] = Counter()
    headline, end = open_clause(headline), 0  # a text without a title may begin with its dateline
    for at in range(len(headline)):
        if at >= end and (at == 0 or headline[at - 1] in ANY + " " or headline[at : at + 2] in listed_places()):
            end = match_place(headline, at)
            if end > at and not _only_stage(headline, at, end):
                votes[short_name(headline[at:end])] += 3
    return votes


def _only_stage(headline: str, at: int, end: int) -> bool:
    """Whether a headline is not about the place from ``at`` to ``end``: it only happens there, or to a part."""
    if headline[at - 1 : at] == "在" and headline.startswith(table_words("subjects", "takes_place"), end):
        return True  # 中国代表团在北京|成立
    if headline.startswith(table_words("subjects", "only_part"), end):
        return True  # 成交跌至低位　新界|占五成
    if headline[at - 2 : at] == "）和":
        return True  # 31个省（自治区、直辖市）和|新疆生产建设兵团
    return _pattern("visited").search(headline, 0, at) is not None or opens_organisation(headline, at)
