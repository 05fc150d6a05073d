"""The rules over a sentence in symbols: which rule labels which mention, and what its slots hold."""

from collections.abc import Sequence
from typing import NamedTuple

import regex

from factx.raw import RawMatch, Stopped, find_matches, position_in
from factx.rules import Emission, Rule, Rules
from factx.symbols import SymbolSentence


class Label(NamedTuple):
    """What a rule says of the mention at one position of the rewritten sentence.

    ``start`` is where the rule's match begins: the indicator ends there. ``slots`` are spans of the sentence in
    symbols, by record field; ``said`` are spans of the document, of what is taken as it stands.
    """

    rule: Rule
    emission: Emission
    start: int
    end: int
    slots: dict[str, tuple[int, int]]
    said: dict[str, tuple[int, int]]

    @property
    def rank(self) -> tuple[int, int, int]:
        """Where two rules want one mention, the greater wins: priority, length of the match, order in the files."""
        return self.rule.priority, self.end - self.start, -self.rule.order


def label_mentions(
    sentence: SymbolSentence,
    rules: Rules,
    stopped: Stopped,
    raw: Sequence[RawMatch] = (),
    every: "list[tuple[int, Label]] | None" = None,
) -> dict[int, Label]:
    """Return the label of each mention that a rule claims, by its position in the rewritten sentence.

    ``raw`` are the matches of plain rules in it; ``stopped`` hears of each rule whose pattern takes too long. ``every``
    takes the labels that all rules would give, those of the losers too.
    """
    text = sentence.text
    labels: dict[int, Label] = {}
    quantities = len(sentence.mentions) - len(sentence.periods)
    priority = None
    for rule in rules.candidates(text):
        if rule.priority != priority:
            if len(labels) == quantities and every is None:
                break  # what follows gives way to what is labelled
            priority = rule.priority
        for match in find_matches(rule, text, stopped):
            for position, label in _labels(rule, match, sentence):
                _put(labels, position, label)
                if every is not None:
                    every.append((position, label))
    for found in raw:
        _put(labels, *_raw_label(found, sentence))
        if every is not None:
            every.append(_raw_label(found, sentence))
    return labels


def _put(labels: dict[int, Label], position: int, label: Label) -> None:
    other = labels.get(position)
    if other is None or label.rank > other.rank:
        labels[position] = label


def _labels(rule: Rule, match: "regex.Match[str]", sentence: SymbolSentence) -> "list[tuple[int, Label]]":
    if not holds(rule, match, sentence):
        return []
    slots = _spans(rule.fields, match)
    said = {name: sentence.span(*span) for name, span in _spans(rule.further, match).items()} if rule.further else {}
    return [
        (match.start(emission.group), Label(rule, emission, match.start(), match.end(), slots, said))
        for emission in rule.emissions
        if match[emission.group]
    ]


def _spans(fields: dict[str, tuple[str, ...]], match: "regex.Match[str]") -> dict[str, tuple[int, int]]:
    return {field: match.span(group) for field, groups in fields.items() for group in reversed(groups) if match[group]}


def _raw_label(found: RawMatch, sentence: SymbolSentence) -> tuple[int, Label]:
    """The label of a plain rule's match, and the position of the symbol that it is for."""
    position = position_in(sentence, found.mention.start)
    start = min(position_in(sentence, found.start), position)
    end = max(position_in(sentence, found.end - 1), position) + 1
    slots = {
        name: (position_in(sentence, found.said[name][0]), position_in(sentence, found.said[name][1] - 1) + 1)
        for name in found.rule.fields
        if name in found.said
    }
    return position, Label(found.rule, found.rule.emissions[0], start, end, slots, found.said)


def holds(rule: Rule, match: "regex.Match[str]", sentence: SymbolSentence) -> bool:
    """Whether the units that the rule asks for are there."""
    if not (rule.units or rule.not_units or rule.same_unit):
        return True
    mentions = sentence.mentions
    units = {
        emission.group: mentions[match.start(emission.group)].unit
        for emission in rule.emissions
        if match[emission.group]
    }
    if rule.units and not all(unit in rule.units for unit in units.values()):
        return False
    if any(unit in rule.not_units for unit in units.values()):
        return False
    return len({units.get(group) for group in rule.same_unit} - {None}) <= 1
