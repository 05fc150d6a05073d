"""The page about rule files: every file in it is loaded and checked, every command run."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from factx import notation
from factx.check import check_rules
from factx.lexicon import pattern_folder
from factx.pipeline import extract
from factx.quantities import find_mentions
from factx.read import Document
from factx.rule import RULE_KEYS
from factx.rules import load_rules
from factx.symbols import KIND_NAMES

PAGE = (Path(__file__).parents[1] / "docs" / "rules.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
FILES = [text for language, text in BLOCKS if language == "toml"]
COMMANDS = [index for index, (language, _) in enumerate(BLOCKS) if language == "console"]


def names(heading: str) -> list[str]:
    """The names in the first column of the table whose header begins so."""
    table = PAGE.partition(f"| {heading} |\n")[2].partition("\n\n")[0]
    return re.findall(r"^\| `\{?(\w+)\}?`", table, re.MULTILINE)


def first_id(text: str) -> str:
    found = re.search('id = "(.+)"', text)
    return found[1] if found else "no rule"


@pytest.mark.parametrize("text", FILES, ids=first_id)
def test_a_rule_file_of_the_page_does_what_it_says(text: str, tmp_path: Path) -> None:
    path = tmp_path / "my-rules.toml"
    path.write_text(text, "utf-8")
    rules = load_rules([str(path)])
    assert [rule for rule in rules.rules if rule.path == str(path)]
    assert [failure for failure in check_rules(rules) if failure.path == str(path)] == []


@pytest.mark.parametrize("index", COMMANDS)
def test_a_command_of_the_page_prints_what_it_shows(index: int, tmp_path: Path) -> None:
    env = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    for language, text in BLOCKS[: index + 1]:
        if language == "toml":
            (tmp_path / "my-rules.toml").write_text(text, "utf-8")
        if language == "console":
            for command, shown in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", text, re.MULTILINE):
                done = subprocess.run(command, shell=True, cwd=tmp_path, env=env, capture_output=True, encoding="utf-8")
                assert (done.stdout, done.stderr) == (shown, "")


def test_the_check_of_the_page_finds_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (code,) = [index for index, (language, _) in enumerate(BLOCKS) if language == "python"]
    own = [text for language, text in BLOCKS[:code] if language == "toml"][-1]
    (tmp_path / "my-rules.toml").write_text(own, "utf-8")
    monkeypatch.chdir(tmp_path)
    exec(BLOCKS[code][1], {})
    assert "my-rules.toml" not in capsys.readouterr().out


def test_the_page_names_every_kind_class_slot_and_key() -> None:
    assert sorted(names("name | stands for | such as")) == sorted(KIND_NAMES)
    assert sorted(names("name | stands for")) == sorted(notation.CLASSES)
    assert sorted(names("name | characters | holds | meant for")) == sorted(notation.SLOTS)
    keys = PAGE.partition("| key | holds |\n")[2].partition("\n\n")[0]
    first = " ".join(row.split("|")[1] for row in keys.splitlines())
    assert set(re.findall(r"`(\w+)`", first)) == RULE_KEYS


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (name, said)
        for name, examples in re.findall(r"^\| `\{(\w+)\}` \| [^|]* \| (`.*) \|$", PAGE, re.MULTILINE)
        for said in re.findall("`(.+?)`", examples)
    ],
)
def test_what_a_kind_is_such_as(name: str, said: str) -> None:
    found = [(mention.text, mention.kind) for mention in find_mentions(f"达{said}。" if name == "数" else f"{said}。")]
    assert found == [(said, KIND_NAMES[name])]


@pytest.mark.parametrize("said", re.findall("^    (.*⟦.*)$", PAGE, re.MULTILINE))
def test_the_examples_of_the_page_are_examples(said: str) -> None:
    passage = re.sub("[⟦⟧]", "", said.partition(" | ")[0])
    assert len(extract(Document("a.txt", passage, None), load_rules())) == 1


def test_the_page_shows_the_sentence_as_a_pattern_sees_it() -> None:
    shown = re.search("^    (.*⟨百分比⟩.*)$", PAGE, re.MULTILINE)
    assert shown is not None
    assert set(re.findall("⟨(.*?)⟩", shown[1])) <= set(KIND_NAMES)


def test_built_in_names_that_the_page_offers_are_there() -> None:
    offered = PAGE.partition("are yours to use:")[2].partition("They stand in")[0]
    parts = {name for path in pattern_folder().glob("rules/*.toml") for name in _parts(path)}
    assert set(re.findall(r"`\{(\w+)\}`", offered)) <= parts


def _parts(path: Path) -> set[str]:
    return {name for table in ("lists", "parts") for name in tomllib.loads(path.read_text("utf-8")).get(table, {})}


def test_priorities_of_the_built_in_rules_are_as_said() -> None:
    used = {rule.priority for rule in load_rules().rules}
    assert f"use −{-min(used)} to {max(used)}" in PAGE.replace("\n", " ")
