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
    behind = claim.position + 1
    near = max(0, claim.position - _NEAR)
    contests = list(_pattern("contest").finditer(text, 0, claim.position))
    ranked = claim.measure is Measure.RANK and _pattern("ranked_in").search(text, near, claim.position)
    if ranked and contests and not _is_measure(text, left_phrase(text, ranked.start())):
        return Span(*contests[-1].span(contests[-1].lastindex or 0))
    measured = claim.measure is Measure.LEVEL and claim.mention.unit in table_words("chains", "result_units")
    if not (
        measured
        and _pattern("result_before").search(text, near, claim.position)
        and _pattern("result_behind").match(text, behind)
    ):
        return None
    named = (
        contests[-1]
        if contests
        else _pattern("contest_won").match(text, behind) or _pattern("result_word").match(text, behind)
    )
    if named is None:
        return NOWHERE if _pattern("award").search(text) else None
    return Span(*named.span(named.lastindex or 0))


def _is_measure(text: str, phrase: Span) -> bool:
    """Whether what a rank is told of is no name of who takes part: 贷款|总额|排名第五."""
    return _pattern("ranked_measure").search(text, *phrase) is not None
