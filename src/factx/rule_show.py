"""One rule for people: as it is written, with its names spelled out, and what becomes of its examples."""

import re
from collections.abc import Iterator
from difflib import get_close_matches

from factx.check import EXAMPLE_DATE
from factx.errors import FactxError, RuleError
from factx.explain import FACT, Explanation, explain
from factx.facts import Fact
from factx.notation import CLASSES, NAME, SLOTS
from factx.output import Screen, columns, layout, table, visible
from factx.pipeline import extract
from factx.read import Document
from factx.rule import Rule
from factx.rule_list import rule_file
from factx.rules import Rules
from factx.symbols import ANY, KIND_NAMES, PERIOD, SYMBOL_NAMES, SYMBOLS

_MARKS = "，。；;：！？"


def find_rule(rules: Rules, rule_id: str) -> Rule:
    """Return the rule in force of an id; RuleError with the ids that look like it."""
    by_id = {rule.id: rule for rule in rules.rules}
    if rule_id in by_id:
        return by_id[rule_id]
    near = get_close_matches(rule_id, by_id, 3)
    meant = f"did you mean {' or '.join(near)}?" if near else "factx rules list names all"
    raise RuleError(rule_id, f"no rule in force has this id; {meant}")


def show_rule(rule: Rule, rules: Rules, screen: Screen) -> Iterator[str]:
    """Yield all that there is to a rule, among the rules in force."""
    yield _block([["rule", rule.id], ["file", f"{rule_file(rule)}:{rule.line}"], *_keys(rule)], screen)
    if spelled := _spelled_out(rule):
        yield "\nwhat its names stand for\n" + _block(spelled, screen, "  ")
    for example in rule.examples:
        passage = example.partition("|")[0].strip()
        facts = _facts(re.sub("[⟦⟧]", "", passage), rules)
        yield "\n" + "".join(table([(f"example {passage}", facts)], None, screen, ("rule",)))
    for passage in rule.counter_examples:
        yield "\n" + _counter_example(passage, rules, screen)


def _block(rows: list[list[str]], screen: Screen, indent: str = "") -> str:
    return "".join(f"{line}\n" for line in columns(rows, screen, indent))


def _keys(rule: Rule) -> Iterator[list[str]]:
    """What the rule says of its figures, defaults too."""
    yield ["regex" if rule.raw else "pattern", rule.written]
    for figure in rule.emissions:
        told = {"negative": figure.sign < 0, str(figure.modality): figure.modality, "past": figure.past}
        name = f"{{{figure.group}}}: " if len(rule.emissions) > 1 else ""
        yield ["measure", name + ", ".join([figure.measure, *(word for word, holds in told.items() if holds)])]
    for field, groups in (rule.fields | rule.further).items():
        yield [field, f"from {' or else '.join(groups)}"]
    for column, text in rule.constants.items():
        yield [column, f"always {text}"]
    units = (("where unit", rule.units), ("where not", rule.not_units), ("same unit", rule.same_unit))
    yield from ([name, ", ".join(sorted(said))] for name, said in units if said)
    yield ["side", rule.side]
    yield ["priority", str(rule.priority)]


def _spelled_out(rule: Rule) -> list[list[str]]:
    """The names of the pattern, each once: parts and those in them, lists with all their words, slots, kinds."""
    said = "" if rule.raw else rule.written + rule.pattern
    names = dict.fromkeys(match[1] for match in NAME.finditer(said))
    return [[f"{{{name}}}", *_meaning(rule, name)] for name in names]


def _meaning(rule: Rule, name: str) -> list[str]:
    if name in rule.names.parts:
        return ["part", rule.names.parts[name]]
    if name in rule.names.lists:
        return ["list", ", ".join(rule.names.lists[name])]
    if name in SLOTS:
        return ["slot", _slot(SLOTS[name])]
    if name in CLASSES:
        return ["kinds", " ".join(f"⟨{SYMBOL_NAMES[SYMBOLS[kind]]}⟩" for kind in CLASSES[name])]
    return ["kind", f"⟨{name}⟩" if name in KIND_NAMES else "unknown"]


def _slot(source: str) -> str:
    """What a slot holds: so many characters, and none of those that its pattern leaves out."""
    without, least, most = re.fullmatch(r"\[\^(.+)\]\{(\d+),(\d+)\}\?", source).groups()  # type: ignore[union-attr]
    figures = "no figure and no word of time" if PERIOD in without else "no figure"
    words = "".join(sorted(set(without) - set(ANY) - set(_MARKS), key=without.index))
    return f"{least} to {most} characters, as few as do, {figures}, no mark{f', none of {words}' if words else ''}"


def _facts(passage: str, rules: Rules) -> list[Fact]:
    return extract(Document("", passage, EXAMPLE_DATE), rules, _ignore)


def _ignore(error: FactxError) -> None:
    """A pattern that takes too long is told of by the check of the examples."""


def _counter_example(passage: str, rules: Rules, screen: Screen) -> str:
    """What became of the figures of a passage that is not the rule's."""
    sentences = explain(Document("", passage, EXAMPLE_DATE), rules, _ignore)
    rows = [_became(one) for sentence in sentences for one in sentence.mentions]
    heading = visible(f"counter-example {passage}{'' if rows else ' (no figure)'}")
    return layout(heading, ["figure", "became", "rule"], rows, screen)


def _became(one: Explanation) -> list[str]:
    if one.outcome == FACT and one.fact:
        told = f"{one.fact.measure} of {one.fact.indicator or 'nothing'}"
        return [visible(one.words.text), visible(told), one.fact.rule]
    return [visible(one.words.text), f"no fact: {one.why}", ""]
