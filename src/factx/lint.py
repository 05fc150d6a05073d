"""What is wrong with rules though their examples hold: what does nothing in them, and what cannot match."""

import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product

import regex

from factx.check import passage_of
from factx.errors import RuleError
from factx.match import label_mentions
from factx.mutate import Passage, read_passages
from factx.notation import CLASSES
from factx.pipeline import extract
from factx.raw import find_matches
from factx.read import Document
from factx.rule import Rule
from factx.rule_files import BUILT_IN, RuleFile
from factx.rules import Rules, in_rank
from factx.structure import Branch, Piece, split_pattern, walk
from factx.symbols import KIND_NAMES, SYMBOLS

_SLOW = 20  # times the median of all rules; the slowest built-in one takes eight times as long
_ROUNDS = 3  # the shortest of so many counts, so that a busy machine slows nobody
_MOST_WORDS = 64  # that are spelled out of one alternative
_SPECIAL = regex.compile(r"[\\.^$*+?{}\[\]()|]")
_NAME = regex.compile(r"\{(\p{Han}+)(?::\p{Han}+)?\}")


@dataclass(frozen=True)
class Finding:
    """What was found, and where. An error does nothing or can do nothing; what is no error may be meant."""

    where: str
    cause: str
    is_error: bool

    def __str__(self) -> str:
        return f"{self.where}: {'error' if self.is_error else 'warning'}: {self.cause}"


def tally(findings: Sequence[Finding]) -> str:
    """Return how many errors and warnings there are; nothing where there are none.

    >>> tally([Finding("a.toml:1", "…", True), Finding("a.toml:2", "…", False)])
    '; 1 error, 1 warning'
    """
    errors = sum(finding.is_error for finding in findings)
    counts = {"error": errors, "warning": len(findings) - errors}
    said = ", ".join(f"{count} {what}{'s' if count > 1 else ''}" for what, count in counts.items() if count)
    return f"; {said}" if said else ""


def lint_rules(rules: Rules) -> list[Finding]:
    """Return what is wrong with the rules, lists and parts in force: first the lists and parts, then rule by rule.

    Where no built-in rule is in force, the built-in lists and parts are left alone.
    """
    passages = read_passages(rules)
    lowest = min((rule.layer for rule in rules.rules), default=BUILT_IN)
    files = [file for file in rules.files if file.layer >= lowest]
    found = [finding for file in files for finding in _in_file(file, rules)]
    stopped = _stopped(rules, passages)
    slow = _slow(rules, passages, set(stopped))
    winners = _Winners(rules, passages, set(stopped))
    for rule in sorted(rules.rules, key=lambda rule: rule.order):
        causes = [*_in_rule(rule, rules)]
        if rule.id in stopped:
            causes.append((stopped[rule.id], True))
        if rule.id in slow:
            causes.append((f"takes {slow[rule.id]:.0f} times as long as most rules over the examples", False))
        if not rule.examples:
            causes.append(("has no example, so nothing shows that it matches", False))
            if winner := winners.over(rule):
                causes.append((f"each figure that it matches in the examples goes to {winner}", False))
        found += [Finding(f"{rule.path}:{rule.line}", f"rule {rule.id}: {cause}", error) for cause, error in causes]
    return found


def _in_file(file: RuleFile, rules: Rules) -> Iterator[Finding]:
    """The findings on the lists and parts of a file."""
    patterns = [text for one in rules.files for text in _patterns(one)]
    for name, words in file.toml.table.get("lists", {}).items():
        where = file.toml.where(name, "[lists]")
        twice = dict.fromkeys(word for word in words if words.count(word) > 1) if isinstance(words, list) else ()
        for word in twice:
            yield Finding(where, f'list {{{name}}}: "{word}" stands in it twice', True)
        if not any(_names(name, text) for text in patterns):
            yield Finding(where, f"list {{{name}}}: no pattern names it", False)
    for name, part in file.toml.table.get("parts", {}).items():
        where = file.toml.where(name, "[parts]")
        for cause, error in _in_pattern(part, at_end=False):
            yield Finding(where, f"part {{{name}}}: {cause}", error)
        if not any(_names(name, text) for text in patterns):
            yield Finding(where, f"part {{{name}}}: no pattern names it", False)


def _patterns(file: RuleFile) -> list[str]:
    tables = file.toml.table.get("rule", [])
    return [*file.toml.table.get("parts", {}).values(), *(table["pattern"] for table in tables if "pattern" in table)]


def _names(name: str, pattern: str) -> bool:
    return f"{{{name}}}" in pattern or f"{{{name}:" in pattern


def _in_rule(rule: Rule, rules: Rules) -> Iterator[tuple[str, bool]]:
    """What is wrong with a rule's pattern, and whether that is an error."""
    yield from _in_pattern(rule.table["regex" if rule.raw else "pattern"], at_end=True)
    if rule.compiled.search(""):
        yield "matches where nothing stands", True
    for look, step in _contradictions(rule.pattern):
        yield f'"{look}" excludes "{step}" beside it, so it can match nothing', True
    for other in rules.rules:
        if _leaves_nothing(other, rule):
            yield f"has the pattern of {other.id} ({other.path}:{other.line}), which goes before it", True


def _leaves_nothing(rule: Rule, other: Rule) -> bool:
    """Whether a rule takes all that another one could, by the same pattern."""
    asks = rule.units or rule.not_units or rule.same_unit
    goes_before = (rule.priority, -rule.order) > (other.priority, -other.order)
    return (rule.raw, rule.source) == (other.raw, other.source) and goes_before and not asks


# --- alternatives -----------------------------------------------------------------------------------------------------


def _in_pattern(pattern: str, *, at_end: bool) -> Iterator[tuple[str, bool]]:
    """The alternatives of a pattern that an earlier one leaves nothing to; ``at_end``: nothing follows the pattern."""
    root = split_pattern(pattern)
    for piece in walk(root):
        if len(piece.branches) > 1:
            last = piece.looks or (at_end and piece.end == root.end and piece.repeat == piece.end)
            yield from _dead_branches(pattern, piece, last)


def _dead_branches(pattern: str, group: Piece, last: bool) -> Iterator[tuple[str, bool]]:
    """``last``: nothing follows the group, so that the first alternative which fits is the one that is taken."""
    back = group.opening.startswith("(?<") and group.looks
    said: dict[str, str] = {}  # what the alternatives so far match, and which it was
    for branch in sorted(group.branches, key=lambda one: one.end - one.start) if group.looks else group.branches:
        text = pattern[branch.start : branch.end]
        words = _words(pattern, branch) or [text]
        earlier = [said[word] for word in words if word in said]
        if len(earlier) == len(words):
            yield f'the alternative "{text}" is never taken: "{earlier[0]}" matches the same', True
        elif _words(pattern, branch):
            firsts = [one for word in words if (one := _first_part(word, said, back=back)) is not None]
            if len(firsts) == len(words) and last:
                yield f'the alternative "{text}" is never taken: "{firsts[0]}" is enough', True
            elif firsts and not group.looks:
                yield f'the alternative "{text}" stands behind "{firsts[0]}", with which it begins: put it first', False
        said |= {word: text for word in words if word not in said}


def _first_part(word: str, said: dict[str, str], *, back: bool) -> str | None:
    """The alternative so far that matches the beginning (``back``: the end) of a word."""
    parts = (word[start:] if back else word[: len(word) - start] for start in range(1, len(word)))
    return next((said[part] for part in parts if part in said), None)


def _words(pattern: str, branch: Branch) -> list[str] | None:
    """What an alternative matches, the empty text too, if it is but characters, groups of such and ``?``."""
    rows = [_spelled(pattern, piece) for piece in branch.pieces]
    if any(row is None for row in rows):
        return None
    words = list(islice(map("".join, product(*(row for row in rows if row is not None))), _MOST_WORDS + 1))
    return words if len(words) <= _MOST_WORDS else None


def _spelled(pattern: str, piece: Piece) -> list[str] | None:
    repeat = pattern[piece.repeat : piece.end]
    said: list[str] | None = None
    if piece.opening == "(?:":
        rows = [_words(pattern, branch) for branch in piece.branches]
        said = None if None in rows else [word for row in rows for word in row or ()]
    elif not piece.opening and not _SPECIAL.search(text := pattern[piece.start : piece.repeat]):
        said = [text]
    if said is None or repeat not in ("", "?"):
        return None
    return [*said, ""] if repeat else said


# --- patterns that can match nothing ----------------------------------------------------------------------------------


def _contradictions(pattern: str) -> Iterator[tuple[str, str]]:
    """A look-around and the step beside it that it excludes, both as they are written."""
    for group in walk(split_pattern(pattern)):
        for branch in group.branches:
            for one, two in zip(branch.pieces, branch.pieces[1:], strict=False):
                look, step = (one, two) if one.looks and not _looks_back(one) else (two, one)
                if look.looks and _looks_back(look) == (look is two) and _excludes(pattern, look, step):
                    yield pattern[look.start : look.end], pattern[step.start : step.end]


def _looks_back(piece: Piece) -> bool:
    return piece.opening.startswith("(?<")


def _excludes(pattern: str, look: Piece, step: Piece) -> bool:
    """Whether nothing that the step may be goes with the look-around; only steps of one character are judged."""
    own = None if step.optional or step.branches else _characters(pattern[step.start : step.repeat])
    if own is None:
        return False
    rows = [branch.pieces for branch in look.branches]
    if look.opening.endswith("!"):
        whole = [_characters(pattern[row[0].start : row[0].end]) for row in rows if len(row) == 1]
        return own <= frozenset().union(*(one for one in whole if one))
    beside = [row[-1 if _looks_back(look) else 0] for row in rows if row]
    sets = [None if one.optional or one.branches else _characters(pattern[one.start : one.repeat]) for one in beside]
    return len(sets) == len(rows) and all(one is not None and not own & one for one in sets)


def _characters(step: str) -> frozenset[str] | None:
    """The characters that a step of one character may be: itself, a kind or a class of kinds; None for any other."""
    if name := _NAME.fullmatch(step):
        kinds = (KIND_NAMES[name[1]],) if name[1] in KIND_NAMES else CLASSES.get(name[1])
        return frozenset(SYMBOLS[kind] for kind in kinds) if kinds else None
    return frozenset(step) if len(step) == 1 and not _SPECIAL.match(step) else None


# --- what shows over the examples -------------------------------------------------------------------------------------


def _stopped(rules: Rules, passages: Sequence[Passage]) -> dict[str, str]:
    """The rules whose patterns a guard stopped over a passage, with the first such."""
    found: dict[str, str] = {}
    for rule in rules.rules:
        if rule.trusted:
            continue
        for passage in passages:
            if _is_stopped(rule, passage):
                found[rule.id] = f'the pattern takes too long over "{passage_of(passage.said)}"'
                break
    return found


def _is_stopped(rule: Rule, passage: Passage) -> bool:
    heard: list[RuleError] = []
    extract(Document(rule.id, passage_of(passage.said), None), Rules([rule]), heard.append)
    return bool(heard)


def _slow(rules: Rules, passages: Sequence[Passage], without: set[str]) -> dict[str, float]:
    """The rules that are much slower than the median over the passages, by how many times."""
    in_symbols = [sentence.text for passage in passages for sentence in passage.sentences]
    plain = [passage_of(passage.said) for passage in passages]
    taken = {
        rule.id: min(_seconds(rule, plain if rule.raw else in_symbols) for _ in range(_ROUNDS))
        for rule in rules.rules
        if rule.id not in without
    }
    median = statistics.median(taken.values()) if taken else 0
    return {rule_id: seconds / median for rule_id, seconds in taken.items() if seconds > _SLOW * median}


def _seconds(rule: Rule, texts: Sequence[str]) -> float:
    start = time.perf_counter()
    for text in texts:
        find_matches(rule, text, lambda _: None)
    return time.perf_counter() - start


class _Winners:
    """Which rule has each figure of the passages."""

    def __init__(self, rules: Rules, passages: Sequence[Passage], without: set[str]) -> None:
        self.sentences = [sentence for passage in passages for sentence in passage.sentences]
        in_force = Rules(in_rank(rule for rule in rules.rules if rule.id not in without))
        self.labels = [label_mentions(sentence, in_force, lambda _: None) for sentence in self.sentences]

    def over(self, rule: Rule) -> str | None:
        """The rule that has a figure which ``rule`` matches, if others have all of them."""
        alone = Rules([rule])
        winners = [
            labels[at].rule.id
            for sentence, labels in zip(self.sentences, self.labels, strict=True)
            for at in label_mentions(sentence, alone, lambda _: None)
            if at in labels
        ]
        return winners[0] if winners and rule.id not in winners else None
