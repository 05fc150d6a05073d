"""Blanks that set off figures and Latin letters from Chinese characters, as many style sheets ask: 占 83% 的人."""

from functools import lru_cache

from factx.kept import compile_kept

_SET_OFF = compile_kept("(?<=[一-鿿]) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z%‰]) (?=[一-鿿])")
_JOINED = compile_kept("[一-鿿][0-9A-Za-z]|[0-9A-Za-z%‰][一-鿿]")
_LINE = compile_kept("[^\n]+")
# Of a line of prose, not of a table's row: a mark of a clause, or a figure between words.
_PROSE = compile_kept(r"[，。；：、！？]|(?:^|[一-鿿] )\d[\d.,]*%? ?[一-鿿]")
_COLUMNS = compile_kept(r"\d%? +[-+（(]?\d|\t|\S  +\S")


@lru_cache(maxsize=2)
def blanks_between_scripts(plain: str) -> frozenset[int]:
    """Return where a plain text has such blanks; none where most figures and letters stand in it without."""
    if not _SET_OFF.search(plain):
        return frozenset()
    blanks: list[int] = []
    joined = 0
    for line in _LINE.finditer(plain):
        if _PROSE.search(line[0]) and not _COLUMNS.search(line[0]):
            blanks += (blank.start() for blank in _SET_OFF.finditer(plain, *line.span()))
            joined += sum(1 for _ in _JOINED.finditer(plain, *line.span()))
    return frozenset(blanks) if len(blanks) > joined else frozenset()
