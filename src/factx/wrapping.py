"""A text that is cut to a width, as from a PDF or a mail: its line ends close no paragraph and stand inside words."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from factx.kept import compile_kept
from factx.lexicon import table_patterns

_pattern = table_patterns("numbers")

_PARTING = compile_kept("[ \t]*\r?\n[ \t]*|[\u200b-\u200d\u2060\ufeff\xad]+|\\[\\d{1,2}\\]")
_PARTS = compile_kept("[，、；。：]")
_LABEL = compile_kept("[^，。；：]{1,8}：")  # an item of a list: 出口：300亿元
_CLOSED = compile_kept(r"[。！？；：][”’」』）)]*\Z")
# What opens a paragraph besides a bullet, so that the line before it is the last of one.
_OPENS = compile_kept(r"\s|\Z|[#|>]|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.、](?!\d)")
_NARROWEST, _WIDEST = 26, 80  # characters of a line that is cut; half as many as columns
_SLACK = 2  # by so many characters a line may be short of the width: no mark opens one
_BEYOND = 10  # of so many lines one may be longer than the width
_SHORTEST = 12  # characters of a line that goes on in a text whose paragraphs are indented
_INDENT = "  "  # before a paragraph, of either width
_LEAST_INDENTED = 2  # lines
_LEAST_LINES, _LEAST_PART = 3, 0.4  # so many lines, and such a part of all, must reach the width


@lru_cache(maxsize=2)
def soft_line_ends(plain: str) -> tuple[tuple[int, int], ...]:
    """Return the line ends that only cut a text to a width, or a verb from its figure, with the blanks round them."""
    if "\n" not in plain:
        return ()
    broken = [found.span(1) for found in _pattern("broken_line").finditer(plain)]
    return tuple(sorted({*broken, *_cut_ends(plain)})) if broken else tuple(_cut_ends(plain))


def _cut_ends(plain: str) -> Sequence[tuple[int, int]]:
    """The line ends of a text that is cut to a width."""
    if plain.count("\n") < _LEAST_LINES:
        return ()
    if max(map(len, plain.splitlines())) > 2 * _WIDEST:
        return ()
    lines = [line.rstrip() for line in plain.split("\n")]
    full = max((_full(lines, len, 1), _full(lines, columns, 2)), key=len)
    full = sorted({*(full if _is_cut(lines, full) else ()), *_behind_indents(lines)})
    if not full:
        return ()
    starts = [0, *accumulate(len(line) + 1 for line in plain.split("\n"))]
    ends = []
    for at in full:
        behind = starts[at + 1]
        if at + 1 < len(lines) and not (_OPENS.match(plain, behind) or _pattern("bullet").match(plain, behind)):
            ends.append((starts[at] + len(lines[at]), behind))
    return ends


def written(text: str, start: int, end: int) -> str:
    """Return what a text says between two offsets, without what parts it: line ends, characters without width, [3]."""
    return _PARTING.sub("", text[start:end]).strip()


def _full(lines: Sequence[str], size: Callable[[str], int], unit: int) -> list[int]:
    """The lines that reach the width, each character of which takes ``unit``; a line in ten may go beyond it."""
    sizes = [size(line) for line in lines]
    width = sorted(sizes, reverse=True)[len(sizes) // _BEYOND]
    if not _NARROWEST * unit <= width <= _WIDEST * unit:
        return []
    return [at for at, one in enumerate(sizes) if width - _SLACK * unit <= one <= width + _SLACK * unit]


def _is_cut(lines: Sequence[str], full: Sequence[int]) -> bool:
    """Whether lines of one width are prose that goes on from each to the next, not the items of a list."""
    filled = sum(1 for line in lines if line)
    if len(full) < max(_LEAST_LINES, _LEAST_PART * filled):
        return False
    prose = sum(1 for at in full if _PARTS.search(lines[at]))
    closed = sum(1 for at in full if _CLOSED.search(lines[at]))
    return prose >= 0.6 * len(full) and closed <= 0.4 * len(full)


def _behind_indents(lines: Sequence[str]) -> list[int]:
    """The lines that the next goes on with in a text that indents its paragraphs: it is not indented."""
    if sum(1 for line in lines if line.startswith(_INDENT)) < _LEAST_INDENTED:
        return []
    full = [
        at
        for at, (line, behind) in enumerate(pairwise(lines))
        if len(line) >= _SHORTEST and _PARTS.search(line) and not _CLOSED.search(line)
        if behind and not behind.startswith(_INDENT) and not _LABEL.match(behind)
    ]
    filled = sum(1 for line in lines if line)
    return full if len(full) >= max(_LEAST_LINES, _LEAST_PART * filled) else []


def columns(line: str) -> int:
    """Return how many columns a line takes: one for each character of ASCII, two for any other."""
    return 2 * len(line) - len(line.encode("ascii", "ignore"))
