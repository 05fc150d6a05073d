"""Bytes → documents."""

import datetime
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factx.errors import FactxError
from factx.read import Document, file_name, find_date, read_documents

NOT_UTF_8 = "not UTF-8 (byte 0x{} at {}); convert it, e.g. iconv -f {} -t utf-8"


def read(path: Path, date: datetime.date | None = None) -> list[Document | FactxError]:
    return list(read_documents(str(path), date))


def read_bytes(folder: Path, name: str, data: bytes) -> list[Document | str]:
    """The documents of a file, errors as their cause."""
    path = folder / name
    path.write_bytes(data)
    return [item.cause if isinstance(item, FactxError) else item for item in read(path)]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("增长5%".encode(), "增长5%"),
        (b"\xef\xbb\xbf" + "增长5%".encode(), "增长5%"),
        (b"a\r\nb\rc\nd", "a\r\nb\rc\nd"),
        ("a\u2028b\x0cc".encode(), "a\u2028b\x0cc"),
        ("a\ufeffb".encode(), "a\ufeffb"),
    ],
)
def test_text_is_kept_but_for_the_byte_order_mark(tmp_path: Path, data: bytes, text: str) -> None:
    (document,) = read_bytes(tmp_path, "a.txt", data)
    assert document == Document(str(tmp_path / "a.txt"), text, None)


@pytest.mark.parametrize(
    ("name", "data", "cause"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \r\n\t", "empty"),
        ("a.txt", b"\xef\xbb\xbf", "empty"),
        ("a.txt", b"\x89PNG\0\0", "binary (NUL at byte 4), no text"),
        ("a.txt", b"ab\xb0\xa1", NOT_UTF_8.format("b0", 2, "gb18030")),
        ("a.txt", b"a\r\nb\n\xb0", NOT_UTF_8.format("b0", "5, line 3", "gb18030")),
        ("a.txt", b"\xef\xbb\xbf\xb0", NOT_UTF_8.format("b0", 3, "gb18030")),
        ("a.txt", "\ufeff增".encode("utf-16-le"), NOT_UTF_8.format("ff", 0, "utf-16")),
        ("a.jsonl", b"", "empty"),
        ("a.jsonl", b"\n\n", "empty"),
        ("a.jsonl", b"{}\n\0", "binary (NUL at byte 3), no text"),
    ],
)
def test_what_is_no_text_is_one_error(tmp_path: Path, name: str, data: bytes, cause: str) -> None:
    assert read_bytes(tmp_path, name, data) == [cause]


def test_missing_file_and_folder_are_errors(tmp_path: Path) -> None:
    missing, folder = tmp_path / "none.txt", tmp_path
    assert [str(error) for path in (missing, folder) for error in read(path)] == [
        f"{missing}: no such file",
        f"{folder}: is a folder; name the files in it",
    ]


def test_white_space_alone_can_be_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("\n")
    assert list(read_documents(str(path), None, blank=True)) == [Document(str(path), "\n", None)]


def test_records_have_their_ids_and_dates(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    first = '\ufeff{"id": "a", "text": "一\\r\\n", "date": "2022-09-24"}'
    lines = [first, "", '{"id": 7, "text": "二"}\r', '{"text": ""}']
    path.write_bytes("\n".join(lines).encode())
    assert read(path) == [
        Document("a", "一\r\n", datetime.date(2022, 9, 24)),
        Document("7", "二", None),
        Document(f"{path}:4", "", None),
    ]


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        (b"{", "not JSON (Expecting property name enclosed in double quotes: line 1 column 2 (char 1))"),
        (b"[1]", 'not a JSON object; write {"text": "…"}'),
        (b'{"id": "a"}', 'no "text"'),
        (b'{"text": 1}', '"text" is no string'),
        (b'{"text": "a", "date": "soon"}', 'date "soon" is none; write YYYY-MM-DD'),
        (b'{"text": "a", "date": 20220924}', "date 20220924 is none; write YYYY-MM-DD"),
        (b'{"text": "\xb0"}', NOT_UTF_8.format("b0", 10, "gb18030")),
        (b"[" * 100_000, None),
        (b"1" * 5_000, None),
    ],
    ids=lambda value: str(value)[:40],
)
def test_broken_line_costs_only_itself(tmp_path: Path, line: bytes, cause: str | None) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "x"}\n' + line + b'\n{"text": "y"}\n')
    first, error, last = read(path)
    assert isinstance(error, FactxError)
    assert error.where == f"{path}:2"
    assert cause is None or error.cause == cause
    assert [item.text for item in (first, last) if isinstance(item, Document)] == ["x", "y"]


def test_half_a_surrogate_pair_is_replaced(tmp_path: Path) -> None:
    (document,) = read_bytes(tmp_path, "a.jsonl", rb'{"id": "\ud800", "text": "\udc00a\ud83d\ude00"}')
    assert document == Document("\ufffd", "\ufffda\U0001f600", None)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("101-2023-08-15.txt", "2023-08-15"),
        ("20230815.txt", "2023-08-15"),
        ("a_2023_08_15_b", "2023-08-15"),
        ("2023.08.15", "2023-08-15"),
        ("2023年8月5日", "2023-08-05"),
        ("2023/8/5", "2023-08-05"),
        ("2022-09-24T08:00:00Z", "2022-09-24"),
        ("2023-13-01 2023-02-03", "2023-02-03"),
        ("99990101", None),
        ("120230815", None),
        ("2023-0815", None),
        ("2023", None),
    ],
)
def test_dates_are_found_in_names(text: str, date: str | None) -> None:
    assert find_date(text) == (datetime.date.fromisoformat(date) if date else None)


@pytest.mark.parametrize(
    ("option", "name", "record", "date"),
    [
        ("2020-01-01", "2021-01-01.jsonl", "2022-01-01", "2020-01-01"),
        (None, "2021-01-01.jsonl", "2022-01-01", "2021-01-01"),
        (None, "a.jsonl", "2022-01-01", "2022-01-01"),
        (None, "a.jsonl", "", None),
    ],
)
def test_date_goes_by_option_then_file_name_then_record(
    tmp_path: Path, option: str | None, name: str, record: str, date: str | None
) -> None:
    folder = tmp_path / "2019-01-01"  # a date in a folder's name is none of the text
    folder.mkdir()
    (folder / name).write_text(json.dumps({"text": "a", "date": record}))
    (document,) = read(folder / name, datetime.date.fromisoformat(option) if option else None)
    assert isinstance(document, Document)
    assert (document.date and document.date.isoformat()) == date


@pytest.mark.parametrize(
    ("path", "name"), [("公报.txt", "公报.txt"), ("b\udcff", "b\ufffd"), ("\udce5\udc85\udcac", "公")]
)
def test_file_name_is_utf_8_in_any_locale(path: str, name: str) -> None:
    assert file_name(path) == name


@given(data=st.binary(max_size=200), name=st.sampled_from(["a.txt", "a.jsonl"]))
def test_any_bytes_give_documents_or_clear_errors(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str
) -> None:
    items = read_bytes(tmp_path_factory.mktemp("any"), name, data)
    assert items
    for item in items:
        (item if isinstance(item, str) else item.text).encode()
