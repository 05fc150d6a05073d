"""Whether the drafts of ``factx rules suggest`` bring a lost rule back: ``python bench/suggest.py CORPUS``.

One built-in rule after the other is taken out, and the first three drafts that are then proposed from the corpus, and
are not proposed with all rules, are put in its place. For each: the facts that it makes; how many of them the other
rules read alike without it (kept); how many come out alike with the drafts (back); how many drafts bring some back
(used); and the facts of all three that are wrong: with another measure, value, unit or bound than all rules give.
These are printed.
"""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

from factx import Document, Fact, load_rules, read_documents
from factx.drafts import Draft, with_drafts, write_drafts
from factx.rules import Rules
from factx.suggest import Reading, find_shapes, read_sentences

TRIED = ("growth.down", "change.down", "share.of", "gap.higher", "change.added")
DRAFTS = 3
MOST = 100
Span = tuple[str, int, int]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the drafts of factx rules suggest.")
    parser.add_argument("corpus", type=Path, nargs="+", help=".txt and .jsonl files")
    parser.add_argument("--rules", default=",".join(TRIED), help="the ids of the rules to take out")
    options = parser.parse_args()
    items = (item for path in options.corpus for item in read_documents(str(path), None))
    documents = [item for item in items if isinstance(item, Document)]
    rules = load_rules()
    readings, known = read(documents, rules)
    gaps = {pattern(draft) for draft in write_drafts(find_shapes(readings, rules), readings, rules, MOST)}
    print(f"{'rule':18}{'facts':>7}{'kept':>7}{'back':>7}{'share':>7}{'used':>7}{'wrong':>7}")
    for rule in options.rules.split(","):
        try_without(rule, documents, rules, known, gaps)


def try_without(
    lost: str, documents: Sequence[Document], rules: Rules, known: dict[Span, Fact], gaps: set[str]
) -> None:
    """Print what becomes of the facts of a rule without it, and with the drafts."""
    rest = Rules([rule for rule in rules.rules if rule.id != lost], rules.families, rules.names)
    readings, without = read(documents, rest)
    proposed = write_drafts(find_shapes(readings, rest), readings, rest, MOST)
    drafts = [draft for draft in proposed if pattern(draft) not in gaps][:DRAFTS]
    ids = {draft.table["id"] for draft in drafts}
    _, found = read(documents, with_drafts(rest, drafts))
    own = {span: fact for span, fact in known.items() if fact.rule == lost}
    kept, back = alike(own, without), alike(own, found)
    used = {found[span].rule for span in own if span in found} & ids
    wrong = [fact for span, fact in found.items() if fact.rule in ids and not same(known.get(span), fact)]
    share = back / max(len(own), 1)
    print(f"{lost:18}{len(own):7}{kept:7}{back:7}{share:7.0%}{len(used):7}{len(wrong):7}", flush=True)
    for fact in wrong:
        print(f"    {fact.doc}: {fact.text} {fact.measure} by {fact.rule}")


def read(documents: Iterable[Document], rules: Rules) -> tuple[list[Reading], dict[Span, Fact]]:
    readings = [reading for document in documents for reading in read_sentences(document, rules)]
    facts = [fact for reading in readings for fact in reading.facts.values()]
    return readings, {(fact.doc, fact.start, fact.end): fact for fact in facts}


def pattern(draft: Draft) -> str:
    return str(draft.table["pattern"])


def alike(own: dict[Span, Fact], found: dict[Span, Fact]) -> int:
    return sum(same(fact, found.get(span)) for span, fact in own.items())


def same(one: Fact | None, other: Fact | None) -> bool:
    names = ("measure", "value", "low", "high", "unit", "bound")
    return one is not None and other is not None and all(one.get(name) == other.get(name) for name in names)


if __name__ == "__main__":
    main()
