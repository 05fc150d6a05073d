"""A plain sentence rewritten in symbols."""

from collections.abc import Collection

from factx.facts import Kind, Mention
from factx.period_spans import PeriodSpan
from factx.spacing import set_off
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
    left_out = set_off(plain)
    mentions = _standing_out(plain, mentions, claimed)
    if not mentions:
        sentence = SymbolSentence(plain[start:end], range(start, end), range(start + 1, end + 1), {}, {})
        return _close_up(sentence, plain, left_out) if left_out else sentence
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
    pieces.append(plain[at:end])
    starts.extend(range(at, end))
    ends.extend(range(at + 1, end + 1))
    periods = {position: spans[mention.start] for position, mention in placed.items() if mention.kind is Kind.PERIOD}
    sentence = SymbolSentence("".join(pieces), starts, ends, placed, periods)
    return _close_up(sentence, plain, left_out) if left_out else sentence


def _close_up(sentence: SymbolSentence, plain: str, left_out: Collection[int]) -> SymbolSentence:
    """The sentence without the blanks that set off what stands in it: 占⟨百分比⟩|的人."""
    text, starts, ends, mentions, periods = sentence
    kept = [at for at, start in enumerate(starts) if start not in left_out or text[at] != plain[start]]
    new = {at: position for position, at in enumerate(kept)}
    return SymbolSentence(
        "".join(text[at] for at in kept),
        [starts[at] for at in kept],
        [ends[at] for at in kept],
        {new[at]: mention for at, mention in mentions.items()},
        {new[at]: span for at, span in periods.items()},
    )


_LIST_MARKS = frozenset("、和与及")


def _standing_out(plain: str, mentions: list[Mention], claimed: Collection[int]) -> list[Mention]:
    """The mentions that become symbols; bare numerals go on with a list whose first is one: 1520、|1483及|971."""
    kept: list[Mention] = []
    for mention in mentions:
        alike = kept and mention.kind is kept[-1].kind and mention.unit == kept[-1].unit
        goes_on = (
            alike
            and plain[kept[-1].end : mention.start].strip() in _LIST_MARKS
            and (mention.kind is not Kind.NUMBER or not is_small(mention))
        )
        if mention.start in claimed or goes_on or why_text(plain, mention) is None:
            kept.append(mention)
    return kept
