"""Which mutants of the rules their examples notice."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from factx.check import check_counter_example, check_example, passage_of
from factx.match import label_mentions
from factx.mutants import Mutant
from factx.pipeline import sentences_in_symbols
from factx.read import Document
from factx.rules import Rule, Rules, in_rank
from factx.symbols import SymbolSentence


@dataclass
class Passage:
    """An example or counter-example of a rule; ``claims`` is what each rule labels in its sentences."""

    rule: Rule
    said: str
    is_example: bool
    sentences: list[SymbolSentence]
    claims: dict[str, list[Any]] = field(default_factory=dict)

    def fails(self, rules: Rules) -> bool:
        """Whether it does not hold with ``rules``."""
        check = check_example if self.is_example else check_counter_example
        return check(self.rule, self.said, rules) is not None

    def may_change(self, rule: Rules, mutant: Rules) -> bool:
        """Whether a mutant says anything else of it than its rule; each is in force alone."""
        rule_id = rule.rules[0].id
        if rule_id not in self.claims:
            self.claims[rule_id] = [_claims(rule, sentence) for sentence in self.sentences]
        return bool(rule.raw) or any(
            _claims(mutant, sentence) != claims
            for sentence, claims in zip(self.sentences, self.claims[rule_id], strict=True)
        )


def read_passages(rules: Rules) -> list[Passage]:
    """Return the examples and counter-examples of all rules, in the order of the files."""
    return [
        Passage(rule, said, is_example, _sentences(said, rules))
        for rule in sorted(rules.rules, key=lambda rule: rule.order)
        for is_example, all_said in ((True, rule.examples), (False, rule.counter_examples))
        for said in all_said
    ]


def run_mutants(mutants: Iterable[Mutant], rules: Rules) -> Iterator[tuple[Mutant, bool]]:
    """Yield each mutant with whether any example or counter-example notices it; all of them hold with ``rules``.

    One whose pattern takes too long is noticed.
    """
    passages = read_passages(rules)
    alone = {rule.id: Rules([rule]) for rule in rules.rules}
    for mutant in mutants:
        try:
            yield mutant, _is_noticed(mutant, rules, alone, passages)
        except _Stopped:
            yield mutant, True


def _is_noticed(mutant: Mutant, rules: Rules, alone: dict[str, Rules], passages: list[Passage]) -> bool:
    own = {rule.id: rule for rule in mutant.rules}
    pairs = [(alone[rule.id], Rules([rule])) for rule in mutant.rules]
    changed: Rules | None = None
    for passage in chain(
        (passage for passage in passages if passage.rule.id in own),
        (passage for passage in passages if passage.rule.id not in own),
    ):
        if any(passage.may_change(before, after) for before, after in pairs):
            changed = changed or Rules(in_rank(own.get(rule.id, rule) for rule in rules.rules), rules.families)
            if passage.fails(changed):
                return True
    return False


def _sentences(said: str, rules: Rules) -> list[SymbolSentence]:
    document = Document("", passage_of(said), None)
    return [symbols for _, symbols, _ in sentences_in_symbols(document, rules, lambda _: None)]


class _Stopped(Exception):  # noqa: N818 (it is no error)
    """A pattern took too long."""


def _stop(rule: Rule) -> None:
    raise _Stopped


def _claims(alone: Rules, sentence: SymbolSentence) -> Any:
    """What the one rule in force makes of a sentence in symbols."""
    (rule,) = alone.rules
    labels = label_mentions(sentence, alone, _stop)
    return rule.priority, rule.side, rule.constants, {at: label[1:] for at, label in labels.items()}
