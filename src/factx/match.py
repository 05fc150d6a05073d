"""The rules over a sentence in symbols: which rule labels which mention, and what its slots hold."""

from typing import NamedTuple

import regex

from factx.errors import RuleError
from factx.rules import Emission, Rule, Rules
from factx.symbols import ANY, SymbolSentence

_SYMBOLS = frozenset(ANY)
_PATIENCE = 0.2  # seconds that a user's pattern may take over one sentence


class Label(NamedTuple):
    """What a rule says of the mention at one position of the rewritten sentence.

    ``start`` is where the rule's match begins: the indicator ends there. ``slots`` are spans of the sentence in
    symbols, by record field.
    """

    rule: Rule
    emission: Emission
    start: int
    end: int
    slots: dict[str, tuple[int, int]]

    @property
    def rank(self) -> tuple[int, int, int]:
        """Where two rules want one mention, the greater wins: priority, length of the match, order in the files."""
        return self.rule.priority, self.end - self.start, -self.rule.order


def label_mentions(sentence: SymbolSentence, rules: Rules) -> dict[int, Label]:
    """Return the label of each mention that a rule claims, by its position in the rewritten sentence."""
    text = sentence.text
    present = _SYMBOLS.intersection(text)
    has_list: dict[str, bool] = {}
    labels: dict[int, Label] = {}
    quantities = len(sentence.mentions) - len(sentence.periods)
    priority = None
    for rule in rules.for_symbols(present):
        if rule.priority != priority:
            if len(labels) == quantities:
                break  # what follows gives way to what is labelled
            priority = rule.priority
        if not _has_words(rule, text) or not _has_lists(rule, text, rules, has_list):
            continue
        for match in _matches(rule, text):
            for position, label in _labels(rule, match, sentence):
                other = labels.get(position)
                if other is None or label.rank > other.rank:
                    labels[position] = label
    return labels


def _has_words(rule: Rule, text: str) -> bool:
    for words in rule.required_words:
        for word in words:
            if word in text:
                break
        else:
            return False
    return True


def _has_lists(rule: Rule, text: str, rules: Rules, known: dict[str, bool]) -> bool:
    for name in rule.required_lists:
        found = known.get(name)
        if found is None:
            found = known[name] = rules.list_patterns[name].search(text) is not None
        if not found:
            return False
    return True


def _matches(rule: Rule, text: str) -> "list[regex.Match[str]]":
    try:
        return list(rule.compiled.finditer(text, timeout=None if rule.trusted else _PATIENCE))
    except TimeoutError:
        raise RuleError(f"{rule.path}:{rule.line}", f'rule "{rule.id}": the pattern takes too long') from None


def _labels(rule: Rule, match: "regex.Match[str]", sentence: SymbolSentence) -> "list[tuple[int, Label]]":
    if not _holds(rule, match, sentence):
        return []
    slots = {
        field: match.span(group) for field, groups in rule.fields.items() for group in reversed(groups) if match[group]
    }
    return [
        (match.start(emission.group), Label(rule, emission, match.start(), match.end(), slots))
        for emission in rule.emissions
        if match[emission.group]
    ]


def _holds(rule: Rule, match: "regex.Match[str]", sentence: SymbolSentence) -> bool:
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
