"""Files and standard input → documents: bytes → text, and the date that the file or the record gives."""

import codecs
import datetime
import json
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from factx.errors import FactxError

_DATE = re.compile(r"(?<!\d)(\d{4})(?:([-_./]?)(\d\d)\2(\d\d)|([-/.年])(\d{1,2})[-/.月](\d{1,2})日?)(?!\d)")
_YEARS = range(1900, 2100)  # a file number like 12345678 is no date
_SURROGATE = re.compile("[\ud800-\udfff]")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PEEK = 8192  # bytes in which a file that is no text shows itself


@dataclass(frozen=True, slots=True)
class Document:
    """A text as it stands, line ends included, and its date where something outside the text gives one.

    ``date_from`` says what gives it: ``--date``, the file's name, the record.
    """

    name: str
    text: str
    date: datetime.date | None
    date_from: str = field(default="given", compare=False)


def read_documents(path: str, date: datetime.date | None, *, blank: bool = False) -> Iterator[Document | FactxError]:
    """Yield the documents of the file ``path``: one of a text, one a line of a ``.jsonl``; ``-`` is standard input.

    ``date`` goes before a date in the file's name, and that before the one of a record. What cannot be read comes out
    as an error in its place, so that the lines after it are still read. White space alone is an error too, unless
    ``blank``.
    """
    name = file_name(path)
    known = date or find_date(os.path.basename(name))
    known_from = "--date" if date else "the file's name"
    try:
        if name.lower().endswith(".jsonl"):
            yield from _read_records(path, name, known, known_from)
        else:
            yield Document(name, _read_text(path, name, blank), known, known_from)
    except FactxError as error:
        yield error
    except OSError as error:
        yield FactxError(name, _cause(error))


def file_name(path: str) -> str:
    """Return ``path`` as a person reads it: its bytes as UTF-8 in any locale, U+FFFD for what is none."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def find_date(text: str) -> datetime.date | None:
    """Return the first date in ``text``: ``2023-08-15``, ``20230815``, ``2023/8/15``, ``2023年8月15日``.

    >>> find_date("101-2023-08-15.txt")
    datetime.date(2023, 8, 15)
    """
    for match in _DATE.finditer(text):
        year, month, day = int(match[1]), int(match[3] or match[6]), int(match[4] or match[7])
        try:
            if year in _YEARS:
                return datetime.date(year, month, day)
        except ValueError:
            continue
    return None


def _cause(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file"
    if isinstance(error, IsADirectoryError):
        return "is a folder; name the files in it"
    return error.strerror or str(error)


def _read_text(path: str, name: str, blank: bool) -> str:
    text = _decode(_read_bytes(path), name)
    if not text or not (blank or text.strip()):
        raise FactxError(name, "empty")
    return text


def _read_bytes(path: str) -> bytes:
    if path != "-":
        with open(path, "rb") as file:
            return file.read()
    if sys.stdin is None:
        raise FactxError("-", "standard input is closed; name a file")
    return sys.stdin.buffer.read()


def _decode(data: bytes, where: str) -> str:
    """Return the text of UTF-8 bytes without their byte order mark."""
    if b"\0" in data and not data.startswith(_UTF_16):
        raise FactxError(where, f"binary (NUL at byte {data.index(0)}), no text")
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        encoding = "utf-16" if data.startswith(_UTF_16) else "gb18030"
        line = data.count(b"\n", 0, error.start) + 1
        byte = f"byte 0x{data[error.start]:02x} at {error.start}{f', line {line}' if line > 1 else ''}"
        raise FactxError(where, f"not UTF-8 ({byte}); convert it, e.g. iconv -f {encoding} -t utf-8") from None


def _read_records(
    path: str, name: str, known: datetime.date | None, known_from: str
) -> Iterator[Document | FactxError]:
    found = False
    with open(path, "rb") as file:
        if b"\0" in (start := file.peek(_PEEK)):
            raise FactxError(name, f"binary (NUL at byte {start.index(0)}), no text")
        for number, line in enumerate(file, 1):
            where = f"{name}:{number}"
            try:
                if content := _decode(line, where).strip():
                    found = True
                    yield _read_record(content, where, known, known_from)
            except FactxError as error:
                found = True
                yield error
    if not found:
        raise FactxError(name, "empty")


def _read_record(line: str, where: str, known: datetime.date | None, known_from: str) -> Document:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise FactxError(where, f"not JSON ({error})") from None
    if not isinstance(record, dict):
        raise FactxError(where, 'not a JSON object; write {"text": "…"}')
    text = record.get("text")
    if not isinstance(text, str):
        raise FactxError(where, 'no "text"' if text is None else '"text" is no string')
    date, date_from = (known, known_from) if known else (_record_date(record, where), "the record")
    return Document(_record_name(record, where), _whole(text), date, date_from)


def _record_name(record: dict[str, Any], where: str) -> str:
    name = record.get("id")
    return _whole(str(name)) if isinstance(name, str | int) and name != "" else where


def _record_date(record: dict[str, Any], where: str) -> datetime.date | None:
    said = record.get("date")
    if said is None or said == "":
        return None
    date = find_date(said) if isinstance(said, str) else None
    if date is None:
        raise FactxError(where, f"date {json.dumps(said, ensure_ascii=False)} is none; write YYYY-MM-DD")
    return date


def _whole(text: str) -> str:
    # JSON may escape half a surrogate pair, which no UTF-8 output can carry; one character for one keeps offsets.
    return _SURROGATE.sub("\ufffd", text)
