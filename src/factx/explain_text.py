"""Explanations → text for people, and JSON lines."""

import re
from collections.abc import Iterable, Iterator, Sequence

from factx.claims import FALLBACK, TABLE
from factx.explain import FACT, Candidate, ExplainedSentence, Explanation, Reading, Words
from factx.facts import Bound, Mention
from factx.near import Near
from factx.origins import How
from factx.output import FIELDS, Screen, columns, json_text, plain, visible
from factx.rule_list import rule_file
from factx.rules import Rules
from factx.symbols import shown

_SHOWN_WORDS = 3  # of a list that a pattern expects
_CONTEXT = 4  # characters before and behind what all but matches
_NAMES_YEAR = re.compile(r"[\d零〇一二三四五六七八九]{4}|十[一二三四五六]五")  # 2024年, “十四五”
_LONGEST_PART = 60  # characters shown of a part of a pattern

# How each field was read, in words: {words} say it, {by} is the figure that handed it on.
_TOLD = {
    ("measure", "rule"): "the rule says so",
    ("measure", "kind"): "no rule says: a figure of this kind is that by itself",
    ("measure", "list"): "goes on with the list of {by}, under its rule",
    ("measure", "lead"): "in a list with {by}, under its rule",
    ("measure", "share"): "goes on with the shares of {by}, under its rule",
    ("measure", "sum"): "the percentages in the row make up a whole",
    ("measure", "name of a share"): "the indicator has the name of a share",
    ("measure", "handed on"): "its name, or the figure that it goes on with, says so",
    ("measure", "column"): "the heading of its column: {words}",
    ("indicator", "cell"): "the names of its row and column: {words}",
    ("indicator", "left"): "the noun phrase in front: {words}",
    ("indicator", "right"): "the noun phrase behind: {words}",
    ("indicator", "rule"): "a slot of the rule: {words}",
    ("indicator", "unit"): "the unit says what it counts",
    ("indicator", "handed on"): "names none of its own; handed on from {by}",
    ("indicator", "handed back"): "in a list with {by}, whose noun holds for all",
    ("indicator", "sentence before"): "names none of its own; the topic of the sentence before, of {by}",
    ("indicator", "list"): "its member of the list: {words}",
    ("indicator", "joined"): "joined to what the chain is about: {words}",
    ("indicator", "nothing"): "no noun phrase stands beside it, and nothing hands one on",
    ("reference", "column"): "the heading of its column: {words}",
    ("reference", "rule"): "a slot of the rule: {words}",
    ("reference", "list"): "goes on with the list of {by}",
    ("reference", "comparison"): "a comparison before it in the sentence holds for it: {words}",
    ("subject", How.RULE): "a slot of the rule: {words}",
    ("subject", How.CLAUSE): "{words} opens a clause",
    ("subject", How.PHRASE): "{words} opens the words of the indicator",
    ("subject", How.MEMBER): "its member of the list: {words}",
    ("subject", How.CARRIED): "nobody in this sentence; {words}, from a sentence before",
    ("subject", How.PLACE): "nobody in this sentence; the place that the document is about: {words}",
    ("subject", How.NAME): "nobody in this sentence; the name that the document keeps using: {words}",
    ("subject", How.ALIAS): "nobody in this sentence; the short name that the document introduces: {words}",
    ("subject", How.SECTION): "nobody in this sentence; the name that heads the section: {words}",
    ("subject", How.NOTHING): "nobody in this sentence, none carried on, and the document is not about one alone",
    ("name", How.CARRIED): ", from a sentence before: {words}",
    ("name", How.PLACE): ", the place that the document is about: {words}",
    ("name", How.NAME): ", the name that the document keeps using: {words}",
    ("name", How.ALIAS): ", the short name that the document introduces: {words}",
    ("name", How.SECTION): ", the name that heads the section: {words}",
    ("period", How.RULE): "a slot of the rule: {words}",
    ("period", How.WORD): "{words} in this sentence",
    ("period", How.PAST): "what it was before, and no word of time stands with it",
    ("period", How.CARRIED): "no word of time before it in this sentence; {words} holds on",
    ("period", How.HEADLINE): "no word of time in force; {words} in the headline or first sentence",
    ("period", How.COLUMN): "{words} in the heading of the column or the name of the row",
    ("period", How.SECTION): "no word of time in force; {words} in the heading of the section",
    ("period", How.PUBLISHED): "no word of time in force; the document is made public for {words}",
    ("period", How.USUAL): "no word of time in force; what most dated sentences open with",
    ("period", How.NOTHING): "no word of time before it in this sentence, and none in force",
    ("modality", How.RULE): "the rule says so",
    ("modality", How.WORD): "{words} in this sentence",
    ("modality", How.PAST): "what it was before",
    ("modality", How.INDICATOR): "the indicator says so: {words}",
    ("modality", How.NOTHING): "no word of plan or forecast before it",
}
_FIELDS = frozenset(field for field, _ in _TOLD)  # others are columns of the user's rules, which say so themselves
_LOST = {
    "priority": "priority {priority}, less than {best}",
    "length": "the same priority, but a shorter match",
    "order": "the same priority and as long a match, but it stands later",
    "list": "the figures round it give it another rule",
}
_NEAR = {
    "part": "expects {expected} instead of {stands}",
    "between": "expects {expected} without {stands} before it",
    "kind": "expects {expected} instead of {stands}",
    "forbidden": "{expected} forbids it at ⟦⟧",
    "unit": "its where leaves out {expected}",
}


def explanation_text(
    documents: Iterable[tuple[str, Sequence[ExplainedSentence]]], rules: Rules, screen: Screen
) -> Iterator[str]:
    """Yield the explanation of each sentence."""
    before = ""
    for name, sentences in documents:
        if not sentences:
            yield f"{before}{visible(name)}: no numeral\n"
            before = "\n"
        for sentence in sentences:
            yield before + "".join(f"{line}\n" for line in _sentence_lines(sentence, rules, screen))
            before = "\n"


def explanation_lines(documents: Iterable[tuple[str, Sequence[ExplainedSentence]]], rules: Rules) -> Iterator[str]:
    """Yield one JSON object a sentence."""
    for _, sentences in documents:
        for sentence in sentences:
            yield json_text(_sentence_record(sentence, rules)) + "\n"


def _sentence_lines(sentence: ExplainedSentence, rules: Rules, screen: Screen) -> Iterator[str]:
    dated = f"dated {sentence.date} by {sentence.date_from}" if sentence.date else "without a date"
    yield f"{visible(sentence.doc)}, characters {sentence.words.start} to {sentence.words.end}, {dated}"
    yield from columns([["text", visible(sentence.words.text)], ["patterns see", visible(sentence.symbols)]], screen)
    if not sentence.mentions:
        yield "no numeral"
    long = True  # a paragraph of its own for what takes several lines
    for mention in sentence.mentions:
        lines = list(_mention_lines(mention, sentence, rules, screen))
        if long or len(lines) > 1:
            yield ""
        long = len(lines) > 1
        yield from lines


def _mention_lines(mention: Explanation, sentence: ExplainedSentence, rules: Rules, screen: Screen) -> Iterator[str]:
    said = _amount(mention.mention) if mention.mention and mention.mention.is_quantity else ""
    symbol = f"⟨{mention.symbol}⟩ " if mention.symbol else ""
    outcome = "" if mention.outcome == FACT else f"no fact: {mention.why}"
    yield f"{_place(mention.words)}: {symbol}{said}{outcome}".rstrip()
    rows = [*_rule_rows(mention, rules), *_field_rows(mention, sentence), *_near_rows(mention, sentence)]
    yield from columns(rows, screen, "  ")


def _amount(mention: Mention) -> str:
    ends = "~".join(plain(number) for number in (mention.value, mention.low, mention.high) if number is not None)
    bound = "" if mention.bound in (Bound.EQ, Bound.RANGE) else f"{mention.bound} "
    return f"{bound}{ends} {mention.unit or ''}".rstrip() + " "


def _place(words: Words) -> str:
    return f"{visible(words.text)} ({words.start})"


def _rule_rows(mention: Explanation, rules: Rules) -> Iterator[list[str]]:
    count = _without_match(mention, rules)
    if mention.fact and not mention.rules:
        by_table = mention.fact.rule == TABLE and "a figure of a table, which no rule is asked about"
        yield ["rule", mention.fact.rule, by_table or f"no rule matches it by itself, of {count} in force"]
    elif mention.fact and mention.rules[0].lost:
        yield ["rule", mention.fact.rule, "given by the figures round it, see measure"]
    for one in mention.rules:
        told = f"matches {visible(one.words.text)}; {rule_file(one.rule)}:{one.rule.line}"
        if one.lost is None:
            yield ["rule", one.rule.id, f"{told}; {count} others do not match"]
        else:
            why = _LOST[one.lost].format(priority=one.rule.priority, best=mention.rules[0].rule.priority)
            yield ["lost", one.rule.id, f"{why}; {told}"]


def _without_match(mention: Explanation, rules: Rules) -> int:
    return len(rules.rules) - len({one.rule.id for one in mention.rules})


def _field_rows(mention: Explanation, sentence: ExplainedSentence) -> Iterator[list[str]]:
    for reading in mention.readings:
        if reading.field != "reference" or reading.value:
            yield [reading.field, visible(reading.value or "-"), _told(reading, sentence)]


def _told(reading: Reading, sentence: ExplainedSentence) -> str:
    words = _place(reading.words) if reading.words else "?"
    by = _place(reading.by) if reading.by else "a figure before"
    told = _TOLD["measure" if reading.field not in _FIELDS else reading.field, reading.how].format(words=words, by=by)
    passed = f"; in front, {_place(reading.passed)} is taken for no name" if reading.passed else ""
    return told + _further(reading, sentence) + passed


def _further(reading: Reading, sentence: ExplainedSentence) -> str:
    """What else led from the words to the value: what they stand for, from when they count."""
    if reading.words is None or reading.how == How.RULE:
        return ""
    if reading.field == "indicator" and reading.value != reading.words.text:
        return {"left": ", cut to its head", "list": ", with what its members share"}.get(reading.how, "")
    if reading.field == "subject" and reading.value != reading.words.text:
        if not reading.value:
            return ", which stands for nobody that the text names"
        joint = ", which" if reading.how == How.CARRIED else " and"
        return f"{joint} stands for it{_told(reading.of, sentence) if reading.of else ''}"
    if reading.field == "period":
        if reading.value is None:
            return ", which the text does not settle" if sentence.date else ", and the document has no date"
        if not _NAMES_YEAR.search(reading.words.text):
            return f", counted from {sentence.date}" if sentence.date else ""
    return ""


def _near_rows(mention: Explanation, sentence: ExplainedSentence) -> Iterator[list[str]]:
    for near in mention.near:
        told = f"{_snippet(near, sentence)}: {_failed(near, mention, sentence)}"
        yield ["near", near.rule.id, f"{told}; {rule_file(near.rule)}:{near.rule.line}"]
    if mention.fact and mention.fact.rule == FALLBACK and not (mention.rules or mention.near):
        yield ["near", "none", "no rule says anything of the words round it"]


def _snippet(near: Near, sentence: ExplainedSentence) -> str:
    text = sentence.trace.symbols.text
    start, end = max(0, near.span[0] - _CONTEXT), min(len(text), near.span[1] + _CONTEXT)
    pieces = (text[start : near.stands[0]], "⟦", text[slice(*near.stands)], "⟧", text[near.stands[1] : end])
    return visible("".join(map(shown, pieces)))


def _failed(near: Near, mention: Explanation, sentence: ExplainedSentence) -> str:
    unit = mention.mention.unit if mention.mention else None
    expected = unit or "a figure without a unit" if near.how == "unit" else _spelled(near)
    stands = visible(shown(sentence.trace.symbols.text[slice(*near.stands)]))
    return _NEAR[near.how].format(expected=expected, stands=stands or "nothing")


def _spelled(near: Near) -> str:
    """The part that a pattern expects, with the first words of a list."""
    words = near.rule.names.lists.get(near.expected.strip("{}"))
    if words is None:
        return near.expected if len(near.expected) <= _LONGEST_PART else f"{near.expected[:_LONGEST_PART]}…"
    more = f", … {len(words)} words" if len(words) > _SHOWN_WORDS else ""
    return f"{near.expected} ({', '.join(words[:_SHOWN_WORDS])}{more})"


def _sentence_record(sentence: ExplainedSentence, rules: Rules) -> dict[str, object]:
    return {
        "doc": sentence.doc,
        "start": sentence.words.start,
        "end": sentence.words.end,
        "sentence": sentence.words.text,
        "symbols": sentence.symbols,
        "date": sentence.date,
        "date_from": sentence.date_from,
        "mentions": [_mention_record(mention, sentence, rules) for mention in sentence.mentions],
    }


def _mention_record(explained: Explanation, sentence: ExplainedSentence, rules: Rules) -> dict[str, object]:
    mention, fact = explained.mention, explained.fact
    names = ("kind", "value", "low", "high", "unit", "bound")
    return {
        **_words_record(explained.words),
        **{name: getattr(mention, name) if mention else None for name in names},
        "symbol": explained.symbol,
        "outcome": explained.outcome,
        "why": explained.why,
        "record": {name: fact.get(name) for name in (*FIELDS, *rules.columns)} if fact else None,
        "rules": [_candidate_record(one) for one in explained.rules],
        "without_match": _without_match(explained, rules) if explained.symbol else 0,
        "fields": [_reading_record(one) for one in explained.readings],
        "near": [_near_record(one, sentence) for one in explained.near],
    }


def _words_record(words: Words | None) -> dict[str, object]:
    start, end, text = words or (None, None, None)
    return {"text": text, "start": start, "end": end}


def _candidate_record(one: Candidate) -> dict[str, object]:
    rule = one.rule
    place = {"rule": rule.id, "file": rule_file(rule), "line": rule.line, "priority": rule.priority}
    return {**place, **_words_record(one.words), "lost": one.lost}


def _reading_record(one: Reading) -> dict[str, object]:
    by = _words_record(one.by) if one.by else None
    of = _reading_record(one.of) if one.of else None
    passed = _words_record(one.passed) if one.passed else None
    further = {"by": by, "of": of, "passed": passed}
    return {"field": one.field, "value": one.value, "how": one.how, **_words_record(one.words), **further}


def _near_record(near: Near, sentence: ExplainedSentence) -> dict[str, object]:
    place = {"rule": near.rule.id, "file": rule_file(near.rule), "line": near.rule.line}
    return {**place, "how": near.how, "expected": near.expected, "stands": _snippet(near, sentence)}
