"""Packs, plain rules, own columns, lists from files and the project file, through real processes."""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from factx.facts import Measure
from factx.lexicon import pattern_folder
from factx.rule import RULE_KEYS

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "cases"
SCHEMA = json.loads((ROOT / "docs" / "rules.schema.json").read_text("utf-8"))
# Faults that a schema cannot see: of names, groups and regular expressions.
CONTENT = {
    "bad_class",
    "fact_without_group",
    "field_without_slot",
    "label_twice",
    "list_named_like_kind",
    "name_twice",
    "no_quantity",
    "no_symbol",
    "nothing_to_repeat",
    "open_bracket",
    "part_named_like_kind",
    "same_unit_without_group",
    "taken_id",
    "unknown_field",
    "unknown_name",
    "unknown_name_far",
    "unknown_name_near_slot",
}
RULE = """
[lists]
"公司" = { file = "companies.txt" }
"指数" = { file = "names.csv", column = "名称" }

[families]
file = "names.csv"

[[rule]]
id = "cap"
measure = "level"
regex = '(?P<indicator>\\p{Han}{2,6})越过(?P<quantity>\\S+?)大关'
set = { category = "科技" }

[[rule]]
id = "growth.up"
measure = "growth"
pattern = '{公司}{指数}增长{百分比}'
fields = { company = "公司" }

[[rule]]
id = "pair"
measure = "level"
regex = '设有(?P<quantity>[^，]+?)门店'
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {
        "mine/pack.toml": 'name = "mine"\n',
        "mine/a.toml": RULE,
        "mine/companies.txt": "云岭茶业 # 虚构\n",
        "mine/names.csv": "名称,别名\n营业收入,营收;总收入\n",
        "a.txt": "茶业营收越过8.3亿元大关。云岭茶业营业收入增长5%。县里设有两家门店。产量增长3%。",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def run(folder: Path, *words: str) -> tuple[int, str, str]:
    done = subprocess.run([sys.executable, "-m", "factx", *words], cwd=folder, capture_output=True, encoding="utf-8")
    return done.returncode, done.stdout, done.stderr


FIELDS = ["--format", "csv", "--fields", "text,value,rule,category,company,family"]


def test_a_pack_fills_columns_and_replaces_built_in_rules(folder: Path) -> None:
    code, out, err = run(folder, "extract", "a.txt", "--rules", "mine", *FIELDS)
    *rows, last = out.splitlines()
    assert (code, rows, err) == (
        0,
        [
            "text,value,rule,category,company,family",
            "8.3亿元,830000000,mine/cap,科技,,营业收入",
            "5%,5,mine/growth.up,,云岭茶业,营业收入",
            "两家,2,mine/pair,,,",
        ],
        "",
    )
    assert last.startswith("3%,3,level.")  # no growth: the built-in rule is gone


def test_own_columns_follow_the_contract(folder: Path) -> None:
    header = run(folder, "extract", "a.txt", "--rules", "mine", "--format", "csv")[1].splitlines()[0]
    assert header.endswith(",rule,sentence,category,company,family")
    records = [
        json.loads(line)
        for line in run(folder, "extract", "a.txt", "--rules", "mine", "--format", "jsonl")[1].splitlines()
    ]
    assert {tuple(record) for record in records} == {tuple(header.split(","))}


@pytest.mark.parametrize("name", ["factx.toml", "pyproject.toml"])
def test_a_project_file_says_what_the_command_line_leaves_open(folder: Path, name: str) -> None:
    header = "[tool.factx]\n" if name == "pyproject.toml" else ""
    text = 'rules = ["mine"]\ndisable = ["mine/cap"]\nbuiltin = false\nformat = "csv"\nfields = ["text", "rule"]\n'
    (folder / name).write_text(header + text, "utf-8")
    (folder / "below").mkdir()
    out = "text,rule\n8.3亿元,level.bare\n5%,mine/growth.up\n两家,mine/pair\n3%,level.bare\n"
    assert run(folder / "below", "extract", "../a.txt") == (0, out, "")
    assert run(folder, "extract", "a.txt", "--fields", "text")[1] == "text\n8.3亿元\n5%\n两家\n3%\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('ruels = ["mine"]', '1: unknown key "ruels"; there are rules, disable, builtin, format, fields, date, excel'),
        ('\nbuiltin = "no"', '2: "builtin" must be true or false'),
        ('disable = ["growht.up"]', '1: "disable": unknown rule "growht.up"; did you mean "growth.up"?'),
        ('format = "cvs"', '1: unknown format "cvs"; did you mean csv?'),
        ('date = "2024-02-30"', '1: "2024-02-30" is no date; write YYYY-MM-DD'),
    ],
)
def test_a_broken_project_file_stops_everything(folder: Path, text: str, message: str) -> None:
    (folder / "factx.toml").write_text(text, "utf-8")
    assert run(folder, "extract", "a.txt") == (2, "", f"factx: factx.toml:{message}\n")


def test_a_broken_pack_says_all_that_is_wrong() -> None:
    expected = (CASES / "broken_pack" / "expected.txt").read_text("utf-8")
    assert len(expected.splitlines()) >= 10
    assert run(CASES, "extract", "missing", "--rules", "broken_pack") == (2, "", expected)


def test_a_link_out_of_the_folder_is_refused(folder: Path) -> None:
    (folder / "secret.txt").write_text("云岭茶业", "utf-8")
    os.remove(folder / "mine" / "companies.txt")
    os.symlink(folder / "secret.txt", folder / "mine" / "companies.txt")
    code, _, err = run(folder, "extract", "a.txt", "--rules", "mine")
    assert (code, "is a link that leads out" in err) == (2, True)


def test_a_slow_pattern_costs_one_line_and_its_sentences_only(folder: Path) -> None:
    rule = '[[rule]]\nid = "slow"\nmeasure = "level"\npattern = \'(?:(?:[一-鿿]+)+)+{数量}\'\n'
    (folder / "slow.toml").write_text(rule, "utf-8")
    long = "各部门各地区各单位认真贯彻落实各项政策措施" * 20 + "，3个。"
    (folder / "a.txt").write_text(f"{long}产量增长3%。\n{long}", "utf-8")
    code, out, err = run(folder, "extract", "a.txt", "--rules", "slow.toml", "--format", "csv", "--fields", "text,rule")
    assert (code, out) == (1, "text,rule\n3个,level.bare\n3%,growth.up\n3个,level.bare\n")
    assert err.startswith('factx: slow.toml:2: rule "slow": the pattern takes too long at a.txt, line 1 ')
    assert err.count("\n") == 1


def test_a_pattern_that_repeats_without_measure_is_refused(folder: Path) -> None:
    rule = '[[rule]]\nid = "many"\nmeasure = "level"\npattern = \'(?:(?:涨{1000}){1000}){1000}{数量}\'\n'
    (folder / "many.toml").write_text(rule, "utf-8")
    message = 'factx: many.toml:2: rule "many": the pattern repeats something more than 100000 times\n'
    assert run(folder, "extract", "a.txt", "--rules", "many.toml") == (2, "", message)


def test_a_folder_without_its_name_is_no_pack(folder: Path) -> None:
    (folder / "mine" / "pack.toml").unlink()
    message = 'factx: mine: is a folder without pack.toml; write one with the name of the pack: name = "…"\n'
    assert run(folder, "extract", "a.txt", "--rules", "mine") == (2, "", message)


def test_packs_with_the_same_ids_live_side_by_side(folder: Path) -> None:
    (folder / "other").mkdir()
    (folder / "other" / "pack.toml").write_text('name = "other"\n', "utf-8")
    rule = '[[rule]]\nid = "pair"\nmeasure = "level"\npattern = \'产量增长{百分比}\'\n'
    (folder / "other" / "a.toml").write_text(rule, "utf-8")
    out = run(folder, "extract", "a.txt", "--rules", "mine", "--rules", "other", "--format", "csv", "--fields", "rule")[
        1
    ]
    assert out.splitlines() == ["rule", "mine/cap", "mine/growth.up", "mine/pair", "other/pair"]


def test_a_project_dates_the_texts_and_writes_for_excel(folder: Path) -> None:
    text = 'format = "csv"\nfields = ["period"]\ndate = 2021-03-01\nexcel = true\n'
    (folder / "factx.toml").write_text(text, "utf-8")
    (folder / "a.txt").write_text("今年新增企业12家。", "utf-8")
    assert run(folder, "extract", "a.txt") == (0, "\ufeffperiod\n2021\n", "")
    assert run(folder, "extract", "a.txt", "--format", "jsonl", "--date", "2019-01-01")[1] == '{"period": "2019"}\n'


def rule_files() -> list[Path]:
    return [path for path in sorted((pattern_folder() / "rules").glob("*.toml")) if path.name != "pack.toml"]


@pytest.mark.parametrize("path", rule_files(), ids=lambda path: path.stem)
def test_the_schema_takes_the_built_in_files(path: Path) -> None:
    Draft202012Validator(SCHEMA).validate(tomllib.loads(path.read_text("utf-8")))


@pytest.mark.parametrize("path", sorted((CASES / "broken_rules").glob("*.toml")), ids=lambda path: path.stem)
def test_the_schema_refuses_broken_shapes(path: Path) -> None:
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError:
        return
    assert Draft202012Validator(SCHEMA).is_valid(table) is (path.stem in CONTENT)


def test_the_schema_knows_what_the_reader_knows() -> None:
    assert set(SCHEMA["$defs"]["rule"]["properties"]) == RULE_KEYS
    assert SCHEMA["$defs"]["measure"]["enum"] == list(Measure)
