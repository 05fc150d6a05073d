"""Where the built-in rule and list files lie, and how a plain list file is read."""

import re
from collections.abc import Callable, Iterable
from functools import cache, partial
from pathlib import Path
from typing import Any, cast

import regex

from factx.kept import compile_kept, make_kept, parse_kept


@cache
def pattern_folder() -> Path:
    """Return the folder of the built-in files: ``factx/patterns`` of a wheel, else ``patterns`` of the checkout.

    An editable install skips the build's file map, so the package has no folder of its own there.
    """
    installed = Path(__file__).parent / "patterns"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "patterns"


@cache
def load_words(name: str) -> tuple[str, ...]:
    """Return the words of the built-in list ``name``.txt: one or more a line, parted by spaces, ``#`` comments."""
    return listed((pattern_folder() / f"{name}.txt").read_text("utf-8"))


def listed(text: str) -> tuple[str, ...]:
    """Return the words of ``text``: one or more a line, parted by spaces, ``#`` comments."""
    return tuple(dict.fromkeys(word for line in text.splitlines() for word in line.partition("#")[0].split()))


def words_by_opening(words: Iterable[str]) -> dict[str, list[str]]:
    """Return words by their first two characters, the longest first."""
    found: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        found.setdefault(word[:2], []).append(word)
    return found


@cache
def load_table(name: str) -> dict[str, Any]:
    """Return the built-in TOML file ``name``.toml as tomllib reads it."""
    return parse_kept((pattern_folder() / f"{name}.toml").read_text("utf-8"))


@cache
def table_pattern(table: str, name: str) -> re.Pattern[str]:
    """Return a pattern over plain text from a built-in TOML file; blanks and line ends in it are left out."""
    return compile_pattern(load_table(table)[name], re.VERBOSE)


def table_patterns(table: str) -> Callable[[str], re.Pattern[str]]:
    """Return what gives the patterns of a table by their names: quicker than naming the table each time."""
    return cache(partial(table_pattern, table))


@cache
def table_words(table: str, name: str) -> tuple[str, ...]:
    """Return the words of a list in a built-in TOML file, parted by spaces: a tuple, as ``str.startswith`` takes it."""
    return listed(load_table(table)[name])


# A look-behind whose alternatives are characters and classes alone, what parts them, and what they are made of.
_LOOK_BEHIND = compile_kept(
    r"\(\?<([=!])((?:\[[^\]]*\]|\\s|[^\[\]()?*+{}\\])*\|(?:\[[^\]]*\]|\\s|[^\[\]()?*+{}\\])*)\)"
)
# One with a run of characters of one class: (?<!(?:按|根据)[^，]{0,16}).
_RUN_BEHIND = compile_kept(
    r"\(\?<([=!])(?:\(\?:([^()\[\]]*)\)|([^()\[\]|]*))(\[[^\]]*\])\{(\d+),(\d+)\}((?:\(\?[:=][^()]*\))?)\)"
)
_LONGEST_RUN = 6
_OR = compile_kept(r"\|(?![^\[\]]*\])")
_ITEM = compile_kept(r"\[[^\]]*\]|\\s|[^\s^]")


def compile_pattern(source: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Return a built-in pattern compiled by `re`, in half the time that `regex` takes, or by that if only it can."""
    try:
        parted = _LOOK_BEHIND.sub(_by_length, _RUN_BEHIND.sub(_by_run, source)) if "(?<" in source else source
        return compile_kept(parted, flags)
    except re.error:  # a look-behind that holds groups, a property of characters
        return cast("re.Pattern[str]", regex.compile(source, int(flags)))


def _by_run(look: re.Match[str]) -> str:
    """A look-behind with a run, once for each length of it: ``(?<!按[^，]{0,1})`` → ``(?<!按)(?<!按[^，]{1})``."""
    sign, heads, head, run, least, most, tail = look.groups()
    if int(most) > _LONGEST_RUN:
        return look[0]
    parts = [
        f"(?<{sign}{opened}{run}{{{length}}}{tail})"
        for length in range(int(least), int(most) + 1)
        for opened in (heads or head).split("|")
    ]
    return "".join(parts) if sign == "!" else f"(?:{'|'.join(parts)})"


def _by_length(look: re.Match[str]) -> str:
    """A look-behind in parts of one length each, as `re` takes it: ``(?<!甲|乙|丙丁)`` → ``(?<!甲|乙)(?<!丙丁)``."""
    lengths: dict[int, list[str]] = {}
    for alternative in _OR.split(look[2]):
        lengths.setdefault(len(_ITEM.findall(alternative)), []).append(alternative)
    parts = [f"(?<{look[1]}{'|'.join(same)})" for same in lengths.values()]
    return "".join(parts) if look[1] == "!" else f"(?:{'|'.join(parts)})"


def alternation(words: Iterable[str]) -> str:
    """Return a pattern for any of ``words``, the longest that fits first, which shares what they begin with.

    A tree is read in a few steps where a row of fifty words takes fifty; ``增长|增产|增`` → ``增(?:产|长)?``.

    >>> alternation(["增长", "增产", "增", "升"])
    '升|增(?:产|长)?'
    """
    words = list(words)
    return make_kept("alternation", "\n".join(words), lambda: _branches(_tree(words)))


def _tree(words: Iterable[str]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for word in words:
        node = tree
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    return tree


def _branches(tree: dict[str, Any]) -> str:
    """The tree as a pattern; an end inside it makes what follows optional."""
    rows = []
    for character in sorted(tree):
        if not character:
            continue
        behind = tree[character]
        rest = _branches(behind)
        if rest and ("" in behind):
            rest = f"(?:{rest})?" if len(rest) > 1 else f"{rest}?"
        elif "|" in rest:
            rest = f"(?:{rest})"
        rows.append(re.escape(character) + rest)
    return "|".join(rows)
