"""The structure of patterns: what is a branch, a group, a repetition, and what is one step."""

import pytest
import regex

from factx.rules import load_rules
from factx.structure import split_pattern, walk

RULES = load_rules()


def branches(pattern: str) -> list[list[str]]:
    """The alternatives of each group of a pattern that has several, as they are written."""
    return [
        [pattern[branch.start : branch.end] for branch in piece.branches]
        for piece in walk(split_pattern(pattern))
        if len(piece.branches) > 1
    ]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("较大", []),
        ("大|小", [["大", "小"]]),
        ("较(?:大|小)?", [["大", "小"]]),
        ("(?:大|(?:小|微)型)", [["大", "(?:小|微)型"], ["小", "微"]]),
        ("(?:大|)", [["大", ""]]),
        (r"(?:\||大)", [[r"\|", "大"]]),
        (r"(?:\)|大)", [[r"\)", "大"]]),
        ("[|(]大", []),
        ("(?:[)|]|大)", [["[)|]", "大"]]),
        ("[]|]大|小", [["[]|]大", "小"]]),
        (r"(?:\p{Han}|\d)", [[r"\p{Han}", r"\d"]]),
        ("{量:原}|{比率}", [["{量:原}", "{比率}"]]),
        ("(?<!大|小)(?=甲|乙)", [["大", "小"], ["甲", "乙"]]),
        ("(?P<名>大|小)(?P=名)", [["大", "小"]]),
        ("(?#a|b)大", []),
        ("(?i)大(?i:甲|乙)", [["甲", "乙"]]),
        ("(?>大|小)(?|甲|乙)", [["大", "小"], ["甲", "乙"]]),
        ("(?x) 大 # 或|小", []),
    ],
)
def test_alternatives(pattern: str, expected: list[list[str]]) -> None:
    assert branches(pattern) == expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("大?", ["大?"]),
        ("大*?小+", ["大*?"]),
        ("大{0,3}小{2}", ["大{0,3}"]),
        ("大{,3}小{1,3}", ["大{,3}"]),
        ("(?:大|小)?+微", ["(?:大|小)?+"]),
        ("(?:大小?)?", ["(?:大小?)?", "小?"]),
        ("[大小]?{量}?", ["[大小]?", "{量}?"]),
        (r"\??", [r"\??"]),
        (r"大\?", []),
        ("(?:大){e<=1}", []),
    ],
)
def test_optional_pieces(pattern: str, expected: list[str]) -> None:
    assert [pattern[one.start : one.end] for one in walk(split_pattern(pattern)) if one.optional] == expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("(?<!大)小(?=微)", ["(?<!大)", "(?=微)"]),
        ("(?!大(?<=甲))", ["(?!大(?<=甲))", "(?<=甲)"]),
        ("(?<名>大)(?:小)", []),
    ],
)
def test_look_arounds(pattern: str, expected: list[str]) -> None:
    assert [pattern[one.start : one.end] for one in walk(split_pattern(pattern)) if one.looks] == expected


@pytest.mark.parametrize("pattern", ["(?:大", "大)", "(大(小)"])
def test_brackets_that_do_not_pair(pattern: str) -> None:
    with pytest.raises(ValueError, match="bracket"):
        split_pattern(pattern)


@pytest.mark.parametrize("rule", RULES.rules, ids=lambda rule: rule.id)
def test_every_step_of_a_built_in_rule_is_a_pattern_by_itself(rule: object) -> None:
    # Steps that were cut in the wrong place would not compile, or not join to the whole.
    pattern: str = rule.pattern  # type: ignore[attr-defined]
    root = split_pattern(pattern)
    assert "|".join("".join(pattern[p.start : p.end] for p in b.pieces) for b in root.branches) == pattern
    for piece in walk(root):
        assert regex.compile(pattern[piece.start : piece.end])
