"""A sentence in symbols: each quantity and each word of time is one character that no text has, by its kind."""

import re
from collections.abc import Collection, Sequence
from enum import StrEnum
from functools import cache, partial
from typing import NamedTuple

from factx.facts import Bound, Kind, Mention
from factx.kept import compile_kept
from factx.lexicon import compile_pattern, load_table, table_pattern, table_words
from factx.period_spans import PeriodSpan

# The kinds by the names that rule files give them, in the order of their symbols.
KIND_NAMES = {
    "百分比": Kind.PERCENT,
    "百分点": Kind.POINT,
    "金额": Kind.MONEY,
    "数量": Kind.COUNT,
    "分数": Kind.FRACTION,
    "倍数": Kind.MULTIPLE,
    "名次": Kind.RANK,
    "时长": Kind.DURATION,
    "时期": Kind.PERIOD,
    "变幅": Kind.SHIFT,
    "数": Kind.NUMBER,
}
_BASE = 0xFDD0  # 32 code points that are no characters; beyond the first plane patterns compile and match slower
SYMBOLS = {kind: chr(_BASE + index) for index, kind in enumerate(KIND_NAMES.values())}
SYMBOL_NAMES = {chr(_BASE + index): name for index, name in enumerate(KIND_NAMES)}
PERIOD = SYMBOLS[Kind.PERIOD]
QUANTITIES = "".join(symbol for kind, symbol in SYMBOLS.items() if kind is not Kind.PERIOD)
ANY = QUANTITIES + PERIOD
_CLASSES = {"符号": ANY, "时期": PERIOD, "任何": QUANTITIES}


@cache
def symbol_pattern(table: str, name: str) -> re.Pattern[str]:
    """Return a pattern over sentences in symbols from the built-in TOML file ``table``.

    Blanks and line ends in it are left out; ``{符号}`` stands for any symbol, ``{时期}`` for a word of time, ``{任何}``
    for a figure, and other names for the parts of the table.
    """
    source = load_table(table)[name]
    for part, said in (*load_table(table).get("parts", {}).items(), *_CLASSES.items()):
        source = source.replace(f"{{{part}}}", said)
    return compile_pattern(source, re.VERBOSE)


_pattern = partial(table_pattern, "symbols")


class SymbolSentence(NamedTuple):
    """A sentence whose mentions are single characters.

    ``text`` is the rewritten plain sentence. ``starts[i]`` and ``ends[i]`` are the offsets in the document of what its
    character ``i`` stands for; ``mentions`` gives the mention behind each symbol, by position, ``periods`` the parts of
    a word of time.
    """

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    mentions: dict[int, Mention]
    periods: dict[int, PeriodSpan]

    @property
    def has_quantity(self) -> bool:
        """Whether a quantity stands in it, besides words of time."""
        return len(self.mentions) > len(self.periods)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the offsets in the document of ``text[start:end]``, which must not be empty."""
        return self.starts[start], self.ends[end - 1]

    def shown(self) -> str:
        """Return the sentence as people see it: ⟨百分比⟩ for the symbol."""
        return shown(self.text)


def shown(text: str) -> str:
    """Return a text in symbols as people see it."""
    return "".join(f"⟨{SYMBOL_NAMES[c]}⟩" if c in SYMBOL_NAMES else c for c in text)


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
    pieces.append(plain[at:end])
    starts.extend(range(at, end))
    ends.extend(range(at + 1, end + 1))
    periods = {position: spans[mention.start] for position, mention in placed.items() if mention.kind is Kind.PERIOD}
    return SymbolSentence("".join(pieces), starts, ends, placed, periods)


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


class StaysText(StrEnum):
    """Why a mention becomes no symbol, but stays text, as part of its noun phrase."""

    NO_QUANTITY = "no quantity"
    SMALL_COUNT = "a count up to ten in characters, and nothing beside it makes it the news"
    NAMES = "a numeral that only names: a year, a place on the globe"
    PER = "每 before it or 兑 behind it makes it what another figure is told by"
    AGE_GROUP = "an age that says which people are meant"


def why_text(plain: str, mention: Mention) -> StaysText | None:
    """Return why a mention stays text, or None where it becomes a symbol."""
    if mention.kind not in SYMBOLS:
        return StaysText.NO_QUANTITY
    if is_small(mention) and not _counts(plain, mention):
        return StaysText.SMALL_COUNT
    if mention.unit in ("度", "摄氏度") and plain.endswith(table_words("symbols", "coordinates"), 0, mention.start):
        return StaysText.NAMES
    if _only_names(plain, mention):
        return StaysText.PER if mention.kind in (Kind.COUNT, Kind.MONEY) else StaysText.NAMES
    return StaysText.AGE_GROUP if _is_age_group(plain, mention) else None


_AGES = frozenset({"岁", "周岁"})


def _is_age_group(plain: str, mention: Mention) -> bool:
    """Whether an age only says which people are meant: 60岁及以上|人口, 18至35岁|占48.9%."""
    return (
        mention.unit in _AGES
        and mention.bound in (Bound.RANGE, Bound.GE, Bound.LE)
        and not _pattern("says_age").search(plain[max(0, mention.start - 10) : mention.start])
    )


_WRITTEN_OUT = compile_kept("[0-9０-９点點．]")


def is_small(mention: Mention) -> bool:
    """Whether it is a count up to ten in Chinese characters: it mostly enumerates, and stands inside names."""
    if mention.kind not in (Kind.COUNT, Kind.DURATION, Kind.NUMBER):
        return False
    value = mention.high if mention.value is None else mention.value
    return value is not None and value <= 10 and not _WRITTEN_OUT.search(mention.text)


# A bare numeral is a value behind one of these, or by its scale or point; elsewhere it is part of a name: 标普500指数.
_VALUE_BEFORE = frozenset("为达至报于是到收增升跌降近超约逾：有共仅得")
_SCALED = compile_kept("[万亿.点]")
_YEAR = compile_kept("(?:19|20)[0-9]{2}")


def _only_names(plain: str, mention: Mention) -> bool:
    before = plain[mention.start - 1 : mention.start]
    if (mention.kind is Kind.COUNT and before == "每") or _is_told_by(plain, mention, before):
        return True  # 每|10万人|中拥有大学文化程度的: what a rate is told by
    if mention.kind is not Kind.NUMBER or mention.bound is not Bound.EQ:
        return False
    said = plain[mention.start : mention.end]
    if _YEAR.fullmatch(said):
        return True
    return not (_SCALED.search(said) or before in _VALUE_BEFORE)


def _is_told_by(plain: str, mention: Mention, before: str) -> bool:
    """Whether a round figure is what another is told by: 10股|派1.5元, 1美元|兑7.1元."""
    if mention.unit == "股":
        return mention.value in (1, 10, 100) and bool(_pattern("dealt").match(plain, mention.end))
    if mention.kind is not Kind.MONEY or mention.value not in (1, 100):
        return False
    return before == "兑" or bool(_pattern("exchanged").match(plain, mention.end))


def _counts(plain: str, mention: Mention) -> bool:
    """Whether what stands round a small count makes it the news: 增至九家, 两人死亡."""
    if mention.kind is Kind.NUMBER or mention.text[0] == "一":
        return False
    if _pattern("moved").match(plain, mention.end) and _pattern("from").search(
        plain, max(0, mention.start - 10), mention.start
    ):
        return True  # 由|四小时|缩短为两小时
    before, after = _small_count_contexts()
    return bool(before.search(plain, max(0, mention.start - 4), mention.start) or after.match(plain, mention.end))


def _small_count_contexts() -> tuple[re.Pattern[str], re.Pattern[str]]:
    if not _CONTEXTS:
        table = load_table("phrases")["small_counts"]
        before, after = ("|".join(table[side]) for side in ("before", "after"))
        _CONTEXTS.append((compile_kept(f"(?:{before})$"), compile_kept(after)))
    return _CONTEXTS[0]


_CONTEXTS: list[tuple[re.Pattern[str], re.Pattern[str]]] = []
