"""A sentence in symbols: what it stands for is still there, character for character."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factx.characters import plain_text
from factx.period_spans import find_periods
from factx.quantities import read_mentions
from factx.rewrite import rewrite
from factx.segment import split_sentences
from factx.spacing import set_off
from factx.symbols import ANY, SymbolSentence

SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.txt"))


def in_symbols(text: str) -> list[SymbolSentence]:
    plain = plain_text(text)
    spans = list(find_periods(plain))
    mentions = read_mentions(text, plain, spans)
    times = {span.start: span for span in spans}
    return [
        rewrite(plain, one.start, one.end, [m for m in mentions if one.start <= m.start and m.end <= one.end], times)
        for one in split_sentences(plain)
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("茶叶产量达到1.2万吨,增长近一成", "茶叶产量达到⟨数量⟩，增长⟨百分比⟩"),
        ("上半年增长4.5%、居首位", "⟨时期⟩增长⟨百分比⟩、居⟨名次⟩"),
        ("投资3亿元，占1/5", "投资⟨金额⟩，占⟨分数⟩"),
        ("提高1.2个百分点", "提高⟨百分点⟩"),
        ("是去年的2倍，翻一番", "是⟨时期⟩的⟨倍数⟩，⟨变幅⟩"),
        ("为期40天", "为期⟨时长⟩"),
        ("突破3000亿", "⟨数⟩"),
        ("5G基站和一带一路", "5G基站和一带一路"),
        ("两个地市、三家企业", "两个地市、三家企业"),
        ("增至九家", "增至⟨数量⟩"),
        ("第六批名单", "第六批名单"),
        ("", ""),
    ],
)
def test_shown(text: str, shown: str) -> None:
    assert "".join(sentence.shown() for sentence in in_symbols(text)) == shown


def test_positions_point_into_the_document() -> None:
    text = "上半年，出口增长4.5%。"
    (sentence,) = in_symbols(text)
    (at,) = sentence.mentions.keys() - sentence.periods.keys()
    assert sentence.mentions[at].text == "4.5%"
    assert text[slice(*sentence.span(at, at + 1))] == "4.5%"
    assert text[slice(*sentence.span(at - 4, at + 1))] == "出口增长4.5%"
    assert [text[slice(*sentence.span(position, position + 1))] for position in sentence.periods] == ["上半年"]


def test_a_symbol_that_the_text_holds_is_none() -> None:
    (sentence,) = in_symbols(f"甲{ANY[0]}乙3家")
    assert sentence.text[1] == "\ufffd"
    assert sum(character in ANY for character in sentence.text) == 1


characters = st.one_of(
    st.sampled_from(
        "一二三十百万亿两0123456789.,%年月日个家元吨人第位倍成至—近约超余多占增长，、。\n上半年今甲乙 \xad\u200b*"
    ),
    st.characters(),
)


@given(st.text(characters, max_size=50))
def test_joining_the_slices_gives_the_text_back_but_for_what_is_left_out(text: str) -> None:
    left_out = set_off(plain_text(text))
    for sentence in in_symbols(text):
        pieces = list(zip(sentence.starts, sentence.ends, strict=True))
        assert len(pieces) == len(sentence.text)
        for (_, end), (start, _) in pairwise(pieces):
            assert end <= start
            assert left_out.issuperset(range(end, start))
        for position, mention in sentence.mentions.items():
            assert sentence.text[position] in ANY
            assert text[slice(*pieces[position])] == mention.text


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_every_symbol_of_a_release_is_a_mention(path: Path) -> None:
    for sentence in in_symbols(path.read_text("utf-8")):
        assert {position for position, character in enumerate(sentence.text) if character in ANY} == set(
            sentence.mentions
        )
