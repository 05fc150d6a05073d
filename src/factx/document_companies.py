"""The company that a document is about, and the short names of companies that give themselves away in it."""

from collections import Counter
from collections.abc import Iterable
from functools import cache

from factx.document_names import is_common
from factx.lexicon import load_words, table_words
from factx.organisations import LONGEST_NAME, company_end
from factx.places import match_place
from factx.short_companies import apposed_company, may_name_company, trading_company, without_legal_form
from factx.subject import Subject
from factx.subjects import match_subject
from factx.symbols import symbol_patterns

_pattern = symbol_patterns("subjects")
_NATION = "中国"
_LONGEST_NAMED = 12  # characters: what is longer has words before the name
_HEAD = 6  # clauses with which a text sets out
_OFTEN = 3  # times that a text says the name of whom it is about


def short_names(headline: str, clauses: list[str], text: str) -> list[str]:
    """Return the short names of companies that a text gives away; ``clauses`` are opened."""
    return [
        *_led_companies(clauses, text),
        *_defined_companies(clauses, text),
        *_trading_companies(clauses, text),
        *_without_nation(headline, text),
        *_doubtful_companies(text),
    ]


def _led_companies(clauses: Iterable[str], text: str) -> list[str]:
    """The short names of companies whose heads open clauses, and that the text uses: 晨曦网|总经理张某表示."""
    led = (_pattern("led").match(clause) for clause in clauses)
    names = dict.fromkeys(match[1] for match in led if match)
    return [name for name in names if text.count(name) >= _OFTEN and not (match_place(name, 0) or is_common(name))]


def _defined_companies(clauses: Iterable[str], text: str) -> list[str]:
    """The short names of what clauses tell as only of a company, and that the text says again: 聚水潭|招股书."""
    told = (_pattern("defined").match(clause) for clause in clauses)
    names = dict.fromkeys(match[1] for match in told if match)
    return [name for name in names if text.count(name) > 1 and not (match_place(name, 0) or is_common(name))]


def _trading_companies(clauses: Iterable[str], text: str) -> list[str]:
    """The names of companies by their trade, which open clauses and that the text uses: 金杯汽车."""
    found = (trading_company(clause, 0) for clause in clauses)
    names = dict.fromkeys(company.name for company in found if company)
    return [name for name in names if text.count(name) >= _OFTEN]


def _without_nation(headline: str, text: str) -> list[str]:
    """What a headline and the text call national companies by: 联通 where the text has 中国联通, too."""
    told = [name for name in _national() if name in headline and f"{_NATION}{name}" in text]
    return [name for name in told if text.count(name) - text.count(f"{_NATION}{name}") >= _OFTEN]


@cache
def _national() -> list[str]:
    return [name.removeprefix(_NATION) for name in load_words("companies") if name.startswith(_NATION)]


def _doubtful_companies(text: str) -> list[str]:
    """The names that are common words as well, of companies that the text speaks of: 小米 beside 小米公司."""
    often = (name for name in table_words("subjects", "doubtful_companies") if text.count(name) >= _OFTEN)
    return [name for name in often if _says(name, text)]


def _says(name: str, text: str) -> bool:
    """Whether a name stands before what only companies have: 小米|公司, 苹果|首席执行官."""
    at = text.find(name)
    while at >= 0 and not _pattern("says_company").match(text, at + len(name)):
        at = text.find(name, at + 1)
    return at >= 0


def main_name(headline: str, clauses: Iterable[str], known: Iterable[str]) -> str | None:
    """Return the company, or which of the ``known`` names, a document is about; None where it is about several.

    A clause (opened) that begins with such a name is a vote for it, unless it only gives data, and so is 该公司 for the
    name before it; the name in the headline is another. The winner, which the headline or the first clauses name,
    needs three votes, two where nobody else has any, and twice as many as the next, be it a place.
    """
    clauses = list(clauses)
    votes: Counter[str] = Counter()
    names: set[str] = set()
    name = ""
    for clause in clauses:
        if named := _named(clause, known):
            name = without_legal_form(named.name)
            names.add(name)
            votes[name] += not _pattern("gives_data").match(clause, named.end)
        elif clause.startswith(table_words("subjects", "this_company")):
            votes[name] += 1
        else:
            votes[clause[: match_place(clause, 0)]] += 1
    del votes[""]
    for name in names:
        votes[name] += name in headline
    ranked = votes.most_common(2)
    if not ranked or ranked[0][0] not in names or ranked[0][1] < _OFTEN - (len(ranked) == 1):
        return None
    if not any(ranked[0][0] in told for told in (headline, *clauses[:_HEAD])):
        return None  # named again and again, but not what the text sets out with
    return ranked[0][0] if len(ranked) < 2 or ranked[0][1] >= 2 * ranked[1][1] else None


def _named(clause: str, known: Iterable[str]) -> Subject | None:
    """The company, or the known name, that a clause opens with."""
    if name := next((name for name in known if clause.startswith(name)), None):
        return Subject(0, len(name), name)
    if end := company_end(clause, 0):
        return Subject(0, end, clause[:end], company=True)
    if apposed := apposed_company(clause, 0, known):
        return apposed
    subject = match_subject(clause, 0) if may_name_company(clause[:LONGEST_NAME]) else None
    if (
        subject is None
        or not subject.company
        or subject.stands_for
        or subject.name.startswith(table_words("subjects", "pointing"))
    ):
        return None
    return subject if len(subject.name) <= _LONGEST_NAMED else None
