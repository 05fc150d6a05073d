"""Amounts that do not measure but say which things are meant: 产值过千亿元产业, 1万至2万元占24%."""

from factx.claims import Claim, is_classifier
from factx.facts import Bound, Kind, Mention


def only_describes(claim: Claim, claims: list[Claim]) -> bool:
    """Whether an amount is part of the name of another's indicator: 产值过千亿元|产业."""
    return (
        (claim.label is None or claim.label.rule.side == "nearest")
        and (is_threshold(claim.mention) or is_class(claim.mention))
        and any(other.phrase.start <= claim.position < other.phrase.end for other in claims)
    )


def is_threshold(mention: Mention) -> bool:
    """Whether an amount may stand inside a name: 产值过千亿元|产业, 100万人次以上|机场."""
    bounded = mention.bound in (Bound.GT, Bound.GE, Bound.LE, Bound.LT)
    return bounded and (mention.kind is Kind.MONEY or ends_in_bound(mention) and not is_classifier(mention))


def is_class(mention: Mention) -> bool:
    """Whether an amount names a class of things by its size: 1万至2万元|占24%."""
    return mention.kind is not Kind.PERIOD and (mention.bound is Bound.RANGE or ends_in_bound(mention))


def ends_in_bound(mention: Mention | None) -> bool:
    return mention is not None and mention.bound in (Bound.GE, Bound.LE) and mention.text[-1] in "上下内"
