"""Why a sentence gave what it gave."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from factx.explain import explain
from factx.explain_text import explanation_lines
from factx.near import split_pattern
from factx.output import FIELDS
from factx.read import Document
from factx.rules import Rules, load_rules

RELEASE = "云岭市统计局通报，上半年，全市客流量312万人次，同比增长6.2%和7.1%。\n\n力争年底达到近400万人次。\n"
OWN = """
[[rule]]
id = "market.surge"
measure = "growth"
pattern = '(?:较{参照})?井喷(?:式增长)?{百分比}'
fields = { reference = "参照" }

[[rule]]
id = "market.long"
measure = "change"
pattern = '客流井喷{百分比}'

[[rule]]
id = "market.first"
measure = "level"
pattern = '井喷{百分比}'
priority = -1

[[rule]]
id = "market.same"
measure = "gap"
pattern = '客流井喷{百分比}'

[[rule]]
id = "road.extend"
measure = "change"
pattern = '延伸{数量}'
where = { unit = ["公里"] }

[[rule]]
id = "lantern.plain"
measure = "level"
regex = '灯笼(?P<quantity>\\S+?)盏'
"""


def run(*words: str, stdin: str = "") -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "factx", "explain", *words], input=stdin, capture_output=True, encoding="utf-8"
    )
    return done.returncode, done.stdout, done.stderr


def sentences(*words: str, stdin: str = "") -> list[dict]:
    code, out, err = run(*words, "--format", "jsonl", stdin=stdin)
    assert (code, err) == (0, "")
    return [json.loads(line) for line in out.splitlines()]


def mention(text: str, said: str, rules: Rules | None = None) -> dict:
    """What became of ``said`` in ``text``, as JSON has it."""
    rules = rules or load_rules()
    lines = explanation_lines([("a", explain(Document("a", text, None), rules))], rules)
    return next(one for line in lines for one in json.loads(line)["mentions"] if one["text"] == said)


def reading(text: str, said: str, field: str) -> dict:
    return next(one for one in mention(text, said)["fields"] if one["field"] == field)


def written(folder: Path, rules: str) -> str:
    """A file of rules."""
    path = folder / "mine.toml"
    path.write_text(rules, "utf-8")
    return str(path)


def alone(path: str) -> Rules:
    """The rules of a file and no others."""
    return load_rules([path], builtin=False)


@pytest.fixture
def own(tmp_path: Path) -> str:
    return written(tmp_path, OWN)


@pytest.fixture
def release(tmp_path: Path) -> str:
    path = tmp_path / "release.txt"
    path.write_text(RELEASE, "utf-8", newline="")
    return str(path)


def test_a_sentence_is_told_as_text(own: str) -> None:
    text = "2024年6月，夜市客流较节前井喷了40%。"
    code, out, err = run("--text", text, "--no-builtin", "--rules", own)
    assert (code, err) == (0, "")
    assert out == (
        "--text, characters 0 to 22, without a date\n"
        "text          2024年6月，夜市客流较节前井喷了40%。\n"
        "patterns see  ⟨时期⟩，夜市客流较节前井喷了⟨百分比⟩。\n"
        "\n"
        "2024年6月 (0): ⟨时期⟩ no fact: a word of time (2024-06), the period of 40%\n"
        "\n"
        "40% (18): ⟨百分比⟩ 40 %\n"
        "  rule       level.bare          no rule matches it by itself, of 6 in force\n"
        "  measure    level               no rule says: a figure of this kind is that by itself\n"
        "  indicator  夜市客流较节前井喷  the noun phrase in front: 夜市客流较节前井喷 (8)\n"
        "  subject    -                   nobody in this sentence, none carried on, and the document is not about one"
        " alone\n"
        "  period     2024-06             2024年6月 (0) in this sentence\n"
        "  modality   actual              no word of plan or forecast before it\n"
        "  near       market.surge        夜市客流较节前井喷⟦了⟧⟨百分比⟩。: expects {百分比} without 了 before it;"
        f" {own}:3\n"
        "  near       market.first        流较节前井喷⟦了⟧⟨百分比⟩。: expects {百分比} without 了 before it;"
        f" {own}:14\n"
    )


def test_the_record_is_the_one_that_extract_gives(release: str) -> None:
    words = [sys.executable, "-m", "factx", "extract", release, "--format", "jsonl", "--date", "2024-07-15"]
    extracted = subprocess.run(words, capture_output=True, encoding="utf-8", check=True).stdout
    told = sentences(release, "--date", "2024-07-15")
    records = [one["record"] for sentence in told for one in sentence["mentions"] if one["record"]]
    assert records == [json.loads(line) for line in extracted.splitlines()]
    assert list(records[0]) == list(FIELDS)
    for sentence in told:
        for one in sentence["mentions"]:
            assert RELEASE[one["start"] : one["end"]] == one["text"]
            if one["record"]:
                shown = {field["field"]: field["value"] for field in one["fields"]}
                measure = shown.pop("measure").removesuffix(", negative")
                assert shown | {"measure": measure} == {name: one["record"][name] for name in (*shown, "measure")}


@pytest.mark.parametrize(
    ("text", "said", "outcome"),
    [
        ("客流增长3%。", "3%", "fact"),
        ("2024年客流增长3%。", "2024年", "period"),
        ("五一假期客流12万人次。", "五一假期", "name"),
        ("建成5G基站12座。", "5G", "code"),
        ("9时30分，客流12万人次。", "9时30分", "time"),
        ("数十家企业参展。", "数十", "vague"),
        ("主队3:1取胜。", "3:1", "score"),
        ("抓好两个方面工作。", "两个", "small count"),
        ("60岁及以上人口占18%。", "60岁及以上", "age group"),
        ("每10万人中有5人。", "10万人", "per"),
        ("GDP每增长1个百分点，就业增加20万人。", "1个百分点", "told by"),
        ("5年内建成12座水厂。", "5年", "frame"),
        ("产值过千亿元产业12个。", "过千亿元", "qualifier"),
        ("“雪原7”平台投用。", "7", "code"),
        ("雪原7投用。", "7", "names"),
        ("三是抓好落实。", "三", "word"),
    ],
)
def test_what_is_no_fact_says_why(text: str, said: str, outcome: str) -> None:
    found = mention(text, said)
    assert found["outcome"] == outcome
    assert (found["why"] is None, found["record"] is None) == (outcome == "fact", outcome != "fact")


@pytest.mark.parametrize(
    ("text", "said", "field", "how", "words"),
    [
        ("客流增长3%。", "3%", "measure", "rule", None),
        ("客流40%。", "40%", "measure", "kind", None),
        ("客流增长3%和4%。", "4%", "measure", "list", None),
        ("客流增长3%。", "3%", "indicator", "left", "客流"),
        ("引进12名教师。", "12名", "indicator", "right", "教师"),
        ("客流比上月增长3%。", "3%", "reference", "rule", "上月"),
        ("与2010年相比，夜市比重下降6.7个百分点。", "6.7个百分点", "reference", "comparison", "2010年"),
        ("云岭市客流增长3%。", "3%", "subject", "phrase", "云岭市"),
        ("云岭市今年发展稳定，客流增长3%。", "3%", "subject", "clause", "云岭市"),
        ("云岭市客流稳定。夜市客流增长3%。", "3%", "subject", "carried", "云岭市"),
        ("客流增长3%。", "3%", "subject", "nothing", None),
        ("2023年客流增长3%。", "3%", "period", "word", "2023年"),
        ("2023年，客流稳定。夜市客流增长3%。", "3%", "period", "carried", "2023年"),
        ("客流由3万人次增至5万人次。", "3万人次", "period", "past", None),
        ("客流预计增长3%。", "3%", "modality", "word", "预计"),
        ("客流增长3%。", "3%", "modality", "nothing", None),
        ("云岭队获40金27银。", "40金", "indicator", "unit", None),
    ],
)
def test_each_field_says_where_it_was_read(text: str, said: str, field: str, how: str, words: str | None) -> None:
    found = reading(text, said, field)
    assert (found["how"], found["text"]) == (how, words)
    assert words is None or text[found["start"] : found["end"]] == words


def test_an_indicator_names_the_figure_that_handed_it_on() -> None:
    found = reading("客流达到12万人次，增长3%。", "3%", "indicator")
    assert (found["value"], found["how"], found["by"]["text"]) == ("客流", "handed on", "12万人次")


def test_an_indicator_says_whence_the_sentence_before_gave_it() -> None:
    found = reading("夜市客流12万人次。增长3%。", "3%", "indicator")
    assert (found["value"], found["how"], found["by"]["text"]) == ("夜市客流", "sentence before", "12万人次")


def test_a_sign_is_that_of_the_rule() -> None:
    assert reading("客流下降3%。", "3%", "measure")["value"] == "growth, negative"


def test_a_word_for_a_name_says_what_it_stands_for() -> None:
    text = "云岭市上半年客流增长\n云岭市客流稳定。云岭市消费稳定。全市客流增长3%。"
    found = reading(text, "3%", "subject")
    assert (found["value"], found["text"], found["of"]["text"]) == ("云岭市", "全市", "云岭市")


def test_a_word_of_time_that_only_compares_governs_nothing() -> None:
    assert mention("2024年客流比2019年增长3%。", "2019年")["why"] == "a word of time that only compares or names"
    assert mention("2024年客流比2019年增长3%。", "2024年")["why"] == "a word of time (2024), the period of 3%"


def test_rules_that_met_say_why_they_lost(own: str) -> None:
    found = mention("夜市客流井喷40%。", "40%", alone(own))
    assert [(one["rule"], one["lost"]) for one in found["rules"]] == [
        ("market.long", None),
        ("market.same", "order"),
        ("market.surge", "length"),
        ("market.first", "priority"),
    ]
    assert [one["text"] for one in found["rules"]] == ["客流井喷40%", "客流井喷40%", "井喷40%", "井喷40%"]
    assert (found["without_match"], found["near"]) == (2, [])


def test_a_rule_that_would_have_lost_is_named_though_all_figures_have_one() -> None:
    winner, *losers = mention("客流同比增长3%。", "3%")["rules"]
    assert (winner["rule"], winner["lost"]) == ("growth.up", None)
    assert {one["lost"] for one in losers} == {"priority"}


@pytest.mark.parametrize(
    ("text", "said", "how", "expected", "stands"),
    [
        ("夜市客流井喷了40%。", "40%", "between", "{百分比}", "井喷⟦了⟧⟨百分比⟩"),
        ("夜市客流井喷3万人次。", "3万人次", "kind", "{百分比}", "井喷⟦⟨数量⟩⟧"),
        ("夜市客流较节前爆表40%。", "40%", "part", "井喷", "较节前⟦爆表⟧⟨百分比⟩"),
        ("绿道向东延伸300亩。", "300亩", "unit", "where", "延伸⟦⟨数量⟩⟧"),
    ],
)
def test_a_rule_that_all_but_matches_says_at_what_it_failed(
    own: str, text: str, said: str, how: str, expected: str, stands: str
) -> None:
    near = mention(text, said, alone(own))["near"]
    assert (near[0]["how"], near[0]["expected"]) == (how, expected)
    assert stands in near[0]["stands"]


def test_a_look_ahead_that_forbids_a_match_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, '[[rule]]\nid = "a.b"\nmeasure = "level"\npattern = \'迎客{数量}(?!的)\'\n')
    near = mention("夜市迎客3万人次的记录。", "3万人次", alone(path))["near"]
    assert [(one["how"], one["expected"]) for one in near] == [("forbidden", "(?!的)")]


def test_a_part_is_named_as_it_is_written_with_the_words_of_its_list(tmp_path: Path) -> None:
    words = '[lists]\n"飞升" = ["井喷", "爆表", "窜高", "狂涨"]\n'
    rule = '[[rule]]\nid = "a.b"\nmeasure = "growth"\npattern = \'客流{飞升}{百分比}\'\n'
    out = run("--text", "夜市客流暴增40%。", "--no-builtin", "--rules", written(tmp_path, words + rule))[1]
    assert "客流⟦暴增⟧⟨百分比⟩。: expects {飞升} (井喷, 爆表, 窜高, … 4 words) instead of 暴增" in out


def test_no_rule_is_near_where_none_says_anything_of_the_words() -> None:
    assert mention("客流井喷40%。", "40%")["near"] == []
    assert "no rule says anything of the words round it" in run("--text", "客流井喷40%。")[1]


def test_a_plain_rule_is_told_like_any_other(own: str) -> None:
    found = mention("夜市挂灯笼九百多盏。", "九百多盏", alone(own))
    assert (found["outcome"], [one["rule"] for one in found["rules"]]) == ("fact", ["lantern.plain"])


def test_the_date_says_what_gives_it(tmp_path: Path) -> None:
    text = "今年客流增长3%。"
    dated = tmp_path / "12-2023-08-15.txt"
    dated.write_text(text, "utf-8")
    records = tmp_path / "news.jsonl"
    records.write_text(json.dumps({"id": "n1", "date": "2022-03-04", "text": text}) + "\n", "utf-8")
    told = [
        sentences("--text", text, "--date", "2024-07-15"),
        sentences(str(dated)),
        sentences(str(records)),
        sentences("--text", f"{text}（2021年5月6日）"),
        sentences("--text", text),
    ]
    assert [(found[0]["date"], found[0]["date_from"]) for found in told] == [
        ("2024-07-15", "--date"),
        ("2023-08-15", "the file's name"),
        ("2022-03-04", "the record"),
        ("2021-05-06", "the text"),
        (None, None),
    ]


def test_a_time_that_counts_from_no_date_says_so() -> None:
    assert "今年 (0) in this sentence, and the document has no date" in run("--text", "今年客流增长3%。")[1]


@pytest.mark.parametrize(("offset", "start"), [(0, 0), (25, 0), (41, 41), (53, 41)])
def test_an_offset_picks_its_sentence(release: str, offset: int, start: int) -> None:
    assert [one["start"] for one in sentences(f"{release}:{offset}")] == [start]


def test_without_an_offset_each_sentence_with_a_numeral_is_told() -> None:
    told = sentences(stdin="客流增长3%。夜市热闹。三是抓好落实。")
    assert [one["sentence"] for one in told] == ["客流增长3%。", "三是抓好落实。"]
    assert run(stdin="夜市热闹。") == (0, "-: no numeral\n", "")


def test_a_sentence_without_a_numeral_is_told_where_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("夜市热闹。客流增长3%。", "utf-8")
    assert run(f"{path}:1")[1].endswith("patterns see  夜市热闹。\nno numeral\n")


def test_a_document_of_many_is_named(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    lines = [{"id": "n1", "text": "客流增长3%。"}, {"id": "n2", "text": "订单增长4%。"}]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    assert [one["doc"] for one in sentences(str(path))] == ["n1", "n2"]
    assert [one["doc"] for one in sentences(str(path), "--doc", "n2")] == ["n2"]
    assert [one["doc"] for one in sentences(f"{path}:2", "--doc", "n2")] == ["n2"]
    assert run(f"{path}:2") == (2, "", f"factx: {path}:2: which of 2 documents? name it, e.g. --doc n1\n")
    assert run(str(path), "--doc", "n") == (2, "", 'factx: --doc: no document "n"; did you mean n2?\n')


def test_output_goes_to_a_file(tmp_path: Path, release: str) -> None:
    target = tmp_path / "told.txt"
    assert run(release, "--output", str(target)) == (0, "", "")
    assert target.read_text("utf-8") == run(release)[1]


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["none.txt"], 1, "factx: none.txt: no such file\n"),
        (["none.txt:3"], 1, "factx: none.txt: no such file\n"),
        (["-:3"], 2, "factx: -:3: an offset goes with a file; standard input is explained whole\n"),
        (["a.txt", "--text", "客流增长3%。"], 2, "factx: --text: goes without a file; leave out a.txt\n"),
        (["--text", " "], 2, "factx: --text: is empty\n"),
        (["--text", "3%", "--format", "csv"], 2, 'factx: --format: unknown format "csv"; there are text, jsonl\n'),
        (["--text", "3%", "--date", "gestern"], 2, 'factx: --date: "gestern" is no date; write YYYY-MM-DD\n'),
        (["--text", "3%", "--rules", "none.toml"], 2, "factx: none.toml: no such file or directory\n"),
        ([], 1, "factx: -: empty\n"),
    ],
)
def test_bad_input_is_one_line(words: list[str], code: int, message: str) -> None:
    found = run("--", *words) if words[:1] == ["-:3"] else run(*words)
    assert found == (code, "", message)


@pytest.mark.parametrize(
    ("offset", "cause"),
    [
        (len(RELEASE), f"the text ends at {len(RELEASE)}; offsets count characters from 0"),
        (10**11, f"the text ends at {len(RELEASE)}; offsets count characters from 0"),
        (RELEASE.index("\n"), "no sentence stands there, but white space between two"),
    ],
)
def test_an_offset_outside_is_refused(release: str, offset: int, cause: str) -> None:
    assert run(f"{release}:{offset}") == (2, "", f"factx: {release}:{offset}: {cause}\n")


def test_a_file_whose_name_ends_like_an_offset_is_read(tmp_path: Path) -> None:
    path = tmp_path / "release:3"
    path.write_text("客流增长3%。", "utf-8")
    assert [one["doc"] for one in sentences(str(path))] == [str(path)]


def test_what_a_document_holds_cannot_steer_the_terminal() -> None:
    assert "\x1b" not in run(stdin="客流\x1b[31m增长3%。")[1]


def test_every_rule_of_factx_can_be_taken_apart() -> None:
    for rule in load_rules().rules:
        assert "|".join("".join(items) for items in split_pattern(rule.written)) == rule.written
