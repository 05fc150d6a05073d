"""Figures that a list makes ordinals, names or months: 第一、二、三产业, 9、10两个月."""

from factx.facts import Kind, Mention

_LIST_MARKS = frozenset(("、", "和", "与", "及", "或"))
_MONTHS = 12
_NAMING_KINDS = frozenset((Kind.PERIOD, Kind.CODE, Kind.NAME))
_ORDINAL_UNITS = frozenset("批期号轮波条届次集章节版场站层")
_SPOKEN_DIGITS = frozenset("一二三四五六七八九十")


def share_classes(plain: str, found: list[Mention]) -> list[Mention]:
    """Make names of the digits that a list leaves without theirs: 第一、二、三产业, 二、三季度, 一、二线城市."""
    kinds = {mention.kind for mention in found}
    if Kind.ORDINAL in kinds:
        _number_lists(plain, found)
    if Kind.CODE in kinds:
        _distances(plain, found)
    if Kind.NUMBER not in kinds:
        return found
    _months(plain, found)
    if not any(map(_is_digit, found)):
        return found
    for index in range(len(found) - 2, -1, -1):
        one, after = found[index], found[index + 1]
        if _is_digit(one) and after.kind in _NAMING_KINDS and plain[one.end : after.start] == "、":
            found[index] = one._replace(kind=Kind.NAME, value=None)
    for before, (index, one) in zip(found, enumerate(found[1:], 1), strict=False):
        if _is_digit(one) and found[index - 1].kind is Kind.ORDINAL and plain[before.end : one.start] == "、":
            found[index] = one._replace(kind=Kind.ORDINAL)
    return found


def _number_lists(plain: str, found: list[Mention]) -> None:
    """Make ordinals of the figures that a list of ordinals goes on with: 第3、|4批, 第74和|75波, 第59颗、|60颗."""
    for index in range(1, len(found)):
        before, one = found[index - 1], found[index]
        if before.kind is not Kind.ORDINAL or one.kind is not Kind.COUNT or not (before.value and one.value):
            continue
        classifier, joint = plain[before.end : one.start - 1], plain[one.start - 1]
        bare = not classifier and one.unit in _ORDINAL_UNITS and one.value > before.value
        again = classifier == one.unit and one.value == before.value + 1
        if joint in _LIST_MARKS and (bare or again):
            said = one.text[: -(len(classifier) or 1)]
            found[index] = one._replace(kind=Kind.ORDINAL, unit=None, end=one.start + len(said), text=said)


def _distances(plain: str, found: list[Mention]) -> None:
    """Make codes of the figures that a list names contests by: 50米、|100米和|200米蛙泳."""
    for index in range(len(found) - 2, -1, -1):
        one, after = found[index], found[index + 1]
        listed = after.kind is Kind.CODE and one.kind is Kind.COUNT and plain[one.end : after.start] in _LIST_MARKS
        if listed and one.unit and one.unit in after.text[1:]:
            found[index] = one._replace(kind=Kind.CODE, value=None)


def _months(plain: str, found: list[Mention]) -> None:
    """Make dates of the months that a list names by their number: 9、10|两个月."""
    for index in range(len(found) - 2, -1, -1):
        one, after = found[index], found[index + 1]
        if one.kind is not Kind.NUMBER:
            continue
        joint = plain[one.end : after.start]
        counted = after.unit == "个月" and after.text[0] in "两三四" and not joint
        if counted or (after.kind is Kind.DATE and joint in ("、", "和")):
            found[index] = one._replace(kind=Kind.DATE) if one.value and one.value <= _MONTHS else one


def _is_digit(one: Mention) -> bool:
    return one.kind is Kind.NUMBER and one.text in _SPOKEN_DIGITS
