"""Rule files: what a broken one says, what a good one does beside the built-in ones."""

from pathlib import Path

import pytest

from factx.errors import RuleError
from factx.facts import Fact
from factx.pipeline import extract
from factx.read import Document
from factx.rules import load_rules

BROKEN = sorted((Path(__file__).parent / "cases" / "broken_rules").glob("*.toml"))


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_file_says_what_is_wrong(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The last line of each file is a comment: what follows its name in the message.
    monkeypatch.chdir(path.parent)
    expected = path.name + path.read_text("utf-8").splitlines()[-1].removeprefix("#")
    with pytest.raises(RuleError) as raised:
        load_rules([path.name])
    assert str(raised.value) == expected


def rule_file(folder: Path, text: str, name: str = "my-rules.toml") -> str:
    path = folder / name
    path.write_text(text, "utf-8")
    return str(path)


def facts(text: str, *paths: str) -> list[Fact]:
    return extract(Document("a.txt", text, None), load_rules(paths))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r"none\.toml: no such file or directory$"):
        load_rules([str(tmp_path / "none.toml")])


def test_a_folder_is_no_pack_by_itself(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match=r": is a folder without pack\.toml; "):
        load_rules([str(tmp_path)])


def test_a_file_that_is_not_utf_8(tmp_path: Path) -> None:
    path = tmp_path / "my-rules.toml"
    path.write_bytes('[lists]\n"向上" = ["上扬"]\n'.encode("gb18030"))
    with pytest.raises(RuleError, match=r"my-rules\.toml: not UTF-8 \(byte 0xcf at 9\)$"):
        load_rules([str(path)])


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "my-rules.toml"
    text = '[[rule]]\r\nid = "my.soar"\r\nmeasure = "growth"\r\npattern = \'窜高{百分比}\'\r\n'
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())
    (fact,) = facts("订单窜高35%。", str(path))
    assert (fact.rule, fact.measure, fact.indicator) == ("my.soar", "growth", "订单")


SOAR = """
[lists]
"井喷" = ["井喷", "窜高"]

[[rule]]
id = "my.soar"
measure = "growth"
pattern = '{井喷}{百分比}'
"""


def test_a_users_rule_reads_what_the_built_in_ones_do_not(tmp_path: Path) -> None:
    text = "订单窜高35%。"
    (before,) = facts(text)
    (after,) = facts(text, rule_file(tmp_path, SOAR))
    assert before.measure == "level"
    assert (after.measure, after.rule, after.indicator) == ("growth", "my.soar", "订单")


def test_a_users_rule_stands_behind_every_built_in_one_of_its_priority(tmp_path: Path) -> None:
    # Both match the same characters: then the order in the files decides, and a priority goes before that.
    rule = '[[rule]]\nid = "my.up"\nmeasure = "change"\npattern = \'增长{百分比}\'\n'
    text = "产量增长3%。"
    assert [fact.rule for fact in facts(text, rule_file(tmp_path, rule))] == ["growth.up"]
    assert [fact.rule for fact in facts(text, rule_file(tmp_path, rule + "priority = 1\n"))] == ["my.up"]


def test_the_longer_match_wins(tmp_path: Path) -> None:
    rule = '[[rule]]\nid = "my.total"\nmeasure = "change"\npattern = \'总产量增长{百分比}\'\n'
    assert [fact.rule for fact in facts("总产量增长3%。", rule_file(tmp_path, rule))] == ["my.total"]


def test_a_rule_with_the_id_of_a_built_in_one_replaces_it(tmp_path: Path) -> None:
    rule = '[[rule]]\nid = "growth.up"\nmeasure = "growth"\npattern = \'飞涨{百分比}\'\n'
    path = rule_file(tmp_path, rule)
    assert [rule.path for rule in load_rules([path]).rules if rule.id == "growth.up"] == [path]
    assert [fact.rule for fact in facts("油价飞涨3%。", path)] == ["growth.up"]
    assert "growth.up" not in [fact.rule for fact in facts("油价增长3%。", path)]


def test_the_files_of_one_user_share_ids_lists_and_order(tmp_path: Path) -> None:
    words = rule_file(tmp_path, '[lists]\n"向上" = ["窜高"]\n', "words.toml")
    rule = rule_file(
        tmp_path, '[[rule]]\nid = "my.up"\nmeasure = "growth"\npattern = \'{向上}{百分比}\'\n', "rule.toml"
    )
    assert [fact.rule for fact in facts("订单窜高35%。", rule, words)] == ["my.up"]
    again = rule_file(tmp_path, '[[rule]]\nid = "my.up"\nmeasure = "growth"\npattern = \'{百分比}\'\n', "again.toml")
    with pytest.raises(RuleError, match=r'again\.toml:2: rule "my\.up": the id is taken by .*rule\.toml:2$'):
        load_rules([words, rule, again])


def test_a_users_list_replaces_a_built_in_one(tmp_path: Path) -> None:
    path = rule_file(tmp_path, '[lists]\n"上升" = ["窜高"]\n')
    assert [fact.measure for fact in facts("订单窜高35%。", path)] == ["growth"]
    assert [fact.measure for fact in facts("订单增长35%。", path)] == ["level"]


def test_a_part_is_put_into_the_patterns_that_name_it(tmp_path: Path) -> None:
    path = rule_file(
        tmp_path,
        """
[parts]
"忽然" = '(?:忽然|骤然|一下子)?'

[[rule]]
id = "my.soar"
measure = "growth"
pattern = '{忽然}窜高{百分比}'
""",
    )
    assert [(fact.rule, fact.indicator) for fact in facts("订单骤然窜高35%。", path)] == [("my.soar", "订单")]


def test_where_asks_for_units(tmp_path: Path) -> None:
    rule = """
[[rule]]
id = "my.laid"
measure = "change"
pattern = '架设{数量}'
where = { unit = ["公里", "米"] }
priority = 5
"""
    path = rule_file(tmp_path, rule)
    assert [fact.rule for fact in facts("架设3千米。", path)] == ["my.laid"]
    assert "my.laid" not in [fact.rule for fact in facts("架设30座。", path)]


def test_where_asks_for_one_unit(tmp_path: Path) -> None:
    rule = """
[[rule]]
id = "my.shift"
pattern = '从{数量:原}缩编为{数量:现}'
where = { same_unit = ["原", "现"] }
facts = [{ measure = "level", value = "原", past = true }, { measure = "level", value = "现" }]
priority = 5
"""
    path = rule_file(tmp_path, rule)
    assert [fact.rule for fact in facts("科室从12个缩编为8个。", path)] == ["my.shift", "my.shift"]
    assert "my.shift" not in [fact.rule for fact in facts("科室从12个缩编为80人。", path)]


def test_a_sign_and_a_modality_are_the_rules(tmp_path: Path) -> None:
    rule = """
[[rule]]
id = "my.cut"
measure = "growth"
pattern = '腰斩式下跌{百分比}'
sign = -1
modality = "expected"
priority = 5
"""
    (fact,) = facts("股价腰斩式下跌52%。", rule_file(tmp_path, rule))
    assert (str(fact.value), fact.modality) == ("-52", "expected")


def test_a_slot_fills_a_field(tmp_path: Path) -> None:
    rule = """
[[rule]]
id = "my.over"
measure = "gap"
pattern = '反超{参照}{量}'
fields = { reference = "参照" }
priority = 5
"""
    (fact,) = facts("进球数反超邻队3个。", rule_file(tmp_path, rule))
    assert (fact.measure, fact.reference, fact.indicator) == ("gap", "邻队", "进球数")


@pytest.mark.parametrize(
    "pattern",
    [
        "涨{百分比}",
        "涨+{百分比}",
        "(?:涨|升)?{百分比}",
        "价(?=涨)涨{0,2}{百分比}",
        r"\p{Han}{百分比}",
        "(?P<动词>涨|升){百分比}",
        "[涨升]{百分比}",
        "[^跌降]{百分比}",
        "涨{百分比}|跌{百分点}",
    ],
)
def test_a_pattern_is_a_regular_expression(pattern: str, tmp_path: Path) -> None:
    rule = f'[[rule]]\nid = "my.rise"\nmeasure = "growth"\npattern = \'{pattern}\'\npriority = 5\n'
    assert [fact.rule for fact in facts("油价涨5%。", rule_file(tmp_path, rule))] == ["my.rise"]


EXPLODING = """
[[rule]]
id = "my.slow"
measure = "level"
pattern = '(?:(?:[一-鿿]+)+)+{数量}'
"""


def test_a_pattern_that_explodes_is_stopped(tmp_path: Path) -> None:
    path = rule_file(tmp_path, EXPLODING)
    with pytest.raises(
        RuleError, match=r'my-rules\.toml:3: rule "my\.slow": the pattern takes too long at a\.txt, line 1 '
    ):
        facts("各部门各地区各单位认真贯彻落实各项政策措施" * 20 + "，3个。", path)


def test_built_in_rules_are_in_force_without_any_file() -> None:
    rules = load_rules()
    assert {rule.id.partition(".")[0] for rule in rules.rules} == {
        "level",
        "growth",
        "change",
        "gap",
        "share",
        "rank",
        "multiple",
    }
    assert all(rule.trusted for rule in rules.rules)
