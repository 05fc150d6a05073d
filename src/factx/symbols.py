"""A sentence in symbols: each quantity and each word of time is one character that no text has, by its kind."""

import re
from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import NamedTuple

from factx.facts import Kind, Mention
from factx.lexicon import compile_pattern, load_table
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
_CLASSES = {"符号": ANY, "时期": PERIOD, "任何": QUANTITIES, "名次": SYMBOLS[Kind.RANK]}


@cache
def symbol_pattern(table: str, name: str) -> re.Pattern[str]:
    """Return a pattern over sentences in symbols from the built-in TOML file ``table``.

    Blanks and line ends in it are left out; ``{符号}`` stands for any symbol, ``{时期}`` for a word of time, ``{任何}``
    for a figure, ``{名次}`` for a place in an order, and other names for the parts of the table.
    """
    source = load_table(table)[name]
    for part, said in (*load_table(table).get("parts", {}).items(), *_CLASSES.items()):
        source = source.replace(f"{{{part}}}", said)
    return compile_pattern(source, re.VERBOSE)


def symbol_patterns(table: str) -> Callable[[str], re.Pattern[str]]:
    """Return what gives the patterns of a table by their names: quicker than naming the table each time."""
    return cache(partial(symbol_pattern, table))


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
