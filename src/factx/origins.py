"""Where a field of a record was read, noted where it is decided: `factx explain` tells it."""

from enum import StrEnum
from typing import NamedTuple


class How(StrEnum):
    """By what way a field came to what it holds."""

    NOTHING = "nothing"  # nothing says it
    WORD = "word"  # a word of the sentence that governs the figure
    PAST = "past"  # what the rule calls past has its own word, or none
    RULE = "rule"  # the rule says so, or a slot of it holds it
    INDICATOR = "indicator"  # the indicator says so: 目标
    PHRASE = "phrase"  # it opens the words of the indicator
    CLAUSE = "clause"  # it opens a clause of the sentence
    MEMBER = "member"  # the member of a list that the figure goes with
    CARRIED = "carried"  # carried on from a sentence before
    HEADLINE = "headline"
    PUBLISHED = "published"  # the time that the document is made public for
    USUAL = "usual"  # what half the dated sentences of the document open with
    PLACE = "place"  # the place that the document is about
    NAME = "name"  # the name that the document keeps using
    ALIAS = "alias"  # the short name that the document introduces
    COLUMN = "column"  # the heading of the column or the name of the row says it
    SECTION = "section"  # the heading of the section says it


class Origin(NamedTuple):
    """How a field was read, and the words that say so: offsets in the document, empty where no words do.

    ``of`` is where the name was read that the words stand for: 全市, 该公司.
    """

    how: How
    start: int = 0
    end: int = 0
    of: "Origin | None" = None


NOTHING = Origin(How.NOTHING)
