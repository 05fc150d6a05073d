"""Those whom something befell, and by whom, or in which earthquake."""

from factx.characters import plain_text
from factx.claims import Claim, topic_words
from factx.places import match_place
from factx.predicates import happening
from factx.spans import Span
from factx.subject import Subject
from factx.symbols import symbol_patterns

_pattern = symbol_patterns("context")


def befell(text: str, claim: Claim) -> bool:
    """Whether a figure counts those whom something befell."""
    if claim.mention.unit not in topic_words().people:
        return False
    if plain_text(claim.mention.text)[-1] in "死伤" or claim.fate or happening(text, claim.position + 1):
        return True
    return _pattern("among_befallen").search(text, 0, claim.position) is not None


def attacks(text: str, subject: Subject, claim: Claim) -> bool:
    """Whether those killed or wounded were so by the subject: 甲国|空袭乙国，造成|3人|死亡."""
    between = text[subject.end : claim.position]
    if not befell(text, claim) or not _pattern("attacks").search(between):
        return False
    return raided_place(text, subject, claim) is not None or not _pattern("attacked").search(between)


def raided_place(text: str, subject: Subject, claim: Claim) -> Subject | None:
    """The place that a subject attacks, and of which those killed there are: 甲国空袭|乙国|，造成3人死亡."""
    raid = _pattern("raid_on").search(text, subject.end, claim.position)
    if raid is None:
        return None
    start = raid.start(raid.lastindex or 0)
    end = match_place(text, start)
    while (further := match_place(text, end)) > end > start:
        end = further  # 黎巴嫩|贝鲁特
    return Subject(start, end, text[start:end]) if end > start else None


def is_raid(told: str) -> bool:
    """Whether what is told of somebody is a raid on another: |空袭乙国, but not |遭空袭."""
    return bool(_pattern("raids").search(told)) and not _pattern("attacked").search(told)


def shaken_place(text: str, claim: Claim) -> Subject | None:
    """The place of an earthquake that a figure tells of, and of whom it killed there: 发生在|伊朗|的7.1级地震."""
    told = _pattern("happened_in").search(text, 0, claim.position) if claim.mention.unit == "级" else None
    if told is None:
        return None
    place = Span(*told.span(told.lastindex or 0))
    if match_place(text, place.start) == place.start and not text.startswith("中国", place.start):
        return None
    return Subject(*place, text[slice(*place)])
