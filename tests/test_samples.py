"""The records kept beside the samples: what the program says of them today."""

import json
from pathlib import Path

import pytest

from factx.output import FIELDS, json_lines
from factx.pipeline import extract
from factx.read import Document, read_documents
from factx.rules import load_rules

ROOT = Path(__file__).parents[1]
SAMPLES = sorted(path.stem for path in (ROOT / "samples").glob("*.txt"))
RULES = load_rules()


def records(name: str) -> list[dict[str, object]]:
    """The records of a sample, as JSONL gives them to whoever reads it back."""
    (document,) = read_documents(f"samples/{name}.txt", None)
    assert isinstance(document, Document)
    lines = "".join(json_lines([(document.name, extract(document, RULES))]))
    return [json.loads(line) for line in lines.splitlines()]


def kept(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (ROOT / "samples" / f"{name}.jsonl").read_text("utf-8").splitlines()]


def test_there_are_samples_and_each_has_records() -> None:
    assert len(SAMPLES) >= 8
    assert [path.stem for path in sorted((ROOT / "samples").glob("*.jsonl"))] == SAMPLES


@pytest.mark.parametrize("name", SAMPLES)
def test_the_mentions_are_those_kept(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    spans = [[(one["start"], one["end"], one["text"]) for one in said] for said in (records(name), kept(name))]
    assert spans[0] == spans[1]


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("name", SAMPLES)
def test_every_field_is_the_one_kept(name: str, field: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    said, expected = (
        {one["text"] + f"@{one['start']}": one[field] for one in side} for side in (records(name), kept(name))
    )
    assert said == expected


@pytest.mark.parametrize("name", SAMPLES)
def test_a_record_has_every_field_in_order(name: str) -> None:
    for record in kept(name):
        assert list(record) == list(FIELDS)
