"""Rule files as they lie on disk: packs, the lists that they take from files beside them, the place of each rule."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

import regex

from factx.characters import plain_text
from factx.errors import RuleError
from factx.lexicon import listed
from factx.notation import is_taken
from factx.toml_files import TomlFile, read_text, read_toml

BUILT_IN = 0  # the lowest layer of rules; those of a higher layer replace what has their id
_TABLES = frozenset({"lists", "parts", "families", "rule"})
_PACK_KEYS = ("name", "version", "description")
_PACK_NAME = regex.compile("[a-z][a-z0-9_.-]*")
_UNKNOWN_WORDS = ("\ufffd",)  # stands for a list that has a fault, so that its uses are none


@dataclass(frozen=True)
class RuleFile:
    """One rule file: ``pack`` is the name of its pack, if any; ``faults`` collects what is wrong in it."""

    toml: TomlFile
    pack: str | None
    layer: int
    faults: list[RuleError] = field(default_factory=list)

    @property
    def path(self) -> str:
        return self.toml.path

    def check_tables(self) -> None:
        for name in self.toml.table:
            if name not in _TABLES:
                known = "[lists], [parts], [families] and [[rule]]"
                self.faults.append(RuleError(self.path, f'unknown table "{name}"; a rule file has {known}'))

    def lists(self) -> dict[str, tuple[str, ...]]:
        """The lists of words by name, those from other files too."""
        lists = self.toml.table.get("lists", {})
        if not isinstance(lists, dict):
            self.faults.append(RuleError(self.path, "[lists] must be a table of lists of words"))
            return {}
        return {name: self._noted("list", name, said) for name, said in lists.items()}

    def parts(self) -> dict[str, str]:
        """Fragments of patterns that several rules share, by name."""
        parts = self.toml.table.get("parts", {})
        if not isinstance(parts, dict) or not all(isinstance(part, str) and part for part in parts.values()):
            self.faults.append(RuleError(self.path, "[parts] must be a table of fragments of patterns"))
            return {}
        return {name: part for name, part in parts.items() if self._check_name("part", name)}

    def families(self) -> dict[str, str]:
        """The family of each indicator that the glossary of the file knows, by name and alias."""
        said = self.toml.table.get("families", {})
        where = self.toml.where("file", "[families]")
        if not isinstance(said, dict) or (said and set(said) != {"file"}) or not all(map(_is_text, said.values())):
            self.faults.append(RuleError(self.path, '[families] must be a table with "file"'))
            return {}
        try:
            return _families(said["file"], _rows(self._beside(said["file"], where))) if said else {}
        except (ValueError, csv.Error) as error:
            self.faults.append(RuleError(where, f"[families]: {error}"))
        except RuleError as error:
            self.faults.append(error)
        return {}

    def rule_tables(self) -> Iterator[tuple[dict[str, Any], int]]:
        """Yield the table of each rule with its line."""
        tables = self.toml.table.get("rule", [])
        if not isinstance(tables, list):
            self.faults.append(RuleError(self.path, '"rule" must be [[rule]] tables'))
            return
        seen: dict[str, int] = {}
        for number, table in enumerate(tables):
            if not isinstance(table, dict) or not isinstance(table.get("id"), str):
                self.faults.append(RuleError(self.path, f"rule {number + 1} has no id"))
                continue
            nth = seen[table["id"]] = seen.get(table["id"], 0) + 1
            yield table, self.toml.line_of_id(table["id"], nth)

    def _noted(self, what: str, name: str, said: object) -> tuple[str, ...]:
        where = self.toml.where(name, "[lists]")
        if not self._check_name(what, name):
            return _UNKNOWN_WORDS
        try:
            words = self._from_file(said, where) if isinstance(said, dict) else said
        except (ValueError, csv.Error) as error:
            self.faults.append(RuleError(where, f'list "{name}": {error}'))
            return _UNKNOWN_WORDS
        except RuleError as error:
            self.faults.append(error)
            return _UNKNOWN_WORDS
        if not (isinstance(words, list | tuple) and words and all(map(_is_text, words))):
            self.faults.append(RuleError(where, f'list "{name}": must hold words, at least one'))
            return _UNKNOWN_WORDS
        return tuple(words)

    def _from_file(self, said: dict[str, Any], where: str) -> Sequence[str]:
        if not set(said) <= {"file", "column"} or "file" not in said or not all(map(_is_text, said.values())):
            raise ValueError('a list from a file is { file = "words.txt" } or { file = "table.csv", column = "name" }')
        text = self._beside(said["file"], where)
        if "column" not in said:
            return listed(text)
        header, *rows = _rows(text)
        if said["column"] not in header:
            raise ValueError(f'{said["file"]} has no column "{said["column"]}", only {", ".join(header)}')
        at = header.index(said["column"])
        return tuple(dict.fromkeys(row[at].strip() for row in rows if len(row) > at and row[at].strip()))

    def _beside(self, name: str, where: str) -> str:
        path = beside(Path(self.path).parent, name)
        if not path.is_file():
            raise ValueError(f'"{name}": no such file')
        try:
            return read_text(path, where)
        except RuleError as error:
            raise ValueError(f'"{name}": {error.cause}') from None

    def _check_name(self, what: str, name: str) -> bool:
        good = bool(regex.fullmatch(r"\p{Han}+", name)) and not is_taken(name)
        if not good:
            cause = f'{what} "{name}": a name is Han characters, and none of the kinds and slots'
            self.faults.append(RuleError(self.toml.where(name), cause))
        return good


def read_rule_files(paths: Sequence[str], layer: int, faults: list[RuleError]) -> list[RuleFile]:
    """Return the files and the files of the packs ``paths``, in order; what cannot be read goes to ``faults``."""
    files: list[RuleFile] = []
    packs: dict[str, str] = {}
    for path in paths:
        try:
            if not Path(path).is_dir():
                files.append(RuleFile(read_toml(Path(path)), None, layer))
                continue
            name = _pack_name(Path(path), faults, reserved=layer > BUILT_IN)
            if (other := packs.setdefault(name, path)) != path:
                faults.append(RuleError(f"{path}/pack.toml", f'the name "{name}" is taken by {other}/pack.toml'))
            files += _pack_files(Path(path), name if layer > BUILT_IN else None, layer, faults)
        except RuleError as error:
            faults.append(error)
    return files


def beside(folder: Path, name: str) -> Path:
    """Return the file ``name`` in ``folder``; ValueError where the name or a link leads out of it."""
    posix = PurePosixPath(name)
    if posix.is_absolute() or ".." in posix.parts or "\\" in name or PureWindowsPath(name).drive:
        raise ValueError(f'"{name}" leads out of the folder of the rule file')
    if not (folder / name).resolve().is_relative_to(folder.resolve()):
        raise ValueError(f'"{name}" is a link that leads out of the folder of the rule file')
    return folder / name


def _pack_name(folder: Path, faults: list[RuleError], *, reserved: bool) -> str:
    """The name of a pack; RuleError where it has none."""
    path = folder / "pack.toml"
    if not path.exists():
        raise RuleError(str(folder), 'is a folder without pack.toml; write one with the name of the pack: name = "…"')
    toml = read_toml(path)
    for key, said in toml.table.items():
        if key not in _PACK_KEYS:
            faults.append(RuleError(toml.where(key), f'unknown key "{key}"; a pack has {", ".join(_PACK_KEYS)}'))
        elif not isinstance(said, str):
            faults.append(RuleError(toml.where(key), f'"{key}" must be a text'))
    name = toml.table.get("name")
    if name is None:
        raise RuleError(str(path), 'the pack has no "name"')
    if not isinstance(name, str) or not _PACK_NAME.fullmatch(name):
        raise RuleError(toml.where("name"), "the name of a pack is lower-case letters, digits and . _ -")
    if reserved and name == "builtin":
        raise RuleError(toml.where("name"), 'the name "builtin" is that of the rules of factx; take another')
    return name


def _pack_files(folder: Path, pack: str | None, layer: int, faults: list[RuleError]) -> Iterator[RuleFile]:
    paths = [path for path in sorted(folder.glob("*.toml")) if path.name != "pack.toml"]
    if not paths:
        faults.append(RuleError(str(folder), "the pack holds no rule file"))
    for path in paths:
        try:
            beside(folder, path.name)
            yield RuleFile(read_toml(path), pack, layer)
        except ValueError as error:
            faults.append(RuleError(str(folder), str(error)))
        except RuleError as error:
            faults.append(error)


def _families(file: str, rows: list[list[str]]) -> dict[str, str]:
    """The rows of a glossary below their header: a family, then its aliases, in columns or parted by ``;``."""
    families: dict[str, str] = {}
    for family, *further in (row for row in rows[1:] if row and row[0].strip()):
        name = family.strip()
        for cell in (family, *further):
            for said in regex.split("[;；]", cell):
                alias = plain_text(said.strip())
                if alias and families.setdefault(alias, name) != name:
                    raise ValueError(f'{file}: "{alias}" stands for "{families[alias]}" and for "{name}"')
    if not families:
        raise ValueError(f"{file} holds no family below its header")
    return families


def _rows(text: str) -> list[list[str]]:
    return list(csv.reader(text.splitlines())) or [[]]


def _is_text(said: object) -> bool:
    return isinstance(said, str) and bool(said)
