"""A text that is cut to a width gives the records of the same text without the line ends."""

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


def test_lines_of_like_length_that_list_things_are_no_wrapped_text() -> None:
    told_of = ["青岛市全年实现地区生产总值一万五千亿元", "烟台市全年实现地区生产总值一万零五百亿元"]
    text = "各市情况\n" + "\n".join(f"{one}，同比增长5.1%。" for one in told_of * 2)
    facts = extract(Document("list", text, None), load_rules())
    assert [fact.subject for fact in facts] == ["青岛市", "青岛市", "烟台市", "烟台市"] * 2
