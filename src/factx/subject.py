"""Whom a figure may be of: a subject as a text says it."""

from functools import cache
from typing import NamedTuple

from factx.lexicon import load_table


class Subject(NamedTuple):
    """A subject as said: offsets in the text at hand, and the name.

    ``stands_for``: it is a word for a name that is said elsewhere (全市, 该公司). ``lasting``: a place or a thing,
    which holds for the sentences that follow; an organisation does only what its own sentence says. ``thing``: an
    event, a work, a craft, a team or a person, or a word for one (本届论坛, 该项目). ``company``: a company, or a word
    for one.
    """

    start: int
    end: int
    name: str
    stands_for: bool = False
    lasting: bool = True
    thing: bool = False
    company: bool = False


@cache
def characters(name: str) -> frozenset[str]:
    """The characters that a pattern's words begin with, or one of which it cannot match without: quick noes."""
    return frozenset(load_table("subjects")[name])
