"""TOML files with the lines of what stands in them, which tomllib does not keep."""

import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import regex

from factx.errors import RuleError
from factx.kept import parse_kept
from factx.lexicon import pattern_folder

_ID = regex.compile(r"(?m)^\s*id\s*=\s*([\"'])(.*?)\1")


@dataclass(frozen=True)
class TomlFile:
    """A TOML file as text and as tables; ``path`` as the user wrote it."""

    path: str
    text: str
    table: dict[str, Any]

    def where(self, key: str, header: str = "") -> str:
        """Return the place of a key, ``path:line``: the first one of that name behind ``header``."""
        match = regex.search(rf"(?m)^\s*[\"']?{regex.escape(key)}[\"']?\s*=", self.text, pos=self._after(header))
        return f"{self.path}:{self._line(match)}"

    def line_of_id(self, rule_id: str, nth: int) -> int:
        """Return the line of the ``nth`` ``id = "…"`` of that text, the first being 1."""
        lines = self._lines_of_ids.get(rule_id, [])
        return lines[nth - 1] if nth <= len(lines) else 1

    @cached_property
    def _lines_of_ids(self) -> dict[str, list[int]]:
        lines: dict[str, list[int]] = {}
        line, at = 1, 0
        for match in _ID.finditer(self.text):
            line, at = line + self.text.count("\n", at, match.end()), match.end()
            lines.setdefault(match[2], []).append(line)
        return lines

    def _after(self, header: str) -> int:
        return max(self.text.find(header), 0) if header else 0

    def _line(self, match: "regex.Match[str] | None") -> int:
        return self.text.count("\n", 0, match.end()) + 1 if match else 1


def read_toml(path: Path, shown: str | None = None) -> TomlFile:
    """Return the file ``path``, ``shown`` in messages; RuleError for what cannot be read or is no TOML."""
    name = shown or str(path)
    text = read_text(path, name)
    parse = parse_kept if path.is_relative_to(pattern_folder()) else tomllib.loads
    try:
        return TomlFile(name, text, parse(text))
    except tomllib.TOMLDecodeError as error:
        found = regex.search(r"\(at line (\d+), column (\d+)\)", str(error))
        where = f"{name}:{found[1]}" if found else name
        raise RuleError(where, f"not TOML: {str(error).partition(' (at')[0].lower()}") from None
    except (RecursionError, ValueError):
        raise RuleError(name, "not TOML that can be read: too deep, or with a number too long") from None


def read_text(path: Path, where: str) -> str:
    """Return a file's text in UTF-8; RuleError at ``where``."""
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RuleError(where, f"not UTF-8 (byte 0x{error.object[error.start]:02x} at {error.start})") from None
    except OSError as error:
        raise RuleError(where, (error.strerror or str(error)).lower()) from None
