"""The text as the grammar reads it: half-width, simplified, character for character."""

import re
from functools import cache

from factx.kept import compile_kept
from factx.lexicon import load_words, table_pattern

# Full-width letters, digits and signs that stand inside numerals and units. The comma stays as it is: in Chinese it
# parts clauses and list members, and only thousands groups use its half-width twin.
_WIDE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_WIDE |= {
    ord(wide): ord(plain)
    for wide, plain in zip(
        "％﹪℅٪．﹒－～／＋：＄￥　∶―─–〜∼−﹣「」『』︰﹕﹐﹑﹔", "%%%%..-~/+:$¥ :———~~--“”‘’::，、；", strict=True
    )
}
_WIDE |= dict.fromkeys((0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F), ord(" "))  # blanks of web pages
_WIDE[ord("巿")] = ord("市")  # a look-alike that texts from Hong Kong often have
_WIDE[ord("飚")] = ord("飙")  # written for the other
# No characters: they are the symbols of the rewritten sentence, and an input that holds one says nothing with it.
_WIDE |= dict.fromkeys(range(0xFDD0, 0xFDF0), 0xFFFD)


@cache
def _traditional() -> re.Pattern[str]:
    return compile_kept(f"[{''.join(load_words('traditional'))}]")


@cache
def _simplifier() -> object:
    from opencc import OpenCC  # a second or so of dictionaries: only for texts that need it

    return OpenCC("t2s")


@cache
def _simplified_character(character: str) -> str:
    converted = _simplifier().convert(character)  # type: ignore[attr-defined]
    return converted if len(converted) == 1 else character


def simplify(text: str) -> str:
    """Return ``text`` in simplified characters, of the same length."""
    if not _traditional().search(text):
        return text
    converted: str = _simplifier().convert(text)  # type: ignore[attr-defined]
    if len(converted) != len(text):
        converted = "".join(map(_simplified_character, text))
    return converted


# Half-width marks are those of the clause unless they stand inside a numeral: 1,234 and 12:30 keep theirs.
_MARKS = compile_kept(
    r"(?=[,;!?():])"  # a quick no
    r"(?:,(?!\d{3}(?!\d))|(?<!\d),|[;!?()]|(?<!\d)(?<!\d\n)(?<!\d\r\n):(?!//)|:(?!\d|//|\r?\n\d))",
    re.ASCII,
)
_FULL = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", "(": "（", ")": "）"}


_PLAIN = {chr(wide): chr(plain) for wide, plain in _WIDE.items()}
# A wide colon stays, as the mark that it is, but in 12：30 and before //.
_WIDE_ONES = compile_kept(
    f"[{re.escape(''.join(_PLAIN))}](?:(?<!：)|(?<=[0-9０-９]：)(?=[0-9０-９])|(?<=：)(?=[/／]{{2}}))"
)
_WIDE_GROUPS = compile_kept("，(?<=[０-９]，)(?=[０-９]{3}(?![０-９]))")  # １，２３４
_MARK_SIGNS = tuple(_FULL)
# The stop of a sentence behind a figure or before a blank: 增长13.2%.财政收入, but not in 阿尔.戈尔.
_FULL_STOP = compile_kept(
    "[.](?:(?<=[%元点吨人家个件户倍次名里米][.])(?=[一-鿿])|(?<=[一-鿿%）”’][.])(?=\\s|\\Z)"
    "|(?:(?<=[一-鿿/.]\\d[.])|(?<=[一-鿿/.]\\d\\d[.]))(?=\\s*(?:[一-鿿]|\\Z)))"
)
_POINT = compile_kept("[.](?<=[一-鿿%）”’][.])(?![A-Za-z.])")  # one too, in a text that has no other
_FEWEST_STOPS = 3
_LETTER_ZERO = compile_kept("(?:(?<=[一二])|(?<=[一二]O))O(?=O?[O〇零○一二三四五六七八九]{1,2}年)")  # 二OO四年
_FORMAL_THREE = compile_kept("参(?:(?=[拾佰仟万亿])|(?<=[拾佰仟]参)|(?<=[拾佰仟万亿]零参))")  # of 參佰, not of 參加


# Signs that texts write otherwise: ↓3.1%, 同比–3.1%; an en dash elsewhere joins.
_SIGNS = compile_kept(
    "[↑↓](?=[0-9０-９])|–(?<=[（(比为：:]–)(?=[0-9０-９]+(?:[.．][0-9０-９]+)?(?:[%％]|个百分点|pct))"
)
_SIGN = {"↑": "+", "↓": "-", "–": "-"}


def plain_text(text: str) -> str:
    """Return ``text`` in one width and simplified; each character stands where it stood."""
    text = _WIDE_GROUPS.sub(",", text)
    if "↑" in text or "↓" in text or "–" in text:
        text = _SIGNS.sub(lambda sign: _SIGN[sign[0]], text)
    plain = _WIDE_ONES.sub(lambda wide: _PLAIN[wide[0]], simplify(text))
    if "O" in plain:
        plain = _LETTER_ZERO.sub("〇", plain)
    if "参" in plain:
        plain = _FORMAL_THREE.sub("叁", plain)
    if any(sign in plain for sign in _MARK_SIGNS):
        plain = _MARKS.sub(lambda mark: _FULL[mark[0]], plain)
    if "·" in plain or "・" in plain or "•" in plain:
        plain = table_pattern("numbers", "decimal_dot").sub(".", plain)
        plain = table_pattern("numbers", "spoken_dot").sub(".", plain)
    if "." not in plain:
        return plain
    if "。" not in plain and len(_POINT.findall(plain)) >= _FEWEST_STOPS:
        plain = _POINT.sub("。", plain)
    return _FULL_STOP.sub("。", plain)
