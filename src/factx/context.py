"""What is in force while the sentences of a document are read: whose figures, of which time."""

from dataclasses import dataclass, field
from datetime import date

from factx.origins import NOTHING, Origin
from factx.segment import Sentence
from factx.symbols import SymbolSentence

Read = tuple[Sentence, SymbolSentence]


@dataclass(slots=True)
class Time:
    """A word of time in force: what it resolves to (None where the text does not settle it), and where it stands."""

    period: str | None
    origin: Origin


@dataclass(slots=True)
class Context:
    """What is in force while the sentences of one document are read in order."""

    text: str
    today: date | None
    dated: bool = True  # the date is given, and not read in the text, where the first one may be of what it tells
    known: list[str] = field(default_factory=list)
    topic: str | None = None  # what the whole document is about, or the section that a heading opens: 万科：…
    topic_origin: Origin = NOTHING
    bundle: bool = False
    subject: str | None = None
    subject_origin: Origin = NOTHING
    owner: tuple[str | None, Origin] = (None, NOTHING)  # of all figures of the sentence before, in one paragraph
    thing: bool = False  # the subject is an event, a work or the like
    attacks: bool = False  # the subject attacked another: whom it killed are not its own
    event: str | None = None  # the event or the works named last: what 本届论坛 stands for
    company: str | None = None  # what 公司 stands for
    reporter: bool = False  # the text is the report of that company
    time: Time | None = None
    day: str | None = None  # the day told of last: what 当日 stands for
    sentence_day: Time | None = None  # the day of the sentence before: 其中 goes on with it
    due: Time | None = None  # when the works of the sentence before start or end: 届时 goes on with it
    plan: Origin | None = None  # where this paragraph says that it tells of tasks: 主要任务是：….
    struck: Time | None = None  # the day on which something befell people, in this paragraph
    # The periods that were in force so far, and where each stands.
    told: dict[str, Origin] = field(default_factory=dict)
    headline_year: int | None = None
    usual: Time | None = None  # the time of what no paragraph dates itself
    paragraph: int = -1
    headed: bool = False
    waiting: list[Read] = field(default_factory=list)
    times: dict[int, str | None] = field(default_factory=dict)  # of the last sentence: its words of time, by position
    compared: set[int] = field(default_factory=set)  # those of them that govern no figure

    def enter(self, sentence: Sentence, text: str) -> None:
        """Take notice of where a sentence stands: a paragraph ends what the last one had in force."""
        if sentence.paragraph == self.paragraph:
            return
        self.paragraph = sentence.paragraph
        self.struck = self.plan = None
        if text.startswith("其中") and not self.bundle:
            return  # 全省实现利税98亿元。其中，煤炭行业…: goes on with the paragraph before
        self.sentence_day = None
        self.owner = None, NOTHING
        if sentence.is_heading and self.bundle:
            self.subject, self.thing = None, False
        if self.bundle and not self.topic:
            self.company = None
        if not self.headed:
            self.time = None if self.bundle else self.usual
            self.subject, self.thing = None, False
        self.headed = False
