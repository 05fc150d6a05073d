"""Options that several commands share, and the checks of what they say."""

import datetime
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from factx.errors import FactxError
from factx.output import Screen


class UsageError(FactxError):
    """A command line that says nothing that can be done."""


Files = Annotated[
    list[str] | None,
    typer.Argument(metavar="[FILE|-]...", help="Texts in UTF-8, or .jsonl with one document a line; - is stdin."),
]
Output = Annotated[
    str | None, typer.Option(metavar="FILE", help="Write to FILE, whole or not at all, instead of stdout.")
]

Date = Annotated[
    str | None,
    typer.Option(
        metavar="YYYY-MM-DD",
        help="The date of the texts, from which 今年 and 上半年 count. Goes before a date in the file's name, "
        "in the JSONL record and in the text.",
    ),
]
RuleFiles = Annotated[
    list[str] | None,
    typer.Option(
        "--rules",
        metavar="FILE|DIR",
        help="Add the rules of a TOML file or of a pack; one with a built-in rule's id replaces it. Repeatable.",
    ),
]
BuiltIn = Annotated[bool | None, typer.Option("--builtin/--no-builtin", help="Use the built-in rules, or only others.")]


def check_choice(where: str, word: str, known: Sequence[str], kind: str = "format") -> None:
    """UsageError if ``word`` is none of those known; ``where`` is the option that says it."""
    if word not in known:
        raise UsageError(where, f'unknown {kind} "{word}"; {hint(word, known)}')


def hint(word: str, known: Sequence[str]) -> str:
    """Return what may have been meant, or what there is."""
    from difflib import get_close_matches

    near = get_close_matches(word.lower(), known, n=1)
    return f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"


def parse_fields(where: str, words: str | None, known: Sequence[str]) -> list[str] | None:
    """Return the fields that a list names, each once; UsageError for one that is unknown."""
    if words is None:
        return None
    names = list(dict.fromkeys(word.strip() for word in words.split(",")))
    for name in names:
        check_choice(where, name, known, "field")
    return names


def parse_date(where: str, word: str | None) -> datetime.date | None:
    """Return the date of YYYY-MM-DD; UsageError for anything else."""
    if word is None:
        return None
    try:
        if re.fullmatch(r"[1-9]\d{3}-\d\d-\d\d", word):
            return datetime.date.fromisoformat(word)
    except ValueError:
        pass
    raise UsageError(where, f'"{word}" is no date; write YYYY-MM-DD')


def parse_share(where: str, word: str | None) -> float | None:
    """Return 0.02 for ``2%``; UsageError for what is no share."""
    if word is None:
        return None
    if not re.fullmatch(r"\d{1,3}(?:\.\d+)?%?", word):
        raise UsageError(where, f'"{word}" is no share; write 2%')
    if float(word.rstrip("%")) > 100:
        raise UsageError(where, f'"{word}" is more than the whole; write 2%')
    return float(word.rstrip("%")) / 100


def format_of(output: str | None) -> str | None:
    """Return the format that the end of a file's name asks for: csv of ``facts.csv``; UsageError for a book."""
    ending = Path(output or "").suffix.lower().removeprefix(".")
    if ending in ("xls", "xlsx", "ods", "parquet", "feather"):
        raise UsageError("--output", f'".{ending}" is not written; name a .csv, .json or .jsonl file')
    return ending if ending in ("csv", "json", "jsonl") else None


def parse_count(where: str, word: str) -> int:
    """Return 20 for ``20``; UsageError for what counts nothing."""
    if not re.fullmatch("[0-9]{1,6}", word) or not int(word):
        raise UsageError(where, f'"{word}" is no count; write 20')
    return int(word)


def parse_output(output: str | None, paths: Sequence[str]) -> str | None:
    """Return the file to write, or None for stdout; UsageError for one that is also read."""
    if output is None or output == "-":
        return None
    for path in paths:
        if os.path.isfile(output) and os.path.isfile(path) and os.path.samefile(path, output):
            raise UsageError("--output", f'"{output}" is also read; name another file')
    return output


def screen(target: str | None) -> Screen:
    """Return what a table is laid out for: the terminal, or a file as wide as its text."""
    return Screen.of(sys.stdout) if target is None else Screen()
