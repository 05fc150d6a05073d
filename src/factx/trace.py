"""What happened to the figures of a document on their way to facts, noted by the pipeline for those who ask."""

import copy
from dataclasses import dataclass, field

from factx.claim_steps import Step
from factx.claims import Claim, Topic
from factx.context import Context
from factx.facts import Fact
from factx.govern import Governed
from factx.match import Label
from factx.segment import Sentence
from factx.symbols import SymbolSentence


@dataclass
class SentenceTrace:
    """One sentence, and what came of its figures. Positions are those of the sentence in symbols.

    ``labels`` are those of all rules that match; ``steps`` the claims as each step left them; ``topic`` what the
    sentence took over from the one before; ``times`` what its words of time resolve to, ``compared`` those of them
    that govern no figure.
    """

    sentence: Sentence
    symbols: SymbolSentence
    topic: Topic | None = None
    labels: list[tuple[int, Label]] = field(default_factory=list)
    steps: list[tuple[Step, list[Claim]]] = field(default_factory=list)
    governed: list[Governed] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    times: dict[int, str | None] = field(default_factory=dict)
    compared: set[int] = field(default_factory=set)

    def watch(self, step: Step, claims: list[Claim]) -> None:
        """Note the claims as a step left them."""
        self.steps.append((step, [copy.copy(claim) for claim in claims]))

    def close(self, governed: list[Governed], facts: list[Fact], topic: Topic | None, context: Context) -> None:
        """Note what came out."""
        self.governed, self.facts, self.topic = governed, facts, topic
        self.times, self.compared = context.times, context.compared


@dataclass
class Trace:
    """The notes on one document, sentence by sentence."""

    sentences: list[SentenceTrace] = field(default_factory=list)

    def open(self, sentences: list[tuple[Sentence, SymbolSentence]]) -> list[SentenceTrace]:
        """Return a page for the notes on each sentence."""
        self.sentences = [SentenceTrace(sentence, symbols) for sentence, symbols in sentences]
        return self.sentences
