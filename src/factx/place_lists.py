"""Which members of a list of counts are places, though their names are common words: 福田45宗、光明8宗."""

from factx.claims import Claim, is_subject
from factx.places import match_place
from factx.symbols import symbol_patterns

_pattern = symbol_patterns("chains")
_LONGEST_PLACE = 4  # characters


def mark_places(text: str, claims: list[Claim]) -> None:
    """In a list of counts by place (福田45宗、光明8宗) each member is one, also those whose name is a common word."""
    run: list[Claim] = []
    for claim in (*claims, None):
        if claim is not None and _may_be_place(text, run, claim):
            run.append(claim)
            continue
        known = sum(is_subject(text, member.phrase) for member in run)
        # 其余依序为|甲岭871毫米、乙寮757毫米
        in_order = run and _pattern("in_order").search(text, 0, run[0].phrase.start)
        if len(run) >= 3 and (2 * known >= len(run) or in_order):
            for member in run:
                start, end = member.phrase
                named = is_subject(text, member.phrase) or any(match_place(text, at) == end for at in range(start, end))
                member.place = named or end - start <= _LONGEST_PLACE  # not 北京法院法官人均收案
        run = [claim] if claim is not None and claim.phrase and claim.label is None else []


def _may_be_place(text: str, run: list[Claim], claim: Claim) -> bool:
    """Whether what stands before a count may be the name of a place, as that of the counts in the list before it."""
    if claim.label is not None or not 0 < claim.phrase.end - claim.phrase.start <= _LONGEST_PLACE:
        return False
    if not run:
        return True
    listed = text[run[-1].position + 1 : claim.phrase.start] in ("、", "，", "和")
    return listed and claim.mention.unit == run[-1].mention.unit
