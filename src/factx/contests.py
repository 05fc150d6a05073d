"""What a time, a score or a rank is of in news of contests: 在男子100米蛙泳决赛中，张强以1分1秒76夺得亚军."""

from factx.claims import Claim
from factx.facts import Measure
from factx.left_phrases import left_phrase
from factx.lexicon import table_words
from factx.spans import NOWHERE, Span
from factx.symbols import symbol_patterns

_pattern = symbol_patterns("chains")
_NEAR = 8  # characters before a figure in which what opens a result stands


def contest_of(text: str, claim: Claim) -> Span | None:
    """Return what the time, the score or the rank of a contest is of; None where a figure is no such.

    Empty where the text before says it: 科瓦尔以1分8秒42|夺冠.
    """
    near, behind = max(0, claim.position - _NEAR), claim.position + 1
    if claim.measure is Measure.RANK:
        ranked = _pattern("ranked_in").search(text, near, claim.position)
        if ranked is None or _is_measure(text, left_phrase(text, ranked.start())):
            return None
        return _contest_before(text, claim)
    if not (
        claim.measure is Measure.LEVEL
        and claim.mention.unit in table_words("chains", "result_units")
        and _pattern("result_before").search(text, near, claim.position)
        and _pattern("result_behind").match(text, behind)
    ):
        return None
    if contest := _contest_before(text, claim):
        return contest
    if named := _pattern("contest_won").match(text, behind) or _pattern("result_word").match(text, behind):
        return Span(*named.span(1))
    return NOWHERE if _pattern("award").search(text) else None


def _contest_before(text: str, claim: Claim) -> Span | None:
    """The last contest that is named before a figure."""
    named = list(_pattern("contest").finditer(text, 0, claim.position))
    return Span(*named[-1].span(named[-1].lastindex or 0)) if named else None


def _is_measure(text: str, phrase: Span) -> bool:
    """Whether what a rank is told of is no name of who takes part: 贷款|总额|排名第五."""
    return _pattern("ranked_measure").search(text, *phrase) is not None
