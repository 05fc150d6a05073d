"""Every numeral of a text accounted for: what each ends in, and what is left over."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from factx.audit import audit
from factx.quantities import find_mentions
from factx.read import Document
from factx.rules import load_rules

RULES = load_rules()
SAMPLES = sorted((Path(__file__).parents[1] / "samples").glob("*.txt"))


def run(*words: str, stdin: str = "") -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "factx", "audit", *words], input=stdin, capture_output=True, encoding="utf-8"
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("签约项目12个。", ["fact"]),
        ("2024年7月，5G基站建成3万个。", ["date", "code", "fact"]),
        ("一带一路沿线省份签约12个项目。", ["name", "fact"]),
        ("第三届大会于9:30开幕。", ["ordinal", "time"]),
        ("三是抓好两个方面工作。", ["word", "small count"]),
        ("5年内建成2座水厂。", ["duration", "fact"]),
        ("数十家企业参展。", ["vague"]),
        ("雪原7投用。", ["unclaimed"]),
    ],
)
def test_each_numeral_has_a_class(text: str, kinds: list[str]) -> None:
    assert [numeral.kind for numeral in audit(Document("a", text, None), RULES)] == kinds


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_no_digit_and_no_fact_is_left_out(path: Path) -> None:
    text = path.read_text("utf-8")
    numerals = audit(Document(path.name, text, None), RULES)
    covered = {at for numeral in numerals for at in range(numeral.start, numeral.end)}
    covered |= {at for mention in find_mentions(text) for at in range(mention.start, mention.end)}
    assert [at for at, character in enumerate(text) if character.isdecimal() and at not in covered] == []
    assert [numeral.start for numeral in numerals] == sorted({numeral.start for numeral in numerals})


def test_the_report_sums_up_and_places_what_is_unclaimed() -> None:
    code, out, err = run(stdin="客流12万人次，增长3%。\r\n雪原7投用。\n")
    assert out == "3 numerals: 2 facts, 1 unclaimed\n-:2:3: 雪原⟦7⟧投用。\n"
    assert (code, err) == (0, "")


def test_json_has_every_numeral_with_its_rule() -> None:
    code, out, _ = run("--format", "jsonl", stdin="2024年客流增长3%。\n")
    records = [json.loads(line) for line in out.splitlines()]
    assert [(one["text"], one["kind"], one["rule"]) for one in records] == [
        ("2024年", "date", None),
        ("3%", "fact", "growth.up"),
    ]
    assert code == 0


@pytest.mark.parametrize(("most", "expected"), [("60%", 0), ("49.9%", 1), ("0", 1)])
def test_too_much_unclaimed_fails(most: str, expected: int) -> None:
    assert run("--fail-over", most, stdin="雪原7投用，客流增长3%。\n")[0] == expected


def test_a_share_that_is_none_is_refused() -> None:
    code, out, err = run("--fail-over", "viel", stdin="3%\n")
    assert (code, out, err) == (2, "", 'factx: --fail-over: "viel" is no share; write 2%\n')


def test_a_missing_file_leaves_the_others(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text("客流增长3%。\n", "utf-8")
    code, out, err = run(str(tmp_path / "none.txt"), str(good))
    assert (code, out) == (1, "1 numeral: 1 fact, 0 unclaimed\n")
    assert err.startswith("factx: ")
