"""What moves in a clause that names nothing: those asked or counted before, whatever they said or did since."""

from factx.claims import Claim
from factx.facts import Kind, Measure
from factx.kept import compile_kept
from factx.spans import Span
from factx.symbols import symbol_patterns

_pattern = symbol_patterns("chains")
_CLAUSE_MARK = compile_kept("[，。；]")


def moves_asked(text: str, claim: Claim, before: Claim | None, asked: Claim | None, topic: Span) -> bool:
    """Whether a share moves that its noun stands behind: 74%的|居民|认为房价过高，下降0.1个百分点.

    ``asked`` is that share, ``before`` the claim before, and ``topic`` what the chain tells of.
    """
    told, kind = claim.phrase, claim.mention.kind
    from_past = claim.past or (before is not None and before.past)  # 较2017年的|逾9成|下跌近2成
    return (
        asked is not None
        and (kind is Kind.POINT or (kind is Kind.PERCENT and from_past))
        and asked.phrase.start == topic.start <= told.end <= claim.start
        and _parted(text, claim)
        and not _CLAUSE_MARK.search(text, asked.position, told.start)
    )


def moves_counted(text: str, claim: Claim, before: Claim | None, topic: Span) -> bool:
    """Whether those move who were counted ``before`` and did something: 2万名|考生|参加中考，减少3人."""
    return (
        before is not None
        and before.position < before.phrase.start == topic.start == claim.phrase.start
        and claim.measure in (Measure.CHANGE, Measure.GROWTH)
        and _parted(text, claim)
        and _pattern("take_part").match(text, before.phrase.end, claim.phrase.end) is not None
    )


def _parted(text: str, claim: Claim) -> bool:
    """Whether the phrase before a figure stands in the clause before."""
    return "，" in text[claim.phrase.end : claim.position]
