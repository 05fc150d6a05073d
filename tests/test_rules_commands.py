"""The commands on rules, as processes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from factx.rules import load_rules

RULE = """
[[rule]]
id = "market.surge"
measure = "growth"
pattern = '井喷{百分比}'
examples = ["夜市客流井喷⟦40%%⟧ | growth | %s | %% | eq | 夜市客流"]
counter_examples = ["井喷的客流占四成"]
"""


def run(*words: str, stdin: str = "") -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "factx", "rules", *words], input=stdin, capture_output=True, encoding="utf-8"
    )
    return done.returncode, done.stdout, done.stderr


def test_examples_that_hold_are_counted() -> None:
    rules = load_rules().rules
    examples = sum(len(rule.examples) + len(rule.counter_examples) for rule in rules)
    assert run("check") == (0, f"{len(rules)} rules, {examples} examples: none failed\n", "")


def test_an_example_that_fails_says_where_and_how(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(RULE % "41", "utf-8")
    code, out, _ = run("check", "--no-builtin", str(path))
    assert code == 1
    assert out == (
        f"{path}:3: rule market.surge: 夜市客流井喷⟦40%⟧ | growth | 41 | % | eq | 夜市客流\n"
        "  expected growth | 41 | % | eq | 夜市客流 by market.surge\n"
        "  got      growth | 40 | % | eq | 夜市客流 by market.surge\n"
        "1 rules, 2 examples: 1 failed\n"
    )


def test_a_rule_that_takes_a_built_in_ones_figure_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "greedy.toml"
    path.write_text('[[rule]]\nid = "my.all"\nmeasure = "level"\npattern = \'{百分比}\'\npriority = 9\n', "utf-8")
    code, out, _ = run("check", str(path))
    assert code == 1
    assert "rule growth.up: " in out
    assert " by my.all\n" in out


def test_a_broken_file_is_told_and_nothing_run(tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text('[[rule]]\nid = "my.rule"\nmeasure = "growth"\npattern = \'{增涨}{百分比}\'\n', "utf-8")
    code, out, err = run("check", str(path))
    assert (code, out) == (2, "")
    assert err.startswith(f'factx: {path}:2: rule "my.rule": unknown name {{增涨}}')


def test_the_list_counts_examples_and_hits(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(RULE % "40", "utf-8")
    code, out, _ = run(
        "list", "--no-builtin", "--rules", str(path), "--format", "jsonl", "-", stdin="客流井喷40%，夜市井喷50%。"
    )
    assert code == 0
    assert [json.loads(line) for line in out.splitlines()] == [
        {
            "rule": "market.surge",
            "measure": "growth",
            "file": str(path),
            "line": 3,
            "examples": 1,
            "counter_examples": 1,
            "hits": 2,
        }
    ]


def test_the_list_of_the_built_in_rules_reads_no_text() -> None:
    code, out, err = run("list")
    lines = out.splitlines()
    assert (code, err) == (0, "")
    assert lines[0] == f"{len(load_rules().rules)} rules"
    assert lines[1].split() == ["rule", "measure", "file", "line", "examples", "counter_examples"]
    assert any(line.startswith("growth.up ") and "builtin/growth.toml" in line for line in lines)


@pytest.mark.parametrize("word", ["chek", "lists"])
def test_an_unknown_command_is_refused(word: str) -> None:
    code, out, err = run(word)
    assert (code, out) == (2, "")
    assert err.startswith("factx: ")
    assert word in err
