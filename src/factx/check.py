"""The examples in rule files: what each says of its passage, against what comes out of it."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from factx.errors import RuleError
from factx.facts import Bound, Fact, Measure, Modality
from factx.output import plain
from factx.pipeline import extract
from factx.read import Document
from factx.rule import Rule
from factx.rules import Rules

EXAMPLE_DATE = date(2024, 7, 15)  # the day of every passage, so that 去年 and 上半年 mean something
_MARKED = re.compile("([^⟦⟧]*)⟦([^⟦⟧]+)⟧([^⟦⟧]*)")
_FORM = "passage with one ⟦mention⟧ | measure | value or low..high | unit | bound | indicator | key=value…"
_FIELDS = ("measure", "value", "unit", "bound", "indicator")
_FURTHER = ("modality", "period", "reference", "subject")
Stopped = Callable[[RuleError], None] | None  # hears of a pattern that was stopped
_WORDS = {"measure": Measure, "bound": Bound, "modality": Modality}


@dataclass(frozen=True, slots=True)
class Failure:
    """An example that does not hold: the rule's id, its file and line, the example, and one line for each side."""

    rule: str
    path: str
    line: int
    example: str
    expected: str
    got: str

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}: rule {self.rule}: {self.example}"
        return f"{place}\n  expected {self.expected}\n  got      {self.got}"


def check_rules(rules: Rules, stopped: Stopped = None) -> list[Failure]:
    """Return the examples and counter-examples that do not hold, by the order of the rules in their files.

    One over which a pattern takes too long fails, unless ``stopped`` hears of it.
    """
    in_order = sorted(rules.rules, key=lambda rule: rule.order)
    return [failure for rule in in_order for failure in check_rule(rule, rules, stopped)]


def check_rule(rule: Rule, rules: Rules, stopped: Stopped = None) -> Iterator[Failure]:
    """Yield the examples of one rule that do not hold; ``rules`` are all those in force, as its passages meet them."""
    for example in rule.examples:
        if failure := check_example(rule, example, rules, stopped):
            yield failure
    for passage in rule.counter_examples:
        if failure := check_counter_example(rule, passage, rules, stopped):
            yield failure


def example_count(rules: Sequence[Rule]) -> int:
    """Return how many examples and counter-examples the rules have."""
    return sum(len(rule.examples) + len(rule.counter_examples) for rule in rules)


def check_example(rule: Rule, example: str, rules: Rules, stopped: Stopped = None) -> Failure | None:
    """Return how an example fails: another field, another rule, no fact, or a line that is no example."""
    try:
        text, start, end, said = read_example(example, rules.columns)
    except ValueError as error:
        return _failure(rule, example, _FORM, str(error))
    expected = f"{_told(said)} by {rule.id}"
    try:
        facts = extract(Document(rule.id, text, EXAMPLE_DATE), rules, stopped)
    except RuleError as error:
        return _failure(rule, example, expected, error.cause)
    fact = next((fact for fact in facts if (fact.start, fact.end) == (start, end)), None)
    if fact is None:
        others = ", ".join(fact.text for fact in facts)
        return _failure(rule, example, expected, f"no fact {text[start:end]}, only {others}" if others else "no fact")
    got = f"{_told(_record(fact, tuple(said)))} by {fact.rule}"
    return None if got == expected else _failure(rule, example, expected, got)


def check_counter_example(rule: Rule, passage: str, rules: Rules, stopped: Stopped = None) -> Failure | None:
    """Return which mentions of a counter-example the rule claims, or None where it claims none."""
    try:
        facts = extract(Document(rule.id, passage_of(passage), EXAMPLE_DATE), rules, stopped)
    except RuleError as error:
        return _failure(rule, passage, f"nothing by {rule.id}", error.cause)
    claimed = ", ".join(fact.text for fact in facts if fact.rule == rule.id)
    return _failure(rule, passage, f"nothing by {rule.id}", claimed) if claimed else None


def write_example(passage: str, fact: Fact) -> str:
    """Return a fact of a passage as an example says it."""
    marked = f"{passage[: fact.start]}⟦{fact.text}⟧{passage[fact.end :]}"
    names = (*_FIELDS, "reference") if fact.reference else _FIELDS
    return f"{marked} | {_told(_record(fact, names))}"


def _failure(rule: Rule, example: str, expected: str, got: str) -> Failure:
    return Failure(rule.id, rule.path, rule.line, example, expected, got)


def _told(said: dict[str, str]) -> str:
    return " | ".join(value if key in _FIELDS else f"{key}={value}" for key, value in said.items())


def _record(fact: Fact, names: tuple[str, ...]) -> dict[str, str]:
    """The fields ``names`` of a fact, as an example writes them."""
    ends = [plain(number) for number in (fact.value, fact.low, fact.high) if number is not None]
    return {name: "..".join(ends) if name == "value" else str(fact.get(name) or "-") for name in names}


def passage_of(said: str) -> str:
    """Return the text of an example or of a counter-example, without its marks and fields."""
    return re.sub("[⟦⟧]", "", said.partition("|")[0].strip()) if "⟦" in said else said


def read_example(example: str, columns: Sequence[str]) -> tuple[str, int, int, dict[str, str]]:
    """Return the passage of an example, the span of its mention, and its fields; ValueError says what is wrong."""
    marked, *told = (part.strip() for part in example.split("|"))
    parts = _MARKED.fullmatch(marked)
    if parts is None:
        raise ValueError("the passage must hold one mention between ⟦ and ⟧")
    before, mention, after = parts.groups()
    if len(told) < len(_FIELDS):
        raise ValueError(f"{_FIELDS[len(told)]} is missing")
    said = dict(zip(_FIELDS, told, strict=False))
    for further in told[len(_FIELDS) :]:
        key, equals, value = (part.strip() for part in further.partition("="))
        if not equals or key not in (*_FURTHER, *columns) or key in said:
            raise ValueError(f'"{further}" is none of {", ".join(f"{name}=…" for name in (*_FURTHER, *columns))}')
        said[key] = value
    for key, words in _WORDS.items():
        if key in said and said[key] not in tuple(words):
            raise ValueError(f'unknown {key} "{said[key]}"; one of {", ".join(words)}')
    said["value"] = _number(said["value"])
    return f"{before}{mention}{after}", len(before), len(before) + len(mention), said


def _number(said: str) -> str:
    try:
        return "..".join(plain(Decimal(end)) for end in said.split("..", 1))
    except InvalidOperation:
        raise ValueError(f'"{said}" is no number and no low..high') from None
