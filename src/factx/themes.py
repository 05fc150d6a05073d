"""What a text is about that is about no place and no company: a university, a government's accounts, a fair."""

from factx.lexicon import table_words
from factx.subjects import match_subject, open_clause
from factx.symbols import symbol_patterns

_pattern = symbol_patterns("context")
_FIRST = 3  # clauses that may set out to describe it
_SAID_AGAIN = 2  # sentences
_PART = 4  # and one in so many of a long text


def theme(headline: str, clauses: list[str], texts: list[str]) -> str | None:
    """Return what a text of these sentences is about; ``clauses`` are opened, ``headline`` is empty without a title."""
    return _described(clauses, texts) or _accounts(texts) or _headed(headline, texts)


def _described(clauses: list[str], texts: list[str]) -> str | None:
    """The university or hospital that a text sets out to describe, and goes on to call 学校: 某大学|是一所…."""
    for clause in clauses[:_FIRST]:
        subject = match_subject(clause, 0)
        if subject and not subject.stands_for and _pattern("profile").match(clause, subject.end):
            words = table_words("context", "called")
            said = sum(any(word in text for word in words) for text in texts[1:])
            return subject.name if said >= _often(texts) else None
    return None


def _accounts(texts: list[str]) -> str | None:
    """The government of Hong Kong or Macau in a text that is about its accounts: 特区政府|…赤字, 财政储备."""
    said = sum(_pattern("accounts").search(text) is not None for text in texts)
    named = _pattern("sar_government").search("".join(texts)) if said > _often(texts) else None
    return named[0] if named else None


def _headed(headline: str, texts: list[str]) -> str | None:
    """The thing that a headline opens with, if the text is about it.

    It goes on to speak of a fair or of games as its own (本届文博会); half its sentences name a work or a service
    (中老铁路|开通三年).
    """
    found = match_subject(opened := open_clause(headline), 0)
    if found is None or not found.thing or found.stands_for:
        return None
    if _pattern("fair").search(found.name) and not _pattern("no_event").match(opened, found.end):
        said = sum("本届" in text or found.name[-3:] in text for text in texts[1:])
        if said >= _often(texts):
            return found.name
    said = sum(found.name in text for text in texts[1:])
    return found.name if said >= max(_SAID_AGAIN, len(texts) // 2) else None


def _often(texts: list[str]) -> int:
    """In how many of these sentences a text has to speak of what it is about."""
    return max(_SAID_AGAIN, len(texts) // _PART)
