"""The words that bound an amount, before and behind it."""

from collections import defaultdict
from functools import cache
from typing import NamedTuple

from factx.facts import Bound
from factx.lexicon import listed, load_table


class Bounds(NamedTuple):
    before: dict[str, list[tuple[str, Bound]]]  # by the character that the word ends in, longest first
    after: list[tuple[str, Bound]]
    not_after: dict[str, str]
    not_after_words: dict[str, tuple[str, ...]]
    after_words: dict[str, tuple[str, ...]]  # by the character that the bound begins with
    not_before: dict[str, str]
    only_before: dict[str, str]
    before_scale: frozenset[str]
    after_nouns: dict[str, tuple[str, ...]]  # behind which a bound before a scale bounds any amount
    first: frozenset[str]  # the characters that a bound behind begins with: a quick no
    movement: tuple[str, ...]
    places: tuple[str, ...]
    falls: tuple[str, ...]

    def before_by(self, word: str) -> Bound | None:
        """The bound that a word gives to the amount behind it."""
        return next((bound for said, bound in self.before.get(word[-1], ()) if said == word), None)


@cache
def bound_words() -> Bounds:
    table = load_table("bounds")
    said = {word: Bound(bound) for bound, words in table["before"].items() for word in words}
    denied = {bound: listed(words) for bound, words in table["denied"].items()}
    said |= {no + word: bound for bound in (Bound.LE, Bound.GE) for no in denied["words"] for word in denied[bound]}
    before: dict[str, list[tuple[str, Bound]]] = defaultdict(list)
    for word in sorted(said, key=len, reverse=True):
        before[word[-1]].append((word, said[word]))
    after = [(word, Bound(bound)) for bound, words in table["after"].items() for word in words]
    return Bounds(
        dict(before),
        sorted(after, key=lambda pair: -len(pair[0])),
        table["not_after"],
        {word: tuple(ends) for word, ends in table["not_after_words"].items()},
        {opening: tuple(words.split()) for opening, words in table["after_words"].items()},
        table["not_before"],
        table["only_before"],
        frozenset(table["before_scale"]["words"]),
        {word: listed(nouns) for word, nouns in table["after_nouns"].items()},
        frozenset(word[0] for word, _ in after),
        tuple(table["movement"]["words"]),
        tuple(table["places"]["words"]),
        tuple(table["falls"]["words"]),
    )
