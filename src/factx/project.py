"""The project file: ``factx.toml``, or ``[tool.factx]`` of a ``pyproject.toml``, in this folder or above it."""

import os
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from factx.errors import RuleError, raise_all
from factx.toml_files import TomlFile, read_toml

_HEADER = "[tool.factx]"
_TEXTS, _TEXT, _TRUTH, _DATE = "a list of texts", "a text", "true or false", "a date, YYYY-MM-DD"
_KEYS = {
    "rules": _TEXTS,
    "disable": _TEXTS,
    "builtin": _TRUTH,
    "format": _TEXT,
    "fields": _TEXTS,
    "date": _DATE,
    "excel": _TRUTH,
}


@dataclass(frozen=True)
class Project:
    """What a project says; without a file, nothing. ``rules`` are paths that can be opened from the working folder."""

    table: dict[str, Any] = field(default_factory=dict)
    file: TomlFile | None = None
    header: str = ""

    @property
    def rules(self) -> list[str]:
        folder = os.path.dirname(self.file.path) if self.file else ""
        return [os.path.join(folder, path) for path in self.table.get("rules", [])]

    @property
    def disable(self) -> list[str]:
        return list(self.table.get("disable", []))

    @property
    def builtin(self) -> bool:
        return bool(self.table.get("builtin", True))

    def where(self, key: str) -> str:
        """Return the place of a key, ``path:line``."""
        return self.file.where(key, self.header) if self.file else key

    def choose(self, key: str, said: str | None) -> tuple[str, str | None]:
        """Return what an option is, None where neither says it, and where that was said; ``said`` goes first."""
        if said is not None or key not in self.table:
            return f"--{key}", said
        value = self.table[key]
        return self.where(key), ",".join(value) if isinstance(value, list) else str(value)


def find_project(folder: Path) -> Project:
    """Return the project of ``folder``: the nearest file of it or the folders above; RuleError for what is wrong in it.

    Paths in messages are relative to ``folder``.
    """
    for above in (folder, *folder.parents):
        path = above / "factx.toml"
        if path.is_file():
            return _checked(read_toml(path, os.path.relpath(path, folder)))
        path = above / "pyproject.toml"
        if path.is_file() and b"factx" in path.read_bytes():
            file = read_toml(path, os.path.relpath(path, folder))
            tools = file.table.get("tool", {})
            if isinstance(tools, dict) and "factx" in tools:
                return _checked(file, tools["factx"], _HEADER)
    return Project()


def _checked(file: TomlFile, table: object = None, header: str = "") -> Project:
    table = file.table if table is None else table
    if not isinstance(table, dict):
        raise RuleError(file.path, "[tool.factx] must be a table")
    faults = []
    for key, said in table.items():
        if key not in _KEYS:
            faults.append(RuleError(file.where(key, header), f'unknown key "{key}"; there are {", ".join(_KEYS)}'))
        elif not _is(said, _KEYS[key]):
            faults.append(RuleError(file.where(key, header), f'"{key}" must be {_KEYS[key]}'))
    raise_all(faults)
    return Project(table, file, header)


def _is(said: object, what: str) -> bool:
    if what is _TEXTS:
        return isinstance(said, list) and all(isinstance(one, str) for one in said)
    if what is _TRUTH:
        return isinstance(said, bool)
    return isinstance(said, str) or (what is _DATE and isinstance(said, date) and not isinstance(said, datetime))
