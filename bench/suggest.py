"""Whether the drafts of ``factx rules suggest`` bring a lost rule back: ``python bench/suggest.py CORPUS``.

One built-in rule after the other is taken out, and the first drafts that are then proposed from the corpus are put in
its place. For each: the facts that it makes; how many of them the other rules read alike without it (kept); how many come
out alike with the drafts (back); how many drafts there were, and which of these brought facts back; and the facts of
drafts that are wrong: with another measure, value, unit or bound than all rules give. These are printed.
"""

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

from factx import Document, Fact, extract, load_rules, read_documents
from factx.drafts import with_drafts, write_drafts
from factx.rules import Rules
from factx.suggest import find_shapes, read_sentences

TRIED = ("growth.down", "share.of", "rank.in", "change.added", "gap.higher")
DRAFTS = 5
Span = tuple[str, int, int]


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the drafts of factx rules suggest.")
    parser.add_argument("corpus", type=Path, nargs="+", help=".txt and .jsonl files")
    parser.add_argument("--rules", default=",".join(TRIED), help="the ids of the rules to take out")
    options = parser.parse_args()
    items = (item for path in options.corpus for item in read_documents(str(path), None))
    documents = [item for item in items if isinstance(item, Document)]
    rules = load_rules()
    known = read(documents, rules)
    print(f"{'rule':18}{'facts':>7}{'kept':>7}{'back':>7}{'share':>7}{'drafts':>8}{'wrong':>7}  useful")
    for rule in options.rules.split(","):
        try_without(rule, documents, rules, known)


def try_without(lost: str, documents: Sequence[Document], rules: Rules, known: dict[Span, Fact]) -> None:
    """Print what becomes of the facts of a rule without it, and with the drafts."""
    rest = Rules([rule for rule in rules.rules if rule.id != lost], rules.families, rules.names)
    readings = [reading for document in documents for reading in read_sentences(document, rest)]
    drafts = write_drafts(find_shapes(readings, rest), readings, rest, DRAFTS)
    own = {span: fact for span, fact in known.items() if fact.rule == lost}
    kept = alike(own, {(fact.doc, fact.start, fact.end): fact for one in readings for fact in one.facts.values()})
    ids = [draft.table["id"] for draft in drafts]
    found = read(documents, with_drafts(rest, drafts))
    wrong = [fact for span, fact in found.items() if fact.rule in ids and not same(known.get(span), fact)]
    back = alike(own, found)
    useful = sorted({ids.index(found[span].rule) + 1 for span in own if span in found and found[span].rule in ids})
    figures = f"{len(own):7}{kept:7}{back:7}{back / max(len(own), 1):7.0%}{len(drafts):8}{len(wrong):7}"
    print(f"{lost:18}{figures}  {', '.join(map(str, useful))}", flush=True)
    for fact in wrong:
        print(f"    {fact.doc}: {fact.text} {fact.measure} by {fact.rule}")


def read(documents: Iterable[Document], rules: Rules) -> dict[Span, Fact]:
    return {(fact.doc, fact.start, fact.end): fact for document in documents for fact in extract(document, rules)}


def alike(own: dict[Span, Fact], found: dict[Span, Fact]) -> int:
    return sum(same(fact, found.get(span)) for span, fact in own.items())


def same(one: Fact | None, other: Fact | None) -> bool:
    names = ("measure", "value", "low", "high", "unit", "bound")
    return one is not None and other is not None and all(one.get(name) == other.get(name) for name in names)


if __name__ == "__main__":
    main()
