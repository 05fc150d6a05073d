"""Rules with one piece left out: what their examples ought to notice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import regex

from factx.notation import Names, Notation, read_pattern, read_regex
from factx.rule import Rule, read_rule
from factx.rule_files import BUILT_IN, RuleFile
from factx.rules import Rules
from factx.structure import Piece, split_pattern, walk

_CONTEXT = 24  # characters that are shown of what stands round an alternative
_KEYS = ("sign", "priority", "side", "modality")  # those of a rule that have a value when nobody says it
_FACT_KEYS = ("sign", "modality", "past")


@dataclass(frozen=True)
class Mutant:
    """What is left out of a rule or of a part, its place, and the rules as they are then."""

    where: str
    owner: str
    change: str
    rules: tuple[Rule, ...]

    def __str__(self) -> str:
        return f"{self.where}: {self.owner}: {self.change}"


class _Cut(NamedTuple):
    """A text or table without a piece of it."""

    change: str
    rest: Any


def find_mutants(rules: Rules, only: Sequence[str] = ()) -> Iterator[Mutant]:
    """Yield the mutants of the rules ``only``, else of the user's rules and parts, else of the built-in ones."""
    wanted = rules_to_test(rules, only)
    layer = min((rule.layer for rule in wanted), default=BUILT_IN)
    for file in () if only else rules.files:
        if file.layer >= layer:
            yield from _of_parts(file, rules)
    for rule in wanted:
        yield from _of_rule(rule, rules)


def rules_to_test(rules: Rules, only: Sequence[str] = ()) -> list[Rule]:
    """Return the rules of the ids ``only``, else the user's, else the built-in ones, in the order of their files."""
    own = [rule for rule in rules.rules if not rule.trusted] or rules.rules
    wanted = [rule for rule in rules.rules if rule.id in only] if only else own
    return sorted(wanted, key=lambda rule: rule.order)


def cut_pattern(pattern: str) -> Iterator[_Cut]:
    """Yield a pattern without each of its alternatives, optional pieces and look-arounds."""
    for piece in walk(split_pattern(pattern)):
        for index, branch in enumerate(piece.branches if len(piece.branches) > 1 else ()):
            start, end = (branch.start - 1, branch.end) if index else (branch.start, branch.end + 1)
            said = pattern[branch.start : branch.end]
            change = f'without the alternative "{said}" of "{_shown(pattern, piece)}"'
            yield _Cut(change, pattern[:start] + pattern[end:])
        if piece.optional or piece.looks:
            what = "look-around" if piece.looks else "optional"
            said = pattern[piece.start : piece.end]
            yield _Cut(f'without the {what} "{said}"', pattern[: piece.start] + pattern[piece.end :])


def _shown(pattern: str, piece: Piece) -> str:
    """A group as it is written, its middle left out where it is long."""
    said = pattern[piece.start : piece.end]
    return said if len(said) <= 2 * _CONTEXT else f"{said[:_CONTEXT]}…{said[-_CONTEXT:]}"


def _of_parts(file: RuleFile, rules: Rules) -> Iterator[Mutant]:
    """The mutants of the parts that a file has in force, in all rules that name them at once."""
    for name, part in file.toml.table.get("parts", {}).items():
        scopes = [pack for pack, scope in rules.names.items() if scope.parts.get(name) == part]
        users = [rule for rule in rules.rules if rule.file.pack in scopes and _names_part(rule, name)]
        for cut in cut_pattern(part) if users else ():
            found = [_read(rule, rule.table, rules, {name: cut.rest}) for rule in users]
            if all(found):
                where = file.toml.where(name, "[parts]")
                yield Mutant(where, f"part {{{name}}}", cut.change, tuple(rule for rule in found if rule))


def _names_part(rule: Rule, name: str) -> bool:
    return not rule.raw and regex.search(rf"\{{{name}[:}}]", rule.table["pattern"]) is not None


def _of_rule(rule: Rule, rules: Rules) -> Iterator[Mutant]:
    seen = {repr(rule.table)}
    for cut in _cut_table(rule.table):
        table = _fitted(cut.rest, rule, rules)
        if repr(table) in seen:
            continue
        seen.add(repr(table))
        if mutant := _read(rule, table, rules, {}):
            yield Mutant(f"{rule.path}:{rule.line}", f"rule {rule.id}", cut.change, (mutant,))


def _cut_table(table: dict[str, Any]) -> Iterator[_Cut]:
    key = "regex" if "regex" in table else "pattern"
    for cut in cut_pattern(table[key]):
        yield _Cut(cut.change, table | {key: cut.rest})
    for name in _KEYS:
        if name in table:
            yield _Cut(f"without {name} = {_toml(table[name])}", _without(table, name))
    for name, groups in table.get("fields", {}).items():
        for group in groups.split("|"):
            rest = "|".join(one for one in groups.split("|") if one != group)
            kept = table["fields"] | {name: rest} if rest else _without(table["fields"], name)
            yield _Cut(f'without "{group}" in fields.{name}', table | {"fields": kept})
    for name in table.get("set", {}):
        yield _Cut(f"without set.{name}", table | {"set": _without(table["set"], name)})
    for name, words in table.get("where", {}).items():
        for word in words:
            others = [one for one in words if one != word]
            kept = table["where"] | {name: others} if others and name != "same_unit" else _without(table["where"], name)
            yield _Cut(f'without "{word}" in where.{name}', table | {"where": kept})
    yield from _cut_facts(table)


def _cut_facts(table: dict[str, Any]) -> Iterator[_Cut]:
    facts: list[dict[str, Any]] = table.get("facts", [])
    for index, fact in enumerate(facts):
        before, after = facts[:index], facts[index + 1 :]
        yield _Cut(f'without the fact of "{fact["value"]}"', table | {"facts": before + after})
        for name in _FACT_KEYS:
            if name in fact:
                change = f'without {name} = {_toml(fact[name])} in the fact of "{fact["value"]}"'
                yield _Cut(change, table | {"facts": [*before, _without(fact, name), *after]})


def _without(table: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: said for key, said in table.items() if key != name}


def _toml(said: object) -> str:
    return f'"{said}"' if isinstance(said, str) else str(said).lower()


def _fitted(table: dict[str, Any], rule: Rule, rules: Rules) -> dict[str, Any]:
    """A table without what names groups that its pattern has no more."""
    notation = _notation(table, rules.names[rule.file.pack])
    fitted = dict(table)
    if "facts" in table:
        fitted["facts"] = [fact for fact in table["facts"] if fact["value"] in notation.quantities]
    if "fields" in table:
        kept = {
            name: "|".join(group for group in groups.split("|") if group in notation.groups)
            for name, groups in table["fields"].items()
        }
        fitted["fields"] = {name: groups for name, groups in kept.items() if groups}
    if same := table.get("where", {}).get("same_unit"):
        kept_units = [group for group in same if group in notation.quantities]
        fitted["where"] = table["where"] | {"same_unit": kept_units}
    return fitted


def _notation(table: dict[str, Any], names: Names) -> Notation:
    return read_regex(table["regex"]) if "regex" in table else read_pattern(table["pattern"], names)


def _read(rule: Rule, table: dict[str, Any], rules: Rules, parts: dict[str, str]) -> Rule | None:
    """The rule that a table makes in the place of another; None where it makes none."""
    names = rules.names[rule.file.pack]
    names = Names(names.lists, names.parts | parts)
    return read_rule(replace(rule.file, faults=[]), table, rule.line, names, rule.order)
