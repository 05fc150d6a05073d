"""What is no part of a text: blanks that set off figures and letters (占 83% 的人), **, soft line ends."""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from factx.kept import compile_kept
from factx.wrapping import soft_line_ends

_SET_OFF = compile_kept(" (?:(?<=[一-鿿] )(?=[-+]?[0-9]|[A-Za-z])|(?<=[0-9A-Za-z%‰] )(?=[一-鿿]))")
_BLANK = compile_kept(" (?<=[一-鿿，；：。、0-9A-Za-z%‰] )(?=[一-鿿0-9A-Za-z“])")  # a quick no
_JOINED = compile_kept("[一-鿿][0-9A-Za-z]|[0-9A-Za-z%‰][一-鿿]")
_LINE = compile_kept("[^\n]+")
# Of a line of prose, not of a table's row: a mark of a clause, or a figure between words.
_PROSE = compile_kept(r"[，。；：、！？]|(?:^|[一-鿿] )\d[\d.,]*%? ?[一-鿿]")
_MARK = compile_kept("[，。；！？]")
_COLUMNS = compile_kept(r"\d%? +[-+（(]?\d|\t|\S  +\S")
_EMPHASIS = compile_kept(r"\*\*(?=[^*\n]{1,80}?\*\*)|(?<=[^*\s])\*\*")
_ORDINAL = compile_kept(r"\ (?<=第\ )(?=\d)", re.ASCII)  # 排名第 7
_SLASH = compile_kept(r"\ (?<=[元镑角分]\ )(?=/\ ?[一-鿿])|\ (?:(?<=[元镑角分]/\ )|(?<=[元镑角分]\ /\ ))(?=[一-鿿])")
_FOOTNOTE = compile_kept(r"(?<=[一-鿿%])\[(?:\d{1,2}|注\d?)\](?=[，。；、：])")  # 销售90亿元|[1]|，同比增加
_BEHIND_MARK = compile_kept(r"\ (?<=[一-鿿\d%）”][，；：。、]\ )(?=\S)")
_NO_WIDTH = compile_kept("[\u200b-\u200d\u2060\ufeff\xad]+")
_WITHOUT_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\xad"


@lru_cache(maxsize=2)
def set_off(plain: str) -> frozenset[int]:
    """Return where such blanks and marks stand; no blanks where most figures and letters stand without."""
    spans = [*soft_line_ends(plain)]
    for found in (_EMPHASIS, _NO_WIDTH) if "**" in plain or any(mark in plain for mark in _WITHOUT_WIDTH) else ():
        spans += (mark.span() for mark in found.finditer(plain))
    spans += (blank.span() for blank in _ORDINAL.finditer(plain))
    spans += (blank.span() for blank in _SLASH.finditer(plain)) if "/" in plain else ()
    spans += (note.span() for note in _FOOTNOTE.finditer(plain)) if "[" in plain else ()
    if not spans:
        return frozenset(_blanks(plain)) if _BLANK.search(plain) else frozenset()
    marks = {at for span in spans for at in range(*span)}
    closed, places = close_up(plain, marks)
    return frozenset(marks).union(places[blank] for blank in _blanks(closed))


def close_up(text: str, left_out: Collection[int]) -> tuple[str, list[int]]:
    """Return ``text`` without what stands at the places ``left_out``, and where each of its characters stood."""
    pieces: list[str] = []
    places: list[int] = []
    at = 0
    for gap in sorted(left_out):
        pieces.append(text[at:gap])
        places.extend(range(at, gap))
        at = gap + 1
    places.extend(range(at, len(text)))
    return "".join((*pieces, text[at:])), places


def _blanks(plain: str) -> Iterator[int]:
    """Those behind the marks of a clause, and between Chinese characters and others, where they are the rule."""
    blanks: list[int] = []
    lines = [line.span() for line in _LINE.finditer(plain)]
    for start, end in lines:
        if plain.find(" ", start, end) >= 0 and _is_prose(plain[start:end]):
            yield from (blank.start() for blank in _BEHIND_MARK.finditer(plain, start, end))
            here = [blank.start() for blank in _SET_OFF.finditer(plain, start, end)]
            if len(here) > 1 and not _JOINED.search(plain, start, end) and _MARK.search(plain, start, end):
                yield from here
            blanks += here
    if blanks:
        joined = sum(len(_JOINED.findall(plain, *line)) for line in lines if _is_prose(plain[slice(*line)]))
        yield from blanks if len(blanks) > joined else ()


def _is_prose(line: str) -> bool:
    return _PROSE.search(line) is not None and not _COLUMNS.search(line)
