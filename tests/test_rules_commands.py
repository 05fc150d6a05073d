"""The commands on rules, as processes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from factx.output import Screen
from factx.rule_show import show_rule
from factx.rules import Rule, load_rules

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


SHOWN = """
[lists]
"飞升" = ["井喷", "爆表"]

[parts]
"又" = '(?:又|再度)?'

[[rule]]
id = "market.soar"
pattern = '{又}{飞升}{隔}由{百分比:原}到{百分比:现}'
where = { unit = ["%"] }
set = { category = "夜市" }
facts = [
  { value = "原", measure = "level", past = true },
  { value = "现", measure = "growth", sign = -1, modality = "expected" },
]
priority = 2
examples = ["客流又井喷由3%到⟦4%⟧ | growth | -4 | % | eq | 客流"]
counter_examples = ["井喷的客流占四成，三是5G商用", "客流井喷"]
"""


def test_a_rule_is_shown_with_its_names_and_what_becomes_of_its_examples(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(SHOWN, "utf-8")
    assert run("show", "market.soar", "--rules", str(path), "--no-builtin") == (
        0,
        f"""\
rule        market.soar
file        {path}:9
pattern     {{又}}{{飞升}}{{隔}}由{{百分比:原}}到{{百分比:现}}
measure     {{原}}: level, past
measure     {{现}}: growth, negative, expected
category    always 夜市
where unit  %
side        left
priority    2

what its names stand for
  {{又}}      part  (?:又|再度)?
  {{飞升}}    list  井喷, 爆表
  {{隔}}      slot  0 to 10 characters, as few as do, no figure and no word of time, no mark
  {{百分比}}  kind  ⟨百分比⟩

example 客流又井喷由3%到⟦4%⟧ (2 facts)
subject  indicator  measure  value  bound  period  modality  rule
         客流       level    3%                              market.soar
         客流       growth   -4%                   expected  market.soar

counter-example 井喷的客流占四成，三是5G商用
figure  became                   rule
四成    level of 井喷的客流      level.bare
三      no fact: part of a word
5G      no fact: a code

counter-example 客流井喷 (no figure)
""",
        "",
    )


def test_a_plain_rule_and_one_of_a_pack_are_shown(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text('name = "mine"\n', "utf-8")
    rule = '[[rule]]\nid = "a.b"\nmeasure = "level"\nregex = \'灯笼(?P<quantity>\\S+?)盏\'\n'
    (tmp_path / "rules.toml").write_text(rule, "utf-8")
    code, out, err = run("show", "mine/a.b", "--rules", str(tmp_path))
    assert (code, err) == (0, "")
    assert out.startswith(f"rule      mine/a.b\nfile      {tmp_path}/rules.toml:2\nregex     灯笼(?P<quantity>")


@pytest.mark.parametrize("rule", load_rules().rules, ids=lambda rule: rule.id)
def test_every_built_in_rule_can_be_shown(rule: Rule) -> None:
    shown = "".join(show_rule(rule, load_rules(), Screen()))
    assert rule.written in shown
    assert "  unknown" not in shown
    assert shown.count("\nexample ") == len(rule.examples)
    assert shown.count("\ncounter-example ") == len(rule.counter_examples)


@pytest.mark.parametrize(
    ("rule_id", "cause"),
    [("growth.upp", "did you mean growth.up or "), ("xyz", "factx rules list names all\n")],
)
def test_an_unknown_id_names_those_like_it(rule_id: str, cause: str) -> None:
    code, out, err = run("show", rule_id)
    assert (code, out) == (2, "")
    assert err.startswith(f"factx: {rule_id}: no rule in force has this id; {cause}")


def test_a_built_in_rule_that_is_left_out_is_not_shown() -> None:
    assert run("show", "growth.up", "--no-builtin")[0] == 2


@pytest.mark.parametrize("word", ["chek", "lists"])
def test_an_unknown_command_is_refused(word: str) -> None:
    code, out, err = run(word)
    assert (code, out) == (2, "")
    assert err.startswith("factx: ")
    assert word in err
