"""Facts and mentions → text."""

import csv
import io
import json
from dataclasses import fields, replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factx.facts import Bound, Fact, Kind, Measure, Mention, Modality
from factx.output import (
    FIELDS,
    Screen,
    csv_lines,
    json_array,
    json_lines,
    mention_lines,
    mention_table,
    plain,
    said,
    table,
    visible,
)

FACT = Fact(
    doc="a.txt", start=5, end=9, text="4.5%", subject="烟台", indicator="地区生产总值", measure=Measure.GROWTH,
    value=Decimal("4.50"), low=None, high=None, unit="%", bound=Bound.EQ, reference=None, period="2022-H1",
    modality=Modality.ACTUAL, rule="growth.up", sentence="增长4.5%。",
)  # fmt: skip


def value(number: str, unit: str | None, **changes: object) -> Fact:
    low, tilde, high = number.partition("~")
    ends = {"value": None, "low": Decimal(low), "high": Decimal(high)} if tilde else {"value": Decimal(low)}
    return replace(FACT, **{"measure": Measure.LEVEL, "unit": unit, **ends, **changes})


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("2.11E+8", "211000000"),
        ("120000000.0", "120000000"),
        ("-0.50", "-0.5"),
        ("0.333333", "0.333333"),
        ("-0", "0"),
        ("0E+3", "0"),
        ("1000", "1000"),
        ("1E-7", "0.0000001"),
    ],
)
def test_numbers_are_plain(number: str, text: str) -> None:
    assert plain(Decimal(number)) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_numbers_are_exact(number: Decimal) -> None:
    assert Decimal(plain(number)) == number


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        (value("410720000000", "元"), "4107.2亿元"),
        (value("5354", "人"), "5354人"),
        (value("10000", "亩"), "1万亩"),
        (value("53540", "人"), "53540人"),
        (value("8.3E+12", "元"), "8.3万亿元"),
        (value("12102072345678", "元"), "12102072345678元"),
        (value("35410700", "元"), "3541.07万元"),
        (value("889000000", None), "8.89亿"),
        (value("20000000", "千瓦时"), "2000万千瓦时"),
        (value("-320000000", "元"), "-3.2亿元"),
        (value("-2.1", "%"), "-2.1%"),
        (value("12000", "%"), "12000%"),
        (value("0", "%"), "0%"),
        (value("2~3", "个"), "2~3个"),
        (value("30000~50000", "人"), "3~5万人"),
        (value("5000~20000", "人"), "5000~20000人"),
        (value("-95~-85", "%"), "-95~-85%"),
        (value("3", None, measure=Measure.RANK), "第3位"),
        (value("3", None, measure=Measure.RANK, bound=Bound.LE), "前3位"),
        (value("123456789012345678901234567890120000", "元"), "1234567890123456789012345678.9012亿元"),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)
def test_values_are_said_as_a_reader_would(fact: Fact, text: str) -> None:
    assert said(fact) == text


def test_json_has_every_field_in_order_and_exact_numbers() -> None:
    (line,) = json_lines([("a.txt", [replace(FACT, value=Decimal("0.10000000000000000000001"), text='"\\\n')])])
    record = json.loads(line, parse_float=Decimal)
    assert tuple(record) == FIELDS == tuple(field.name for field in fields(Fact) if field.name != "own")
    assert record["value"] == Decimal("0.10000000000000000000001")
    assert (record["text"], record["low"], record["bound"]) == ('"\\\n', None, "eq")
    assert "烟台" in line


def test_json_array_is_the_same_records() -> None:
    documents = [("a", [FACT, FACT]), ("b", []), ("c", [replace(FACT, doc="c")])]
    lines = "".join(json_lines(documents)).splitlines()
    assert json.loads("".join(json_array(documents))) == [json.loads(line) for line in lines]
    assert json.loads("".join(json_array([("a", [])]))) == []


def test_fields_come_in_the_order_asked_for() -> None:
    documents = [("a", [FACT])]
    assert list(json_lines(documents, ["value", "doc"])) == ['{"value": 4.5, "doc": "a.txt"}\n']
    assert "".join(csv_lines(documents, ["unit", "low", "value"])) == "unit,low,value\n%,,4.5\n"
    assert "".join(table(documents, ["unit", "text"])) == "a (1 fact)\nunit  text\n%     4.5%\n"


@pytest.mark.parametrize("text", ["a,b", 'a"b', "a\nb", "a\rb", "a\r\nb", "", "'", "=1+1", " a "])
def test_csv_can_be_read_back(text: str) -> None:
    written = "".join(csv_lines([("a", [replace(FACT, sentence=text), FACT])], ["sentence"]))
    assert list(csv.reader(io.StringIO(written, newline=""))) == [["sentence"], [text], [FACT.sentence]]


@pytest.mark.parametrize(
    ("text", "cell"), [("=1+1", "'=1+1"), ("-3亿元", "'-3亿元"), ("＝1", "'＝1"), ("@a", "'@a"), ("3=3", "3=3")]
)
def test_excel_runs_no_text_as_a_formula(text: str, cell: str) -> None:
    fact = replace(FACT, text=text, value=Decimal("-2.1"))
    written = "".join(csv_lines([("a", [fact])], ["text", "value"], excel=True))
    assert written == f"\ufefftext,value\n{cell},-2.1\n"


def test_table_leaves_out_what_goes_without_saying() -> None:
    long = replace(FACT, subject=None, indicator="高新技术企业", measure=Measure.LEVEL, value=Decimal(1542), unit="家",
                   bound=Bound.GT, period=None)  # fmt: skip
    target = replace(FACT, modality=Modality.TARGET, reference="全省")
    assert "".join(table([("a.txt", [FACT, long]), ("b.txt", []), ("c.txt", [target])])) == (
        "a.txt (2 facts)\n"
        "subject  indicator     measure  value   bound  period\n"
        "烟台     地区生产总值  growth   4.5%           2022-H1\n"
        "         高新技术企业  level    1542家  gt\n"
        "\n"
        "b.txt (0 facts)\n"
        "\n"
        "c.txt (1 fact)\n"
        "subject  indicator     measure  value  bound  reference  period   modality\n"
        "烟台     地区生产总值  growth   4.5%          全省       2022-H1  target\n"
    )


@pytest.mark.parametrize("width", [60, 80])
def test_table_on_a_terminal_folds_and_loses_nothing(width: int) -> None:
    from rich.cells import cell_len

    fact = replace(FACT, indicator="规上工业增加值" * 9, subject="a" * 30)
    lines = "".join(table([("a.txt" * 20, [fact])], screen=Screen(width))).splitlines()
    assert max(map(cell_len, lines)) <= width
    text = "".join(lines)
    assert [text.count(char) for char in "规上工业增加值"] == [9] * 7
    assert text.count("aaaaa") >= 4


def test_table_has_colour_only_where_it_is_taken() -> None:
    coloured = "".join(table([("a.txt", [FACT])], screen=Screen(100, colour=True)))
    plain_text = "".join(table([("a.txt", [FACT])], screen=Screen(100)))
    assert "\x1b[1m" in coloured
    assert "\x1b" not in plain_text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a\ufffd[31mb"),
        ("a\r\nb\tc", "a  b c"),
        ("a\u202eb\u2066", "a\ufffdb\ufffd"),
        ("[red]x[/] :smile: [/]", "[red]x[/] :smile: [/]"),
        ("增长\u3000５％", "增长 ５％"),
        ("\udcff", "\ufffd"),
    ],
)
def test_no_character_of_a_document_steers_the_terminal(text: str, shown: str) -> None:
    assert visible(text) == shown
    assert shown in "".join(table([("a", [replace(FACT, indicator=text)])], screen=Screen(200)))


MENTION = Mention(start=2, end=8, text="2.11亿元", kind=Kind.MONEY, value=Decimal("2.11E+8"), unit="元")
RANGE = Mention(start=9, end=13, text="2—3个", kind=Kind.COUNT, low=Decimal(2), high=Decimal(3), unit="个",
                bound=Bound.RANGE)  # fmt: skip


def test_mentions_are_one_object_a_line() -> None:
    first, second = mention_lines([("-", [[MENTION, RANGE], []])])
    assert json.loads(first)["quantities"] == [
        {"text": "2.11亿元", "start": 2, "end": 8, "value": 211000000, "low": None, "high": None, "unit": "元",
         "bound": "eq", "kind": "money"},
        {"text": "2—3个", "start": 9, "end": 13, "value": None, "low": 2, "high": 3, "unit": "个", "bound": "range",
         "kind": "count"},
    ]  # fmt: skip
    assert second == '{"quantities": []}\n'


def test_mention_table_has_the_plain_value() -> None:
    assert "".join(mention_table([("-", [[], [MENTION, RANGE]])])) == (
        "- (2 numbers)\n"
        "line  start  text      value      unit  bound  kind\n"
        "2     2      2.11亿元  211000000  元           money\n"
        "2     9      2—3个     2~3        个    range  count\n"
    )
