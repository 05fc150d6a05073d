"""Facts and mentions → table, CSV, JSON, JSONL, as pieces of text to be written one by one; errors → a line each."""

import csv
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from itertools import zip_longest
from json import JSONEncoder
from typing import Protocol, TextIO

from factx.errors import FactxError
from factx.facts import Bound, Fact, Measure, Mention, Modality
from factx.read import file_name

FORMATS = ("table", "csv", "json", "jsonl")
MENTION_FORMATS = ("table", "jsonl")
FIELDS = tuple(field.name for field in fields(Fact) if field.name != "own")
MENTION_FIELDS = ("text", "start", "end", "value", "low", "high", "unit", "bound", "kind")

_COLUMNS = ("subject", "indicator", "measure", "value", "bound", "reference", "period", "modality")
_WHERE_SAID = {"reference", "modality"}  # columns that are left out where all their cells are empty
_UNSAID = (None, Bound.EQ, Modality.ACTUAL)  # what a reader takes for granted
_MENTION_COLUMNS = ("line", "start", "text", "value", "unit", "bound", "kind")

_SCALES = ((12, "万亿", 4), (8, "亿", 4), (4, "万", 2))  # power of ten, its name, the decimals that still read well
_UNSCALED = {"%", "‰", "个百分点", "个基点"}
_FORMULA = tuple("=+-@＝＋－＠\t\r")
_GAP = "  "
_NARROWEST = 6  # cells of a column, however narrow the terminal
_BOLD, _DIM, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[0m"

_encode = JSONEncoder(ensure_ascii=False).encode


class _Valued(Protocol):
    @property
    def value(self) -> Decimal | None: ...
    @property
    def low(self) -> Decimal | None: ...
    @property
    def high(self) -> Decimal | None: ...


@dataclass(frozen=True, slots=True)
class Screen:
    """Where a table goes: its width in cells, None for as wide as the text, and whether it takes colour."""

    width: int | None = None
    colour: bool = False

    @classmethod
    def of(cls, stream: TextIO) -> "Screen":
        """Return the screen behind ``stream``; what is no terminal has neither width nor colour."""
        if not stream.isatty():
            return cls()
        bare = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
        return cls(os.get_terminal_size(stream.fileno()).columns or 80, not bare)


def json_lines(documents: Iterable[tuple[str, Sequence[Fact]]], names: Sequence[str] = FIELDS) -> Iterator[str]:
    """Yield a line of JSON for each fact, with the fields ``names`` in that order; a piece holds a document's."""
    for _, facts in documents:
        yield "".join(f"{_json_object(fact, names)}\n" for fact in facts)


def json_array(documents: Iterable[tuple[str, Sequence[Fact]]], names: Sequence[str] = FIELDS) -> Iterator[str]:
    """Yield one JSON array of all facts, one a line."""
    before = "[\n"
    for _, facts in documents:
        for fact in facts:
            yield before + _json_object(fact, names)
            before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def csv_lines(
    documents: Iterable[tuple[str, Sequence[Fact]]], names: Sequence[str] = FIELDS, *, excel: bool = False
) -> Iterator[str]:
    """Yield a header and a CSV line for each fact, line ends ``\\n``.

    With ``excel`` a byte order mark tells Excel the encoding, and an apostrophe keeps it from running a document's
    text that begins like a formula.
    """
    lines = _Lines()
    write = csv.writer(lines).writerow
    write(names)
    yield ("\ufeff" if excel else "") + lines.take()
    for _, facts in documents:
        for fact in facts:
            write([_csv_cell(fact.get(name), excel) for name in names])
        yield lines.take()


def table(
    documents: Iterable[tuple[str, Sequence[Fact]]],
    names: Sequence[str] | None = None,
    screen: Screen = Screen(),
    own: Sequence[str] = (),
) -> Iterator[str]:
    """Yield a table for each document under its name: the fields ``names``.

    By default they are those that make the claim, and of the user's columns ``own`` those that are not empty.
    """
    before = ""
    for doc, facts in documents:
        columns = list(names or (*_COLUMNS, *own))
        rows = [[_table_cell(fact, name) for name in columns] for fact in facts]
        heading = f"{visible(doc)} ({len(rows)} {'fact' if len(rows) == 1 else 'facts'})"
        if not names:
            columns, rows = _without_empty(columns, rows, {*_WHERE_SAID, *own})
        yield before + layout(heading, columns, rows, screen)
        before = "\n"


def mention_lines(documents: Iterable[tuple[str, Sequence[Sequence[Mention]]]]) -> Iterator[str]:
    """Yield a line of JSON for each line of the documents: ``{"quantities": […]}``, offsets within that line."""
    for _, lines in documents:
        for mentions in lines:
            objects = ", ".join(_json_object(mention, MENTION_FIELDS) for mention in mentions)
            yield f'{{"quantities": [{objects}]}}\n'


def mention_table(
    documents: Iterable[tuple[str, Sequence[Sequence[Mention]]]], screen: Screen = Screen()
) -> Iterator[str]:
    """Yield a table of the mentions of each document under its name; ``line`` counts from 1, ``start`` from 0."""
    before = ""
    for doc, lines in documents:
        rows = [_mention_row(number, mention) for number, line in enumerate(lines, 1) for mention in line]
        heading = f"{visible(doc)} ({len(rows)} {'number' if len(rows) == 1 else 'numbers'})"
        yield before + layout(heading, _MENTION_COLUMNS, rows, screen)
        before = "\n"


def plain(value: Decimal) -> str:
    """Return ``value`` in full, without exponent and without zeros after its last decimal.

    >>> plain(Decimal("2.10E+3")), plain(Decimal("-0.50"))
    ('2100', '-0.5')
    """
    if not value:
        return "0"
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def said(fact: Fact) -> str:
    """Return the value of a fact as a reader would say it, never rounded: ``4107.2亿元``, ``2~3个``, ``第3位``."""
    if fact.measure is Measure.RANK and fact.unit is None:
        return f"{'前' if fact.bound is Bound.LE else '第'}{_ends(fact)}位"
    unit = fact.unit or ""
    power, scale = (0, "") if unit in _UNSCALED else _common_scale(_numbers(fact))
    return f"{_ends(fact, power)}{scale}{unit}"


def visible(text: str) -> str:
    """Return ``text`` on one line, without the characters that steer a terminal or turn the direction of writing."""
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() else " " if char.isspace() else "\ufffd" for char in text)


def json_text(value: object) -> str:
    """Return a value as JSON on one line, decimals in full."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_encode(name)}: {json_text(one)}" for name, one in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(json_text, value)) + "]"
    return _json_value(value)


def report(error: FactxError) -> None:
    """Print ``factx: where: cause`` on stderr, one line whatever bytes a name has; nothing where stderr is closed."""
    if sys.stderr is not None:
        print(visible(file_name(f"factx: {error}")), file=sys.stderr)


class _Lines:
    """The rows of a csv.writer, ended by ``\\n``; told to do that itself, it would leave a bare ``\\r`` unquoted."""

    def __init__(self) -> None:
        self._rows: list[str] = []

    def write(self, row: str) -> None:
        self._rows.append(row.removesuffix("\r\n") + "\n")

    def take(self) -> str:
        text = "".join(self._rows)
        self._rows.clear()
        return text


def _json_object(record: Fact | Mention, names: Sequence[str]) -> str:
    return (
        "{"
        + ", ".join(
            [
                f'"{name}": {_json_value(record.get(name) if isinstance(record, Fact) else getattr(record, name))}'
                for name in names
            ]
        )
        + "}"
    )


def _json_value(value: object) -> str:
    # The stdlib encoder knows no Decimal; through float it would not stay exact.
    return plain(value) if isinstance(value, Decimal) else _encode(value)


def _csv_cell(value: object, excel: bool) -> str:
    if not isinstance(value, str):
        return _text(value)
    return f"'{value}" if excel and value.startswith(_FORMULA) else str(value)


def _text(value: object) -> str:
    return "" if value is None else plain(value) if isinstance(value, Decimal) else str(value)


def _table_cell(fact: Fact, name: str) -> str:
    if name == "value":
        return visible(said(fact))
    value = fact.get(name)
    return "" if value in _UNSAID else visible(_text(value))


def _mention_row(line: int, mention: Mention) -> list[str]:
    bound = "" if mention.bound is Bound.EQ else mention.bound
    return [
        str(line),
        str(mention.start),
        visible(mention.text),
        _ends(mention),
        mention.unit or "",
        bound,
        mention.kind,
    ]


def _numbers(record: _Valued) -> list[Decimal]:
    return [number for number in (record.value, record.low, record.high) if number is not None]


def _ends(record: _Valued, power: int = 0) -> str:
    return "~".join(plain(_shifted(number, power)) for number in _numbers(record))


def _shifted(value: Decimal, power: int) -> Decimal:
    """Return ``value`` / 10**power with all its digits, which arithmetic would round to the context's precision."""
    sign, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)  # a letter only in NaN and infinity
    return Decimal((sign, digits, exponent - power))


def _common_scale(values: Sequence[Decimal]) -> tuple[int, str]:
    for power, name, decimals in _SCALES:
        if values and all(_reads_well(value, power, decimals) for value in values):
            return power, name
    return 0, ""


def _reads_well(value: Decimal, power: int, decimals: int) -> bool:
    return abs(value) >= 10**power and len(plain(_shifted(value, power)).partition(".")[2]) <= decimals


def _without_empty(
    columns: list[str], rows: list[list[str]], where_said: set[str]
) -> tuple[list[str], list[list[str]]]:
    kept = [i for i, name in enumerate(columns) if name not in where_said or any(row[i] for row in rows)]
    return [columns[i] for i in kept], [[row[i] for i in kept] for row in rows]


def layout(heading: str, header: Sequence[str], rows: Sequence[Sequence[str]], screen: Screen) -> str:
    """Return the rows in columns under ``heading``; with a width, cells that are too long go on in the next line."""
    from rich.cells import chop_cells

    bold, dim, reset = (_BOLD, _DIM, _RESET) if screen.colour else ("", "", "")
    lines = [f"{bold}{part}{reset}" for part in (chop_cells(heading, screen.width) if screen.width else [heading])]
    if rows:
        widths = _widths([header, *rows], screen.width)
        first, *rest = (_table_lines(row, widths) for row in (header, *rows))
        lines += [f"{dim}{line}{reset}" for line in first]
        lines += [line for row_lines in rest for line in row_lines]
    return "\n".join(lines) + "\n"


def columns(rows: Sequence[Sequence[str]], screen: Screen, indent: str = "") -> list[str]:
    """Return rows without a header in columns; on a terminal cells that are too long go on in the next line."""
    if not rows:
        return []
    widths = _widths(rows, screen.width and screen.width - len(indent))
    return [indent + line for row in rows for line in _table_lines(row, widths)]


def _widths(rows: Sequence[Sequence[str]], width: int | None) -> list[int]:
    """Return the cells of each column: what its text needs, the widest ones less until all fit into ``width``."""
    from rich.cells import cell_len

    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    if width is None:
        return widths
    room = width - len(_GAP) * (len(widths) - 1)
    while sum(widths) > room and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _table_lines(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    from rich.cells import cell_len, chop_cells

    cells = [
        chop_cells(text, width) if cell_len(text) > width else [text] for text, width in zip(row, widths, strict=True)
    ]
    return [
        _GAP.join(part + " " * (width - cell_len(part)) for part, width in zip(parts, widths, strict=True)).rstrip()
        for parts in zip_longest(*cells, fillvalue="")
    ]
