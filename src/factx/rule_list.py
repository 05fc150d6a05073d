"""The rules in force as rows: where each stands, and what it makes of texts."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from factx.facts import Fact
from factx.output import Screen, layout
from factx.rules import Rule, Rules


def rule_file(rule: Rule) -> str:
    """Return the file of a rule as people know it: ``builtin/growth.toml``, ``my-rules.toml``."""
    return f"builtin/{Path(rule.path).name}" if rule.trusted else rule.path


def rule_rows(rules: Rules, documents: Iterable[tuple[str, Sequence[Fact]]] | None) -> list[dict[str, object]]:
    """Return a row for each rule, in the order of the files; ``hits`` are its facts in ``documents``, if any."""
    hits = None if documents is None else Counter(fact.rule for _, facts in documents for fact in facts)
    rows: list[dict[str, object]] = []
    for rule in sorted(rules.rules, key=lambda rule: rule.order):
        measures = dict.fromkeys(emission.measure.value for emission in rule.emissions)
        row: dict[str, object] = {
            "rule": rule.id,
            "measure": "/".join(measures),
            "file": rule_file(rule),
            "line": rule.line,
            "examples": len(rule.examples),
            "counter_examples": len(rule.counter_examples),
        }
        rows.append(row if hits is None else row | {"hits": hits[rule.id]})
    return rows


def rule_table(rows: Sequence[dict[str, object]], screen: Screen) -> Iterator[str]:
    """Yield the rows as a table."""
    if rows:
        yield layout(
            f"{len(rows)} rules", list(rows[0]), [[str(cell) for cell in row.values()] for row in rows], screen
        )


def rule_lines(rows: Sequence[dict[str, object]]) -> Iterator[str]:
    """Yield one JSON object a rule."""
    for row in rows:
        yield json.dumps(row, ensure_ascii=False) + "\n"
