"""Drafts of rules for the shapes that no rule reads, each tried on the texts that it comes from."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, count
from typing import Any, NamedTuple

from factx.characters import plain_text
from factx.check import check_counter_example, check_example, write_example
from factx.errors import raise_all
from factx.facts import Fact
from factx.match import label_mentions
from factx.pipeline import extract
from factx.raw import may_match
from factx.read import Document
from factx.rule import Rule, read_rule
from factx.rule_files import RuleFile
from factx.rules import Rules, in_rank
from factx.segment import clause_start
from factx.suggest import Context, Reading, Shape, fallback_rules
from factx.symbols import ANY, SymbolSentence
from factx.toml_files import TomlFile

_GIVES_WAY = -3  # below every rule that knows what it reads, above the fallback ones
_EXAMPLES, _COUNTER_EXAMPLES, _SHOWN = 3, 2, 2
_TRIED = 40  # contexts of a shape that are read again with its draft
_AROUND = 14  # characters of a context on each side
_OTHERWISE = 0.05  # of a draft's figures at most are read otherwise by a rule to which it does not give way, in lists
_LAYER = 2  # of a file on the command line, where the drafts are meant to go
_MARKS = "，；：。！？\n"


class Draft(NamedTuple):
    """A rule as its table, with what a reader should know of it: one line a comment."""

    table: dict[str, Any]
    comments: list[str]


def write_drafts(shapes: Iterable[Shape], readings: Sequence[Reading], rules: Rules, limit: int) -> list[Draft]:
    """Return drafts for the first ``limit`` shapes for which a rule would change what is read.

    Together with ``rules`` all their examples hold, and so do those of the rules.
    """
    drafts: list[Draft] = []
    for shape in shapes:
        if len(drafts) == limit:
            break
        if draft := _draft(shape, drafts, readings, rules):
            drafts.append(draft)
    return drafts


def with_drafts(rules: Rules, drafts: Iterable[Draft]) -> Rules:
    """Return the rules with drafts beside them."""
    return _with(rules, [_rule(draft.table, rules) for draft in drafts])


def draft_lines(drafts: Sequence[Draft]) -> Iterator[str]:
    """Yield the drafts as the text of a rule file."""
    for draft in drafts:
        yield "\n" if draft is not drafts[0] else ""
        yield "".join(f"# {_printable(comment)}\n" for comment in draft.comments)
        yield "[[rule]]\n"
        for key, value in draft.table.items():
            yield f"{key} = {_toml(key, value)}\n"


def _draft(shape: Shape, drafts: Sequence[Draft], readings: Sequence[Reading], rules: Rules) -> Draft | None:
    """The draft for a shape beside those that there are, or None where none does."""
    rule_id = _free_id(shape, {*(rule.id for rule in rules.rules), *(draft.table["id"] for draft in drafts)})
    for priority in (0, _GIVES_WAY):
        draft = _tried(shape, _table(shape, rule_id, priority), readings, rules)
        if draft and _hold([*drafts, draft], rules):
            return draft
    return None


def _tried(shape: Shape, table: dict[str, Any], readings: Sequence[Reading], rules: Rules) -> Draft | None:
    """The draft of a table, or None where it takes figures from other rules, changes little, or cannot be shown."""
    rule = _rule(table, rules)
    with_draft = _with(rules, [rule])
    labelled = _labelled(rule, readings, with_draft)
    facts = (context.fact for context in labelled)
    taken = [fact for fact in facts if fact and fact.rule not in fallback_rules(rules)]
    if taken if rule.priority == 0 else sum(_is_otherwise(fact, shape) for fact in taken) > _OTHERWISE * len(labelled):
        return None
    examples, changed = _examples(labelled, rule, with_draft)
    if len(examples) < 2 or not changed:
        return None
    shown = {"examples": examples, "counter_examples": _counter_examples(shape, rule, readings, with_draft)}
    return Draft(table | shown, _comments(shape, labelled))


def _table(shape: Shape, rule_id: str, priority: int) -> dict[str, Any]:
    frame = shape.frame
    kinds = [context.reading.symbols.mentions[context.position].kind for context in shape.contexts]
    keys = frame.rule_keys()
    table = {"id": rule_id, "measure": shape.measure.value} | ({"sign": keys["sign"]} if "sign" in keys else {})
    table |= {"pattern": frame.pattern(list(shape.words), kinds)} | keys
    return table | ({"priority": priority} if priority else {})


def _rule(table: dict[str, Any], rules: Rules) -> Rule:
    file = RuleFile(TomlFile(table["id"], "", {}), None, _LAYER)
    order = 1 + max((rule.order for rule in rules.rules), default=0)
    rule = read_rule(file, table, 1, rules.names[None], order)
    raise_all(file.faults)
    assert rule is not None
    return rule


def _with(rules: Rules, drafts: Sequence[Rule]) -> Rules:
    return Rules(in_rank([*rules.rules, *drafts]), rules.families, rules.names)


def _labelled(rule: Rule, readings: Sequence[Reading], rules: Rules) -> list[Context]:
    """The figures that a rule labels beside the others."""
    found: list[Context] = []
    for reading in readings:
        text = reading.symbols.text
        if may_match(rule, text) and rule.compiled.search(text):
            labels = label_mentions(reading.symbols, rules, lambda stopped: None)
            found += [Context(reading, at, one.start) for at, one in sorted(labels.items()) if one.rule is rule]
    return found


def _is_otherwise(fact: Fact, shape: Shape) -> bool:
    """Whether a fact is another than a rule for the shape would make: of another measure, or the other way."""
    value = fact.low if fact.value is None else fact.value
    return fact.measure is not shape.measure or (value is not None and value < 0) is not (shape.frame.sign < 0)


def _examples(contexts: Sequence[Context], rule: Rule, rules: Rules) -> tuple[list[str], bool]:
    """Examples from the texts, of several documents and words first; and whether the rule changes most readings."""
    found: dict[str, str | None] = {}
    changed = tried = 0
    for passage, fact, before in _passages(contexts, rule, rules):
        tried += 1
        changed += before is None or _told(fact) != _told(before)
        example = write_example(passage, fact)
        if not check_example(rule, example, rules):
            found[example] = fact.indicator
    return _picked(found), 2 * changed > tried


def _picked(found: dict[str, str | None]) -> list[str]:
    """The shortest examples, of other indicators first."""
    seen: Counter[str | None] = Counter()
    turns = []
    for example in sorted(found, key=len):
        turns.append((seen[found[example]], example))
        seen[found[example]] += 1
    return [example for _, example in sorted(turns, key=lambda turn: turn[0])][:_EXAMPLES]


def _passages(contexts: Sequence[Context], rule: Rule, rules: Rules) -> Iterator[tuple[str, Fact, Fact | None]]:
    """Each context that can be told in a short passage: that, what the rule reads there, and what was read before."""
    for context in _spread(contexts)[:_TRIED]:
        if shown := _shown(context, rule, rules):
            yield *shown, context.fact


def _told(fact: Fact) -> tuple[object, ...]:
    return fact.measure, fact.value, fact.low, fact.indicator, fact.reference


def _spread(contexts: Sequence[Context]) -> list[Context]:
    """The contexts with the first of each document in front."""
    seen: Counter[str] = Counter()
    turns = []
    for context in contexts:
        turns.append((seen[context.reading.document.name], context))
        seen[context.reading.document.name] += 1
    return [context for _, context in sorted(turns, key=lambda turn: turn[0])]


def _shown(context: Context, rule: Rule, rules: Rules) -> tuple[str, Fact] | None:
    """The shortest passage round a figure that the rule reads by itself, and the fact in it."""
    symbols = context.reading.symbols
    start = context.start
    while start > 0:
        start = _clause_start(symbols, start - 1)
        passage, at = _passage(context, start, _clause_end(symbols, context.position))
        if not _is_plain(passage):
            return None
        facts = extract(Document(rule.id, passage, None), rules)
        fact = next((fact for fact in facts if fact.start == at and fact.rule == rule.id), None)
        if fact and fact.indicator and (rule.side != "right" or fact.indicator in passage[at:]):
            return passage, fact
    return None


def _is_plain(passage: str) -> bool:
    """Whether a passage can stand in an example."""
    return passage.isprintable() and not set("|⟦⟧") & set(passage)


def _clause_start(symbols: SymbolSentence, before: int) -> int:
    return clause_start(symbols.text, before, _MARKS)


def _clause_end(symbols: SymbolSentence, position: int) -> int:
    ends = [at for mark in _MARKS if (at := symbols.text.find(mark, position)) >= 0]
    return min(ends, default=len(symbols.text))


def _passage(context: Context, start: int, end: int) -> tuple[str, int]:
    """The text between two positions as it stands in the document, and where the figure begins in it."""
    symbols = context.reading.symbols
    first, last = symbols.span(start, end)
    return context.reading.document.text[first:last], symbols.starts[context.position] - first


def _counter_examples(shape: Shape, rule: Rule, readings: Sequence[Reading], rules: Rules) -> list[str]:
    """Clauses with a word of the shape in which the rule claims nothing, first those with a figure read otherwise."""
    words = _words(shape, rules)
    found: dict[str, str] = {}
    for said, clause in (*_read_otherwise(shape, words, readings, rules), *_without(words, readings)):
        is_new = said not in found and clause not in found.values() and _is_plain(clause)
        if is_new and check_counter_example(rule, clause, rules) is None:
            found[said] = clause
        if len(found) == _COUNTER_EXAMPLES:
            break
    return list(found.values())


def _read_otherwise(
    shape: Shape, words: Sequence[str], readings: Sequence[Reading], rules: Rules
) -> Iterator[tuple[str, str]]:
    """Clauses in which a rule reads another measure near one of the words, each with that measure."""
    fallback = fallback_rules(rules)
    for reading in readings:
        for position, fact in reading.facts.items():
            if fact.measure is not shape.measure and fact.rule not in fallback:
                start = _clause_start(reading.symbols, position)
                clause, at = _passage(Context(reading, position, start), start, _clause_end(reading.symbols, position))
                if any(word in clause[max(0, at - _AROUND) : at] for word in words):
                    yield fact.measure, clause


def _without(words: Sequence[str], readings: Sequence[Reading]) -> Iterator[tuple[str, str]]:
    """Clauses with one of the words, whatever else is in them."""
    for reading in readings:
        text = reading.symbols.text
        for word in words:
            if (at := text.find(word)) >= 0:
                start = _clause_start(reading.symbols, at)
                clause, _ = _passage(Context(reading, at, start), start, _clause_end(reading.symbols, at))
                yield clause, clause


def _words(shape: Shape, rules: Rules) -> list[str]:
    lists = rules.names[None].lists
    return [said for word in shape.words for said in lists.get(word.strip("{}"), (word,))]


def _comments(shape: Shape, labelled: Sequence[Context]) -> list[str]:
    documents = {context.reading.document.name for context in labelled}
    now = Counter(context.fact.rule if context.fact else "nothing" for context in labelled)
    read = ", ".join(f"{rule} {count}" for rule, count in now.most_common())
    counted = f"{len(labelled)} mentions in {len(documents)} document{'s' if len(documents) > 1 else ''}; now {read}"
    shown = [f"  {one.reading.document.name}: {_context(one)}" for one in _spread(labelled)[:_SHOWN]]
    return [counted, *shown, *(f"{what}: check" for what in shape.frame.checks)]


def _context(context: Context) -> str:
    symbols, text = context.reading.symbols, context.reading.document.text
    first, last = symbols.span(context.position, context.position + 1)
    return f"{text[max(0, first - _AROUND) : first]}⟦{text[first:last]}⟧{text[last : last + _AROUND]}"


def _hold(drafts: Sequence[Draft], rules: Rules) -> bool:
    """Whether all examples that the last draft may touch hold with the drafts, where they held without them."""
    added = [_rule(draft.table, rules) for draft in drafts]
    together = _with(rules, added)
    for rule in together.rules:
        for check, passages in ((check_example, rule.examples), (check_counter_example, rule.counter_examples)):
            for passage in passages:
                if not _has_words(added[-1], plain_text(passage)) or not check(rule, passage, together):
                    continue
                if rule in added or not check(rule, passage, rules):  # a rule that is switched off may break it before
                    return False
    return True


def _has_words(rule: Rule, passage: str) -> bool:
    """Whether a text that is not in symbols has the words without which the rule cannot match."""
    return all(any(word in passage for word in choice) for choice in rule.required if not choice & set(ANY))


def _free_id(shape: Shape, taken: set[str]) -> str:
    name = f"draft.{shape.measure}.{shape.frame.name}"
    names = chain([name], (f"{name}_{number}" for number in count(2)))
    return next(one for one in names if one not in taken)


def _printable(text: str) -> str:
    """``text`` on one line: TOML has no control characters in comments."""
    return re.sub(r"\s+", " ", "".join(one if one.isprintable() else " " for one in text)).rstrip()


def _toml(key: str, value: object) -> str:
    if key == "pattern":
        return f"'{value}'"
    if key == "priority":
        return f"{value}  # gives way to the rules that read such figures"
    if key.endswith("examples") and isinstance(value, list) and value:
        return "[\n" + "".join(f"  {_inline(one)},\n" for one in value) + "]"
    return _inline(value)


def _inline(value: object) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{name} = {_inline(one)}" for name, one in value.items()) + " }"
    return json.dumps(value, ensure_ascii=False)
