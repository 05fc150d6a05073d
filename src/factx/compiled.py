"""Patterns kept compiled from one run to the next, in the user's cache folder.

Compiling takes `re` half of a short run. What is kept of a pattern is the code that `re` made of it, under the pattern
itself and its flags: a changed pattern is compiled anew, and where nothing can be kept all works as without. The code
is taken apart and put together as Python's own ``re.compile`` does it, since 3.11.
"""

import marshal
import os
import re
import sys
from array import array
from functools import cache
from pathlib import Path
from typing import Any

_Code = tuple[int, bytes, int, dict[str, int], tuple[str | None, ...]]  # what _sre.compile takes behind the pattern
_Kept = dict[tuple[str, int], _Code]
_MOST = 2_000  # patterns; where texts and versions have left more, those of the run that ends are kept alone
_used: _Kept = {}


def compile_kept(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return what ``re.compile`` does, from what an earlier run kept if it is there."""
    if _compiler() is None:
        return re.compile(source, flags)
    key = source, int(flags)
    if key not in _used:
        _used[key] = _kept().get(key) or _compile(*key)
    all_flags, code, *groups = _used[key]
    pattern: re.Pattern[str] = _compiler()._sre.compile(source, all_flags, array("I", code).tolist(), *groups)
    return pattern


def keep_compiled() -> None:
    """Keep what this run had to compile for those to come; a folder that takes no file is no fault."""
    if all(key in _kept() for key in _used):
        return
    kept = _kept() | _used
    try:
        file = _file()
        file.parent.mkdir(parents=True, exist_ok=True)
        unfinished = file.with_name(f"{file.name}.{os.getpid()}")
        unfinished.write_bytes(marshal.dumps(kept if len(kept) <= _MOST else _used))
        unfinished.replace(file)
    except (OSError, RuntimeError):
        return


@cache
def _kept() -> _Kept:
    try:
        kept = marshal.loads(_file().read_bytes())
    except (OSError, RuntimeError, ValueError, EOFError, TypeError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _file() -> Path:
    """The file of this version of Python: another one's code is another. RuntimeError where no home is known."""
    folder = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(folder, "factx", f"patterns.{sys.implementation.cache_tag}-{_compiler()._sre.MAGIC}")


@cache
def _compiler() -> Any:
    """The part of `re` that compiles, None where it is not what it was."""
    try:
        from re import _compiler as found  # type: ignore[attr-defined]
    except ImportError:
        return None
    return found if array("I").itemsize == found._sre.CODESIZE else None


def _compile(source: str, flags: int) -> _Code:
    parsed = _compiler()._parser.parse(source, flags)
    code = array("I", _compiler()._code(parsed, flags)).tobytes()
    by_name = parsed.state.groupdict
    by_number: list[str | None] = [None] * parsed.state.groups
    for name, number in by_name.items():
        by_number[number] = name
    return flags | parsed.state.flags, code, parsed.state.groups - 1, dict(by_name), tuple(by_number)
