"""A plain sentence rewritten in symbols."""

from collections.abc import Collection

from factx.facts import Kind, Mention
from factx.kept import compile_kept
from factx.period_spans import PeriodSpan
from factx.stays_text import is_small, why_text
from factx.symbols import SYMBOLS, SymbolSentence


def rewrite(
    plain: str,
    start: int,
    end: int,
    mentions: list[Mention],
    spans: dict[int, PeriodSpan],
    claimed: Collection[int] = (),
) -> SymbolSentence:
    """Return ``plain[start:end]`` with its mentions (those inside it, in order) as symbols.

    ``spans`` are the words of time of the document, by their start. The mentions that start at ``claimed`` become
    symbols whatever they are.
    """
    mentions = _standing_out(plain, mentions, claimed)
    if not mentions:
        return SymbolSentence(plain[start:end], range(start, end), range(start + 1, end + 1), {}, {})
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    placed: dict[int, Mention] = {}
    at = start
    for mention in mentions:
        before = plain[at : mention.start].rstrip(" \t\u3000")
        close = at + len(before)
        pieces.append(before)
        starts.extend(range(at, close))
        ends.extend(range(at + 1, close + 1))
        if before and close < mention.start:
            ends[-1] = mention.start  # a space before a figure belongs to what stands before it: 增长 12.5 %
        placed[len(starts)] = mention
        pieces.append(SYMBOLS[mention.kind])
        starts.append(mention.start if before or close == mention.start else close)
        ends.append(mention.end)
        at = mention.end
        spaced = close < mention.start or plain.startswith("的", at + 1)
        if spaced and plain[at : at + 1] == " " and _CJK.match(plain, at + 1):
            at += 1  # 83% 的人: a blank that only sets off the figure
    pieces.append(plain[at:end])
    starts.extend(range(at, end))
    ends.extend(range(at + 1, end + 1))
    periods = {position: spans[mention.start] for position, mention in placed.items() if mention.kind is Kind.PERIOD}
    return SymbolSentence("".join(pieces), starts, ends, placed, periods)


_CJK = compile_kept("[一-鿿]")
_LIST_MARKS = frozenset("、和与及")


def _standing_out(plain: str, mentions: list[Mention], claimed: Collection[int]) -> list[Mention]:
    """The mentions that become symbols; bare numerals go on with a list whose first is one: 1520、|1483及|971."""
    kept: list[Mention] = []
    for mention in mentions:
        goes_on = (
            kept
            and mention.kind is Kind.NUMBER is kept[-1].kind
            and plain[kept[-1].end : mention.start].strip() in _LIST_MARKS
            and not is_small(mention)
        )
        if mention.start in claimed or goes_on or why_text(plain, mention) is None:
            kept.append(mention)
    return kept
