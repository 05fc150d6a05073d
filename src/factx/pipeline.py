"""From a document to its facts, in one screen."""

from factx.chains import build_claims
from factx.characters import plain_text
from factx.claims import Claim, Topic
from factx.context import Governed, document_date, govern, survey
from factx.facts import Bound, Fact, Measure, Mention
from factx.match import label_mentions
from factx.periods import find_periods
from factx.quantities import read_mentions
from factx.read import Document
from factx.rules import Rules
from factx.segment import Sentence, split_sentences
from factx.symbols import SymbolSentence, rewrite

# 3死10伤: the unit says what befell them.
_CASUALTIES = {"死": "死亡", "伤": "受伤", "傷": "受傷"}


def extract(document: Document, rules: Rules) -> list[Fact]:
    """Return the facts of a document, in the order of their spans."""
    plain = plain_text(document.text)
    spans = list(find_periods(plain))
    mentions = read_mentions(document.text, plain, spans)
    times = {span.start: span for span in spans}
    sentences = [
        (sentence, rewrite(plain, sentence.start, sentence.end, inside, times))
        for sentence, inside in _by_sentence(plain, mentions)
    ]
    context = survey(document.text, sentences, document_date(document.date, plain))
    facts: list[Fact] = []
    topic: Topic | None = None
    for sentence, symbols in sentences:
        if sentence.opens_paragraph:
            topic = None
        claims = build_claims(symbols, label_mentions(symbols, rules), topic) if symbols.has_quantity else []
        facts += [_fact(document, sentence, symbols, one) for one in govern(context, sentence, symbols, claims)]
        if claims:
            topic = Topic(facts[-1].indicator, facts[-1].unit) if facts[-1].indicator else topic
    return facts


def _by_sentence(plain: str, mentions: list[Mention]) -> list[tuple[Sentence, list[Mention]]]:
    """Each sentence with the mentions that lie inside it."""
    grouped: list[tuple[Sentence, list[Mention]]] = []
    at = 0
    for sentence in split_sentences(plain):
        inside: list[Mention] = []
        while at < len(mentions) and mentions[at].start < sentence.end:
            if sentence.start <= mentions[at].start and mentions[at].end <= sentence.end:
                inside.append(mentions[at])
            at += 1
        grouped.append((sentence, inside))
    return grouped


def _fact(document: Document, sentence: Sentence, symbols: SymbolSentence, governed: Governed) -> Fact:
    claim, mention, text = governed.claim, governed.claim.mention, document.text
    negative = claim.sign < 0 and claim.measure in (Measure.GROWTH, Measure.CHANGE, Measure.GAP)
    value, low, high = mention.value, mention.low, mention.high
    if negative:
        value = None if value is None else -value
        low, high = (None, None) if low is None or high is None else (-high, -low)
    unit = mention.unit
    return Fact(
        doc=document.name,
        start=mention.start,
        end=mention.end,
        text=mention.text,
        subject=governed.subject,
        indicator=_indicator(claim, symbols, text),
        measure=claim.measure,
        value=value,
        low=low,
        high=high,
        unit=unit,
        bound=mention.bound if high is None else Bound.RANGE,
        reference=_slice(claim.reference, symbols, text),
        period=governed.period,
        modality=governed.modality,
        rule=claim.rule,
        sentence=text[sentence.start : sentence.end],
    )


def _slice(span: tuple[int, int], symbols: SymbolSentence, text: str) -> str | None:
    if span[1] <= span[0]:
        return None
    start, end = symbols.span(*span)
    return text[start:end].strip() or None


def _indicator(claim: Claim, symbols: SymbolSentence, text: str) -> str | None:
    if claim.mention.unit == "枚" and claim.mention.text[-1] in "金银铜銀銅":
        return claim.mention.text[-1] + "牌"
    if claim.mention.unit == "人" and claim.mention.text[-1] in _CASUALTIES:
        return _CASUALTIES[claim.mention.text[-1]]
    if claim.mention.unit == "人" and text.startswith("口", claim.mention.end):
        return "人口"  # 140多万人|口的大县
    if claim.topic:
        return claim.topic
    pieces = claim.pieces or [claim.phrase]
    said = "".join(_slice(piece, symbols, text) or "" for piece in pieces)
    return said or None
