"""Every way of writing a number, made by independent writers, comes back exact from running text."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from writing import FORMAL, FORMAL_PLACES, LARGEST, SMALL, colloquial, with_thousands, write, write_mixed

import factx
from factx.facts import Mention


class Said(NamedTuple):
    """A number as written, and what it says: one value, or the two ends of a range."""

    text: str
    value: tuple[Decimal, ...]
    unit: str | None = None
    bound: str = "eq"


Draw = Callable[[st.SearchStrategy], object]  # type: ignore[type-arg]
FORMS: dict[str, st.SearchStrategy[Said]] = {}

UNITS = {
    "元": "元",
    "美元": "美元",
    "吨": "吨",
    "公斤": "公斤",
    "亩": "亩",
    "平方米": "平方米",
    "千瓦时": "千瓦时",
    "立方米": "立方米",
    "人次": "人次",
    "家": "家",
    "件": "件",
    "个百分点": "个百分点",
    "元/吨": "元/吨",
    "千瓦时/平方米": "千瓦时/平方米",
    "微克/立方米": "微克/立方米",
}
# What a sentence of statistics has before and behind a figure: no numeral, bound or unit among it.
BEFORE = (
    "",
    "全市当年完成",
    "合计为",
    "据统计，",
    "产品（",
    "其中：",
    "本期数据“",
    "总量达到",
    "甲乙丙",
    "。\n",
    "累计",
)
AFTER = ("", "，运行平稳", "。", "；其后持续", "的目标", "”等内容", "\n下一行", "，甲乙丙")
AFTER_BARE = ("", "，运行平稳", "。", "；其后持续", "\n下一行", "，甲乙丙")  # the next word might be a unit

wholes = st.one_of(
    st.integers(0, LARGEST),
    st.integers(0, 99_999),
    st.builds(lambda digit, power: digit * 10**power, st.integers(1, 9999), st.integers(0, 12)),
)
counts = wholes.filter(bool)
tails = st.text("0123456789", min_size=1, max_size=4)
decimals = st.builds(lambda whole, tail: f"{whole}.{tail}", wholes, tails) | wholes.map(str)
units = st.sampled_from(sorted(UNITS))
digits = st.integers(1, 9)
SCALES = {
    "百": 10**2,
    "千": 10**3,
    "万": 10**4,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "百亿": 10**10,
    "万亿": 10**12,
}
TRADITIONAL = str.maketrans("万亿两点", "萬億兩點")
WIDE = {ord(narrow): ord(narrow) + 0xFEE0 for narrow in "0123456789.%"}


def form(strategy: st.SearchStrategy[tuple[str, Decimal | int]]) -> st.SearchStrategy[Said]:
    """Numerals, each with a unit behind it."""
    said = st.builds(lambda said, unit: Said(said[0] + unit, (Decimal(said[1]),), UNITS[unit]), strategy, units)
    return said.filter(lambda said: said.text != "零件")  # parts of a machine


def spell(number: int) -> str:
    return "".join(SMALL[int(digit)] for digit in str(number))


def speak(number: str) -> str:
    """A decimal in characters: 12.5 → 十二点五."""
    whole, _, tail = number.partition(".")
    said = colloquial(write(int(whole)))
    return f"{said}点{''.join(SMALL[int(digit)] for digit in tail)}" if tail else said


def two(least: int, most: int) -> st.SearchStrategy[tuple[int, int]]:
    return st.tuples(st.integers(least, most), st.integers(least, most)).filter(lambda pair: pair[0] < pair[1])


def quotient(part: int, whole: int) -> Decimal:
    """As a decimal that ends, or else to six places."""
    value = Fraction(part, whole)
    return Decimal(part) / whole if 10**12 % value.denominator == 0 else round(Decimal(part) / whole, 6)


# ---- one number, with a unit
FORMS |= {
    "clerk": form(wholes.map(lambda n: (write(n), n))),
    "people": form(counts.map(lambda n: (colloquial(write(n)), n))),
    "circle": form(wholes.map(lambda n: (write(n).replace("零", "〇"), n))),
    "financial": form(counts.map(lambda n: (write(n, FORMAL, FORMAL_PLACES), n))),
    "traditional": form(counts.map(lambda n: (colloquial(write(n)).translate(TRADITIONAL), n))),
    "financial traditional": form(
        st.integers(10, LARGEST).map(
            lambda n: (write(n, "零壹貳參肆伍陸柒捌玖", FORMAL_PLACES).translate(TRADITIONAL), n)
        )
    ),
    "scores": form(
        st.builds(lambda tens, one: ("廿卅"[tens] + SMALL[one], 20 + tens * 10 + one), st.integers(0, 1), digits)
    ),
    "positional": form(st.integers(100, 10**8).map(lambda n: (spell(n), n))),
    "positional circle": form(st.integers(1000, 9999).map(lambda n: (spell(n).replace("零", "〇"), n))),
    "long scales": form(
        st.builds(
            lambda digit, scale: (SMALL[digit] + scale[0], digit * scale[1]),
            digits,
            st.sampled_from([("万亿", 10**12), ("万万", 10**8), ("千亿", 10**11), ("百万亿", 10**14)]),
        )
    ),
    "spoken decimals": form(decimals.map(lambda number: (speak(number), Decimal(number)))),
    "spoken decimals traditional": form(
        decimals.map(lambda number: (speak(number).translate(TRADITIONAL), Decimal(number)))
    ),
    "spoken decimals with scale": form(
        st.builds(
            lambda digit, tail, scale: (
                f"{SMALL[digit]}点{''.join(SMALL[int(one)] for one in tail)}{scale}",
                Decimal(f"{digit}.{tail}") * SCALES[scale],
            ),
            st.integers(0, 9),
            tails,
            st.sampled_from(sorted(SCALES)),
        )
    ),
    "figures": form(decimals.map(lambda number: (number, Decimal(number)))),
    "figures with scale": form(
        st.builds(
            lambda whole, tail, scale: (f"{whole}.{tail}{scale}", Decimal(f"{whole}.{tail}") * SCALES[scale]),
            st.integers(0, 99_999),
            tails,
            st.sampled_from(sorted(SCALES)),
        )
    ),
    "mixed": form(wholes.map(lambda n: (write_mixed(n), n))),
    "thousands": form(
        decimals.map(lambda n: (with_thousands(int(n.partition(".")[0])) + n[len(n.partition(".")[0]) :], n))
    ),
    "wide thousands": form(wholes.map(lambda n: (with_thousands(n).translate(WIDE | {ord(","): "，"}), n))),
    "spaced thousands": form(wholes.map(lambda n: (with_thousands(n).replace(",", " "), n))),
    "wide": form(decimals.map(lambda n: (n.translate(WIDE), n))),
    "half wide": form(
        decimals.map(lambda n: ("".join(one.translate(WIDE) if place % 2 else one for place, one in enumerate(n)), n))
    ),
    "wide with scale": form(
        st.builds(
            lambda n, scale: (f"{n}{scale}".translate(WIDE), n * SCALES[scale]),
            st.integers(1, 99_999),
            st.sampled_from(sorted(SCALES)),
        )
    ),
    "scientific": form(
        st.builds(
            lambda digit, tail, power, sign: (f"{digit}.{tail}{sign}{power}", Decimal(f"{digit}.{tail}E{power}")),
            digits,
            tails,
            st.integers(-9, 15),
            st.sampled_from(["e", "E", "×10^"]),
        )
    ),
    "negative": form(
        st.builds(
            lambda n, minus: (minus + n, -Decimal(n)),
            decimals.filter(lambda n: Decimal(n) != 0),
            st.sampled_from("-－负"),
        )
    ),
    "negative spoken": form(counts.map(lambda n: ("负" + colloquial(write(n)), -n))),
}

# ---- one number that brings its own unit, or has none
FORMS |= {
    "elliptical": st.builds(
        lambda first, scale, second: Said(
            f"{'两' if first == 2 else SMALL[first]}{scale}{SMALL[second]}",
            (Decimal(first * SCALES[scale] + second * SCALES[scale] // 10),),
        ),
        digits,
        st.sampled_from("百千万亿"),
        digits,
    ),
    "fraction": st.builds(
        lambda pair: Said(f"{write_small(pair[1])}分之{write_small(pair[0])}", (quotient(*pair),)), two(1, 99)
    ),
    "slash": st.builds(lambda pair: Said(f"{pair[0]}/{pair[1]}", (quotient(*pair),)), two(1, 99)),
    "mixed fraction": st.builds(
        lambda whole, pair: Said(
            f"{SMALL[whole]}又{write_small(pair[1])}分之{write_small(pair[0])}", (whole + quotient(*pair),)
        ),
        digits,
        two(1, 20),
    ),
    "per cent": decimals.map(lambda n: Said(f"{n}%", (Decimal(n),), "%")),
    "wide per cent": decimals.map(lambda n: Said(f"{n}％", (Decimal(n),), "%")),
    "per mille": decimals.map(lambda n: Said(f"{n}‰", (Decimal(n),), "‰")),
    "spoken per cent": decimals.map(lambda n: Said(f"百分之{speak(n)}", (Decimal(n),), "%")),
    "spoken per mille": decimals.map(lambda n: Said(f"千分之{speak(n)}", (Decimal(n),), "‰")),
    "tenths": st.builds(lambda n: Said(f"{SMALL[n]}成", (Decimal(n * 10),), "%"), digits),
    "tenths and a half": st.builds(
        lambda n: Said(f"{'两' if n == 2 else SMALL[n]}成半", (Decimal(n * 10 + 5),), "%"), digits
    ),
    "tenths and more": st.builds(
        lambda n, m: Said(f"{SMALL[n]}成{SMALL[m]}", (Decimal(n * 10 + m),), "%"), digits, digits
    ),
    "discount": st.builds(lambda n: Said(f"{SMALL[n]}折", (Decimal(n * 10),), "%"), digits),
    # 三四折 is said of thirty to forty per cent
    "discount in two": st.builds(
        lambda pair: Said(f"{SMALL[pair[0]]}{SMALL[pair[1]]}折", (Decimal(pair[0] * 10 + pair[1]),), "%"),
        st.tuples(st.integers(3, 9), digits).filter(lambda pair: pair[1] != pair[0] + 1 and pair != (3, 5)),
    ),
    "discount in figures": st.builds(lambda n, m: Said(f"{n}.{m}折", (Decimal(n * 10 + m),), "%"), digits, digits),
    "multiple": decimals.map(lambda n: Said(f"{n}倍", (Decimal(n),), "倍")),
    "spoken multiple": counts.map(lambda n: Said(f"{colloquial(write(n))}倍", (Decimal(n),), "倍")),
    "doublings": st.builds(
        lambda pair, verb: Said(f"{verb}{pair[0]}番", (Decimal(pair[1]),), "%"),
        st.sampled_from([("一", 100), ("两", 300), ("三", 700), ("四", 1500)]),
        st.sampled_from(["翻", "翻了"]),
    ),
    "hours and a half": st.builds(
        lambda n: Said(f"{'两' if n == 2 else SMALL[n]}个半小时", (n + Decimal("0.5"),), "小时"), digits
    ),
    "months and a half": st.builds(
        lambda n: Said(f"{'两' if n == 2 else SMALL[n]}个半月", (n + Decimal("0.5"),), "个月"), digits
    ),
    "and a half": st.builds(
        lambda n, unit: Said(f"{'两' if n == 2 else SMALL[n]}{unit}半", (n + Decimal("0.5"),), unit),
        digits,
        st.sampled_from(["年", "天", "小时", "倍", "吨", "亩", "斤", "米"]),
    ),
    "below zero": st.builds(
        lambda n, unit: Said(f"零下{n}{unit}", (-Decimal(n),), "摄氏度"),
        st.integers(1, 90),
        st.sampled_from(["度", "摄氏度", "℃"]),
    ),
    "below zero spoken": st.integers(1, 90).map(
        lambda n: Said(f"零下{colloquial(write(n))}摄氏度", (-Decimal(n),), "摄氏度")
    ),
    "currency before": st.builds(
        lambda sign, n, scale: Said(f"{sign[0]}{n}{scale}", (Decimal(n) * SCALES.get(scale, 1),), sign[1]),
        st.sampled_from(
            [
                ("¥", "元"),
                ("￥", "元"),
                ("$", "美元"),
                ("US$", "美元"),
                ("€", "欧元"),
                ("HK$", "港元"),
                ("人民币", "元"),
                ("港币", "港元"),
            ]
        ),
        decimals,
        st.sampled_from(["", "万", "亿", "万亿"]),
    ),
    "currency behind": st.builds(
        lambda sign, n: Said(f"{n}{sign[0]}", (Decimal(n),), sign[1]),
        st.sampled_from(
            [("¥", "元"), ("￥", "元"), ("$", "美元"), ("€", "欧元"), ("元人民币", "元"), ("美金", "美元")]
        ),
        decimals,
    ),
    "per before": st.builds(
        lambda unit, n: Said(f"每{unit}{n}元", (Decimal(n),), f"元/{unit}"),
        st.sampled_from(["平方米", "吨", "公斤", "亩", "月"]),
        decimals,
    ),
    "hours and minutes": st.builds(
        lambda h, m: Said(f"{h}小时{m}分", (Decimal(h * 60 + m),), "分钟"), st.integers(1, 99), st.integers(1, 59)
    ),
    "yuan and jiao": st.builds(
        lambda y, j: Said(f"{y}元{j}角", (y + Decimal(j) / 10,), "元"), st.integers(1, 9999), digits
    ),
    "metres": st.builds(lambda m, c: Said(f"{m}米{c}", (m + Decimal(c) / 100,), "米"), digits, st.integers(10, 99)),
    "pounds": st.builds(lambda a, b: Said(f"{a}斤{b}两", (a + Decimal(b) / 10,), "斤"), st.integers(1, 99), digits),
    "spoken pounds": st.builds(
        lambda a, b: Said(f"{SMALL[a]}斤{SMALL[b]}两", (a + Decimal(b) / 10,), "斤"), digits, digits
    ),
}


def write_small(number: int) -> str:
    return colloquial(write(number))


# ---- ranges
JOINTS = ("—", "－", "~", "～", "至", "到", "-", "——")
joints = st.sampled_from(JOINTS)
dashes = st.sampled_from([joint for joint in JOINTS if joint not in ("至", "到")])
near = two(11, 999).filter(lambda pair: pair[1] <= 10 * pair[0])
SPOKEN_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "十万": 10**5, "百万": 10**6, "亿": 10**8}


def ends(low: object, high: object) -> tuple[Decimal, ...]:
    return Decimal(str(low)), Decimal(str(high))


FORMS |= {
    "range": st.builds(
        lambda pair, joint, unit: Said(f"{pair[0]}{joint}{pair[1]}{unit}", ends(*pair), UNITS[unit], "range"),
        two(1, 9999),
        joints,
        units,
    ),
    "range over a scale": st.builds(
        lambda pair, joint, scale, unit: Said(
            f"{pair[0]}{joint}{pair[1]}{scale}{unit}",
            ends(pair[0] * SCALES[scale], pair[1] * SCALES[scale]),
            UNITS[unit],
            "range",
        ),
        two(1, 999),
        joints,
        st.sampled_from(["万", "亿", "万亿"]),
        units,
    ),
    "range of scales": st.builds(
        lambda pair, joint, scale, unit: Said(
            f"{pair[0]}{scale}{joint}{pair[1]}{scale}{unit}",
            ends(pair[0] * SCALES[scale], pair[1] * SCALES[scale]),
            UNITS[unit],
            "range",
        ),
        two(1, 999),
        joints,
        st.sampled_from(["万", "亿", "万亿"]),
        units,
    ),
    "range of two units": st.builds(
        lambda pair, joint, unit: Said(f"{pair[0]}{unit}{joint}{pair[1]}{unit}", ends(*pair), unit, "range"),
        two(1, 999),
        joints,
        st.sampled_from(["%", "元", "吨", "亩", "℃"]),
    ).map(lambda said: said._replace(unit="摄氏度") if said.unit == "℃" else said),
    # 3000元-2000元: told from its upper end, which only a dash does.
    "range from above": st.builds(
        lambda pair, joint, unit: Said(f"{pair[1]}{joint}{pair[0]}{unit}", ends(*pair), UNITS[unit], "range"),
        near,
        dashes,
        units.filter(lambda unit: UNITS[unit] != "年"),
    ),
    "range from above over a scale": st.builds(
        lambda pair, joint, scale: Said(
            f"{pair[1] / 10}{joint}{pair[0] / 10}{scale}元",
            ends(pair[0] * SCALES[scale] / 10, pair[1] * SCALES[scale] / 10),
            "元",
            "range",
        ),
        near.filter(lambda pair: pair[0] % 10 and pair[1] % 10),
        dashes,
        st.sampled_from(["万", "亿"]),
    ),
    "range of two units from above": st.builds(
        lambda pair, joint, unit: Said(f"{pair[1]}{unit}{joint}{pair[0]}{unit}", ends(*pair), unit, "range"),
        near,
        dashes,
        st.sampled_from(["%", "元", "吨", "亩"]),
    ),
    "range of prices": st.builds(
        lambda pair, joint: Said(f"{pair[0]}元/吨{joint}{pair[1]}元/吨", ends(*pair), "元/吨", "range"),
        two(1, 9999),
        joints,
    ),
    "range of lengths of time": st.builds(
        lambda hours, minutes, more, joint: Said(
            f"{hours}小时{minutes}分{joint}{hours + more}小时",
            ends(hours * 60 + minutes, (hours + more) * 60),
            "分钟",
            "range",
        ),
        st.integers(1, 20),
        st.integers(1, 59),
        st.integers(1, 9),
        dashes,
    ),
    "spoken range": st.builds(
        lambda pair, joint, unit: Said(
            f"{write_small(pair[0])}{joint}{write_small(pair[1])}{unit}", ends(*pair), UNITS[unit], "range"
        ),
        # 二至三百 is two hundred to three hundred: the ends share the hundreds.
        two(2, 999).filter(lambda pair: pair[0] > 9 or pair[1] < 100 or pair[1] % 100),
        st.sampled_from(["至", "到"]),
        units,
    ),
    "spoken range over a scale": st.builds(
        lambda pair, joint, scale, unit: Said(
            f"{write_small(pair[0])}{joint}{write_small(pair[1])}{scale}{unit}",
            ends(pair[0] * SCALES[scale], pair[1] * SCALES[scale]),
            UNITS[unit],
            "range",
        ),
        two(2, 999).filter(lambda pair: pair[1] % 10 or pair[0] % 10 == 0),
        st.sampled_from(["至", "到"]),
        st.sampled_from(["万", "亿"]),
        units,
    ),
    "range of per cent": st.builds(
        lambda pair, joint: Said(
            f"{pair[0] / 10}{joint}{pair[1] / 10}%", ends(pair[0] / 10, pair[1] / 10), "%", "range"
        ),
        two(1, 999),
        joints,
    ),
    "adjacent": st.builds(
        lambda n, scale: Said(
            f"{'两' if n == 2 else SMALL[n]}{SMALL[n + 1]}{scale}人",
            ends(n * SPOKEN_SCALES.get(scale, 1), (n + 1) * SPOKEN_SCALES.get(scale, 1)),
            "人",
            "range",
        ),
        st.integers(1, 8),
        st.sampled_from(["", *SPOKEN_SCALES]),
    ),
    "adjacent tenths": st.integers(2, 8).map(
        lambda n: Said(f"{SMALL[n]}{SMALL[n + 1]}成", ends(n * 10, n * 10 + 10), "%", "range")
    ),
}

# ---- bounds
BOUNDS_BEFORE = {
    "approx": ("近", "约", "大约", "将近", "接近", "约为", "大概"),
    "gt": ("逾", "超", "超过", "突破", "高于", "不止", "多于"),
    "ge": ("至少", "不少于", "不低于", "最少"),
    "lt": ("不足", "不到", "低于", "少于"),
    "le": ("不超过", "最多", "至多", "不高于", "不多于"),
}
BOUNDS_BEHIND = {"approx": ("左右", "上下"), "ge": ("以上", "及以上"), "le": ("以内", "以下")}
QUIET = ("高达", "多达", "达", "仅")  # they stress, and leave the value as it is


def flat(words: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(word, bound) for bound, said in words.items() for word in said]


FORMS |= {
    "bound before": st.builds(
        lambda word, n, unit: Said(f"{word[0]}{n}{unit}", (Decimal(n),), UNITS[unit], word[1]),
        st.sampled_from(flat(BOUNDS_BEFORE)),
        decimals,
        units,
    ),
    "bound before speech": st.builds(
        lambda word, n, unit: Said(f"{word[0]}{write_small(n)}{unit}", (Decimal(n),), UNITS[unit], word[1]),
        st.sampled_from(flat(BOUNDS_BEFORE)),
        counts,
        units,
    ),
    "bound behind": st.builds(
        lambda word, n, unit: Said(f"{n}{unit}{word[0]}", (Decimal(n),), UNITS[unit], word[1]),
        st.sampled_from(flat(BOUNDS_BEHIND)),
        decimals,
        units,
    ),
    "and more": st.builds(
        lambda n, word, unit: Said(f"{n}0{word}{unit}", (Decimal(n * 10),), UNITS[unit], "gt"),
        st.integers(1, 999),
        st.sampled_from("余多"),
        st.sampled_from(["家", "吨", "亩", "元", "件", "公斤"]),
    ),
    "and more with scale": st.builds(
        lambda n, word, scale, unit: Said(
            f"{n}0{word}{scale}{unit}", (Decimal(n * 10 * SCALES[scale]),), UNITS[unit], "gt"
        ),
        st.integers(1, 99),
        st.sampled_from("余多"),
        st.sampled_from(["万", "亿"]),
        st.sampled_from(["家", "吨", "亩", "元", "件", "公斤"]),
    ),
}

# ---- further ways of one number
MORE_SCALES = ("十", "百", "千", "万", "十万", "百万", "千万", "亿", "十亿", "百亿", "千亿", "万亿", "万万", "百万亿")
POWERS = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
HALVED = {
    "半年": "年",
    "半个月": "个月",
    "半天": "天",
    "半小时": "小时",
    "半个小时": "小时",
    "半斤": "斤",
    "半公斤": "公斤",
    "半公里": "公里",
    "半个百分点": "个百分点",
    "半亩": "亩",
    "半米": "米",
    "半升": "升",
}


def power(scale: str) -> Decimal:
    return Decimal(10) ** sum(POWERS[character] for character in scale)


def spaced_out(said: str) -> str:
    return " ".join(said)


FORMS |= {
    "spoken decimals with any scale": form(
        st.builds(
            lambda whole, tail, scale: (
                f"{colloquial(write(whole))}点{''.join(SMALL[int(one)] for one in tail)}{scale}",
                Decimal(f"{whole}.{tail}") * power(scale),
            ),
            st.integers(0, 9999),
            tails,
            st.sampled_from(["万", "亿", "万亿"]),
        )
    ),
    "figures with any scale": form(
        st.builds(
            lambda whole, tail, scale: (f"{whole}.{tail}{scale}", Decimal(f"{whole}.{tail}") * power(scale)),
            st.integers(0, 999),
            tails,
            st.sampled_from(MORE_SCALES[1:]),
        )
    ),
    "thousands with scale": form(
        st.builds(
            lambda n, tail, scale: (f"{n:,}.{tail}{scale}", Decimal(f"{n}.{tail}") * power(scale)),
            st.integers(1000, 9_999_999),
            tails,
            st.sampled_from(["万", "亿"]),
        )
    ),
    "wide thousands with decimals": form(
        st.builds(
            lambda n, tail: (f"{n:,}.{tail}".translate(WIDE | {ord(","): "，"}), Decimal(f"{n}.{tail}")),
            st.integers(1000, 99_999_999),
            tails,
        )
    ),
    "spaced thousands with decimals": form(
        st.builds(
            lambda n, tail: (f"{n:,}.{tail}".replace(",", " "), Decimal(f"{n}.{tail}")),
            st.integers(1000, 99_999_999),
            tails,
        )
    ),
    "scales after figures": form(
        st.builds(lambda k, h: (f"{k}千{h}百", k * 1000 + h * 100), digits, digits)
        | st.builds(lambda w, k: (f"{w}万{k}千", w * 10**4 + k * 1000), st.integers(1, 9999), digits)
        | st.builds(lambda y, w: (f"{y}亿{w}万", y * 10**8 + w * 10**4), st.integers(1, 9999), st.integers(1, 9999))
        | st.builds(lambda y, q, b: (f"{y}亿{q}千{b}百万", y * 10**8 + q * 10**7 + b * 10**6), digits, digits, digits)
    ),
    "powers": form(
        st.builds(
            lambda digit, tail, power: (
                f"{digit}.{tail}×10{str(power).translate(SUPERSCRIPT)}",
                f"{digit}.{tail}E{power}",
            ),
            digits,
            tails,
            st.integers(-9, 15),
        )
        | st.integers(0, 15).map(lambda power: (f"10^{power}", 10**power))
    ),
    "negative decimals spoken": form(
        decimals.filter(lambda n: Decimal(n) != 0).map(lambda n: ("负" + speak(n), -Decimal(n)))
    ),
    "negative with scale": form(
        st.builds(
            lambda n, tail, minus, scale: (f"{minus}{n}.{tail}{scale}", -Decimal(f"{n}.{tail}") * power(scale)),
            st.integers(1, 9999),
            tails,
            st.sampled_from("-－−负"),
            st.sampled_from(["万", "亿", "万亿"]),
        )
    ),
    "negative per cent": st.builds(
        lambda n, minus: Said(f"{minus}{n}%", (-Decimal(n),), "%"),
        decimals.filter(lambda n: Decimal(n) != 0),
        st.sampled_from("-－−负"),
    ),
    "negative per cent spoken": st.builds(
        lambda n, say: Said(say.format(speak(n)), (-Decimal(n),), "%"),
        decimals.filter(lambda n: Decimal(n) != 0),
        st.sampled_from(["负百分之{}", "百分之负{}"]),
    ),
    "per cent in a range of tens": st.integers(1, 8).map(
        lambda n: Said(f"百分之{SMALL[n]}{SMALL[n + 1]}十", ends(n * 10, n * 10 + 10), "%", "range")
    ),
    "written apart": form(st.integers(100, 10**9).map(lambda n: (spaced_out(write(n)), n))),
    "doublings in figures": st.builds(
        lambda n, verb: Said(f"{verb}{n}番", (Decimal((2**n - 1) * 100),), "%"), digits, st.sampled_from(["翻", "翻了"])
    ),
    "halves": st.sampled_from(sorted(HALVED)).map(lambda said: Said(said, (Decimal("0.5"),), HALVED[said])),
    "points and a half": digits.map(
        lambda n: Said(f"{'两' if n == 2 else SMALL[n]}个半百分点", (n + Decimal("0.5"),), "个百分点")
    ),
    "yuan in speech": st.builds(
        lambda y, j: Said(f"{SMALL[y] if y != 2 else '两'}块{SMALL[j]}", (y + Decimal(j) / 10,), "元"), digits, digits
    ),
    "yuan and mao in speech": st.builds(
        lambda y, j, f: Said(f"{SMALL[y]}块{SMALL[j]}毛{SMALL[f]}", (y + Decimal(j) / 10 + Decimal(f) / 100,), "元"),
        digits,
        digits,
        digits,
    ),
    "yuan, jiao and fen": st.builds(
        lambda y, j, f: Said(
            f"{write(y, FORMAL, FORMAL_PLACES)}元{FORMAL[j]}角{FORMAL[f]}分",
            (y + Decimal(j) / 10 + Decimal(f) / 100,),
            "元",
        ),
        st.integers(1, 99_999_999),
        digits,
        digits,
    ),
    "years and months": st.builds(
        lambda y, m: Said(f"{y}年零{m}个月", (Decimal(y * 12 + m),), "个月"), digits, st.integers(1, 11)
    ),
    "metres in speech": st.builds(
        lambda m, c: Said(f"{SMALL[m]}米{SMALL[c]}", (m + Decimal(c) / 10,), "米"),
        st.just(1) | st.integers(3, 9),
        digits,
    ),
    "ranks in a range": two(1, 99).map(lambda pair: Said(f"第{pair[0]}-{pair[1]}位", ends(*pair), None, "range")),
    "temperatures in a range": st.builds(
        lambda pair, joint: Said(f"零下{pair[1]}{joint}{pair[0]}℃", ends(-pair[1], -pair[0]), "摄氏度", "range"),
        two(1, 60),
        st.sampled_from("至~～到"),
    )
    | st.builds(
        lambda low, high: Said(f"-{low}℃~{high}℃", ends(-low, high), "摄氏度", "range"),
        st.integers(1, 60),
        st.integers(1, 60),
    ),
    "spoken and more": st.builds(
        lambda n, scale, word, unit: Said(f"{SMALL[n]}{scale}{word}{unit}", (n * power(scale),), UNITS[unit], "gt"),
        st.just(1) | st.integers(3, 9),
        st.sampled_from(["十", "百", "千", "万", "亿"]),
        st.sampled_from("余多"),
        st.sampled_from(["家", "吨", "亩", "元", "件", "公斤"]),
    ),
    "spoken and more with scale": st.builds(
        lambda n, word, scale, unit: Said(
            f"{SMALL[n]}十{word}{scale}{unit}", (n * 10 * power(scale),), UNITS[unit], "gt"
        ),
        st.integers(2, 9),
        st.sampled_from("余多"),
        st.sampled_from(["万", "亿"]),
        st.sampled_from(["家", "吨", "亩", "元", "件", "公斤"]),
    ),
    "bounded per cent": st.builds(
        lambda word, n: Said(f"{word[0]}{n}%", (Decimal(n),), "%", word[1]),
        st.sampled_from(flat(BOUNDS_BEFORE)),
        decimals,
    ),
    "bounded tenths": st.builds(
        lambda word, n: Said(f"{word[0]}{SMALL[n]}成", (Decimal(n * 10),), "%", word[1]),
        st.sampled_from(flat(BOUNDS_BEFORE)),
        digits,
    ),
    "bounded fraction": st.builds(
        lambda word, pair: Said(
            f"{word[0]}{write_small(pair[1])}分之{write_small(pair[0])}", (quotient(*pair),), None, word[1]
        ),
        st.sampled_from(flat(BOUNDS_BEFORE)),
        two(1, 20),
    ),
    "bounded money": st.builds(
        lambda word, n, tail, scale: Said(
            f"{word[0]}{n}.{tail}{scale}美元", (Decimal(f"{n}.{tail}") * power(scale),), "美元", word[1]
        ),
        st.sampled_from(flat(BOUNDS_BEFORE)),
        st.integers(0, 9999),
        tails,
        st.sampled_from(["万", "亿", "万亿"]),
    ),
    "per behind": st.builds(
        lambda n, unit: Said(f"{n}元每{unit}", (Decimal(n),), f"元/{unit}"),
        decimals,
        st.sampled_from(["平方米", "吨", "公斤"]),
    ),
}

BARE = {"elliptical", "slash", "fraction", "mixed fraction", "currency before", "bounded fraction", "ranks in a range"}


def told(mention: Mention) -> tuple[str, tuple[Decimal, ...], str | None, str]:
    numbers = (mention.value, mention.low, mention.high)
    return mention.text, tuple(number for number in numbers if number is not None), mention.unit, mention.bound


def in_a_text(said: Said, before: str, after: str) -> tuple[str, list[Mention]]:
    text = before + said.text + after
    return text, factx.numbers(text)


@pytest.mark.parametrize("name", FORMS)
@given(data=st.data())
@settings(max_examples=50, deadline=None)
def test_every_form_comes_back(name: str, data: st.DataObject) -> None:
    said = data.draw(FORMS[name])
    before, after = (
        data.draw(st.sampled_from(BEFORE)),
        data.draw(st.sampled_from(AFTER_BARE if name in BARE else AFTER)),
    )
    text = before + said.text + after
    found = factx.numbers(text)
    assert [told(mention) for mention in found] == [tuple(said)]
    assert [(mention.start, mention.end) for mention in found] == [(len(before), len(before) + len(said.text))]


def values(text: str) -> list[tuple[object, ...]]:
    return [told(mention)[1:] for mention in factx.numbers(text)]


@pytest.mark.parametrize("name", FORMS)
@given(data=st.data())
@settings(max_examples=20, deadline=None)
def test_width_line_ends_and_a_mark_change_no_value(name: str, data: st.DataObject) -> None:
    line = "合计" + data.draw(FORMS[name]).text + "，运行平稳"
    said = values(line)
    assert values(line.translate(WIDE)) == said
    assert values("\ufeff" + line) == said
    assert values(f"{line}\r\n{line}\r\n") == said + said


@given(st.lists(st.integers(10, 9999).filter(lambda n: not 1900 <= n < 2100), min_size=3, max_size=6), units)
def test_a_list_shares_its_unit(members: list[int], unit: str) -> None:
    assume(all(second != first + 1 for first, second in pairwise(members)))
    said = factx.numbers("分别为" + "、".join(map(str, members)) + unit)
    assert [(one.value, one.unit) for one in said] == [(member, UNITS[unit]) for member in members]


@pytest.mark.parametrize("word", QUIET)
@given(n=decimals, unit=units)
def test_what_only_stresses_is_no_bound(word: str, n: str, unit: str) -> None:
    assert [told(one) for one in factx.numbers(f"总量{word}{n}{unit}")] == [
        (n + unit, (Decimal(n),), UNITS[unit], "eq")
    ]


WRAPPED = (
    "clerk",
    "financial",
    "spoken decimals",
    "figures with scale",
    "scales after figures",
    "mixed",
    "per cent",
    "spoken per cent",
    "range of per cent",
)
PROSE = "今年以来，各地各部门认真落实决策部署，扎实推进重点工作，民生保障有力，经济运行平稳，"


@pytest.mark.parametrize("name", WRAPPED)
@given(data=st.data(), offset=st.integers(0, 20), width=st.integers(20, 40))
@settings(max_examples=60, deadline=None)
def test_the_line_ends_of_a_wrapped_text_change_no_value(
    name: str, data: st.DataObject, offset: int, width: int
) -> None:
    said = data.draw(FORMS[name].filter(lambda said: len(said.text) <= 12))
    text = PROSE[offset:] + PROSE + "合计" + said.text + "，" + PROSE + PROSE
    wrapped = "\n".join(text[at : at + width] for at in range(0, len(text), width))
    assert [one[0] for one in values(wrapped)] == [said.value]
