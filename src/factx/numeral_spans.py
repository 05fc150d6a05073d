"""Where a numeral begins and ends in running text: commas, blanks, scales, what may stand inside it."""

import re

from factx.kept import compile_kept
from factx.numerals import CHINESE_DIGITS, CHINESE_NUMERALS, parse_numeral

_FRACTION_PART = r"(?:\.\d+|\.\ \d+(?=\ ?%))?"
_EXPONENT = r"(?:\^[+-]?\d{1,3}|⁻?[⁰¹²³⁴-⁹]{1,2}|的负?\d{1,3}次方)"
# 1,234 and 1 234, but not iPhone 12 128GB; the wide comma groups thousands only where a unit follows: 20，300 are two
# numbers. The first character is taken already.
_ARABIC = (
    rf"(?:(?<=\d)(?:(?=\d{{0,2}}[,，\ ]\d{{3}})(?:\d{{0,2}}(?:,\d{{3}})+(?!\d){_FRACTION_PART}"
    rf"|(?<![A-Za-z]\d)(?<![A-Za-z]\ \d)\d{{0,2}}(?:\ \d{{3}})+(?![\d,]|\ ?[GTM]B){_FRACTION_PART}"
    rf"|(?<![$¥€£]\d)\d{{0,2}}(?:，\d{{3}})+(?!\d){_FRACTION_PART}(?=\ ?[一-鿿%]))|\d*{_FRACTION_PART})"
    rf"|(?<=\.)(?<![\dA-Za-z一-鿿.]\.)\d+(?!\.))"
    rf"(?:(?=[eE\ ×xX*乘^的⁰¹²³⁴-⁹⁻])(?:[eE][+-]?\d{{1,3}}|\ ?(?:[×xX*]|乘以?)\ ?10{_EXPONENT}"
    rf"|(?<![\d.]10)(?<=10){_EXPONENT})(?![\dA-Za-z.]))?"
)
# 10^12 only in money; elsewhere a megabyte, or the prefix of a unit.
_TRILLION = (
    rf"兆(?=[\d两{CHINESE_DIGITS}][\d,.十百千拾佰仟两{CHINESE_DIGITS}]*[余多]?[万亿]|"
    r"(?:美|日|欧|港|韩|新?台)?[元圆]|新?台币)"
)
# Parts in characters behind a scale: 3万|五千, 2亿|零五百万, 10万|五.
_SAID_PARTS = (
    rf"(?:(?<=[百千万亿])(?:零?[一二两三四五六七八九](?:[百千]|十(?!大|强|佳|堰|字))(?:零?[一二两三四五六七八九][百十])*"
    rf"[一二三四五六七八九]?(?![{CHINESE_DIGITS}十百千货])万*|[一二三四五六七八九](?=[，。；、）\s]|$)))?"
)
# Figures behind a scale in characters: 三万|5千.
_FIGURE_PARTS = r"(?:(?<=[百千万亿])零?\d{1,4}[百千万]+)*"
# It opens with a class of characters, which `re` scans for several times as fast as for alternatives.
NUMERAL = compile_kept(
    rf"""
    [.\d俩{CHINESE_NUMERALS}](?:{_ARABIC}(?:(?<=\d)k(?=[-—~至到元人以左多，。、；）\s]|$)
      |(?:(?<![万亿])[十百千佰仟]|[万亿]|{_TRILLION}|\ (?=[万亿])[万亿])+
      (?:(?<=兆)(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?[十百千万]*亿)?
      (?:零?(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?)\ ?[十百千万]+)*(?:零\d{{1,3}}(?![\d.]))?
      {_SAID_PARTS}
      (?:(?<=[万千亿])[1-9](?=[，。；、）的以起左\n\r]|关[口，。；、]|$)
        |(?<=万)\d,\d{{3}}\.\d{{1,3}}(?![\d.])
        |(?:\d,\d{{3}}|\d{{1,4}}|(?<=亿)\d{{5,8}})(?=[元人亩吨公家个名户栋辆]|(?:(?<=亿\d{{4}})|(?<=亿\d{{3}}))[余多]万)
        |\d{{2,4}}(?=[件台只头次张份套棵株条所座项位册块箱本篇场艘架])
        |(?:(?<=万)(?:\d,\d{{3}}|\d{{3,4}})|(?<=千)\d{{3}}|(?<=百)\d{{1,2}}|(?<=\d十)\d)(?![\d.,%:/-]|\ ?[年月日号]))?)?
  | (?:(?<=[{CHINESE_NUMERALS}])|(?<=俩)(?=[百千万亿]))
      (?:[{CHINESE_NUMERALS}]|{_TRILLION}|0(?=[%{CHINESE_NUMERALS}0]))*{_FIGURE_PARTS}
      (?:点[{CHINESE_DIGITS}]+(?:[百千万亿]|{_TRILLION})*|[.‧][{CHINESE_DIGITS}]+[万亿]*|[·・][{CHINESE_DIGITS}]+(?=[%万亿]))?)
""",
    re.VERBOSE | re.ASCII,
)
_SPACED_PART = compile_kept(
    rf"\ {{0,2}}(点\ {{1,2}}[{CHINESE_DIGITS}]+)|\ {{1,2}}(点?[{CHINESE_NUMERALS}]+|\d+[十百千万亿]+)", re.ASCII
)


def end_over_spaces(plain: str, start: int, end: int, limit: int) -> int:
    """The end of a numeral whose parts stand apart: 三千 八百, 7万 5千, 1000  万; not that of two numerals."""
    while (part := _SPACED_PART.match(plain, end)) and part.end() <= limit:
        if plain[end - 1] not in "十百千万亿" and (part[1] or part[2])[0] not in "十百千万亿点":
            break
        if parse_numeral(plain[start : part.end()]) is None:
            break
        end = part.end()
    return end
