"""Numerals → exact decimals; `writing` writes them and shares nothing with the parser."""

import random
import re
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import cn2an
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from writing import FORMAL, FORMAL_PLACES, LARGEST, SMALL, colloquial, with_thousands, write, write_mixed

import factx
from factx.characters import plain_text
from factx.numerals import parse_adjacent, parse_numeral, scale_factor

wholes = st.one_of(
    st.integers(0, LARGEST),
    st.integers(0, 99_999),
    st.builds(lambda digit, power: digit * 10**power, st.integers(1, 9999), st.integers(0, 12)),
)
fractions = st.text("0123456789", min_size=1, max_size=4)


@given(wholes)
@example(10_000_0003)
@example(1000_0000_0000)
@example(LARGEST)
def test_reads_what_a_clerk_writes(number: int) -> None:
    assert parse_numeral(write(number)) == number


@given(wholes)
def test_reads_financial_characters(number: int) -> None:
    assert parse_numeral(write(number, FORMAL, FORMAL_PLACES)) == number


@given(wholes)
def test_reads_what_people_say(number: int) -> None:
    assert parse_numeral(colloquial(write(number))) == number


@given(wholes)
def test_reads_figures_with_scales(number: int) -> None:
    assert parse_numeral(write_mixed(number)) == number


@given(wholes, st.sampled_from(["", "."]), fractions)
def test_reads_figures(number: int, point: str, digits: str) -> None:
    tail = f".{digits}" if point else ""
    assert parse_numeral(f"{number}{tail}") == Decimal(f"{number}{tail}")
    assert parse_numeral(f"{with_thousands(number)}{tail}") == Decimal(f"{number}{tail}")


@given(wholes, fractions)
def test_reads_decimals_in_characters(number: int, digits: str) -> None:
    said = f"{write(number)}点{''.join(SMALL[int(digit)] for digit in digits)}"
    assert parse_numeral(said) == Decimal(f"{number}.{digits}")


@given(
    st.integers(0, 9999), fractions, st.sampled_from(["百", "千", "万", "百万", "千万", "亿", "十亿", "百亿", "万亿"])
)
def test_scales_multiply_figures_exactly(number: int, digits: str, scale: str) -> None:
    factor = {
        "百": 10**2,
        "千": 10**3,
        "万": 10**4,
        "百万": 10**6,
        "千万": 10**7,
        "亿": 10**8,
        "十亿": 10**9,
        "百亿": 10**10,
        "万亿": 10**12,
    }[scale]
    assert parse_numeral(f"{number}.{digits}{scale}") == Decimal(f"{number}.{digits}") * factor
    spoken = "".join(SMALL[int(digit)] for digit in digits)
    small = number % 10  # 一百点五百 is said by nobody
    assert parse_numeral(f"{SMALL[small]}点{spoken}{scale}") == Decimal(f"{small}.{digits}") * factor


@given(st.integers(0, 10**8 - 1))
def test_digits_without_scales_are_a_number(number: int) -> None:
    assert parse_numeral("".join(SMALL[int(digit)] for digit in str(number))) == number


@given(st.text("零一二三四五六七八九十百千万亿两点0123456789.", max_size=12))
def test_agrees_with_cn2an_where_that_accepts(said: str) -> None:
    try:
        theirs = cn2an.cn2an(said, "strict")
    except ValueError:
        return
    ours = parse_numeral(said)
    assert ours is not None
    assert abs(ours - Decimal(str(theirs))) <= abs(ours) * Decimal("1e-9")  # theirs are floats


@given(st.text("零〇一二三四五六七八九十百千万亿两廿卅壹拾佰仟点0123456789,. ", max_size=50))
def test_any_characters_make_a_number_or_none(said: str) -> None:
    value = parse_numeral(said)
    assert value is None or value >= 0


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("0", "0"),
        ("零", "0"),
        ("〇", "0"),
        ("十", "10"),
        ("百", "100"),
        ("万", "10000"),
        ("十五", "15"),
        ("一十五", "15"),
        ("廿五", "25"),
        ("卅", "30"),
        ("两", "2"),
        ("两百", "200"),
        ("两千两百", "2200"),
        ("一百零八", "108"),
        ("一百二", "120"),
        ("两万五", "25000"),
        ("三千五", "3500"),
        ("一千零五", "1005"),
        ("一万零五", "10005"),
        ("一亿零五", "100000005"),
        ("两万零五百", "20500"),
        ("三万万", "300000000"),
        ("八万亿", "8000000000000"),
        ("二十万亿", "20000000000000"),
        ("一万五千亿", "1500000000000"),
        ("八点三万亿", "8300000000000"),
        ("三点五", "3.5"),
        ("三点五亿", "350000000"),
        ("零点零五", "0.05"),
        ("一点五万", "15000"),
        ("二〇二四", "2024"),
        ("二零二四", "2024"),
        ("一二三", "123"),
        ("1,234.5", "1234.5"),
        ("1 234.5", "1234.5"),
        ("1,234,567", "1234567"),
        ("1.2亿", "120000000"),
        ("1亿2000万", "120000000"),
        ("3万5千", "35000"),
        ("2万5", "25000"),
        ("1万亿2000亿", "1200000000000"),
        ("8.3万亿", "8300000000000"),
        ("0.35", "0.35"),
        ("007", "7"),
        ("壹佰贰拾叁万肆仟", "1234000"),
        ("伍仟零陆", "5006"),
    ],
)
def test_numeral(said: str, value: str) -> None:
    assert parse_numeral(said) == Decimal(value)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "点",
        "点五",
        "一点",
        "五百千点",
        "1.2.3",
        "三千四千",
        "二万三万",
        "百一百",
        "甲",
        "12a",
        "1/2",
        "3%",
        "-5",
        "1" * 41,
        "九" * 41,
        "万" * 41,
    ],
)
def test_no_numeral(said: str) -> None:
    assert parse_numeral(said) is None


@pytest.mark.parametrize(
    ("said", "low", "high"),
    [
        ("三四十", "30", "40"),
        ("两三", "2", "3"),
        ("三五", "3", "5"),
        ("三五百", "300", "500"),
        ("十五六", "15", "16"),
        ("二十七八", "27", "28"),
        ("一百二三十", "120", "130"),
        ("七八万", "70000", "80000"),
        ("五六千万", "50000000", "60000000"),
        ("两三百亿", "20000000000", "30000000000"),
        ("一二", "1", "2"),
    ],
)
def test_adjacent_digits_are_a_range(said: str, low: str, high: str) -> None:
    assert parse_adjacent(said) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize("said", ["三六", "五四", "二五", "三", "十", "三十四", "三五七", "三三", "三四点五", "34", ""])
def test_no_adjacent_digits(said: str) -> None:
    assert parse_adjacent(said) is None


@pytest.mark.parametrize(
    ("said", "factor"), [("", 1), ("万", 10**4), ("百万", 10**6), ("万亿", 10**12), ("仟万", 10**7)]
)
def test_scale_factor(said: str, factor: int) -> None:
    assert scale_factor(said) == factor


def test_no_scale() -> None:
    with pytest.raises(KeyError):
        scale_factor("万吨")


def test_values_keep_every_digit() -> None:
    assert str(parse_numeral("9007199254740993")) == "9007199254740993"  # one more than a float can tell
    assert str(parse_numeral("0.10")) == "0.10"


# Where cn2an, an independent reader, reads otherwise: text, ours (None: no numeral), theirs, and who is right.
SIGN_LOST = "ours: theirs loses the sign of a figure"
CLOCK = "ours: a point with nothing behind it is an hour or an item, 点"
WEIGHT = "ours: 两 behind a digit is a weight"
DIFFERENT = [
    ("1.468百", "146.8", 146, "ours: theirs cuts the decimal of a scaled figure off"),
    ("0.092百", "9.2", 9, "ours: the same"),
    ("负6", "-6", 6, SIGN_LOST),
    ("负2.4", "-2.4", 2.4, SIGN_LOST),
    ("负800千", "-800000", 800000, SIGN_LOST),
    ("负1.5亿", "-150000000", 150000000, SIGN_LOST),
    ("负3.2亿", "-320000000", 320000000, SIGN_LOST),
    ("负1760亿", "-176000000000", 176000000000, SIGN_LOST),
    ("一点", None, 1, CLOCK),
    ("两点", None, 2, CLOCK),
    ("三点", None, 3, CLOCK),
    ("四点", None, 4, CLOCK),
    ("八点", None, 8, CLOCK),
    ("十点", None, 10, CLOCK),
    ("十二点", None, 12, CLOCK),
    ("3点", None, 3, CLOCK),
    ("8点", None, 8, CLOCK),
    ("11点", None, 11, CLOCK),
    ("14点", None, 14, CLOCK),
    ("28点", None, 28, CLOCK),
    ("3000点", None, 3000, CLOCK),
    ("3012点", None, 3012, CLOCK),
    ("一两", None, 12, WEIGHT),
    ("三两", None, 32, WEIGHT),
    ("2两", None, 22, WEIGHT),
    ("5两", None, 52, WEIGHT),
    ("9两", None, 92, WEIGHT),
    ("二两", None, 22, WEIGHT),
    ("一二两", None, 122, WEIGHT),
    ("三十两", None, 32, WEIGHT),
    ("两万两", None, 22000, WEIGHT),
    ("三千两百两", None, 3220, WEIGHT),
    ("两三", None, 23, "ours: two or three, which parse_adjacent reads"),
]
RUN = re.compile("[-负]?[0-9.零〇一二两三四五六七八九十百千万亿点壹贰叁肆伍陆柒捌玖拾佰仟廿卅]+")


def our_value(said: str) -> Decimal | None:
    try:
        return factx.parse_number(said)
    except ValueError:
        return None


def their_value(said: str) -> Decimal | None:
    try:
        return Decimal(str(cn2an.cn2an(said, "smart")))
    except (ValueError, KeyError):  # it crashes over 千万 behind 百万
        return None


def runs_of_the_cases() -> list[str]:
    text = (Path(__file__).parent / "cases" / "quantities.tsv").read_text("utf-8")
    return sorted({run for line in text.splitlines() for run in RUN.findall(plain_text(line.partition("\t")[0]))})


def written(number: int, tail: int) -> list[str]:
    """A number in the ways that clerks, tellers and reporters write it."""
    spoken, scaled = write(number), number % 10**8
    digits = "".join(SMALL[int(digit)] for digit in str(tail))
    return [
        spoken,
        colloquial(spoken),
        f"负{spoken}",
        f"{spoken}点{digits}",
        write(number, FORMAL, FORMAL_PLACES),
        write_mixed(number),
        "".join(SMALL[int(digit)] for digit in str(number)),
        str(number),
        f"{number}.{tail}",
        *(f"{scaled}.{tail % 100}{scale}" for scale in "百千万亿"),
        *(f"{scaled % 1000}{scale}" for scale in ("百", "千", "万", "百万", "千万", "亿", "万亿")),
    ]


def differences(numerals: Iterable[str]) -> list[tuple[str, Decimal | None, Decimal]]:
    found = []
    for said in numerals:
        ours, theirs = our_value(said), their_value(said)
        if theirs is not None and (ours is None or abs(ours - theirs) > abs(ours) * Decimal("1e-12")):
            found.append((said, ours, theirs))
    return found


@pytest.mark.parametrize(("said", "ours", "theirs", "reason"), DIFFERENT)
def test_where_cn2an_says_something_else(said: str, ours: str | None, theirs: float, reason: str) -> None:
    assert our_value(said) == (None if ours is None else Decimal(ours))
    assert their_value(said) == Decimal(str(theirs)), reason


def test_cn2an_agrees_on_the_numerals_of_all_cases() -> None:
    listed = {row[0] for row in DIFFERENT}
    runs = [run for run in runs_of_the_cases() if their_value(run) is not None]
    assert len(runs) >= 450
    assert [row for row in differences(runs) if row[0] not in listed] == []


def test_cn2an_agrees_on_thousands_of_written_numbers() -> None:
    draw = random.Random(20240229)
    numbers = [
        *(draw.randrange(10 ** draw.randrange(1, 16)) for _ in range(300)),
        *range(0, 1200, 13),
        *(digit * 10**power + rest for digit in (1, 2, 5) for power in (3, 4, 5, 8, 9) for rest in (0, 1, 10, 500)),
    ]
    numerals = sorted({said for number in numbers for said in written(number, draw.randrange(1, 1000))})
    assert len(numerals) >= 5000
    assert differences(numerals) == []
