"""One pass over a text: the quantities in it, and what only looks like one."""

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from factx.facts import Kind, Mention
from factx.output import plain
from factx.quantities import find_mentions

CASES = Path(__file__).parent / "cases" / "quantities.tsv"


def rows() -> list[list[str]]:
    lines = CASES.read_text("utf-8").splitlines()
    return [line.replace("\\n", "\n").split("\t") for line in lines if line and not line.startswith("#")]


def marks(row: list[str], at: int) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=row[at])] if len(row) > at else []


FOUND = [pytest.param(*row[:6], marks=marks(row, 6), id=f"{row[0]} {row[1]}") for row in rows() if row[1] != "-"]
NOT_FOUND = [pytest.param(row[0], marks=marks(row, 2), id=row[0]) for row in rows() if row[1] == "-"]


def quantities(text: str) -> list[Mention]:
    return [mention for mention in find_mentions(text) if mention.is_quantity]


def told(mention: Mention) -> tuple[str, str, str, str, str]:
    """A mention in the columns of the table."""
    numbers = [number for number in (mention.value, mention.low, mention.high) if number is not None]
    value = "..".join(map(plain, numbers))
    return mention.text, mention.kind, value, mention.unit or "-", mention.bound


@pytest.mark.parametrize(("text", "mention", "kind", "value", "unit", "bound"), FOUND)
def test_quantity(text: str, mention: str, kind: str, value: str, unit: str, bound: str) -> None:
    start = text.index(mention)
    near = [one for one in quantities(text) if one.start < start + len(mention) and one.end > start]
    assert [told(one) for one in near] == [(mention, kind, value, unit, bound)]


@pytest.mark.parametrize("text", NOT_FOUND)
def test_no_quantity(text: str) -> None:
    assert [told(mention) for mention in quantities(text)] == []


def test_the_tables_are_large_and_say_nothing_twice() -> None:
    assert len(FOUND) >= 700
    assert len(NOT_FOUND) >= 400
    assert len({tuple(row[:2]) for row in rows()}) == len(rows())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("5G基站", Kind.CODE),
        ("2022年7月29日", Kind.PERIOD),
        ("15:30开幕", Kind.TIME),
        ("比分3:0", Kind.SCORE),
        ("烟政发〔2022〕15号", Kind.DOCUMENT_NUMBER),
        ("电话0535-6601234", Kind.PHONE),
        ("第20届", Kind.ORDINAL),
        ("数十家", Kind.VAGUE),
        ("一揽子政策", Kind.IDIOM),
        ("三亚机场", Kind.NAME),
    ],
)
def test_what_is_no_quantity_has_a_class(text: str, kind: Kind) -> None:
    assert kind in {mention.kind for mention in find_mentions(text)}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("分别为12家、13家和14家", ["12", "13", "14"]),
        ("增长3%、4%", ["3", "4"]),
        ("由12家增至19家", ["12", "19"]),
        ("建成3个平台、5个中心和11个团队", ["3", "5", "11"]),
        ("从190项缩减到27项", ["190", "27"]),
        ("由4.2%降至3.9%", ["4.2", "3.9"]),
        ("出动1200人次、车辆85台次", ["1200", "85"]),
        ("12、15、18个", ["12", "15", "18"]),
    ],
)
def test_members_of_a_list_are_figures_of_their_own(text: str, values: list[str]) -> None:
    assert [plain(mention.value) for mention in quantities(text) if mention.value is not None] == values


# The grammar's own characters, so that what is drawn looks like numbers, and much that no text would hold.
alphabet = st.sampled_from(
    "零一二三四五六七八九十百千万亿两点半0123456789０９．.,，、—-~至到%％‰成折倍番第前近约超余多几数"
    "个家元吨人年月日时分秒/:：第位名级号每以上下左右（）〔〕\n\r 甲乙丙发展A+"
)
strings = st.one_of(st.text(alphabet, max_size=40), st.text(max_size=40))


@given(strings)
def test_mentions_lie_in_the_text_in_order(text: str) -> None:
    end = 0
    for mention in find_mentions(text):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        end = mention.end


@given(strings)
def test_a_quantity_has_one_value_or_two_ends(text: str) -> None:
    for mention in quantities(text):
        if mention.low is None or mention.high is None:
            assert mention.low is None
            assert mention.high is None
        else:
            assert mention.value is None
            assert mention.low < mention.high


@given(st.text(alphabet, max_size=40))
def test_full_width_says_the_same(text: str) -> None:
    wide = text.translate({ord(plain): ord(plain) + 0xFEE0 for plain in "0123456789%"})
    assert [values(mention) for mention in quantities(text)] == [values(mention) for mention in quantities(wide)]


@given(st.lists(st.sampled_from([row[0] for row in rows() if "\n" not in row[0]]), min_size=1, max_size=4))
def test_line_ends_and_a_mark_change_no_value(lines: list[str]) -> None:
    unix = [values(mention) for mention in quantities("\n".join(lines))]
    assert [values(mention) for mention in quantities("\r\n".join(lines))] == unix
    assert [values(mention) for mention in quantities("\ufeff" + "\n".join(lines))] == unix


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_line_end_is_an_end_like_that_of_the_text(line_end: str) -> None:
    lines = [row[0] for row in rows() if "\n" not in row[0]]
    alone = {line: [values(mention) for mention in quantities(line)] for line in lines}
    assert {line: [values(one) for one in quantities(f"{line}{line_end}全市新建口袋公园。")] for line in lines} == alone


@given(st.sampled_from([row[0] for row in rows()]), st.sampled_from("，。；、（）“”：\n"))
def test_a_mark_before_it_changes_no_value(text: str, mark: str) -> None:
    assume(not (mark == "、" and text[1:2] == "、"))  # 、3、4个 goes on with a list
    found = [values(mention) for mention in quantities(text)]
    assert [values(mention) for mention in quantities(f"本地{mark}{text}")] == found


def values(mention: Mention) -> tuple[Decimal | None, Decimal | None, Decimal | None, str | None, str]:
    return mention.value, mention.low, mention.high, mention.unit, mention.bound


LONG = (
    "1",
    "、",
    "一",
    "1、",
    "1,234,",
    "百分之",
    "1-",
    "零下",
    "A1",
    "1.",
    "一\n",
    "1.\n5",
    "一 ",
    "一万六七",
    "1996、",
    "28、29日",
    "1 ",
    "| 1 ",
    "甲 | 1\n",
)


def test_no_text_takes_longer_than_its_length() -> None:
    """A hundred thousand characters of each take a second or so; what grows with the square takes a quarter hour."""
    program = f"from factx import find_mentions\nfor some in {LONG!r}: find_mentions((some * 100_000)[:100_000])"
    subprocess.run([sys.executable, "-c", program], timeout=300, check=True)
