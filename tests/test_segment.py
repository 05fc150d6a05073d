"""A text in paragraphs and sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factx.segment import split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("粮食丰收。茶叶增产。", ["粮食丰收。", "茶叶增产。"]),
        ("真的吗？是的！好。", ["真的吗？", "是的！", "好。"]),
        ("他说：“丰收了。”随后离开。", ["他说：“丰收了。”", "随后离开。"]),
        ("（见附表。）全文完。", ["（见附表。）", "全文完。"]),
        ("增长3.5%、居首位；下降2%。", ["增长3.5%、居首位；下降2%。"]),
        ("第一段\n第二段", ["第一段", "第二段"]),
        ("第一段\r\n第二段\r第三段", ["第一段", "第二段", "第三段"]),
        ("\n\n  缩进的一段。  \n", ["缩进的一段。"]),
        ("　　全角缩进的一段。", ["　　全角缩进的一段。"[2:]]),
        ("太好了！！！继续。", ["太好了！！！", "继续。"]),
        ("没有句号的末句", ["没有句号的末句"]),
        ("", []),
        (" \n\t\r\n", []),
        ("。", ["。"]),
    ],
)
def test_sentences(text: str, sentences: list[str]) -> None:
    assert [text[one.start : one.end].strip() for one in split_sentences(text)] == sentences


@pytest.mark.parametrize(
    ("text", "paragraphs", "opens"),
    [
        ("甲。乙。\n丙。", [0, 0, 1], [True, False, True]),
        ("甲。\n\n\n乙。", [0, 1], [True, True]),
        ("甲。\r\n乙。丙。", [0, 1, 1], [True, True, False]),
    ],
)
def test_a_line_end_closes_a_paragraph(text: str, paragraphs: list[int], opens: list[bool]) -> None:
    found = list(split_sentences(text))
    assert [one.paragraph for one in found] == paragraphs
    assert [one.opens_paragraph for one in found] == opens


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("云岭市上半年经济运行情况\n上半年，全市经济平稳。", True),
        ("一、工业生产\n规上工业增长6%。", True),
        ("上半年，全市经济平稳。\n下半年，再接再厉。", False),
        ("主要数据如下：\n增长3%", False),
        ("全" * 61 + "\n正文。", False),
        ("通知\r\n正文。", True),
    ],
)
def test_a_short_line_without_a_mark_is_a_heading(text: str, heading: bool) -> None:
    assert next(split_sentences(text)).is_heading is heading


@given(st.text(st.sampled_from("甲乙3。！？；，”）\n\r 　"), max_size=40))
def test_sentences_are_in_order_and_lose_nothing_but_space(text: str) -> None:
    end = 0
    for one in split_sentences(text):
        assert text[end : one.start].strip() == ""
        assert one.start < one.end
        end = one.end
    assert text[end:].strip() == ""


@given(st.text(max_size=60))
def test_any_text_has_sentences(text: str) -> None:
    assert all(text[one.start : one.end].strip() for one in split_sentences(text))
