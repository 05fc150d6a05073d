"""`factx rules test --mutate` as a process: which pieces of a rule its examples notice."""

import subprocess
import sys
from pathlib import Path

import pytest

from factx.mutants import cut_pattern


def run_test(folder: Path, text: str, *words: str) -> tuple[int, list[str]]:
    (folder / "mine.toml").write_text(text, "utf-8")
    command = [sys.executable, "-m", "factx", "rules", "test", "--no-builtin", "mine.toml", *words]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8")
    assert done.stderr == ""
    return done.returncode, done.stdout.splitlines()


SURGE = """
[[rule]]
id = "my.surge"
measure = "growth"
pattern = '(?:(?:较|比){参照})?(?:井喷|爆表)(?!式){百分比}'
fields = { reference = "参照" }
examples = ["客流较节前井喷⟦40%⟧ | growth | 40 | % | eq | 客流 | reference=节前"]
counter_examples = ["井喷的客流占四成"]
"""


@pytest.mark.parametrize(
    ("pattern", "cuts"),
    [
        ("井喷{百分比}", []),
        ("(?:井喷|爆表){百分比}", ["(?:爆表){百分比}", "(?:井喷){百分比}"]),
        ("井喷|爆表|涌", ["爆表|涌", "井喷|涌", "井喷|爆表"]),
        ("(?:井|)喷", ["(?:)喷", "(?:井)喷"]),
        ("又?井喷", ["井喷"]),
        ("井(?:喷了?){0,2}", ["井", "井(?:喷){0,2}"]),
        ("(?<!油)井喷(?=式|$)", ["井喷(?=式|$)", "(?<!油)井喷(?=$)", "(?<!油)井喷(?=式)", "(?<!油)井喷"]),
    ],
)
def test_a_pattern_loses_one_piece_at_a_time(pattern: str, cuts: list[str]) -> None:
    assert [cut.rest for cut in cut_pattern(pattern)] == cuts


def test_what_no_example_notices_is_reported(tmp_path: Path) -> None:
    assert run_test(tmp_path, SURGE, "--mutate") == (
        0,
        [
            "1 rules, 2 examples: none failed",
            'mine.toml:3: rule my.surge: without the alternative "比" of "(?:较|比)"',
            'mine.toml:3: rule my.surge: without the alternative "爆表" of "(?:井喷|爆表)"',
            'mine.toml:3: rule my.surge: without the look-around "(?!式)"',
            "7 mutants, 4 noticed (57.1 %)",
        ],
    )


FULL = SURGE.replace(
    "examples = [", 'examples = [\n  "订单比上月爆表⟦5%⟧ | growth | 5 | % | eq | 订单 | reference=上月",', 1
).replace("(?!式)", "")


def test_examples_that_notice_all(tmp_path: Path) -> None:
    assert run_test(tmp_path, FULL, "--mutate", "--fail-under", "100%") == (
        0,
        ["1 rules, 3 examples: none failed", "6 mutants, 6 noticed (100.0 %)"],
    )


@pytest.mark.parametrize(("least", "code"), [("57%", 0), ("57.2%", 1), ("95", 1)])
def test_too_few_are_a_failure(tmp_path: Path, least: str, code: int) -> None:
    assert run_test(tmp_path, SURGE, "--mutate", "--fail-under", least)[0] == code


KEYS = """
[[rule]]
id = "my.slump"
pattern = '从{数量:原}腰斩为{数量:现}'
where = { same_unit = ["原", "现"], not_unit = ["岁", "名"] }
facts = [{ value = "原", measure = "level", past = true }, { value = "现", measure = "level", modality = "target" }]
set = { category = "裁" }
priority = 2
examples = ["2023年，科室从18个腰斩为⟦9个⟧ | level | 9 | 个 | eq | 科室"]

[[rule]]
id = "my.fall"
measure = "growth"
sign = -1
side = "right"
pattern = '跳水{百分比}'
examples = ["跳水⟦9%⟧的大豆 | growth | -9 | % | eq | 大豆"]
"""


def test_keys_are_left_out_one_by_one(tmp_path: Path) -> None:
    code, lines = run_test(tmp_path, KEYS, "--mutate")
    slump = [line.partition("rule my.slump: without ")[2] for line in lines if "my.slump" in line]
    assert slump == [
        "priority = 2",
        "set.category",
        '"原" in where.same_unit',
        '"岁" in where.not_unit',
        '"名" in where.not_unit',
        'the fact of "原"',
        'past = true in the fact of "原"',
        'modality = "target" in the fact of "现"',
    ]
    assert not any("my.fall" in line for line in lines)
    assert lines[-1] == "11 mutants, 3 noticed (27.3 %)"
    assert code == 0


PARTS = """
[parts]
"又" = '(?:又|再度)?'

[[rule]]
id = "my.rise"
measure = "growth"
pattern = '比{参照}{又}飞升{百分比}'
fields = { reference = "参照" }
examples = ["客流比上月又飞升⟦5%⟧ | growth | 5 | % | eq | 客流 | reference=上月"]

[[rule]]
id = "my.drop"
measure = "growth"
sign = -1
pattern = '比{参照}{又}跳水{百分比}'
fields = { reference = "参照" }
examples = ["客流比上月跳水⟦5%⟧ | growth | -5 | % | eq | 客流 | reference=上月"]
"""


def test_a_part_is_cut_once_for_all_rules_that_name_it(tmp_path: Path) -> None:
    code, lines = run_test(tmp_path, PARTS, "--mutate")
    assert (code, lines) == (
        0,
        [
            "2 rules, 2 examples: none failed",
            'mine.toml:3: part {又}: without the alternative "再度" of "(?:又|再度)?"',
            "6 mutants, 5 noticed (83.3 %)",
        ],
    )


def test_an_example_of_another_rule_notices_too(tmp_path: Path) -> None:
    # Without (?!式) my.surge would take the figure of my.style, whose example then fails.
    style = """
[[rule]]
id = "my.style"
measure = "share"
pattern = '(?:井喷)式{百分比}'
examples = ["客流井喷式⟦40%⟧ | share | 40 | % | eq | 客流"]
"""
    text = FULL.replace("(?:井喷|爆表)", "(?:井喷|爆表)(?!式{百分比:甲}了)式?")
    lines = run_test(tmp_path, text + style, "--mutate", "--rule", "my.surge")[1]
    assert 'mine.toml:3: rule my.surge: without the look-around "(?!式{百分比:甲}了)"' in lines
    with_guard = FULL.replace("(?:井喷|爆表)", "(?:井喷|爆表)(?!式)式?") + "priority = 1\n"
    lines = run_test(tmp_path, with_guard + style, "--mutate", "--rule", "my.surge")[1]
    assert not any("look-around" in line for line in lines)


def test_only_the_rules_asked_for(tmp_path: Path) -> None:
    lines = run_test(tmp_path, PARTS, "--mutate", "--rule", "my.drop")[1]
    assert lines == ["1 rules, 1 examples: none failed", "2 mutants, 2 noticed (100.0 %)"]


def test_examples_that_fail_are_told_before_anything_is_cut(tmp_path: Path) -> None:
    code, lines = run_test(tmp_path, SURGE.replace("| 40 |", "| 41 |"), "--mutate")
    assert code == 1
    assert lines[-1] == "1 rules, 2 examples: 1 failed"
    assert not any("without" in line for line in lines)


def test_without_mutants_the_examples_are_run(tmp_path: Path) -> None:
    assert run_test(tmp_path, SURGE) == (0, ["1 rules, 2 examples: none failed"])


def test_a_plain_rule_is_cut_too(tmp_path: Path) -> None:
    text = """
[[rule]]
id = "my.mark"
measure = "level"
regex = '(?P<indicator>\\p{Han}{2,8}?)(?:冲上|越过)(?P<quantity>\\S+?)大关'
examples = ["民宿收入冲上⟦3.2亿元⟧大关 | level | 320000000 | 元 | eq | 民宿收入"]
"""
    assert run_test(tmp_path, text, "--mutate")[1][1:] == [
        'mine.toml:3: rule my.mark: without the alternative "越过" of "(?:冲上|越过)"',
        "2 mutants, 1 noticed (50.0 %)",
    ]


def test_a_mutant_that_runs_away_is_noticed(tmp_path: Path) -> None:
    # Without the guard the pattern tries every way to cut a long run of characters.
    long = "各部门各地区各单位认真贯彻落实各项政策措施" * 20
    text = f"""
[[rule]]
id = "my.run"
measure = "level"
pattern = '(?=甲)(?:(?:[一-鿿]+)+)+{{数量}}'
examples = ["甲队⟦3个⟧ | level | 3 | 个 | eq | -"]
counter_examples = ["{long}，3个。"]
"""
    code, lines = run_test(tmp_path, text, "--mutate")
    assert (code, lines[1:]) == (0, ["1 mutants, 1 noticed (100.0 %)"])


def test_an_unknown_rule_is_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(SURGE, "utf-8")
    command = [sys.executable, "-m", "factx", "rules", "test", "--no-builtin", "mine.toml", "--rule", "my.surg"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == 'factx: --rule: unknown rule "my.surg"; did you mean my.surge?\n'
