"""Blanks between Chinese characters and figures or letters change no record."""

import re
from pathlib import Path

import pytest

from factx import Document, Fact, extract, load_rules, numbers

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.txt"))
BETWEEN_SCRIPTS = re.compile("(?<=[一-鿿])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9%])(?=[一-鿿])")


def told(fact: Fact) -> tuple[object, ...]:
    """What a fact says, without blanks and offsets."""
    names = (fact.subject, fact.indicator, fact.reference)
    amount = (fact.measure, fact.value, fact.low, fact.high, fact.unit, fact.bound)
    return (*(re.sub(r"\s", "", name or "") for name in names), *amount, fact.period, fact.modality)


@pytest.mark.parametrize("blank", [" ", "\xa0", "\u2009", "\u200b", "\xad"], ids=ascii)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_release_set_with_blanks_says_the_same(sample: Path, blank: str) -> None:
    text, rules = sample.read_text("utf-8"), load_rules()
    spaced = BETWEEN_SCRIPTS.sub(blank, text)
    facts = extract(Document(sample.name, spaced, None), rules)
    assert [told(fact) for fact in facts] == [told(fact) for fact in extract(Document(sample.name, text, None), rules)]
    assert all(spaced[fact.start : fact.end] == fact.text for fact in facts)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("约 83% 的人同意", ["约 83%"]),
        ("组织了 300 多台收割机", ["300 多台"]),
        ("达到 90% 以上", ["90% 以上"]),
        ("建成 1400 余个公园", ["1400 余个"]),
    ],
)
def test_what_stands_behind_a_blank_is_part_of_the_number(text: str, said: list[str]) -> None:
    assert [mention.text for mention in numbers(text)] == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("净利30亿元 2022年营收90亿元，同比增长5.9%", ["30亿元", "90亿元", "5.9%"]),  # a blank parts two figures
        ("指标 数值\n工业增加值 1203.4\n出口 20.5", ["1203.4", "20.5"]),
    ],
)
def test_a_blank_that_parts_is_kept(text: str, said: list[str]) -> None:
    assert [mention.text for mention in numbers(text)] == said


@pytest.mark.parametrize("bullet", ["● ", "——", "① ", "1.", "1、", "（一）", "一、"])
@pytest.mark.parametrize(
    "text", ["青岛市产值5亿元，增长3%。", "截至2022年底，青岛市有公园30个。", "2022年上半年，青岛市出口3亿元。"]
)
def test_what_sets_off_an_item_changes_no_record(text: str, bullet: str) -> None:
    def read(said: str) -> list[tuple[object, ...]]:
        return [told(fact) for fact in extract(Document("text", f"标题\n\n{said}", None), load_rules())]

    assert read(bullet + text) == read(text)


@pytest.mark.parametrize(
    "marks", [{"，": ", ", "；": "; ", "：": ": "}, {"，": ", ", "。": ". "}, {"。": "．"}], ids=str
)
@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_release_with_other_marks_says_the_same(sample: Path, marks: dict[str, str]) -> None:
    text, rules = sample.read_text("utf-8"), load_rules()
    other = text.translate(str.maketrans(marks))
    facts = extract(Document(sample.name, other, None), rules)
    assert [told(fact) for fact in facts] == [told(fact) for fact in extract(Document(sample.name, text, None), rules)]
