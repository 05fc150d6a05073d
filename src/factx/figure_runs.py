"""Figures that go on with one another like the members of a list: 12.6%、8%, 分别增长1%、2%."""

from factx.claims import CHAIN_END, LISTED, Claim
from factx.facts import Kind


def run_after(text: str, claims: list[Claim], at: int) -> list[Claim]:
    """The figures behind 分别 that belong to it: the first, and those joined to it like list members."""
    run: list[Claim] = []
    for claim in claims:
        if claim.position < at:
            continue
        if not run:
            if claim.position - at > 24 or CHAIN_END.search(text, at, claim.position):
                break
        elif not _joins(text, run[-1], claim):
            break
        run.append(claim)
    return run


def run_from(claims: list[Claim], index: int) -> list[Claim]:
    """The figure at ``index`` and those that its rule lists behind it."""
    run = [claims[index]]
    for claim in claims[index + 1 :]:
        if not claim.listed:
            break
        run.append(claim)
    return run


def run_joined(text: str, claims: list[Claim], index: int) -> list[Claim]:
    """The figure at ``index`` and those that go on with its list, also with words of their own: 降1%、升4%."""
    run = [claims[index]]
    for claim in claims[index + 1 :]:
        if not _joins(text, run[-1], claim):
            break
        run.append(claim)
    return run


def _joins(text: str, before: Claim, claim: Claim) -> bool:
    """Whether a figure goes on with the list of the one before: 12.6%、8%, 增长12.6%、下降4.2%.

    One rule may read both, from the same start: 分别以|2%和1%|的跌幅. Places may stand side by side: 分列|二|三位.
    """
    if before.position + 1 == claim.position and before.mention.kind is claim.mention.kind is Kind.RANK:
        return True
    if claim.label is not None and not claim.listed and claim.start > before.position:
        return text[before.position + 1 : claim.start].strip() in ("、", "和", "与", "及", "/")
    return bool(LISTED.fullmatch(text[before.position + 1 : claim.position].strip()))
