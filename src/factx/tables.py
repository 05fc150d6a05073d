"""Tables in a text: which lines are rows, and what the names of row and column say of the figure in each cell."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from operator import attrgetter
from typing import NamedTuple

from factx.facts import Bound, Kind, Measure, Mention
from factx.kept import compile_kept
from factx.lexicon import table_patterns
from factx.period_spans import PeriodSpan
from factx.reading import exact, kind_of
from factx.spans import Span
from factx.units import Unit, scaled_unit

_words = table_patterns("tables")
_NEXT_FIGURE = compile_kept(r"\ (?:(?<=\d\ )|(?<=\d[%）]\ ))[|\t ]*[-—+（]?\d", re.ASCII)
_LINE = compile_kept(r"[^\n\r]+")
_FIGURE = compile_kept(r"([-—+]?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(%?)", re.ASCII)
_NEGATIVE = compile_kept(r"（((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(%?)）", re.ASCII)
_MISSING = compile_kept(r"[-—…/*]*|不适用|不详|暂无|无|N/?A|x|X", re.ASCII)
_RULE = compile_kept(r"[-—=:|+\s]+")
_SEPARATORS = (compile_kept(r"[|\t]"), compile_kept(r" {2,}| *\u3000[ \u3000]*"), compile_kept(" "))
_YEAR = compile_kept(r"(?:19|20)\d\d", re.ASCII)
_BRACKET = compile_kept("（([^（）]*)）")
_PROSE = compile_kept("[。；！？]|，[^，]*，")
_LONGEST_NAME = 30
_ABOVE = 3  # lines between a heading and the caption of its table


class Cell(NamedTuple):
    """A figure of a table. Spans are those of the document; ``names`` together are its indicator."""

    mention: Mention
    measure: Measure
    row: Span
    heading: Span
    names: tuple[Span, ...]
    reference: Span | None
    time: PeriodSpan | None
    caption: Span | None = None  # what the table calls itself
    body: int = 0  # where the first row of the table begins


class Table(NamedTuple):
    """A table with its caption: offsets, and its figures in order."""

    start: int
    end: int
    cells: list[Cell]


class _Row(NamedTuple):
    kind: int  # of its separators
    cells: list[Span]


class _Name(NamedTuple):
    """The name of a row: without its unit, with the time that it is, and whether the row sums the others up."""

    said: Span
    unit: tuple[Unit, Decimal] | None
    time: PeriodSpan | None
    total: bool


class _Column(NamedTuple):
    heading: Span
    unit: tuple[Unit, Decimal] | None
    measure: Measure
    sign: int
    name: Span | None  # what the heading names by itself
    reference: Span | None
    time: PeriodSpan | None


def find_tables(plain: str, times: Sequence[PeriodSpan]) -> list[Table]:
    """Return the tables of a plain text whose words of time are ``times``: rows under a heading, a figure in each."""
    if "|" not in plain and "\t" not in plain and not _NEXT_FIGURE.search(plain):
        return []
    lines = [Span(*match.span()) for match in _LINE.finditer(plain) if match[0].strip()]
    lines = [line for line in lines if not _RULE.fullmatch(plain, *line)]
    rows = [_read_row(plain, line) for line in lines]
    tables, at = [], 0
    while at < len(lines):
        run = _rows_alike(rows, at)
        table = _read_table(plain, lines, at, run, times) if run else None
        tables += [table] if table else []
        at += max(1, len(run))
    return tables


def _rows_alike(rows: Sequence[_Row | None], at: int) -> list[_Row]:
    """The rows from the one at ``at`` on that are parted as it is."""
    alike: list[_Row] = []
    for row in map(rows.__getitem__, range(at, len(rows))):
        if row is None or (alike and not _fits(row, alike[0])):
            break
        alike.append(row)
    return alike


def with_cells(text: str, mentions: Sequence[Mention], tables: Sequence[Table]) -> list[Mention]:
    """Return the mentions of ``text`` with the figures of its tables in place of what was read there without them."""
    cells = [cell.mention._replace(text=text[slice(*cell.mention[:2])]) for table in tables for cell in table.cells]
    spans = [(cell.start, cell.end) for cell in cells]
    kept = [one for one in mentions if not _touches(one, spans)]
    return sorted([*kept, *cells], key=attrgetter("start"))


def _touches(mention: Mention, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether a mention overlaps one of ``spans``, which are in order."""
    at = bisect_left(spans, (mention.end,)) - 1
    return at >= 0 and spans[at][1] > mention.start


def _fits(row: _Row, first: _Row) -> bool:
    return row.kind == first.kind and len(row.cells) == len(first.cells)


def _split(plain: str, line: Span, kind: int) -> list[Span]:
    """The cells of a line; the marks at its ends part nothing."""
    line = _strip(plain, line)
    cells, at = [], line.start
    for mark in _SEPARATORS[kind].finditer(plain, *line):
        cells.append(_strip(plain, Span(at, mark.start())))
        at = mark.end()
    cells.append(_strip(plain, Span(at, line.end)))
    if not cells[0]:
        cells = cells[1:]
    return cells[:-1] if cells and not cells[-1] else cells


def _strip(plain: str, span: Span) -> Span:
    said = plain[span.start : span.end]
    start = span.start + len(said) - len(said.lstrip(" \u3000"))
    return Span(start, max(start, span.start + len(said.rstrip(" \u3000"))))


def _read_row(plain: str, line: Span) -> _Row | None:
    """A line as a row: a name, then figures; None for any other line."""
    said = plain[line.start : line.end]
    for kind, separator in enumerate(_SEPARATORS):
        if not separator.search(said.strip(" \u3000")):
            continue
        cells = _split(plain, line, kind)
        numbered = _is_figure(plain, cells[0]) and not _YEAR.fullmatch(plain, *cells[0])
        if len(cells) < 2 + (kind == 2) or numbered or _PROSE.search(said):
            return None
        name, rest = cells[0], cells[1:]
        if _words("row_of_years").fullmatch(plain, *name) and all(_YEAR.fullmatch(plain, *cell) for cell in rest):
            return None  # 年份 2019 2020 2021: a heading
        if not 1 <= name.end - name.start <= _LONGEST_NAME:
            return None
        figures = sum(_is_figure(plain, cell) for cell in rest)
        others = [cell for cell in rest if not _is_figure(plain, cell) and not _is_missing(plain, cell)]
        units = all(scaled_unit(plain[slice(*cell)]) for cell in others)  # 原煤 亿吨 47.1 3.4
        allowed = (kind == 0) * len(rest) or (kind == 1) or units
        return _Row(kind, cells) if figures and len(others) <= allowed else None
    return None


def _is_figure(plain: str, cell: Span) -> bool:
    return bool(_FIGURE.fullmatch(plain, *cell) or _NEGATIVE.fullmatch(plain, *cell))


def _is_missing(plain: str, cell: Span) -> bool:
    return _MISSING.fullmatch(plain, *cell) is not None


def _read_table(plain: str, lines: list[Span], at: int, rows: list[_Row], times: Sequence[PeriodSpan]) -> Table | None:
    """The table of ``rows``, the first of them the line ``at``; None where no heading says what its columns are."""
    width = len(rows[0].cells)
    heading = _split(plain, lines[at - 1], rows[0].kind) if at else []
    if len(heading) not in (width, width - 1) or not heading or _PROSE.search(plain, *lines[at - 1]):
        return None
    if any(_is_figure(plain, cell) and not _YEAR.fullmatch(plain, *cell) for cell in heading[1:]):
        return None  # a row of another width
    columns = [_read_column(plain, cell, times) for cell in heading[len(heading) - width + 1 :]]
    above = at - 1
    while above and at - above <= _ABOVE and lines[above].start - lines[above - 1].end <= 2:
        if _PROSE.search(plain, *lines[above - 1]) or len(plain[slice(*lines[above - 1])]) > _LONGEST_NAME * 2:
            break
        above -= 1
    start, end = lines[above].start, rows[-1].cells[-1].end
    common = _caption_unit(plain, lines[above:at])
    if not common and not any(_tells(plain, column) for column in columns):
        return None
    caption = _caption(plain, lines[above : at - 1], times)
    cells = [cell for row in rows for cell in _read_cells(plain, row, columns, common, times)]
    cells = [cell._replace(caption=caption, body=rows[0].cells[0].start) for cell in cells]
    return Table(start, end, cells) if cells else None


def _tells(plain: str, column: _Column) -> bool:
    """Whether a heading is one: it gives a unit, a time, a relation, or is a usual name of a column."""
    said = _without_blanks(plain, column.heading)
    return bool(
        column.unit
        or column.time
        or column.measure is not Measure.LEVEL
        or (said and _words("generic").fullmatch(said))
    )


def _without_blanks(plain: str, span: Span) -> str:
    return re.sub(r"\s", "", plain[span.start : span.end])


def _read_column(plain: str, heading: Span, times: Sequence[PeriodSpan]) -> _Column:
    said = _without_blanks(plain, heading)
    bracket = _BRACKET.search(said)
    unit = scaled_unit(bracket[1]) if bracket else None
    if unit is None and "%" in said:
        unit = scaled_unit("%")
    bare = _BRACKET.sub("", said)
    measure = Measure.LEVEL
    if _words("rank").search(bare):
        measure, unit = Measure.RANK, None
    elif _words("growth").search(bare):
        if unit is None and not bracket:
            unit = scaled_unit("%")
        measure = Measure.GROWTH if unit and unit[0].dimension == "percent" else Measure.CHANGE
    elif _words("share").search(bare) and (unit is None or unit[0].dimension == "percent"):
        measure, unit = Measure.SHARE, scaled_unit("%")
    sign = -1 if measure is not Measure.LEVEL and _words("falls").search(bare) else 1
    against = _words("reference").search(plain, *heading) if measure in (Measure.GROWTH, Measure.CHANGE) else None
    reference = Span(*against.span()) if against else None
    time = _time_in(plain, heading, times)
    if time and reference and reference.start <= time.start < reference.end:
        time = None
    return _Column(heading, unit, measure, sign, _own_name(plain, heading, time), reference, time)


def _own_name(plain: str, heading: Span, time: PeriodSpan | None) -> Span | None:
    """What a heading names by itself: 出口额 of 2023年出口额（亿元）, nothing of 比上年增长（%）."""
    start, end = heading
    if time and time.start == start:
        start = time.end
    for pattern in (_BRACKET, _words("growth"), _words("share"), _words("rank")):
        if found := pattern.search(plain, start, end):
            end = found.start()
    name = _strip(plain, Span(start, end))
    said = _without_blanks(plain, name).strip("%")
    return None if len(said) < 2 or _words("generic").fullmatch(said) else name


def _time_in(plain: str, span: Span, times: Sequence[PeriodSpan]) -> PeriodSpan | None:
    at = bisect_left(times, span.start, key=attrgetter("start"))
    if at < len(times):
        start, end = times[at].start, times[at].end
        end = start + len(plain[start:end].rstrip())
        if end <= span.end:
            return times[at].moved(start, end)
    if year := _YEAR.fullmatch(plain, *span):
        return PeriodSpan(*span, {"year1": year[0], "tail": ""})
    return None


def _caption_unit(plain: str, lines: Sequence[Span]) -> tuple[Unit, Decimal] | None:
    """The unit that a line above the heading gives to all: 单位：万元."""
    for line in lines:
        if found := _words("caption_unit").search(plain, *line):
            return scaled_unit(found[1])
    return None


def _caption(plain: str, lines: Sequence[Span], times: Sequence[PeriodSpan]) -> Span | None:
    """What a table calls itself: 表1 2023年|各市常住人口|（万人）."""
    for line in reversed(lines):
        opened = _words("caption_opens").match(plain, *line)
        start = opened.end() if opened else line.start
        time = _time_in(plain, Span(start, line.end), times)
        start = time.end if time and not plain[start : time.start].strip() else start
        bracket = _BRACKET.search(plain, start, line.end)
        name = _strip(plain, Span(start, bracket.start() if bracket else line.end))
        if name.end - name.start >= 2 and not _words("caption_unit").search(plain, *line):
            return name
    return None


def _read_name(plain: str, name: Span, times: Sequence[PeriodSpan]) -> _Name:
    opened = _words("row_opens").match(plain, *name)
    bracket = _BRACKET.search(plain, *name)
    unit = scaled_unit(bracket[1]) if bracket else None
    end = bracket.start() if unit and bracket else name.end
    said = _strip(plain, Span(opened.end() if opened else name.start, end))
    time = _time_in(plain, name, times)
    if time and (time.end < name.end or time.start > name.start):
        time = None  # part of the name
    return _Name(said, unit, time, _words("totals").fullmatch(_without_blanks(plain, said)) is not None)


def _read_cells(
    plain: str,
    row: _Row,
    columns: Sequence[_Column],
    common: tuple[Unit, Decimal] | None,
    times: Sequence[PeriodSpan],
) -> Iterator[Cell]:
    """The figures of a row. A growth or share is of what the amount in front of it is of, and of the same time."""
    name = _read_name(plain, row.cells[0], times)
    unit, of, latest, amounts = name.unit, None, None, list[Decimal]()
    for column, cell in zip(columns, row.cells[1:], strict=False):
        said = _without_blanks(plain, column.heading)
        if _words("unit_column").fullmatch(said):
            unit = scaled_unit(_without_blanks(plain, cell)) or unit
        if _words("no_figures").search(said) or not _is_figure(plain, cell):
            continue
        level = column.measure is Measure.LEVEL
        if level:
            of, latest = column.name or of, _later(latest, column.time)
        whose = column.name or (None if level else of)
        alone = name.time is not None or (name.total and whose is not None)
        names = tuple(span for span in (None if alone else name.said, whose) if span)
        absolute = level or column.measure is Measure.CHANGE
        mention = _mention(plain, cell, column, column.unit or ((unit or common) if absolute else None))
        measure = column.measure
        if measure is Measure.GROWTH and "%" not in said and len(amounts) > 1 and (unit or common):
            by = _mention(plain, cell, column, unit or common)
            if by and by.value == amounts[-1] - amounts[-2]:
                mention, measure = by, Measure.CHANGE  # 2018年 21177, 2019年 21740, 增长 563
        if level and mention and mention.value is not None:
            amounts.append(mention.value)
        time = name.time or column.time or (None if level else latest)
        if mention:
            yield Cell(mention, measure, name.said, column.heading, names, column.reference, time)


def _later(one: PeriodSpan | None, other: PeriodSpan | None) -> PeriodSpan | None:
    """The time that a growth between two columns is of: the later year, else the one that stands nearer."""
    if one is None or other is None:
        return other or one
    return one if one.parts.get("year1", "") > other.parts.get("year1", "") else other


def _mention(plain: str, cell: Span, column: _Column, unit: tuple[Unit, Decimal] | None) -> Mention | None:
    said = plain[cell.start : cell.end]
    if bracketed := _NEGATIVE.fullmatch(said):
        digits, percent, sign = bracketed[1], bracketed[2], -1
    else:
        figure = _FIGURE.fullmatch(said)
        if figure is None:
            return None
        digits, percent, sign = figure[2], figure[3], -1 if figure[1] in ("-", "—") else 1
    value = Decimal(digits.replace(",", "")) * sign * (1 if sign < 0 else column.sign)
    if column.measure is Measure.RANK:
        return Mention(*cell, said, Kind.RANK, exact(value)) if value == value.to_integral_value() > 0 else None
    if percent:
        unit = scaled_unit("%")
    if unit is None:
        return Mention(*cell, said, Kind.NUMBER, exact(value))
    return Mention(*cell, said, kind_of(unit[0]), exact(value * unit[1]), unit=unit[0].name, bound=Bound.EQ)
