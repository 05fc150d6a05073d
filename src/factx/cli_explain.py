"""The command that tells why a sentence gave what it gave."""

import os
import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer

from factx.characters import plain_text
from factx.errors import FactxError
from factx.options import (
    BuiltIn,
    Date,
    Output,
    RuleFiles,
    UsageError,
    check_choice,
    parse_date,
    parse_output,
    screen,
)
from factx.read import Document, read_documents
from factx.segment import split_sentences

_FORMATS = ("text", "jsonl")


def explain_sentence(
    file: Annotated[
        str | None,
        typer.Argument(
            metavar="[FILE[:OFFSET]|-]",
            help="A text in UTF-8, a .jsonl, or - for stdin; with an offset (characters, as start in the records) "
            "only the sentence there.",
        ),
    ] = None,
    text: Annotated[str | None, typer.Option(metavar="TEXT", help="Explain this text instead of a file.")] = None,
    doc: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only this document of a .jsonl, by its doc in the records.")
    ] = None,
    form: Annotated[
        str, typer.Option("--format", metavar="|".join(_FORMATS), help="jsonl: one object for each sentence.")
    ] = "text",
    output: Output = None,
    date: Date = None,
    rules: RuleFiles = None,
    builtin: BuiltIn = None,
) -> int:
    """Tell why sentences gave what they gave.

    For each sentence with a numeral: what patterns see of it, what became of each of its mentions, which rules met
    over it and which won, where each field of the record was read, and for figures that no rule claims the nearest
    rules, with the part of the pattern that did not fit.
    """
    check_choice("--format", form, _FORMATS)
    if file is not None and text is not None:
        raise UsageError("--text", f"goes without a file; leave out {file}")
    if text is not None and not text.strip():
        raise UsageError("--text", "is empty")
    path, offset = _parse_place(file or "-")
    target = parse_output(output, [path])

    from factx.batch import Batch
    from factx.explain_text import explanation_lines, explanation_text
    from factx.project import find_project
    from factx.rules import load_rules

    project = find_project(Path.cwd())
    known = parse_date(*project.choose("date", date))
    loaded = load_rules(rules or [], builtin=builtin, project=project)
    given = [Document("--text", text, known, "--date")] if text is not None else read_documents(path, known)
    documents: Iterable[Document | FactxError] = given if doc is None else _named(given, doc)
    if offset is not None:
        documents = list(documents)
        _check_offset(documents, path, offset)
    batch = Batch()
    explained = batch.explanations(documents, loaded, offset)
    pieces = (
        explanation_lines(explained, loaded) if form == "jsonl" else explanation_text(explained, loaded, screen(target))
    )
    batch.write(pieces, target)
    return 1 if batch.failed else 0


def _parse_place(said: str) -> tuple[str, int | None]:
    """The path and offset of FILE:OFFSET; a file of that very name goes before."""
    match = re.fullmatch(r"(.+):(\d{1,12})", said, re.ASCII)
    if match is None or os.path.exists(said):
        return said, None
    if match[1] == "-":
        raise UsageError(said, "an offset goes with a file; standard input is explained whole")
    return match[1], int(match[2])


def _named(documents: Iterable[Document | FactxError], name: str) -> list[Document | FactxError]:
    """The documents of a name; UsageError where there is none."""
    read = list(documents)
    found = [one for one in read if isinstance(one, Document) and one.name == name]
    if not found:
        names = [one.name for one in read if isinstance(one, Document)]
        if not names:
            return read
        near = get_close_matches(name, names, 1)
        meant = f"did you mean {near[0]}?" if near else f"there are {len(names)}, the first is {names[0]}"
        raise UsageError("--doc", f'no document "{name}"; {meant}')
    return list(found)


def _check_offset(documents: Sequence[Document | FactxError], path: str, offset: int) -> None:
    """UsageError unless an offset lies in a sentence of the one document."""
    read = [one for one in documents if isinstance(one, Document)]
    where = f"{path}:{offset}"
    if len(read) > 1:
        raise UsageError(where, f"which of {len(read)} documents? name it, e.g. --doc {read[0].name}")
    for document in read:
        size = len(document.text)
        if offset >= size:
            raise UsageError(where, f"the text ends at {size}; offsets count characters from 0")
        plain = plain_text(document.text)
        if not any(one.start <= offset < one.end for one in split_sentences(plain)):
            raise UsageError(where, "no sentence stands there, but white space between two")
