"""The structure of a pattern as it is written: its branches, groups and repetitions, with their places."""

from collections.abc import Iterator
from typing import NamedTuple

import regex

# ``{名}`` is one character of the notation; behind anything else braces are a repetition or a fuzzy match.
_NAME = regex.compile(r"\{\p{Han}+(?::\p{Han}+)?\}")
_REPEAT = regex.compile(r"(?:[?*+]|\{(?:\d+,?\d*|,\d*|[a-z\d][^{}]*)\})[?+]?")
_OPTIONAL = regex.compile(r"[?*]|\{0?,|\{0\}")
_ESCAPE = regex.compile(r"\\(?:[pPN]\^?\{[^}]*\}|[gkL]<\w+>|x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|.)", regex.DOTALL)
_CLASS = regex.compile(r"\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\]")
_OPENING = regex.compile(r"\((?:\?(?:P?<\w+>|<?[=!]|[:>|]|\(\w+\)|[a-zA-Z\d]*(?:-[a-z]+)?:))?")
_CLOSED = regex.compile(r"\(\?(?:#[^)]*|P[=>]\w+|&\w+|R|[+-]?\d+|[a-zA-Z\d]+(?:-[a-z]+)?)\)")  # groups without branches
_STEPS = (_CLOSED, _CLASS, _NAME, _ESCAPE)  # what is one step though it has several characters
_LOOK = regex.compile(r"\(\?<?[=!]")
_VERBOSE = regex.compile(r"\(\?[a-wyz0-9A-Z]*x")


class Piece(NamedTuple):
    """One step of a branch, ``pattern[start:end]`` with its repetition, which begins at ``repeat``.

    ``opening`` and ``branches`` are those of a group; a class or a name in braces is one step without branches.
    """

    start: int
    repeat: int
    end: int
    optional: bool
    opening: str = ""
    branches: tuple["Branch", ...] = ()

    @property
    def looks(self) -> bool:
        """Whether it looks ahead or back and takes no character."""
        return bool(_LOOK.fullmatch(self.opening))


class Branch(NamedTuple):
    """One alternative, ``pattern[start:end]``."""

    start: int
    end: int
    pieces: tuple[Piece, ...]


def split_pattern(pattern: str) -> Piece:
    """Return a pattern as a group of its branches; ValueError where its brackets do not pair.

    One in verbose writing is a single branch without pieces: in its comments anything may stand.

    >>> [(branch.start, branch.end) for branch in split_pattern("较(?:大|小)?|无").branches]
    [(0, 9), (10, 11)]
    """
    if _VERBOSE.search(pattern):
        return Piece(0, len(pattern), len(pattern), False, "", (Branch(0, len(pattern), ()),))
    branches, end = _branches(pattern, 0)
    if end != len(pattern):
        raise ValueError(f"a bracket closes at {end} that none opens")
    return Piece(0, end, end, False, "", branches)


def walk(piece: Piece) -> Iterator[Piece]:
    """Yield a piece and all that lie in it, in the order in which they are written."""
    yield piece
    for branch in piece.branches:
        for inner in branch.pieces:
            yield from walk(inner)


def _branches(pattern: str, at: int) -> tuple[tuple[Branch, ...], int]:
    """The branches from ``at`` to the bracket that closes them or the end, and where that is."""
    branches: list[Branch] = []
    pieces: list[Piece] = []
    start = at
    while at < len(pattern) and pattern[at] != ")":
        if pattern[at] == "|":
            branches.append(Branch(start, at, tuple(pieces)))
            pieces = []
            start = at = at + 1
        else:
            pieces.append(_piece(pattern, at))
            at = pieces[-1].end
    branches.append(Branch(start, at, tuple(pieces)))
    return tuple(branches), at


def _piece(pattern: str, start: int) -> Piece:
    opening = ""
    branches: tuple[Branch, ...] = ()
    group = None if _CLOSED.match(pattern, start) else _OPENING.match(pattern, start)
    if group:
        opening = group[0]
        branches, end = _branches(pattern, group.end())
        if end == len(pattern):
            raise ValueError(f"the bracket at {start} is never closed")
        end += 1
    else:
        step = next(filter(None, (step.match(pattern, start) for step in _STEPS)), None)
        end = step.end() if step else start + 1
    repeat = _REPEAT.match(pattern, end)
    return Piece(start, end, repeat.end() if repeat else end, bool(_OPTIONAL.match(pattern, end)), opening, branches)
