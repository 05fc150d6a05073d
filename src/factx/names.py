"""What holds a numeral and is none: names, codes, idioms and vague counts, with the contexts that they ask for."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from factx.facts import Kind, Mention
from factx.kept import compile_kept
from factx.lexicon import listed, load_table, table_pattern
from factx.numerals import CHINESE_DIGITS, CHINESE_NUMERALS
from factx.reading import Reading
from factx.units import find_unit

_ROW_OF_DIGITS = compile_kept(rf"\d+(?:\.\d+)?|[{CHINESE_DIGITS}]{{3,}}", re.ASCII)
_MEASURES = compile_kept(r"\ ?[%‰百千万亿]|[eE×]|个百分点|倍")
_MEASURING = frozenset({"length", "area", "volume", "mass", "money", "power", "energy"})
_GOES_ON = CHINESE_NUMERALS + "点.‧·・"
_NO_SCALE = compile_kept("[^万亿千百]*")
_GOES_ON_FROM_DIGIT = ".万亿千百"
_OF_WORDS = frozenset("壹肆伍陆拾佰仟零")  # numerals that more often end a word
_BEHIND_FORMAL = frozenset("拾佰仟万亿")  # what makes a numeral of them
_NUMERAL_CHARACTER = compile_kept(f"[0-9{CHINESE_NUMERALS}]")


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """A context of a name, compiled when it is first asked for: there are hundreds, and a text meets few."""
    return compile_kept(pattern)


class Name(NamedTuple):
    """What holds a numeral and is none: the text, where its numeral begins in it, its class, and its contexts."""

    text: str
    offset: int
    kind: Kind
    must_follow: str = ""  # regular expressions, compiled when the name is first met
    must_not_follow: str = ""
    must_precede: str = ""
    must_not_precede: str = ""

    def holds(self, plain: str, first: int) -> bool:
        """Whether the contexts that the name asks for stand round it."""
        end = first + len(self.text)
        near = max(0, first - 8)
        return not (
            (self.must_follow and not _compiled(self.must_follow).match(plain, end))
            or (self.must_not_follow and _compiled(self.must_not_follow).match(plain, end))
            or (self.must_precede and not _compiled(rf"(?:{self.must_precede})\Z").search(plain, near, first))
            or (self.must_not_precede and _compiled(rf"(?:{self.must_not_precede})\Z").search(plain, near, first))
        )


@cache
def _names_by_numeral() -> dict[str, list[Name]]:
    """The names by the three characters where their numeral begins (two where no third stands), longest first.

    A numeral at the very end is keyed by the two characters that end there.
    """
    table = load_table("names")
    kinds = {name: Kind.NAME if name == "era" else Kind(name) for name in ("code", "era", "vague", "name", "idiom")}
    names = [Name(word, _numeral_at(word), kind) for name, kind in kinds.items() for word in listed(table[name])]
    names += [_guarded(row, word, kinds[row["class"]]) for row in table["guarded"] for word in listed(row["word"])]
    found: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        at = name.offset
        if at >= 0:
            found[name.text[at : at + 3] if at + 1 < len(name.text) else name.text[at - 1 : at + 1]].append(name)
    for same in found.values():
        same.sort(key=lambda name: -len(name.text))
    return dict(found)


@lru_cache(maxsize=2**14)
def _names_from(three: str) -> Sequence[tuple[str, int, Name]]:
    """The names whose numeral begins ``three`` characters, longest first: the text, where its numeral begins, all."""
    table = _names_by_numeral()
    names = sorted([*table.get(three, ()), *table.get(three[:2], ())], key=lambda name: -len(name.text))
    return [(name.text, name.offset, name) for name in names]


def _numeral_at(word: str) -> int:
    match = _NUMERAL_CHARACTER.search(word)
    return match.start() if match else -1


def _guarded(row: dict[str, str], word: str, kind: Kind) -> Name:
    return Name(
        word,
        _numeral_at(word),
        kind,
        row.get("before", ""),
        row.get("not_before", ""),
        row.get("after", ""),
        row.get("not_after", ""),
    )


@cache
def code_words() -> tuple[str, ...]:
    return tuple(load_table("names")["code_words"])


@cache
def _scale_hedges() -> tuple[str, ...]:
    return tuple(load_table("names")["scale_words_not_after"])


def find_name(reading: Reading, start: int, end: int) -> Mention | None:
    """The name whose numeral begins at ``start``, if one stands there; the numeral of the text ends at ``end``."""
    plain, names = reading.plain, _names_by_numeral()
    three = plain[start : start + 3]
    found = _names_from(three) if three in names or three[:2] in names else ()
    if ending := names.get(plain[start - 1 : start + 1]):
        found = (*found, *((name.text, name.offset, name) for name in ending))
    for text, offset, name in found:
        first = start - offset
        if first < reading.end or not plain.startswith(text, first):
            continue
        close = first + len(text)
        if close <= reading.limit and not _is_number(reading, name, first, close, end) and name.holds(plain, first):
            return reading.mention(first, close, name.kind)
    return None


def _is_number(reading: Reading, name: Name, first: int, close: int, end: int) -> bool:
    """Whether the characters of a name from ``first`` to ``close`` are part of a number, of a word or of an ordinal."""
    plain = reading.plain
    if _ROW_OF_DIGITS.fullmatch(name.text) and (
        close < end or _is_counted(reading, close) or _MEASURES.match(plain, close) or reading.currency_before(first)
    ):
        return True  # 12345 is a hotline, 12345辆 are cars; 九一八 is a day, 九一八个 are things; 9.11% is a figure
    if close < end and plain[close - 1] in CHINESE_NUMERALS and plain[close] in _GOES_ON:
        of_word = plain[close - 1] in _OF_WORDS and name.offset == len(name.text) - 1
        if not of_word or plain[close] in _BEHIND_FORMAL:
            return True  # 二百五十 is no 二百五, 三九.一四亿元 no 三九; 登陆|十次, but 部队|伍佰元
    if close < end and plain[close - 1].isdigit() and plain[close] in _GOES_ON_FROM_DIGIT:
        return True  # 运20 is an aircraft, 运20.3亿吨 are goods
    if close < end and plain[close - 1] == "点" and _MEASURES.match(plain, end):
        return True  # 加快一点一个百分点
    if close < end and plain[close - 1] == "点" and not _NO_SCALE.fullmatch(plain, close, end):
        return True  # 差一点七亿美元
    if close > end and _unit_reaches_beyond(reading, end, close):
        return True  # 四平 is a town, 四平方米 an area
    if close <= end and table_pattern("numbers", "discount").match(plain, close):
        return True  # 六一 is a day, 六一折 a price
    behind_ordinal = plain[first + name.offset - 1 : first + name.offset] == "第" and name.text[0] != "第"
    if behind_ordinal or _cuts_word(reading, first, close):
        return True
    return name.text[0] in "百千万亿" and plain.endswith(_scale_hedges(), 0, first)


def _unit_reaches_beyond(reading: Reading, end: int, close: int) -> bool:
    unit = reading.unit(end)
    return unit is not None and unit[1] > close and unit[0].dimension in _MEASURING


def _is_counted(reading: Reading, close: int) -> bool:
    """Whether a unit follows; 平台 and its like may follow a name as well, and 车票 is no 车."""
    unit = find_unit(reading.plain, close + reading.plain.startswith(" ", close), strict=True)
    return unit is not None and unit[0].dimension != "counted_noun"


def _cuts_word(reading: Reading, first: int, close: int) -> bool:
    """Whether the span ends inside a numeral or a Latin word."""
    plain = reading.plain
    return (
        plain[close - 1 : close + 1].isascii()
        and plain[close - 1 : close + 1].isalnum()
        and close < len(plain)
        and plain[close - 1].isdigit() == plain[close].isdigit()
    ) or (first > 0 and plain[first - 1 : first + 1].isascii() and plain[first - 1 : first + 1].isalnum())
