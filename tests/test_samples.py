"""The records kept beside the samples: what the program says of them today."""

import json
from functools import cache
from pathlib import Path

import pytest

from factx.output import FIELDS, json_lines
from factx.pipeline import extract
from factx.read import Document, read_documents
from factx.rules import load_rules

FOLDER = Path(__file__).parents[1] / "samples"
SAMPLES = sorted(path.stem for path in FOLDER.glob("*.txt"))


@cache
def told(name: str) -> list[dict[str, object]]:
    """The records of a sample as JSONL, read back; documents are named as the command line names them."""
    (document,) = read_documents(str(FOLDER / f"{name}.txt"), None)
    assert isinstance(document, Document)
    facts = extract(Document(f"samples/{name}.txt", document.text, document.date), load_rules())
    return [json.loads(line) for line in "".join(json_lines([(f"samples/{name}.txt", facts)])).splitlines()]


@cache
def kept(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text("utf-8").splitlines()]


def test_there_are_samples_and_each_has_its_records() -> None:
    assert len(SAMPLES) >= 8
    assert sorted(path.stem for path in FOLDER.glob("*.jsonl")) == SAMPLES


@pytest.mark.parametrize("name", SAMPLES)
def test_the_same_mentions_are_facts(name: str) -> None:
    now, before = ([(one["start"], one["end"], one["text"]) for one in side] for side in (told(name), kept(name)))
    assert now == before


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("name", SAMPLES)
def test_every_record_says_the_same(name: str, field: str) -> None:
    now, before = (
        {f"{one['text']} at {one['start']}": one[field] for one in side} for side in (told(name), kept(name))
    )
    assert now == before


@pytest.mark.parametrize("name", SAMPLES)
def test_a_record_has_every_field_in_order(name: str) -> None:
    assert all(list(record) == list(FIELDS) for record in kept(name))


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_as_long_as_such_texts_are(name: str) -> None:
    assert 400 <= len((FOLDER / f"{name}.txt").read_text("utf-8")) <= 1500
