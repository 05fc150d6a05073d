"""The date that a document gives itself."""

import re
from datetime import date

from factx.kept import compile_kept
from factx.spacing import close_up, set_off
from factx.symbols import symbol_patterns

_FULL_DATE = compile_kept(
    r"(?<!\d)((?:19|20)\d\d)(?: ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日|([-/.])(\d{1,2})\4(\d{1,2})(?!\d))", re.ASCII
)
_DATELINE = 240
_REACH = 6  # characters before a date that tell what it is of
_pattern = symbol_patterns("context")


def document_date(given: date | None, plain: str) -> date | None:
    """Return the date of a document: the given one, else that of its dateline, first or last in the text."""
    if given is not None:
        return given
    found = find_dateline(plain)
    return found[0] if found else None


def find_dateline(plain: str) -> tuple[date, int, int] | None:
    """Return the date that the text itself gives, first or last, and where it stands."""
    left_out = set_off(plain)
    if not left_out:
        return _first_or_last(plain)
    closed, places = close_up(plain, left_out)
    found = _first_or_last(closed)
    return (found[0], places[found[1]], places[found[2] - 1] + 1) if found else None


def _first_or_last(plain: str) -> tuple[date, int, int] | None:
    for start, end in ((0, _DATELINE), (max(0, len(plain) - _DATELINE // 2), len(plain))):
        for match in _FULL_DATE.finditer(plain, start, end):
            if _pattern("no_dateline_before").search(plain, max(0, match.start() - _REACH), match.start()):
                continue
            if _pattern("no_dateline_behind").match(plain, match.end()):
                continue
            try:
                found = date(int(match[1]), int(match[2] or match[5]), int(match[3] or match[6]))
            except ValueError:
                break
            return found, *match.span()
    return None
