"""What a pattern asks of a text before it is tried."""

import pytest

from factx.required import required_choices

LISTS = {"升": frozenset({"增长", "上升"}), "隔": frozenset()}


@pytest.mark.parametrize(
    ("pattern", "choices"),
    [
        ("占比为", [{"占比为"}]),
        ("占比?为", [{"占"}, {"为"}]),
        ("(?:高|低)于", [{"高", "低"}, {"于"}]),
        ("(?:高|低)?于", [{"于"}]),
        ("(?:超(?:过|出)?|高于)标准", [{"超", "高于"}, {"标准"}]),
        ("(?:达到|[至为])标准", [{"标准"}]),
        ("{升}{隔}(?P<参照>去年)", [{"增长", "上升"}, {"去年"}]),
        ("{升}?去年", [{"去年"}]),
        ("{升:所说}*去年", [{"去年"}]),
        ("(?:{升}|翻番)到", [{"增长", "上升", "翻番"}, {"到"}]),
        ("(?<=排名)第(?!一)", [{"排名"}, {"第"}]),
        ("(?<=^|，)第", [{"第"}]),
        ("升幅|降幅", [{"升幅", "降幅"}]),
        ("升幅|.+", []),
        ("[升降]幅", [{"幅"}]),
        (r"\p{Han}幅\g<名>", [{"幅"}]),
        ("增{2}(?:长){0,1}", [{"增"}]),
        ("(?x)升 # 幅", []),
        ("(?:增长){e<=1}", []),
    ],
)
def test_choices(pattern: str, choices: list[set[str]]) -> None:
    assert list(required_choices(pattern, lambda name: LISTS[name])) == choices
