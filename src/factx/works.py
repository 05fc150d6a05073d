"""The works, such as roads and bridges, that figures describe: how long they are, or how fast one drives."""

from factx.claims import Claim, is_classifier
from factx.facts import Kind, Measure
from factx.right_phrases import right_phrase
from factx.subject import Subject
from factx.subjects import match_subject
from factx.symbols import symbol_patterns

_pattern = symbol_patterns("context")


def is_of_works(text: str, claim: Claim) -> bool:
    """Whether a figure tells what only works have: how long they are, or how fast one drives."""
    before = claim.phrase.end <= claim.position
    return before and _pattern("of_works").fullmatch(text, *claim.phrase) is not None


def is_of_part(text: str, claim: Claim) -> bool:
    """Whether a figure is of what only works named before it have: 工程|总投资."""
    before = claim.phrase.end <= claim.position
    return before and _pattern("part_of_works").match(text, *claim.phrase) is not None


def works_told(text: str, claim: Claim) -> Subject | None:
    """The works that the sentence says it tells of, the last before a figure: “一横”是指|新谭公路|，全长…."""
    told = list(_pattern("works_told").finditer(text, 0, claim.start))
    return Subject(*told[-1].span(1), told[-1][1], thing=True) if told else None


def described_work(text: str, claim: Claim, known: list[str]) -> Subject | None:
    """The named work or place behind a figure that describes it: 全长164公里的|沪苏湖高铁."""
    at = claim.position + 1
    counts = claim.mention.kind is Kind.COUNT and is_classifier(claim.mention)
    if not counts and (listed := _pattern("measured_too").match(text, at)):
        at = listed.end()  # 投资|7亿元|、年产10万辆的奥杰汽车项目
    if claim.measure is not Measure.LEVEL or not text.startswith("的", at):
        return None
    if not claim.phrase or claim.phrase.end > claim.position:
        return None
    subject = match_subject(text, at + 1, known)
    if subject is None or subject.stands_for:
        return None
    name = right_phrase(text, at + 1)
    if not subject.thing and name.end > subject.end and is_named_work(text[slice(*name)]):
        return Subject(*name, text[slice(*name)], thing=True)
    return subject if subject.company or subject.thing or name.end <= subject.end else None


def is_named_work(name: str) -> bool:
    """Whether works are called so: 云岭大桥."""
    return _pattern("named_work").search(name) is not None
