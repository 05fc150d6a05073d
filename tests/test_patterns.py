"""The built-in rule and list files: every example that they give, and what they promise each other."""

import re
import tomllib
from pathlib import Path

import pytest

from factx.check import check_counter_example, check_example
from factx.lexicon import listed, load_words, pattern_folder
from factx.numerals import parse_numeral
from factx.quantities import find_mentions
from factx.rule import Rule
from factx.rules import load_rules

RULES = load_rules()
FOLDER = pattern_folder()
IN_ORDER = sorted(RULES.rules, key=lambda rule: rule.order)
NAMES = tomllib.loads((FOLDER / "names.toml").read_text("utf-8"))
NAMES |= {kind: listed(words) for kind, words in NAMES.items() if isinstance(words, str)}
PLAIN_CLASSES = ("code", "era", "vague", "name", "idiom")


def cases(kind: str) -> list[object]:
    return [
        pytest.param(rule, said, id=f"{rule.id}: {said.partition('|')[0].strip()}")
        for rule in IN_ORDER
        for said in getattr(rule, kind)
    ]


@pytest.mark.parametrize(("rule", "example"), cases("examples"))
def test_example(rule: Rule, example: str) -> None:
    failure = check_example(rule, example, RULES)
    assert failure is None, f"expected {failure.expected}; got {failure.got}"


@pytest.mark.parametrize(("rule", "passage"), cases("counter_examples"))
def test_counter_example(rule: Rule, passage: str) -> None:
    failure = check_counter_example(rule, passage, RULES)
    assert failure is None, f"claims {failure.got}"


@pytest.mark.parametrize("rule", IN_ORDER, ids=lambda rule: rule.id)
def test_every_rule_shows_what_it_is_for_and_what_not(rule: Rule) -> None:
    assert len(set(rule.examples)) >= 2
    assert len(set(rule.counter_examples)) >= 2
    assert not set(rule.examples) & set(rule.counter_examples)


def test_ids_are_measures_and_stand_once() -> None:
    ids = re.findall(r'^id = "(.+)"$', "".join(read(path) for path in FOLDER.glob("rules/*.toml")), re.MULTILINE)
    assert sorted(ids) == sorted(rule.id for rule in IN_ORDER)
    assert [rule_id for rule_id in ids if not re.fullmatch(r"[a-z]+\.[a-z_]+", rule_id)] == []


def read(path: Path) -> str:
    return path.read_text("utf-8")


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.toml")), ids=lambda path: path.name)
def test_table_is_toml(path: Path) -> None:
    assert tomllib.loads(read(path))


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.name)
def test_list_holds_words(path: Path) -> None:
    words = load_words(path.stem)
    assert words
    for word in words:
        assert re.compile(word)  # of verbs_single, patterns; elsewhere a word that reads as one would be a slip
        assert path.stem == "verbs_single" or re.fullmatch(r"[\w()（）“”·]+", word), word


def test_every_pattern_compiles() -> None:
    for rule in RULES.rules:
        assert rule.compiled.groups


@pytest.mark.parametrize("table", ["names", "unit_contexts", "phrases"])
def test_every_context_compiles(table: str) -> None:
    for said in contexts(tomllib.loads(read(FOLDER / f"{table}.toml"))):
        re.compile(said)


def contexts(table: object) -> list[str]:
    """The regular expressions of a table: the texts under the keys that hold contexts."""
    if isinstance(table, list):
        return [said for row in table for said in contexts(row)]
    if isinstance(table, dict):
        own = [said for key, said in table.items() if key in CONTEXT_KEYS and isinstance(said, str)]
        return own + [said for value in table.values() for said in contexts(value)]
    return []


CONTEXT_KEYS = {"before", "after", "not_before", "not_after", "cut_characters", "right_stops"}


def test_no_word_has_two_classes() -> None:
    first: dict[str, str] = {}
    both = []
    for kind in PLAIN_CLASSES:
        for word in NAMES[kind]:
            if first.setdefault(word, kind) != kind:
                both.append(f"{word}: {first[word]}, {kind}")
    assert both == []


def test_a_guarded_word_is_in_no_plain_class() -> None:
    # A word that holds only in its contexts would hold everywhere if a plain class had it too.
    plain = {word for kind in PLAIN_CLASSES for word in NAMES[kind]}
    assert [row["word"] for row in NAMES["guarded"] if row["word"] in plain] == []


def test_guarded_rows_name_a_class_and_a_context() -> None:
    for row in NAMES["guarded"]:
        assert row["class"] in PLAIN_CLASSES
        assert set(row) & CONTEXT_KEYS, row["word"]
        assert set(row) <= CONTEXT_KEYS | {"word", "class"}, row["word"]


def test_names_hold_a_numeral() -> None:
    numeral = re.compile("[0-9零〇○一二三四五六七八九十百千万亿两廿卅壹贰叁肆伍陆柒捌玖拾佰仟]")
    words = [word for kind in PLAIN_CLASSES for word in NAMES[kind]] + [row["word"] for row in NAMES["guarded"]]
    assert [word for word in words if not numeral.search(word)] == []


def test_no_spelling_is_of_two_units() -> None:
    tables = tomllib.loads(read(FOLDER / "units.toml"))
    first: dict[str, str] = {}
    both = []
    for dimension, table in tables.items():
        if dimension in ("per", "money_prefix", "compound", "not_before", "never_before", "never_behind_scale"):
            continue
        for name, aliases in table.items():
            for spelling in {name, *aliases}:
                if first.setdefault(spelling, name) != name:
                    both.append(f"{spelling}: {first[spelling]}, {name}")
    assert both == []


def test_no_bound_word_means_two_bounds() -> None:
    tables = tomllib.loads(read(FOLDER / "bounds.toml"))
    for side in ("before", "after"):
        words = [word for said in tables[side].values() for word in said]
        assert sorted(words) == sorted(set(words))


@pytest.mark.parametrize(
    "word", sorted({word for words in tomllib.loads(read(FOLDER / "number_words.toml")).values() for word in words})
)
def test_a_number_word_is_found_by_itself(word: str) -> None:
    assert [mention.text for mention in find_mentions(f"它{word}。")] == [word]


def test_only_two_units_are_numerals_too() -> None:
    # 三两茶叶, 两家; 5兆, 5兆元: what else is both would swallow the scale of 万吨.
    units = tomllib.loads(read(FOLDER / "units.toml"))
    names = {
        name for dimension, table in units.items() if dimension not in ("compound", "not_before") for name in table
    } | set(tomllib.loads(read(FOLDER / "unit_contexts.toml"))["unit"])
    assert {name for name in names if parse_numeral(name) is not None} == {"两", "兆"}


def test_no_plain_verb_overrides_its_contexts() -> None:
    # 覆盖 as a plain word would cut 覆盖率, whatever verbs_single.txt says of it.
    guarded = {re.sub(r"\((?:[^()]|\([^()]*\))*\)", "", word) for word in load_words("verbs_single") if "(?" in word}
    plain = {*load_words("verbs"), *tomllib.loads(read(FOLDER / "phrases.toml"))["right_stop_words"]}
    assert guarded & plain == set()
