"""Stretches of a text or of a sentence in symbols, and the members of a list that one holds."""

from typing import NamedTuple

from factx.kept import compile_kept


class Span(NamedTuple):
    """A stretch of a text or of a sentence in symbols, end exclusive; empty where there is nothing."""

    start: int
    end: int

    def __bool__(self) -> bool:
        return self.end > self.start


NOWHERE = Span(0, 0)
_LIST = compile_kept("、|(?<![缓饱总])和(?![谐解])|(?<!普)及(?!以[上下]|[时格]率)|(?<![参给赠授])与(?!会)|以及")


def members(text: str, span: Span, joint_of: str = "") -> list[Span]:
    """Return the members of a list: 西安、兰州和|太原; those that ``joint_of`` parts, where it is given.

    Quotes hold together (“食肆及娱乐”和|“旅游”), but not where they hold the whole list.
    """
    joints = list((compile_kept(joint_of) if joint_of else _LIST).finditer(text, span.start, span.end))
    if text.find("“", *span) >= 0:
        joints = [joint for joint in joints if not _in_quotes(text, span.start, joint.start())] or joints
    found: list[Span] = []
    start = span.start
    for joint in joints:
        if joint.start() > start:
            found.append(Span(start, joint.start()))
        start = joint.end()
    if start < span.end:
        found.append(Span(start, span.end))
    return found


def _in_quotes(text: str, start: int, at: int) -> bool:
    return text.count("“", start, at) > text.count("”", start, at)
