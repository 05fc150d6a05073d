"""Drafts of rules for what no rule reads, as processes over made-up releases."""

import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from factx.frames import load_frames
from factx.notation import read_pattern
from factx.rules import load_rules

TEA = "茶叶单价猛缩15%，外销量大幅猛缩两成。次品率猛缩至2%。\n"
MARKET = "老街夜市客流较节前井喷40%，民宿订单同比井喷近六成，古城门票收入井喷25%。井喷的客流带来压力。\n"
FUND = "市财政局紧急垫付3000万元种子化肥。上半年，全区共垫付1.2亿元冬季口粮，省级已垫付500万元防寒衣被。\n"
WATER = "西山水库蓄水接近水库容量的三分之一，东山水库蓄水接近水库容量的六成。水位接近警戒线。\n"
STOCK = "库存同比猛缩3.2万吨，仓储费再度猛缩40万元，仓库租金猛缩一成。\n"
READ = "茶叶产量达到1.2万吨，同比增长5%，占全市的三成，居全省第2位。\n"
WITHOUT_FALL = 'disable = ["growth.down", "growth.rate_down"]\n'


def run(*words: str, stdin: str = "", folder: Path | None = None) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "factx", "rules", *words], input=stdin, cwd=folder, capture_output=True, encoding="utf-8"
    )
    return done.returncode, done.stdout, done.stderr


def drafts(text: str, *words: str, folder: Path | None = None) -> list[dict[str, Any]]:
    code, out, err = run("suggest", *words, stdin=text, folder=folder)
    assert (code, err) == (0, "")
    rules: list[dict[str, Any]] = tomllib.loads(out)["rule"]
    return rules


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TEA, [("growth", -1, "{比较}{程度}猛缩{幅度}{百分比}")]),
        (MARKET, [("growth", 1, "{比较}{程度}井喷{幅度}{百分比}")]),
        (FUND, [("level", 1, "垫付(?:了|过|出|起)?{金额}")]),
        ("粮价升腾3%，油价升腾4%。", [("growth", 1, "{比较}{程度}升腾{幅度}{百分比}")]),
        (WATER, [("share", 1, "接近(?:了|到)?")]),
        ("甲县用水优于乙县3个百分点，用电优于丙县2个百分点。", []),  # the rules know 优于
        ("西河水质强于东河3个百分点，南河水质强于北河2个百分点。", [("gap", 1, "强于")]),
    ],
)
def test_a_word_is_read_by_its_list_its_characters_or_its_company(
    text: str, expected: list[tuple[str, int, str]]
) -> None:
    code, out, _ = run("suggest", stdin=text)
    rules = tomllib.loads(out).get("rule", [])
    assert code == 0
    assert [(rule["measure"], rule.get("sign", 1)) for rule in rules] == [(*said[:2],) for said in expected]
    assert all(said[2] in rule["pattern"] for said, rule in zip(expected, rules, strict=True))


def test_a_draft_has_examples_of_the_text_and_what_is_read_otherwise() -> None:
    (rule,) = drafts(TEA)
    assert rule["examples"] == [
        "外销量大幅猛缩⟦两成⟧ | growth | -20 | % | eq | 外销量",
        "茶叶单价猛缩⟦15%⟧ | growth | -15 | % | eq | 茶叶单价",
    ]
    assert rule["counter_examples"] == ["次品率猛缩至2%"]


def test_the_comments_count_and_show_the_mentions(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(MARKET, "utf-8")
    _, out, _ = run("suggest", "a.txt", "b.txt", folder=tmp_path)
    comments = [line for line in out.splitlines() if line.startswith("#")]
    assert comments == [
        "# 6 mentions in 2 documents; now level.bare 6",
        "#  a.txt: 老街夜市客流较节前井喷⟦40%⟧，民宿订单同比井喷近六成，古",
        "#  b.txt: 老街夜市客流较节前井喷⟦40%⟧，民宿订单同比井喷近六成，古",
        "# measure: check",
        "# sign: check",
    ]


@pytest.mark.parametrize("text", [TEA, TEA + MARKET + FUND + WATER + STOCK], ids=["one", "all"])
def test_what_is_printed_is_a_rule_file_whose_examples_hold(text: str, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text(text, "utf-8")
    assert run("suggest", "text.txt", "--output", "drafts.toml", folder=tmp_path) == (0, "", "")
    rules = tomllib.loads((tmp_path / "drafts.toml").read_text("utf-8"))["rule"]
    assert all(len(rule["examples"]) >= 2 for rule in rules)
    code, out, err = run("check", "drafts.toml", folder=tmp_path)
    assert (code, err) == (0, "")
    assert out.endswith(" examples: none failed\n")


def test_the_figures_of_a_draft_that_is_taken_are_suggested_no_more(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text(TEA, "utf-8")
    run("suggest", "text.txt", "--output", "drafts.toml", folder=tmp_path)
    code, out, err = run("suggest", "text.txt", "--rules", "drafts.toml", folder=tmp_path)
    assert (code, out) == (0, "")
    assert err.startswith("factx: nothing to suggest: ")


def test_ids_are_those_that_no_rule_has(tmp_path: Path) -> None:
    (tmp_path / "drafts.toml").write_text(run("suggest", stdin=TEA)[1], "utf-8")
    other = "粮食单价锐缩15%，面粉单价锐缩两成。"
    (rule,) = drafts(other, "--rules", "drafts.toml", folder=tmp_path)
    assert rule["id"] == "draft.growth.fall_2"


def test_a_lost_rule_comes_back_with_its_list_and_sign(tmp_path: Path) -> None:
    (tmp_path / "factx.toml").write_text(WITHOUT_FALL, "utf-8")
    text = "粮价同比下降3%，油价环比回落两成。次品率下跌0.5%，返修率下降至2%。"
    (rule,) = drafts(text, folder=tmp_path)
    assert (rule["measure"], rule["sign"]) == ("growth", -1)
    assert rule["pattern"] == "{比较}{程度}{下降}{幅度}{百分比}"
    read = [example.partition(" | ")[2] for example in rule["examples"]]
    assert read == [
        "growth | -0.5 | % | eq | 次品率",
        "growth | -3 | % | eq | 粮价 | reference=同比",
        "growth | -20 | % | eq | 油价 | reference=环比",
    ]
    assert "返修率下降至2%" in rule["counter_examples"]


def test_a_draft_gives_way_to_the_rules_that_read_its_figures_otherwise(tmp_path: Path) -> None:
    (tmp_path / "factx.toml").write_text(WITHOUT_FALL, "utf-8")
    (rule,) = drafts("煤价下降2%，茶价回落4%。", folder=tmp_path)
    assert "priority" not in rule
    (rule,) = drafts("煤价下降2%，茶价回落4%，粮价比淡季降低5%。", folder=tmp_path)  # which is a gap by gap.lower
    assert rule["priority"] == -3


def test_the_same_text_gives_the_same_drafts_and_limit_the_most_frequent() -> None:
    text = TEA + MARKET + FUND
    every = drafts(text)
    assert len(every) == 3
    assert drafts(text, "--limit", "2") == every[:2]
    assert run("suggest", stdin=text) == run("suggest", stdin=text)
    assert {rule["id"] for rule in every[:2]} == {"draft.growth.moved", "draft.level.verb"}


@pytest.mark.parametrize("text", [READ, "老街夜市客流较节前井喷40%。\n"])
def test_where_there_is_nothing_to_suggest_stderr_says_so(text: str) -> None:
    said = "factx: nothing to suggest: no word stands at two figures that no rule reads\n"
    assert run("suggest", stdin=text) == (0, "", said)


def test_no_text_breaks_the_file(tmp_path: Path) -> None:
    odd = (
        "茶叶\t单价猛缩15%|\r\n外销量⟦猛缩⟧两成。\n\x07豆价猛缩3%，米价猛缩4%。",
        '茶價猛縮15%，豆價猛縮３％。"猛缩"\'\\',
        "\ufdd0茶价猛缩15%，豆价猛缩5%\ufffd",
    )
    names = [f"it's {number}.txt" for number, _ in enumerate(odd)]
    for name, text in zip(names, odd, strict=True):
        (tmp_path / name).write_text(text, "utf-8", newline="")
    assert run("suggest", *names, "--output", "drafts.toml", folder=tmp_path) == (0, "", "")
    assert run("check", "drafts.toml", folder=tmp_path)[0] == 0


def test_a_file_that_cannot_be_read_costs_one_line(tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text(TEA, "utf-8")
    code, out, err = run("suggest", "missing.txt", "text.txt", folder=tmp_path)
    assert (code, err) == (1, "factx: missing.txt: no such file\n")
    assert len(tomllib.loads(out)["rule"]) == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--limit", "0"), 'factx: --limit: "0" is no count; write 20\n'),
        (("--limit", "many"), 'factx: --limit: "many" is no count; write 20\n'),
        (("--date", "July"), 'factx: --date: "July" is no date; write YYYY-MM-DD\n'),
        (("--rules", "missing.toml"), "factx: missing.toml: no such file or directory\n"),
    ],
)
def test_bad_usage_ends_before_anything_is_read(words: tuple[str, ...], said: str, tmp_path: Path) -> None:
    assert run("suggest", *words, stdin=TEA, folder=tmp_path) == (2, "", said)


@pytest.mark.parametrize("frame", load_frames(load_rules().names[None]), ids=lambda frame: frame.name)
def test_a_frame_is_a_pattern_that_its_fields_fit(frame: Any) -> None:
    notation = read_pattern(frame.pattern(["词"], frame.kinds), frame.names)
    slots = {slot for said in frame.rule_keys().get("fields", {}).values() for slot in said.split("|")}
    assert notation.quantities
    assert slots <= notation.groups
