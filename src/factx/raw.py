"""Plain rules: regular expressions over a sentence as it stands, and the mention that each of their matches names."""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import NamedTuple

import regex

from factx.facts import Kind, Mention
from factx.quantities import find_mentions
from factx.rule import Rule
from factx.symbols import SYMBOLS, SymbolSentence

_PATIENCE = 0.2  # seconds that a user's pattern may take over one sentence

# Hears of a rule whose pattern was stopped.
Stopped = Callable[[Rule], None]


class RawMatch(NamedTuple):
    """A match of a plain rule: the mention that its group ``quantity`` names, and spans of the document."""

    rule: Rule
    mention: Mention
    start: int
    end: int
    said: dict[str, tuple[int, int]]


def find_matches(rule: Rule, text: str, stopped: Stopped) -> "list[regex.Match[str]]":
    """Return the matches of a rule in ``text``; none of one that takes too long, of which ``stopped`` hears."""
    if rule.trusted:
        return list(rule.compiled.finditer(text))
    try:
        return list(rule.compiled.finditer(text, timeout=_PATIENCE))
    except (TimeoutError, MemoryError):
        stopped(rule)
        return []


def may_match(rule: Rule, text: str) -> bool:
    """Whether ``text`` has what the rule cannot match without."""
    return all(any(word in text for word in choice) for choice in rule.required)


def match_raw(
    text: str, plain: str, start: int, end: int, mentions: Sequence[Mention], rules: Sequence[Rule], stopped: Stopped
) -> list[RawMatch]:
    """Return the matches of plain rules in the sentence ``plain[start:end]``, which holds ``mentions``."""
    sentence = plain[start:end]
    found = []
    for rule in rules:
        for match in find_matches(rule, sentence, stopped) if may_match(rule, sentence) else ():
            span = (start + match.start("quantity"), start + match.end("quantity"))
            mention = _mention_in(text, span, mentions) if match["quantity"] else None
            if mention is not None and _unit_fits(rule, mention):
                said = _said(rule, match, start)
                found.append(RawMatch(rule, mention, start + match.start(), start + match.end(), said))
    return found


def with_matched(mentions: list[Mention], matches: Sequence[RawMatch]) -> list[Mention]:
    """Return the mentions of a sentence with those that plain rules found by themselves in place of what was there."""
    known = set(mentions)
    for match in matches:
        own = match.mention
        if own not in known:
            mentions = [one for one in mentions if one.end <= own.start or own.end <= one.start]
            mentions.append(own)
            known = set(mentions)
    return sorted(mentions, key=lambda mention: mention.start)


def position_in(sentence: SymbolSentence, offset: int) -> int:
    """Return the position in a sentence in symbols of what stands at an offset of the document."""
    return max(bisect_right(sentence.starts, offset) - 1, 0)


def _mention_in(text: str, span: tuple[int, int], mentions: Sequence[Mention]) -> Mention | None:
    """The first quantity that a span touches, else the one number that its text is by itself."""
    start, end = span
    for mention in mentions:
        if mention.start < end and start < mention.end and mention.is_quantity:
            return _as_symbol(mention)
    alone = [mention for mention in find_mentions(text[start:end]) if mention.is_quantity]
    if len(alone) != 1:
        return None
    return _as_symbol(alone[0]._replace(start=start + alone[0].start, end=start + alone[0].end))


def _as_symbol(mention: Mention) -> Mention:
    return mention if mention.kind in SYMBOLS else mention._replace(kind=Kind.NUMBER)


def _unit_fits(rule: Rule, mention: Mention) -> bool:
    return (not rule.units or mention.unit in rule.units) and mention.unit not in rule.not_units


def _said(rule: Rule, match: "regex.Match[str]", start: int) -> dict[str, tuple[int, int]]:
    """The spans in the document of what fills each field, as the text has them."""
    return {
        field: (start + match.start(group), start + match.end(group))
        for field, groups in (rule.fields | rule.further).items()
        for group in reversed(groups)
        if match[group]
    }
