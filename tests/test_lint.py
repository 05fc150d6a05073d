"""What `factx rules check` finds in rules whose examples hold, as a process."""

import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLE = 'examples = ["客流井喷⟦40%⟧ | growth | 40 | % | eq | 客流"]\n'


def check(folder: Path, text: str, *further: str) -> tuple[int, list[str]]:
    """The exit code over a file alone, and the lines that it prints but for the last."""
    (folder / "mine.toml").write_text(text, "utf-8")
    words = [sys.executable, "-m", "factx", "rules", "check", "--no-builtin", "mine.toml", *further]
    done = subprocess.run(words, cwd=folder, capture_output=True, encoding="utf-8")
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()[:-1]


def rule(pattern: str, rule_id: str = "my.surge", examples: str = EXAMPLE, more: str = "") -> str:
    return f'[[rule]]\nid = "{rule_id}"\nmeasure = "growth"\npattern = \'{pattern}\'\n{examples}{more}\n'


@pytest.mark.parametrize(
    ("pattern", "cause"),
    [
        ("(?:井喷|爆表|井喷){百分比}", 'the alternative "井喷" is never taken: "井喷" matches the same'),
        ("(?:井喷了?|爆表|井喷了){百分比}", 'the alternative "井喷了" is never taken: "井喷了?" matches the same'),
        (
            "(?:再|又(?:再|一次))?(?:井(?:喷|涌)|爆表|井喷){百分比}",
            'the alternative "井喷" is never taken: "井(?:喷|涌)" matches the same',
        ),
        ("井喷{百分比}(?!的|左右|的人)", 'the alternative "的人" is never taken: "的" is enough'),
        ("井喷{百分比}(?=$|，|，但)", 'the alternative "，但" is never taken: "，" is enough'),
        ("(?<!油井|井|天)井喷{百分比}", 'the alternative "油井" is never taken: "井" is enough'),
        ("井喷{百分比}(?:的|的人)?", None),
        ("井喷(?:了|达|达到)?{百分比}", None),
        ("(?:井喷|井喷式增长){百分比}", None),
    ],
)
def test_alternatives_that_are_never_taken(tmp_path: Path, pattern: str, cause: str | None) -> None:
    code, lines = check(tmp_path, rule(pattern))
    errors = [line for line in lines if ": error: " in line]
    assert errors == ([f"mine.toml:2: error: rule my.surge: {cause}"] if cause else [])
    assert code == (1 if cause else 0)


@pytest.mark.parametrize(
    ("pattern", "causes"),
    [
        (
            "井喷(?:达|了|达到)?{百分比}",
            ['the alternative "达到" stands behind "达", with which it begins: put it first'],
        ),
        ("井喷(?:达到|了|达)?{百分比}", []),
        ("井喷(?:{量}|{百分比}){隔}", []),
    ],
)
def test_longer_words_behind_their_beginning_are_a_warning(tmp_path: Path, pattern: str, causes: list[str]) -> None:
    assert check(tmp_path, rule(pattern)) == (0, [f"mine.toml:2: warning: rule my.surge: {one}" for one in causes])


@pytest.mark.parametrize(
    ("pattern", "look", "step"),
    [
        ("井喷(?!{百分比:非}|的){百分比}", "(?!{百分比:非}|的)", "{百分比}"),
        ("井喷(?!{比率}){百分比}", "(?!{比率})", "{百分比}"),
        ("井喷{百分比}(?<!{比率})", "(?<!{比率})", "{百分比}"),
        ("井喷(?=达){百分比}", "(?=达)", "{百分比}"),
        ("井喷(?<=了){百分比}", "(?<=了)", "喷"),
    ],
)
def test_a_look_around_that_leaves_nothing(tmp_path: Path, pattern: str, look: str, step: str) -> None:
    code, lines = check(tmp_path, rule(pattern, examples=""))
    assert code == 1
    assert f'mine.toml:2: error: rule my.surge: "{look}" excludes "{step}" beside it, so it can match nothing' in lines


@pytest.mark.parametrize(
    "pattern", ["井喷(?![至到]){百分比}", "井喷(?!{量}){百分比}", "(?<=客流)井喷{百分比}(?=，|$)?"]
)
def test_a_look_around_that_leaves_something(tmp_path: Path, pattern: str) -> None:
    assert check(tmp_path, rule(pattern)) == (0, [])


def test_a_pattern_of_nothing(tmp_path: Path) -> None:
    code, lines = check(tmp_path, rule("(?:井喷{百分比})?"))
    assert (code, lines) == (1, ["mine.toml:2: error: rule my.surge: matches where nothing stands"])


def test_a_rule_without_example_is_a_warning_and_says_who_has_its_figures(tmp_path: Path) -> None:
    text = rule("井喷{百分比}") + rule("喷{百分比}", "my.less", "")
    where = "mine.toml:8: warning: rule my.less"
    assert check(tmp_path, text) == (
        0,
        [
            f"{where}: has no example, so nothing shows that it matches",
            f"{where}: each figure that it matches in the examples goes to my.surge",
        ],
    )


def test_a_rule_with_the_pattern_of_another_is_an_error(tmp_path: Path) -> None:
    code, lines = check(tmp_path, rule("井喷{百分比}") + rule("井喷{百分比}", "my.same", ""))
    assert code == 1
    assert "mine.toml:8: error: rule my.same: has the pattern of my.surge (mine.toml:2), which goes before it" in lines


def test_the_same_pattern_for_other_units_is_none(tmp_path: Path) -> None:
    narrow = rule("井喷{百分比}", more='where = { unit = ["‰"] }\npriority = 1', examples="")
    lines = check(tmp_path, narrow + rule("井喷{百分比}", "my.b"))[1]
    assert not any("has the pattern of" in line for line in lines)


def test_lists_and_parts_that_do_nothing(tmp_path: Path) -> None:
    lists = '[lists]\n"飞升" = ["井喷", "爆表", "井喷"]\n"飞降" = ["跳水"]\n\n'
    parts = '[parts]\n"又" = "(?:又|再)?"\n"先" = "先?"\n\n'
    code, lines = check(tmp_path, lists + parts + rule("{又}{飞升}{百分比}"))
    assert code == 1
    assert lines == [
        'mine.toml:2: error: list {飞升}: "井喷" stands in it twice',
        "mine.toml:3: warning: list {飞降}: no pattern names it",
        "mine.toml:7: warning: part {先}: no pattern names it",
    ]


def test_alternatives_of_a_part_are_looked_at(tmp_path: Path) -> None:
    text = '[parts]\n"又" = "(?:又|再|又)?"\n\n' + rule("{又}井喷{百分比}")
    assert check(tmp_path, text) == (
        1,
        ['mine.toml:2: error: part {又}: the alternative "又" is never taken: "又" matches the same'],
    )


LONG = "各部门各地区各单位认真贯彻落实各项政策措施" * 20 + "，3个。"
EXPLODES = rule("(?:(?:[一-鿿]+)+)+{数量}", "my.slow", "")


def test_a_pattern_that_had_to_be_stopped_is_told_once(tmp_path: Path) -> None:
    text = rule("井喷{百分比}", more=f'counter_examples = ["{LONG}", "{LONG}再增5个。"]\n') + EXPLODES
    code, lines = check(tmp_path, text)
    assert code == 1
    assert [line for line in lines if "my.slow" in line and "error" in line] == [
        f'mine.toml:9: error: rule my.slow: the pattern takes too long over "{LONG}"'
    ]
    assert not any("my.surge" in line for line in lines)


def test_a_pattern_much_slower_than_most_is_a_warning(tmp_path: Path) -> None:
    # Quadratic over the runs of characters in the examples: slow by its shape on any machine, stopped on none.
    passage = "这座城市的夜市与江边的书店连同老街的茶馆和菜场" * 40
    more = f'counter_examples = ["{passage}有3家"]\n'
    others = "".join(rule(f"井喷{word}{{百分比}}", f"my.r{i}", "") for i, word in enumerate("甲乙丙丁戊己"))
    slow = rule("[一-鿿]*[一-鿿]*[喷涌]{数量}", "my.slow", "")
    code, lines = check(tmp_path, rule("井喷{百分比}", more=more) + others + slow)
    assert code == 0
    (found,) = [line for line in lines if "as long as most rules" in line]
    assert "warning: rule my.slow: takes " in found


def test_the_sum_counts_errors_and_warnings(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(rule("(?:井喷|井喷){百分比}") + rule("喷涌{百分比}", "my.b", ""), "utf-8")
    words = [sys.executable, "-m", "factx", "rules", "check", "--no-builtin", "mine.toml"]
    done = subprocess.run(words, cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == "2 rules, 1 examples: none failed; 1 error, 1 warning"
