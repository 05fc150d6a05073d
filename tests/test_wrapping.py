"""A text that is cut to a width gives the records of the same text without the line ends."""

import re
from pathlib import Path

import pytest

from factx import Document, Fact, extract, load_rules

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.txt"))


def cut(text: str, width: int, line_end: str = "\n") -> str:
    """The text with its paragraphs indented and cut to lines of ``width`` characters."""
    paragraphs = []
    for paragraph in text.splitlines():
        indented = "　　" + paragraph
        paragraphs.append(line_end.join(indented[at : at + width] for at in range(0, len(indented), width)))
    return line_end.join(paragraphs)


def told(fact: Fact) -> tuple[object, ...]:
    amount = (fact.measure, fact.value, fact.low, fact.high, fact.unit, fact.bound)
    return (fact.subject, fact.indicator, fact.reference, *amount, fact.period, fact.modality)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("width", [32, 37, 40])
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_release_cut_to_a_width_says_the_same(sample: Path, width: int, line_end: str) -> None:
    text, rules = sample.read_text("utf-8"), load_rules()
    wrapped = cut(text, width, line_end)
    facts = extract(Document(sample.name, wrapped, None), rules)
    assert [told(fact) for fact in facts] == [told(fact) for fact in extract(Document(sample.name, text, None), rules)]
    assert all(wrapped[fact.start : fact.end] == fact.text for fact in facts)


def test_lines_of_any_length_go_on_where_paragraphs_are_indented() -> None:
    text = """恒通航空10月载客增长22.6%

　　恒通航空今天发布运营数据，10月载客86.4万人次，
同比增长22.6%，收入客公里增长19.3%，但载运率下滑
3.2个百分点至81.7%，因为运力增长较快。
货运方面，10月承运货物6.85万吨，
增长8.4%。
　　前10个月，恒通航空载客31.5万人次，航班4万班，
其中国际航班1.2万班。
"""
    joined = re.sub("(?<=[^。\n])\n(?! |　|\n)|(?<=吨，)\n", "", text.strip("\n"))
    facts = extract(Document("indented", text, None), load_rules())
    assert [told(fact) for fact in facts] == [
        told(fact) for fact in extract(Document("joined", joined, None), load_rules())
    ]
    assert [fact.subject for fact in facts] == ["恒通航空"] * len(facts)
    assert len(facts) == 11


def test_lines_of_like_length_that_list_things_are_no_wrapped_text() -> None:
    told_of = ["青岛市全年实现地区生产总值一万五千亿元", "烟台市全年实现地区生产总值一万零五百亿元"]
    text = "各市情况\n" + "\n".join(f"{one}，同比增长5.1%。" for one in told_of * 2)
    facts = extract(Document("list", text, None), load_rules())
    assert [fact.subject for fact in facts] == ["青岛市", "青岛市", "烟台市", "烟台市"] * 2


def test_items_behind_indented_paragraphs_are_no_wrapped_text() -> None:
    text = "　　情况如下。\n　　数据如下。\n出口：300亿元\n进口：200亿元\n投资：100亿元\n消费：50亿元\n"
    facts = extract(Document("list", text, None), load_rules())
    assert [fact.indicator for fact in facts] == ["出口", "进口", "投资", "消费"]
