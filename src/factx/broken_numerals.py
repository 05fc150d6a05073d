"""Numerals that blanks or line ends part, and what to leave out to read them: 一 百 五 十, 12.⏎5亿元."""

import re
from collections.abc import Iterator

from factx.kept import compile_kept
from factx.numerals import CHINESE_DIGITS, CHINESE_NUMERALS, parse_numeral
from factx.spacing import set_off
from factx.units import find_unit
from factx.wrapping import columns

# A numeral written apart, and what it is when its blanks are taken out: 一 百 五 十 个 百 分 点.
_APART = f"[{CHINESE_NUMERALS}\\d点分之百千万亿兆个余多成折.]"
_SPREAD = compile_kept(
    rf"(?<![\dA-Za-z])(?=[\d{CHINESE_NUMERALS}]){_APART}+(?:\ {{1,6}}{_APART}+)+(?![A-Za-z])", re.ASCII
)
_GAP = compile_kept(rf" (?<={_APART} ) *(?={_APART})", re.ASCII)  # a quick no
_WRITTEN_APART = compile_kept(
    rf"(?:[{CHINESE_NUMERALS}]+分之)?"
    rf"(?:(?:\d+(?:\.\d+)?[十百千万亿兆]+)+\d*|(?=.*[十百千万亿拾佰仟点成折分个])"
    rf"[{CHINESE_NUMERALS}]+(?:点[{CHINESE_DIGITS}]+)?"
    rf"|\d+(?:\.\d+)?(?=个?百分点|成|折))(?:[余多][万亿]+)?(?:个?百分点|[成折][{CHINESE_DIGITS}]?)?",
    re.ASCII,
)
# Digits that stand apart one by one, or from their point: 1 2 . 5 %, 3 4 5 户, 4 .5人.
_DIGIT_BY_DIGIT = compile_kept(
    r"(?<![\d.,])(?<![\d.,]\ )(?:\d(?:\ \d)+(?:\ ?\.\ ?\d(?:\ \d)*)?|\d{1,6}(?:\ \.\ ?|\.\ )\d{1,4})(?![\d.,]|\ \d)",
    re.ASCII,
)
_UNIT_BEHIND = compile_kept(r"\ ?(?:[%‰]|[万亿])")
_NUMERALS = compile_kept(f"[\\d.点{CHINESE_NUMERALS}]+", re.ASCII)
_TWO_FIGURES = compile_kept(r"[^ ][成折] +\S\Z")  # 增五成 一线城市
_TWO_RUNS = compile_kept(r"\d\d +\d|\d +\d\d", re.ASCII)  # Windows 10 100万台
_BLANKS = compile_kept(" +")
_APART_DIGIT = compile_kept(r"\ (?<=[\d.]\ )[\d.]", re.ASCII)  # a quick no
_HAN = compile_kept("[一-鿿]")
_MARKS = "。！？：；，、”）》"
_LINE_END = compile_kept(rf"\n(?<![\n{_MARKS}]\n)(?<![\n{_MARKS}]\r\n)[ \t]*")
_IN_NUMERAL = compile_kept(f"[\\d.点%‰{CHINESE_NUMERALS}]", re.ASCII)
_PARTED_DECIMAL = compile_kept(r"[一-鿿][^\n]*\d\.\Z", re.ASCII)  # what stands before is no number of a list
_FRACTION = compile_kept(f"[\\d{CHINESE_NUMERALS}](?:\n分之|分\n之|分之\n)负?[\\d{CHINESE_NUMERALS}]", re.ASCII)
_RANGE = compile_kept(f"[\\d%{CHINESE_NUMERALS}](?:[-—~至到]+\n[-—~]*|\n[-—~至到]+)[\\d{CHINESE_NUMERALS}]", re.ASCII)
_LONGEST_FRACTION, _LONGEST_UNIT = 4, 6
_DECIMALS = compile_kept(r"\d+(?![\d年月日.、])", re.ASCII)
_SCALED_UNIT = compile_kept("%|[百千]?[万亿][元吨人亩户件千美港平立公]")
_CLAUSE_MARK = compile_kept("[，。；、：]")
_NARROWEST = 30  # columns of a line that is wrapped; a Han character takes two


def find_gaps(plain: str) -> list[tuple[int, int]]:
    """Return the blanks and line ends that stand inside numerals, and between them and their units."""
    return [*_blanks(plain), *_line_ends(plain), *((at, at + 1) for at in set_off(plain))]


def _blanks(plain: str) -> Iterator[tuple[int, int]]:
    """Those of numerals whose characters stand apart."""
    for match in _SPREAD.finditer(plain) if _GAP.search(plain) else ():
        said = match[0]
        two_figures = _TWO_FIGURES.search(said) and _HAN.match(plain, match.end())
        closed = said.replace(" ", "")
        unit = find_unit(plain, match.end() - 1)  # 一 百|千瓦时
        alone = closed[:-1] if unit and unit[1] > match.end() else closed
        two_figures = two_figures or _TWO_RUNS.search(said)
        if _WRITTEN_APART.fullmatch(closed) and not two_figures and _is_numeral(alone):
            yield from (blank.span() for blank in _BLANKS.finditer(plain, *match.span()))
    for match in _DIGIT_BY_DIGIT.finditer(plain) if _APART_DIGIT.search(plain) else ():
        start, end = match.span()
        pointed = " ." in match[0] and _HAN.match(plain, end + (plain[end : end + 1] == " "))
        if _UNIT_BEHIND.match(plain, end) or (pointed and find_unit(plain, end + (plain[end : end + 1] == " "), start)):
            yield from (blank.span() for blank in _BLANKS.finditer(plain, start, end))


def _is_numeral(said: str) -> bool:
    """Whether what stands apart is one numeral, and not 二十 三十五."""
    parts = [part for part in _NUMERALS.findall(said) if part]
    return len(parts) != 1 or parse_numeral(parts[0]) is not None


def _line_ends(plain: str) -> Iterator[tuple[int, int]]:
    """Those of numerals at the end of a line in a text that is wrapped."""
    for match in _LINE_END.finditer(plain):
        start, end = match.span()
        while start and plain[start - 1] in "\r \t":
            start -= 1
        if not _IN_NUMERAL.search(plain, max(0, start - _LONGEST_UNIT), start):
            continue
        if end < len(plain) and (_parts_fraction(plain, start, end) or _goes_on(plain, start, end)):
            yield start, end


def _parts_fraction(plain: str, start: int, end: int) -> bool:
    """百|分之三, 百分|之三, 百分之|三."""
    around = plain[max(0, start - _LONGEST_FRACTION) : start] + "\n" + plain[end : end + _LONGEST_FRACTION]
    return _FRACTION.search(around) is not None


def _goes_on(plain: str, start: int, end: int) -> bool:
    """Whether the numeral or the unit before the line end goes on behind it."""
    opened = plain.rfind("\n", 0, start) + 1
    in_numeral = _IN_NUMERAL.match(plain, start - 1) is not None
    if in_numeral and plain[start - 1] == ".":
        return bool(_DECIMALS.match(plain, end) and _PARTED_DECIMAL.search(plain, opened, start))
    if in_numeral and _SCALED_UNIT.match(plain, end):
        return True
    goes_on = in_numeral and bool(_IN_NUMERAL.match(plain, end) or find_unit(plain, end, strict=True))
    goes_on = goes_on or _parts_range(plain, start, end) or _parts_unit(plain, start, end)
    return goes_on and _is_wrapped(plain, opened, start, end)


def _parts_range(plain: str, start: int, end: int) -> bool:
    """3—|5万, 3|—5万, 3%|—5%."""
    around = plain[max(0, start - 3) : start] + "\n" + plain[end : end + 3]
    return _RANGE.search(around) is not None


def _parts_unit(plain: str, start: int, end: int) -> bool:
    """3个百分|点, 5千瓦|时: the unit behind a numeral goes on behind the line end."""
    for length in range(1, min(_LONGEST_UNIT, start)):
        at = start - length
        if _IN_NUMERAL.match(plain, at - 1):
            found = find_unit(plain[at:start] + plain[end : end + _LONGEST_UNIT], 0)
            if found is not None and found[1] > length:
                return True
    return False


def _is_wrapped(plain: str, opened: int, start: int, end: int) -> bool:
    """Whether a line of prose is as long as the one before it or behind it, as where a text is cut to a width."""
    line, width = plain[opened:start], columns(plain[opened:start])
    if not _CLAUSE_MARK.search(plain, opened, start):
        return False
    before = plain[plain.rfind("\n", 0, max(0, opened - 1)) + 1 : max(0, opened - 1)]
    close = plain.find("\n", end)
    behind = plain[end : close if close >= 0 else len(plain)]
    return width >= _NARROWEST and any(
        abs(len(other) - len(line)) <= 1 or abs(columns(other) - width) <= 2
        for other in (before.strip("\r"), behind.strip("\r"))
    )
