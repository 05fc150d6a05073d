"""What is kept of compiled patterns: nothing of a run depends on it."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from factx.kept import compile_kept

TEXT = "茶叶产量达到1.2万吨，同比增长近一成。\n"


def run(cache: Path) -> tuple[int, str, str]:
    words = [sys.executable, "-m", "factx", "extract", "--format", "jsonl", "-"]
    env = os.environ | {"XDG_CACHE_HOME": str(cache)}
    done = subprocess.run(words, input=TEXT.encode(), capture_output=True, env=env)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def kept_in(cache: Path) -> list[Path]:
    return [file for file in cache.rglob("*") if file.is_file()]


def test_runs_agree_before_and_after_patterns_are_kept(tmp_path: Path) -> None:
    first = run(tmp_path)
    (file,) = kept_in(tmp_path)
    size = file.stat().st_size
    assert first[0] == 0 and first[1] and not first[2]
    assert run(tmp_path) == first
    assert kept_in(tmp_path) == [file] and file.stat().st_size == size > 10_000


@pytest.mark.parametrize("content", [b"", b"no patterns", b"\0" * 64, b"i\1\0\0\0"], ids=repr)
def test_a_spoilt_file_is_written_anew(tmp_path: Path, content: bytes) -> None:
    first = run(tmp_path)
    (file,) = kept_in(tmp_path)
    file.write_bytes(content)
    assert run(tmp_path) == first
    assert file.stat().st_size > 10_000


def test_a_folder_that_takes_no_file_is_no_fault(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file, no folder")
    assert run(taken) == run(tmp_path / "free")


@pytest.mark.parametrize(
    ("source", "flags"),
    [("(?P<甲>增|减)(长|少)(?=率)", re.NOFLAG), ("[一-鿿] {2,} # two", re.VERBOSE), (r"(?i)\d+km", re.ASCII)],
)
def test_a_pattern_is_what_re_makes_of_it(source: str, flags: re.RegexFlag) -> None:
    kept, made = compile_kept(source, flags), re.compile(source, flags)
    assert (kept.pattern, kept.flags, kept.groups, kept.groupindex) == (
        made.pattern,
        made.flags,
        made.groups,
        made.groupindex,
    )
    for text in ("增长率", "一 二", "10KM", "１０km", ""):
        assert str(kept.match(text)) == str(made.match(text))


def test_a_faulty_pattern_is_told_as_re_does() -> None:
    for _ in range(2):  # found out, and kept
        with pytest.raises(re.error, match="unterminated"):
            compile_kept("(增")
