"""What each figure of a table is of: the claims of a row, and the times that its columns name."""

from collections.abc import Mapping
from dataclasses import replace

from factx.claims import TABLE, Claim, is_subject
from factx.context import Context
from factx.govern import Governed
from factx.origins import NOTHING, How, Origin
from factx.periods import resolve_period
from factx.raw import position_in
from factx.spans import Span
from factx.symbols import SymbolSentence
from factx.tables import Cell


def claim_cells(symbols: SymbolSentence, cells: Mapping[int, Cell]) -> list[Claim]:
    """Return a claim for each figure of a row; the name of the row is whose figure it is, or what it is of."""
    claims = []
    for position, mention in symbols.mentions.items():
        cell = cells.get(mention.start)
        if cell is None:
            continue
        row = Span(position_in(symbols, cell.row.start), position_in(symbols, cell.row.end - 1) + 1)
        claim = Claim(position, mention, cell.measure, TABLE, start=position, cell=cell)
        if is_subject(symbols.text, row):
            claim.member = row
        else:
            claim.phrase = row
        claims.append(claim)
    return claims


def settle_cell(governed: Governed, context: Context) -> Governed:
    """Give a claim of a row the time that its column or row names, and leave it the subject of no other row."""
    cell = governed.claim.cell
    if cell is None:
        return governed
    if governed.subject_origin.start >= cell.body and governed.subject_origin.end <= cell.row.start:
        governed = replace(governed, subject=None, subject_origin=NOTHING)  # that of another row
    governed = replace(governed, subject=governed.subject.strip() if governed.subject else None)
    if cell.time is None:
        return governed
    running = context.time.period if context.time else None
    bare = "relative_month" in cell.time.parts  # 本月: which one, the table leaves open
    period = None if bare else resolve_period(cell.time.parts, context.today, running)
    return replace(governed, period=period, period_origin=Origin(How.COLUMN, cell.time.start, cell.time.end))


def cell_indicator(cell: Cell, claim: Claim, text: str) -> str | None:
    """Return what a figure of a table is of: the names of its row and column, as they stand; else the table's own."""
    names = [name for name in cell.names if not (claim.member and name == cell.row)]
    names = names or ([cell.caption] if cell.caption else [])
    return "".join("".join(text[slice(*name)].split()) for name in names) or None


def cell_reference(claim: Claim, text: str) -> str | None:
    """Return what the heading of its column says a growth is against: 比上年."""
    against = claim.cell.reference if claim.cell else None
    return text[slice(*against)] if against else None
