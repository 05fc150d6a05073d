"""Which name a word stands for that a document calls its place by: 全市, 该县, 当地."""

from factx.characters import plain_text
from factx.context import Context
from factx.lexicon import table_words
from factx.places import (
    fits_level,
    last_of_level,
    last_place,
    match_place,
    only_province,
    place_of_level,
    provinces,
    short_name,
)
from factx.subjects import match_subject
from factx.symbols import SymbolSentence, symbol_patterns
from factx.wrapping import written

_pattern = symbol_patterns("subjects")
_REACH = 400  # characters of the paragraph in which what a word stands for is looked for


def stands_for(word: str, at: int, symbols: SymbolSentence, context: Context) -> str | None:
    """Return the name that the document gives for 全市, 该国 at ``at`` of a sentence; 全省 is none for a city."""
    if word == "我":  # 我对东盟出口
        return "我国"
    level, topic = word[1], context.topic
    if word in table_words("subjects", "zones"):
        return topic if topic and topic.endswith(table_words("subjects", "zone_ends")) else word
    if level == "省" and (province := only_province(symbols.text)):
        return written(context.text, *symbols.span(*province))
    before = _paragraph_before(at, symbols, context)
    if word == "当地":
        place = last_place(plain_text(before))
        return before[slice(*place)] if place else context.subject or topic
    if word == "全省" and context.subject and fits_level(context.subject, "省"):
        return context.subject  # 在江苏，…。|全省|重点企业…
    if level in "镇乡村" and not (topic or "").endswith(level):
        carried = context.subject or topic  # a place, no person whom the text tells of
        return last_of_level(plain_text(before), level) or (carried if match_place(carried or "", 0) else word)
    if level in "院校" and (named := _house_before(at, level, symbols, context)):
        return named
    if word[0] == "该":
        return last_of_level(plain_text(before), level) or context.subject or topic
    if topic is None or _is_event(topic) or _is_of_other_level(topic, level, context.text):
        return _named_before(before, level) or place_of_level(context.text, level) or word
    return topic


def _is_event(topic: str) -> bool:
    """Whether a document is about what is no place: 第十三届文博会, whose 全市 is where it is held."""
    subject = match_subject(topic, 0)
    return subject is not None and subject.thing


def _paragraph_before(at: int, symbols: SymbolSentence, context: Context) -> str:
    """The paragraph as far as ``at``, or its last characters."""
    end = symbols.starts[at]
    return context.text[max(context.text.rfind("\n", 0, end) + 1, end - _REACH) : end]


def _house_before(at: int, level: str, symbols: SymbolSentence, context: Context) -> str | None:
    """The court or hospital (院), or the school (校), that opened a clause last: 建始法院|受案…。该院…."""
    end = symbols.starts[at]
    before = context.text[max(end - 2 * _REACH, 0) : end]
    houses = _pattern("house").finditer(plain_text(before))
    named = [
        house.span(1) for house in houses if house[1].endswith("学院") or house[1].endswith("院") == (level == "院")
    ]
    return before[slice(*named[-1])] if named else None


def _is_of_other_level(topic: str, level: str, text: str) -> bool:
    """Whether 全省 is not said of a city, 全市 not of a village or a province, 全县 not of what is called a city."""
    if level == "省":
        return match_place(topic, 0) > 0 and not fits_level(topic, "省")
    province = short_name(topic) in provinces() and topic not in table_words("subjects", "municipalities")
    if level in "市县" and (province or topic.endswith(("镇", "乡", "村"))):
        return True
    return level == "县" and f"{topic.removesuffix('市')[-2:]}市" in text


def _named_before(before: str, level: str) -> str | None:
    """The one province, or the last county, that a paragraph names so far."""
    plain = plain_text(before)
    if level == "省":
        province = only_province(plain)
        return before[slice(*province)] if province else None
    return last_of_level(plain, level) if level == "县" else None
