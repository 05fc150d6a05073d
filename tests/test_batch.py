"""Many files, and outputs that are whole or not at all."""

import datetime
import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from factx import batch as batch_module
from factx.batch import Batch, replacing
from factx.errors import FactxError
from factx.read import Document
from factx.rules import Rules, load_rules

RULES = load_rules()


@dataclass
class Files:
    """A folder of files, good and bad."""

    folder: Path

    def write(self, name: str, text: str) -> str:
        (self.folder / name).write_bytes(text.encode())
        return str(self.folder / name)

    def names(self) -> list[str]:
        return sorted(os.listdir(self.folder))


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


def test_what_fails_is_reported_and_the_rest_done(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    good, empty = files.write("good.txt", "新增企业12家。"), files.write("empty.txt", "")
    lines = files.write("lines.jsonl", '{"id": "a", "text": "新增企业3家。"}\n{\n{"id": "b", "text": "没有。"}\n')
    batch = Batch()
    done = [(doc, [fact.text for fact in facts]) for doc, facts in batch.facts([empty, good, lines], None, RULES)]
    assert done == [(good, ["12家"]), ("a", ["3家"]), ("b", [])]
    assert (batch.done, batch.failed) == (3, 2)
    errors = capsys.readouterr().err.splitlines()
    assert [error.partition(": ")[2].removeprefix(f"{files.folder}/")[:14] for error in errors] == [
        "empty.txt: emp", "lines.jsonl:2:"]  # fmt: skip


@pytest.mark.parametrize(
    ("failure", "line"),
    [
        (FactxError("a", 'rule "b.c" ran out of time'), 'a: rule "b.c" ran out of time'),
        (KeyError("x"), "1: unexpected KeyError: 'x'; please report it with the text"),
    ],
    ids=["known", "unexpected"],
)
def test_a_document_that_extract_fails_on_is_only_itself(
    files: Files, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], failure: Exception, line: str
) -> None:
    def extract(document: Document, rules: Rules, stopped: object) -> list[object]:
        if "坏" in document.text:
            raise failure
        return []

    monkeypatch.setattr(batch_module, "extract", extract)
    lines = files.write("a.jsonl", '{"id": "1", "text": "坏"}\n{"id": "2", "text": "好"}\n')
    assert [doc for doc, _ in Batch().facts([lines], None, RULES)] == ["2"]
    assert capsys.readouterr().err == f"factx: {line}\n"


def test_the_date_reaches_the_periods(files: Files) -> None:
    path = files.write("a.txt", "今年新增企业12家。")
    ((_, (fact,)),) = Batch().facts([path], datetime.date(2020, 5, 1), RULES)
    assert fact.period == "2020"


def test_the_order_of_files_changes_no_record(files: Files) -> None:
    paths = [files.write(f"{i}.txt", f"茶叶产量增长{i}%。") for i in range(1, 5)]
    forth, back = (dict(Batch().facts(order, None, RULES)) for order in (paths, paths[::-1]))
    assert forth == back
    assert all(forth.values())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12家\r\n3个\r4人\n", [["12家"], ["3个"], ["4人"]]),
        ("12家", [["12家"]]),
        ("\n\n12家", [[], [], ["12家"]]),
        ("12家\x0c3个\u20284人", [["12家", "3个", "4人"]]),
        ("第二，2022年7月，3个", [["第二", "3个"]]),
    ],
)
def test_mentions_come_by_line(files: Files, text: str, found: list[list[str]]) -> None:
    path = files.write("a.txt", text)
    ((_, lines),) = Batch().mentions([path])
    assert [[mention.text for mention in line] for line in lines] == found


def test_mentions_count_from_the_start_of_their_line(files: Files) -> None:
    ((_, lines),) = Batch().mentions([files.write("a.txt", "共12家\r\n共3个\n")])
    assert [(mention.start, mention.end) for line in lines for mention in line] == [(1, 4), (1, 3)]


def test_a_file_changes_only_when_all_is_written(files: Files) -> None:
    path = files.write("out", "old")
    with pytest.raises(ZeroDivisionError), replacing(path) as write:
        write("new")
        raise ZeroDivisionError
    assert (Path(path).read_text(), files.names()) == ("old", ["out"])
    with replacing(path) as write:
        write("新\r\n\n")
        assert Path(path).read_text() == "old"
    assert (Path(path).read_bytes(), files.names()) == ("新\r\n\n".encode(), ["out"])


def test_a_file_stays_where_nothing_was_read(files: Files) -> None:
    path, batch = files.write("out", "old"), Batch()
    batch.write((doc for doc, _ in batch.facts([str(files.folder / "none")], None, RULES)), path)
    assert (Path(path).read_text(), files.names(), batch.failed) == ("old", ["out"], 1)


def test_permissions_and_links_are_kept(files: Files) -> None:
    path = Path(files.write("out", "old"))
    path.chmod(0o640)
    link = files.folder / "link"
    link.symlink_to("out")
    with replacing(str(link)) as write:
        write("new")
    assert link.is_symlink()
    assert (path.read_text(), path.stat().st_mode & 0o777) == ("new", 0o640)


def test_a_new_file_has_the_permissions_of_the_umask(files: Files) -> None:
    before = os.umask(0o027)
    try:
        with replacing(str(files.folder / "out")):
            pass
    finally:
        os.umask(before)
    assert (files.folder / "out").stat().st_mode & 0o777 == 0o640


def test_a_device_is_written_not_replaced() -> None:
    with replacing(os.devnull) as write:
        write("a")
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize(
    ("name", "cause"),
    [
        ("", "cannot be written (Is a directory)"),
        ("none/out", "cannot be written (No such file or directory)"),
        ("file/out", "cannot be written (Not a directory)"),
        ("x" * 300, "cannot be written (File name too long)"),
    ],
    ids=["folder", "no folder", "file as folder", "long name"],
)
def test_what_cannot_be_written_is_named(files: Files, name: str, cause: str) -> None:
    files.write("file", "")
    path = str(files.folder / name)
    with pytest.raises(FactxError) as caught, replacing(path) as write:
        write("a")
    assert (caught.value.where, caught.value.cause) == (path, cause)
    assert files.names() == ["file"]


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device of Linux")
def test_a_full_disk_is_named() -> None:
    with pytest.raises(FactxError) as caught, replacing("/dev/full") as write:
        write("a")
    assert str(caught.value) == "/dev/full: cannot be written (No space left on device)"
