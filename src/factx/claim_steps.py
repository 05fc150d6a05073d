"""From the mentions of a sentence to its claims, step by step."""

from collections.abc import Callable
from enum import StrEnum

from factx.chains import hand_on
from factx.claims import Claim, Topic
from factx.comparisons import as_much_as_all, compare, name_what_was
from factx.facts import Kind
from factx.list_labels import continue_lists, go_on_growing
from factx.lists import distribute
from factx.match import Label
from factx.mention_claims import claim_mention
from factx.no_facts import why_no_fact
from factx.nouns import bracketed, find_phrase, parted_by_time, with_actor
from factx.place_lists import mark_places
from factx.shares import add_up, call_share, go_on_sharing, keep_rates, lead_up, of_whole, part_people, tell_part
from factx.symbols import SymbolSentence, symbol_patterns
from factx.thresholds import only_describes

_pattern = symbol_patterns("chains")


class Step(StrEnum):
    """The steps from the mentions of a sentence to its claims, in their order."""

    BEGIN = "begin"
    LIST = "list"
    NOUN = "noun"
    LEAD = "lead"
    SHARE = "share"
    HAND_ON = "hand on"
    DISTRIBUTE = "distribute"
    SUM = "sum"
    COMPARE = "compare"


# Hears after each step what has become of the claims.
Watch = Callable[[Step, list[Claim]], None]


def unwatched(step: Step, claims: list[Claim]) -> None:
    """Nobody asks how the claims came about."""


def build_claims(
    sentence: SymbolSentence, labels: dict[int, Label], carried: Topic | None = None, watch: Watch = unwatched
) -> list[Claim]:
    """Return a claim for each mention that is a fact, with indicator, measure and reference.

    ``carried`` is the topic of the sentence before, where that stands in the same paragraph.
    """
    claims = [
        claim_mention(position, mention, labels.get(position), sentence)
        for position, mention in sentence.mentions.items()
        if mention.kind is not Kind.PERIOD
    ]
    watch(Step.BEGIN, claims)
    continue_lists(sentence.text, claims)
    watch(Step.LIST, claims)
    claims = [claim for claim in claims if why_no_fact(claim, sentence) is None]
    for claim in claims:
        find_phrase(sentence, claim)
        name_what_was(sentence.text, claim)
        claim.pieces = (
            claim.pieces
            or with_actor(sentence.text, claim.phrase)
            or parted_by_time(sentence.text, claim.phrase)
            or bracketed(sentence.text, claim.phrase)
        )
    watch(Step.NOUN, claims)
    lead_up(sentence.text, claims)
    watch(Step.LEAD, claims)
    go_on_growing(sentence.text, claims)
    go_on_sharing(sentence.text, claims)
    watch(Step.SHARE, claims)
    mark_places(sentence.text, claims)
    hand_on(sentence.text, claims, carried)
    watch(Step.HAND_ON, claims)
    named = [_named(claim) for claim in claims]
    distribute(sentence.text, claims, carried)
    watch(Step.DISTRIBUTE, claims)
    if named != [_named(claim) for claim in claims]:
        hand_on(sentence.text, claims, carried)
        watch(Step.HAND_ON, claims)
    add_up(sentence.text, claims)
    watch(Step.SUM, claims)
    compare(sentence.text, claims)
    part_people(sentence.text, claims)
    keep_rates(sentence.text, claims)
    of_whole(sentence.text, claims)
    tell_part(sentence.text, claims)
    call_share(sentence.text, claims)
    as_much_as_all(claims)
    watch(Step.COMPARE, claims)
    return [claim for claim in claims if not only_describes(claim, claims)]


def _named(claim: Claim) -> tuple[object, ...]:
    """What a list can give a claim that others behind it take over."""
    return claim.phrase, claim.pieces, claim.member, claim.measure, claim.reference, claim.inherited, claim.past
