"""Numerals: Arabic, Chinese and mixed, to exact decimals. Pure; the text is plain (half-width, simplified)."""

import re
from collections.abc import Callable
from decimal import Decimal, localcontext
from functools import lru_cache, wraps
from typing import ParamSpec, TypeVar

from factx.kept import compile_kept

_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")
_EXACT = 1200  # digits: those of any numeral that is read, exponents of three digits included


def in_full(function: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
    """Make a function reckon with all digits of its decimals, whatever the caller's context rounds to."""

    @wraps(function)
    def reckoning(*args: _Given.args, **kwargs: _Given.kwargs) -> _Made:
        with localcontext() as context:
            context.prec = _EXACT
            return function(*args, **kwargs)

    return reckoning


_DIGITS = {
    digit: value
    for value, digits in enumerate(
        ("零〇○", "一壹", "二两俩贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
    )
    for digit in digits
}
_POSITIONAL = str.maketrans({digit: str(value) for digit, value in _DIGITS.items()})
_FORMAL = str.maketrans("拾佰仟", "十百千") | {ord("廿"): "二十", ord("卅"): "三十"}
_SCALES = {scale: Decimal(f"1E{power}") for scale, power in zip("兆亿万千百十", (12, 8, 4, 3, 2, 1), strict=True)}
_SCALE = compile_kept(f"[{''.join(_SCALES)}]")
# The characters that a Chinese numeral is written with; 两 is no digit of a row like 二〇二二.
CHINESE_DIGITS = "".join(_DIGITS).replace("两", "").replace("俩", "")
CHINESE_NUMERALS = CHINESE_DIGITS + "十百千万亿两廿卅拾佰仟"
_SEPARATORS = compile_kept(r"[,，\s]")
_POWER = compile_kept(
    r"(?:(\d+(?:\.\d+)?)(?:[×xX*]|乘以?))?10\^([+-]?\d{1,3})|(\d+(?:\.\d+)?)[eE]([+-]?\d{1,3})", re.ASCII
)
_SUPERSCRIPT = compile_kept("⁻?[⁰¹²³⁴-⁹]+")
_SPOKEN_POWER = compile_kept("的(负?)(\\d+)次方")  # 10的8次方
_RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
_CHINESE_POINT = compile_kept("(?<=[一-鿿〇○])[.·‧・](?=[一-鿿〇○])")  # 五二‧五%
_THOUSANDS = compile_kept("[1-9一二两三四五六七八九]千", re.ASCII)
_ROW = compile_kept(f"[{CHINESE_DIGITS[3:]}]{{2,}}")  # digits behind a scale that has no place for them
_ARABIC = compile_kept(r"\d+(?:\.\d+)?", re.ASCII)
_PLACES = 4  # from one large scale to the next
# Longer than any amount that a text means: what is longer is a code, and arithmetic on it would take its time.
_LONGEST = 40


@lru_cache(maxsize=4096)
def parse_numeral(text: str) -> Decimal | None:
    """Return the value of a numeral, scales applied: ``1亿2000万``, ``三点五亿``, ``两万五``, ``1,234.5``, ``二〇``.

    None where the characters make no number.
    """
    if len(text) > _LONGEST:
        return None
    if _ARABIC.fullmatch(text):
        return Decimal(text)  # as most numerals are
    text = _SEPARATORS.sub("", text).translate(_FORMAL)
    text = _SUPERSCRIPT.sub(lambda raised: "^" + raised[0].translate(_RAISED), text)
    if text.endswith("次方"):
        text = _SPOKEN_POWER.sub(lambda power: "^" + power[1].replace("负", "-") + power[2], text)
    if power := _POWER.fullmatch(text):
        return Decimal(power[1] or power[3] or 1).scaleb(int(power[2] or power[4]))
    text = text.replace("k", "千")
    if text[:1] == ".":
        text = "0" + text
    if text[-1:] == "两" and len(text) > 1:
        return None  # 二十|两 is a weight
    return _parse(_CHINESE_POINT.sub("点", text))


def scale_factor(text: str) -> Decimal:
    """Return the factor of a run of scales: ``万亿`` → 10**12, nothing → 1. KeyError on any other character."""
    factor = Decimal(1)
    for character in text.translate(_FORMAL):
        factor *= _SCALES[character]
    return factor


def parse_adjacent(text: str) -> tuple[Decimal, Decimal] | None:
    """Return the ends of an approximate range in adjacent digits: ``三四十`` → 30, 40; ``两三`` → 2, 3; ``一万六七``.

    None where the two digits do not follow each other (``三五`` does by custom) or where it is no such numeral.
    """
    match = _ADJACENT.fullmatch(text.translate(_FORMAL)) if len(text) <= _LONGEST else None
    if not match:
        return None
    first, second = _DIGITS[match["first"]], _DIGITS[match["second"]]
    if second != first + 1 and (first, second) != (3, 5):
        return None
    low, high = (_parse(match["head"] + digit + match["tail"]) for digit in (match["first"], match["second"]))
    return (low, high) if low is not None and high is not None else None


_ADJACENT = compile_kept(
    f"(?P<head>(?:[{CHINESE_NUMERALS}]*[十百千万亿][零〇]?)?)(?P<first>[一二两三四五六七八九])"
    "(?P<second>(?:(?<=^一)两|[二三四五六七八九]))(?P<tail>[十百千万亿]*)"
)


def _parse(text: str) -> Decimal | None:
    if not text:
        return None
    if _ARABIC.fullmatch(text):
        return Decimal(text)
    whole, point, fraction = text.partition("点")
    if point and not _SCALE.search(fraction):
        return _decimal(whole, fraction)
    scale = next((scale for scale in _SCALES if scale in text), None)
    if scale is None:
        digits = text.translate(_POSITIONAL)
        # 两 is a digit by itself alone: 三两 is a weight, not thirty-two.
        return Decimal(digits) if _ARABIC.fullmatch(digits) and ("两" not in text or len(text) == 1) else None
    return _scaled(text, scale)


def _decimal(whole: str, fraction: str) -> Decimal | None:
    head, digits = _parse(whole), fraction.translate(_POSITIONAL)
    if head is None or not (digits.isascii() and digits.isdigit()):
        return None
    return head + Decimal(f"0.{digits}")


def _scaled(text: str, scale: str) -> Decimal | None:
    """``text`` = head, ``scale`` (its largest), tail: 三万|五千, 一百|二 (short for 120), 三万|万 (scales multiply)."""
    before, _, after = text.partition(scale)
    factor = _SCALES[scale]
    while after and after[0] in "万亿兆":
        factor *= _SCALES[after[0]]
        after = after[1:]
    head = _parse(before) if before.lstrip("零〇") else Decimal(1)
    if head is None or (scale in "十百千" and head >= 10 and not before[0].isascii()):
        return None
    if not after:
        return head * factor
    rest = after.lstrip("零〇○")
    filled = len(after) == _PLACES and scale in "万亿"  # 三万七二一五: each place has its digit
    tail = None if _ROW.fullmatch(rest) and not filled else _parse(rest)
    if tail is None:
        return None  # 一万六八
    if scale == "亿" and _THOUSANDS.fullmatch(after):
        tail *= 10**4  # 三亿五千 leaves 万 unsaid: without it, it would be 三亿零五千
    if len(after) == 1 and (after in _DIGITS or (before[-1:].isdigit() and after.isdigit())) and factor > 10:
        tail *= factor / 10
    # 1万亿|2000亿 says its scale twice; elsewhere a tail that reaches the scale makes no numeral.
    return head * factor + tail if tail < (head * factor if scale in after else factor) else None
