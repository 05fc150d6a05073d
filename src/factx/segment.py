"""A document in paragraphs and sentences, with offsets."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from factx.kept import compile_kept
from factx.lexicon import table_patterns

_pattern = table_patterns("numbers")
# …… ends a sentence unless its list goes on: 衣服、鞋帽……等.
_SENTENCE = compile_kept(
    r"[^。！？…\n\r]+(?:…+(?=[等到至的和与及都均也，。、；：！？”’」』）)…])[^。！？…\n\r]*)*(?:[。！？…]+[”’」』）)]*)?|[。！？…]+"
)
_CLAUSE = compile_kept("[^，；。：！？;:]+")
_LONGEST = 1500  # characters: the work on a sentence grows faster than its length
_FINAL = compile_kept(r"[。！？；;：:，,…][”’」』）)]*\s*$")
BULLETS = frozenset("◆◇●○■□▲△★☆▶►")  # the marks that open items of short news


class Sentence(NamedTuple):
    """A sentence of the plain text: offsets, the number of its paragraph, whether it is a heading, its bullet."""

    start: int
    end: int
    paragraph: int
    opens_paragraph: bool
    is_heading: bool
    bullet: str = ""


def split_sentences(plain: str) -> Iterator[Sentence]:
    """Yield the sentences of a plain text in order; a line end closes a paragraph.

    A heading is a paragraph of one short sentence that no mark ends. A bullet before a paragraph is no part of it. What
    goes on longer than any sentence does is cut at a lesser mark.
    """
    paragraph = -1
    last_end = 0
    for match in _SENTENCE.finditer(plain):
        start, end = match.span()
        opens = paragraph < 0 or "\n" in plain[last_end:start] or "\r" in plain[last_end:start]
        paragraph += opens
        last_end = end
        bullet = _pattern("bullet").match(plain, start, end) if opens else None
        said = plain[bullet.end() if bullet else start : end].strip()
        if not said:
            continue
        start = plain.index(said, start)
        while end - start > _LONGEST:
            cut = max(plain.rfind(mark, start, start + _LONGEST) for mark in "；，、,;") + 1 or start + _LONGEST
            yield Sentence(start, cut, paragraph, opens, False)
            start, opens = cut, False
        alone = opens and plain[end : end + 1] in ("", "\n", "\r")
        heads = alone and len(said) <= 60 and not _FINAL.search(said)
        yield Sentence(start, end, paragraph, opens, heads, bullet[0].strip() if bullet else "")


def first_clauses(text: str, most: int) -> list[str]:
    """Return the clauses that a sentence begins with, at most ``most``."""
    return [match[0] for match in islice(_CLAUSE.finditer(text), most)]


def clause_start(text: str, position: int, marks: str = "，。；") -> int:
    """Return where the clause begins that ``position`` lies in: behind the last of ``marks`` before it."""
    return max(text.rfind(mark, 0, position) for mark in marks) + 1


def clause_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the clauses of a sentence, as spans."""
    for match in _CLAUSE.finditer(text):
        yield match.span()


def is_shut_in(text: str, at: int, end: int) -> bool:
    """Whether what stands at ``at`` is in a bracket that closes before ``end``: 为7%（|目标|为6%），上升1%."""
    opened = text.rfind("（", 0, at)
    return opened >= 0 and at < text.find("）", opened) < end
