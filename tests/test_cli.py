"""The program as a process: streams, options, exit codes, whole outputs."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "factx"]
TEXT = "茶叶产量达到1.2万吨，增长近一成。\n"
SHORT = ["--fields", "text,value,unit,bound"]
ROWS = "text,value,unit,bound\n1.2万吨,12000,吨,eq\n近一成,10,%,approx\n"
FULL = pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device of Linux")


@dataclass
class Ended:
    """How a process ended."""

    code: int
    out: str
    err: str


@dataclass
class Folder:
    """A folder to run the program in."""

    path: Path

    def write(self, name: str, content: str | bytes) -> None:
        (self.path / name).write_bytes(content.encode() if isinstance(content, str) else content)

    def run(self, *words: str, stdin: str | bytes = b"", **env: str) -> Ended:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run([*COMMAND, *words], cwd=self.path, input=data, capture_output=True, env=os.environ | env)
        return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())

    def shell(self, line: str, **env: str) -> Ended:
        """Run a line of bash in which ``$factx`` is the program."""
        env = os.environ | {"factx": " ".join(COMMAND)} | env
        done = subprocess.run(["bash", "-c", line], cwd=self.path, capture_output=True, env=env)
        return Ended(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    folder = Folder(tmp_path)
    folder.write("a.txt", TEXT)
    return folder


@pytest.mark.parametrize("words", [["a.txt"], ["-"], []])
def test_files_and_stdin_give_the_same_facts(folder: Folder, words: list[str]) -> None:
    assert folder.run("extract", *words, "--format", "csv", *SHORT, stdin=TEXT) == Ended(0, ROWS, "")


def test_formats_hold_the_same_facts(folder: Folder) -> None:
    json_text, lines, table = (
        folder.run("extract", "a.txt", "--format", form).out for form in ("json", "jsonl", "table")
    )
    csv_text = folder.run("extract", "a.txt", "--format", "csv").out
    facts = [json.loads(line) for line in lines.splitlines()]
    assert json.loads(json_text) == facts
    assert [row["text"] for row in csv.DictReader(csv_text.splitlines())] == [fact["text"] for fact in facts]
    assert "1.2万吨" in table and "10%" in table


@pytest.mark.parametrize("form", ["csv", "json", "jsonl"])
def test_the_end_of_the_output_names_the_format(folder: Folder, form: str) -> None:
    assert folder.run("extract", "a.txt", "--output", f"facts.{form}") == Ended(0, "", "")
    assert (folder.path / f"facts.{form}").read_text("utf-8") == folder.run("extract", "a.txt", "--format", form).out


def test_a_book_is_not_written_as_a_table(folder: Folder) -> None:
    ended = folder.run("extract", "a.txt", "--output", "facts.xlsx")
    assert ended == Ended(2, "", 'factx: --output: ".xlsx" is not written; name a .csv, .json or .jsonl file\n')
    assert not (folder.path / "facts.xlsx").exists()


def test_bad_files_cost_one_line_each_and_the_rest_is_done(folder: Folder) -> None:
    folder.write("binary", b"\x7fELF\0\0")
    folder.write("empty", "")
    folder.write("gbk", "产量".encode("gb18030"))
    (folder.path / "folder").mkdir()
    bad = ["missing", "binary", "empty", "gbk", "folder"]
    ended = folder.run("extract", *bad[:2], "a.txt", *bad[2:], "--format", "csv", *SHORT)
    assert (ended.code, ended.out) == (1, ROWS)
    assert ended.err.splitlines() == [
        "factx: missing: no such file",
        "factx: binary: binary (NUL at byte 4), no text",
        "factx: empty: empty",
        "factx: gbk: not UTF-8 (byte 0xb2 at 0); convert it, e.g. iconv -f gb18030 -t utf-8",
        "factx: folder: is a folder; name the files in it",
    ]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["extract", "--format", "jsno"], '--format: unknown format "jsno"; did you mean json?'),
        (["extract", "--format", "xlsx"], '--format: unknown format "xlsx"; there are table, csv, json, jsonl'),
        (["extract", "--fields", "text,valeu"], '--fields: unknown field "valeu"; did you mean value?'),
        (["extract", "--fields", ""], '--fields: unknown field ""; there are doc, start, end'),
        (["extract", "--date", "2022-02-30"], '--date: "2022-02-30" is no date; write YYYY-MM-DD'),
        (["extract", "--date", "20220203"], '--date: "20220203" is no date; write YYYY-MM-DD'),
        (["extract", "--date", "0999-06-01"], '--date: "0999-06-01" is no date; write YYYY-MM-DD'),
        (["extract", "--excel"], "--excel: goes with CSV only; add --format csv"),
        (["extract", "--output", "a.txt", "a.txt"], '--output: "a.txt" is also read; name another file'),
        (["extract", "--fromat", "csv"], "--fromat: no such option; did you mean --format?"),
        (["extract", "--format"], "--format: requires an argument; see factx extract --help"),
        (["extract", "--rules", "none.toml"], "none.toml: no such file"),
        (["numbers", "--format", "csv"], '--format: unknown format "csv"; there are table, jsonl'),
        (["extrat"], "extrat: no such command; did you mean extract?"),
        (["a.txt"], "a.txt: no such command; did you mean factx extract a.txt?"),
        (["--frmt"], "--frmt: no such option; see factx --help"),
    ],
    ids=" ".join,
)
def test_bad_usage_does_nothing(folder: Folder, words: list[str], message: str) -> None:
    ended = folder.run(*words, stdin=TEXT)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert ended.err.startswith(f"factx: {message}")
    assert (folder.path / "a.txt").read_text("utf-8") == TEXT


def test_broken_rule_file_stops_before_anything_is_read(folder: Folder) -> None:
    folder.write("my.toml", "[[rule]\n")
    ended = folder.run("extract", "missing", "a.txt", "--rules", "my.toml")
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert ended.err.startswith("factx: my.toml")


@pytest.mark.parametrize("value", ["[" * 50_000, "9" * 50_000], ids=["deep", "long"])
def test_a_rule_file_that_no_parser_takes_is_told_by_name(folder: Folder, value: str) -> None:
    folder.write("my.toml", f"x = {value}\n")
    ended = folder.run("extract", "a.txt", "--rules", "my.toml")
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert ended.err.startswith("factx: my.toml: not TOML that can be read")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("预付赔款21e500余万元", "21" + "0" * 500),
        ("产值0.12345678901234567890123456789012345元", "0.12345678901234567890123456789012345"),
    ],
    ids=["large", "long"],
)
def test_no_digit_of_a_value_is_rounded(folder: Folder, text: str, value: str) -> None:
    ended = folder.run("extract", "--format", "csv", "--fields", "value", stdin=text)
    assert ended == Ended(0, f"value\n{value}\n", "")


def test_the_output_may_be_a_pipe(folder: Folder) -> None:
    ended = folder.shell("$factx extract a.txt --format csv --fields text,value,unit,bound --output /dev/stdout | cat")
    assert (ended.code, ended.out) == (0, ROWS)


def test_a_full_cache_keeps_no_unfinished_file(folder: Folder) -> None:
    cache = folder.path / "cache"
    (cache / "factx").mkdir(parents=True)
    ended = folder.shell("ulimit -f 8; $factx extract a.txt --format csv", XDG_CACHE_HOME=str(cache))
    assert ended.code == 0
    assert [path.name for path in (cache / "factx").iterdir() if path.stat().st_size == 8 * 1024] == []


def test_offsets_are_those_of_the_file(folder: Folder) -> None:
    text = f"标题\r\n\r\n{TEXT}"
    folder.write("crlf.txt", b"\xef\xbb\xbf" + text.encode())
    facts = [json.loads(line) for line in folder.run("extract", "crlf.txt", "--format", "jsonl").out.splitlines()]
    assert [text[fact["start"] : fact["end"]] for fact in facts] == [fact["text"] for fact in facts] != []


def test_jsonl_has_a_document_a_line(folder: Folder) -> None:
    records = [{"id": "x", "text": "今年新增企业12家。", "date": "2021-03-01"}, {"text": "新增企业3家。"}]
    folder.write("b.jsonl", "\n".join([json.dumps(records[0]), "{", json.dumps(records[1])]))
    ended = folder.run("extract", "b.jsonl", "--format", "csv", "--fields", "doc,value,period")
    assert (ended.code, ended.out) == (1, "doc,value,period\nx,12,2021\nb.jsonl:3,3,\n")
    assert ended.err.startswith("factx: b.jsonl:2: not JSON")
    ended = folder.run("extract", "b.jsonl", "--format", "csv", "--fields", "period", "--date", "2019-01-01")
    assert ended.out.splitlines()[1] == "2019"


def test_excel_csv_tells_its_encoding(folder: Folder) -> None:
    assert folder.run("extract", "a.txt", "--format", "csv", *SHORT, "--excel") == Ended(0, f"\ufeff{ROWS}", "")


def test_no_fact_is_no_error(folder: Folder) -> None:
    assert folder.run("extract", "--format", "json", stdin="没有数字。") == Ended(0, "[]\n", "")


def test_numbers_keeps_the_lines(folder: Folder) -> None:
    ended = folder.run("numbers", "--format", "jsonl", stdin="\r\n共12家、第二批\n3至5万人")
    lines = [json.loads(line)["quantities"] for line in ended.out.splitlines()]
    assert [[(q["text"], q["start"], q["value"], q["low"], q["unit"]) for q in line] for line in lines] == [
        [],
        [("12家", 1, 12, None, "家"), ("第二", 5, 2, None, None)],
        [("3至5万人", 0, None, 30000, "人")],
    ]


def test_all_gives_what_only_looks_like_a_number(folder: Folder) -> None:
    ended = folder.run("numbers", "--all", "--format", "jsonl", stdin="2024年建5G基站3万个")
    assert [(q["text"], q["kind"]) for q in json.loads(ended.out)["quantities"]] == [
        ("2024年", "period"),
        ("5G", "code"),
        ("3万个", "count"),
    ]


def test_output_is_replaced_whole_or_not_at_all(folder: Folder) -> None:
    words = ["extract", "--format", "csv", *SHORT, "--output", "out.csv"]
    folder.write("out.csv", "old")
    assert folder.run(*words, "missing").code == 1
    assert (folder.path / "out.csv").read_text() == "old"
    assert folder.run(*words, "missing", "a.txt") == Ended(1, "", "factx: missing: no such file\n")
    assert (folder.path / "out.csv").read_text("utf-8") == ROWS
    assert sorted(os.listdir(folder.path)) == ["a.txt", "out.csv"]


@pytest.mark.parametrize("output", ["none/out", "folder"])
def test_unwritable_output_is_one_line(folder: Folder, output: str) -> None:
    (folder.path / "folder").mkdir()
    ended = folder.run("extract", "a.txt", "--output", output)
    assert (ended.code, ended.out, ended.err.count("\n")) == (1, "", 1)
    assert ended.err.startswith(f"factx: {output}: cannot be written")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)], ids=["TERM", "INT"])
def test_a_stopped_run_leaves_nothing_behind(folder: Folder, number: int, code: int) -> None:
    os.mkfifo(folder.path / "pipe")
    words = [*COMMAND, "extract", "pipe", "--output", "out"]
    with subprocess.Popen(words, cwd=folder.path, stderr=subprocess.PIPE, preexec_fn=heed_interrupts) as process:
        wait_for(lambda: any(name.startswith(".factx-") for name in os.listdir(folder.path)))
        process.send_signal(number)
        assert process.communicate(timeout=10)[1] == b""
    assert (process.returncode, sorted(os.listdir(folder.path))) == (code, ["a.txt", "pipe"])


def heed_interrupts() -> None:
    """Undo what a shell does to its background jobs, whose children would take no notice of an interrupt."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.mark.parametrize(
    "line",
    [
        "$factx extract many.jsonl --format jsonl | head -1",
        "$factx extract many.jsonl | head -2",
        "$factx --help | head -0",
    ],
)
def test_closed_pipe_is_quiet(folder: Folder, line: str) -> None:
    folder.write("many.jsonl", (json.dumps({"text": TEXT}) + "\n") * 500)
    ended = folder.shell(f"{line}; exit ${{PIPESTATUS[0]}}")
    assert (ended.code, ended.err) in [(141, ""), (0, "")]
    assert "many" not in line or (ended.code, ended.out != "") == (141, True)


@pytest.mark.parametrize("words", ["extract a.txt", "--version", "--help", "numbers a.txt --format jsonl"])
@pytest.mark.parametrize(
    ("redirection", "cause"),
    [pytest.param(">/dev/full", "No space left on device", marks=FULL), (">&-", "is closed")],
)
def test_stdout_that_takes_nothing_is_one_line(folder: Folder, words: str, redirection: str, cause: str) -> None:
    assert folder.shell(f"$factx {words} {redirection}") == Ended(1, "", f"factx: stdout: {cause}\n")


def test_closed_streams(folder: Folder) -> None:
    stdin = folder.shell("$factx extract <&-")
    assert stdin == Ended(1, "", "factx: -: standard input is closed; name a file\n")
    assert folder.shell("$factx extract missing 2>&-") == Ended(1, "", "")
    assert folder.shell("$factx extract a.txt --output out >&-") == Ended(0, "", "")


def test_utf_8_in_any_locale(folder: Folder) -> None:
    folder.write("公报.txt", TEXT)
    words = ["extract", "公报.txt", "没有.txt", "--format", "csv", "--fields", "doc,text"]
    ended = folder.run(*words, PYTHONUTF8="0", LC_ALL="POSIX", PYTHONCOERCECLOCALE="0")
    rows = "doc,text\n公报.txt,1.2万吨\n公报.txt,近一成\n"
    assert ended == Ended(1, rows, "factx: 没有.txt: no such file\n")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_names_that_are_no_utf_8(folder: Folder) -> None:
    (folder.path / os.fsdecode(b"b\xff\n\x1b.txt")).write_text(TEXT, "utf-8")
    ended = folder.shell(r"$factx extract $'b\xff\n\x1b.txt' $'c\xff\n\x1b' --format jsonl --fields doc")
    assert [json.loads(line)["doc"] for line in ended.out.splitlines()] == ["b\ufffd\n\x1b.txt"] * 2
    assert (ended.code, ended.err) == (1, "factx: c\ufffd \ufffd: no such file\n")


def test_a_text_is_never_markup(folder: Folder) -> None:
    out = folder.run("extract", stdin="[red]茶叶[/]\x1b[31m产量:tea:达到12吨。").out
    assert "\x1b" not in out


@pytest.mark.parametrize(
    ("env", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)], ids=str
)
def test_colour_is_for_terminals_that_want_it(folder: Folder, env: dict[str, str], coloured: bool) -> None:
    shown = on_terminal(folder, ["extract", "a.txt"], env)
    assert "1.2万吨" in shown
    assert ("\x1b[" in shown) is coloured
    if not coloured:
        assert shown.replace("\r\n", "\n") == folder.run("extract", "a.txt").out


def on_terminal(folder: Folder, words: Sequence[str], env: dict[str, str]) -> str:
    pty = pytest.importorskip("pty")
    main, side = pty.openpty()
    base = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    env = base | {"TERM": "xterm"} | env
    with subprocess.Popen([*COMMAND, *words], cwd=folder.path, stdout=side, stdin=side, env=env):
        os.close(side)
        pieces = []
        try:
            while piece := os.read(main, 4096):
                pieces.append(piece)
        except OSError:  # how Linux says that the other side is gone
            pass
    os.close(main)
    return b"".join(pieces).decode()


def test_a_fault_of_ours_is_one_line_too(folder: Folder) -> None:
    code = (
        "import sys, factx.__main__ as main, factx.rules as rules\n"
        "rules.load_rules = lambda *_, **__: 1 / 0\n"
        "sys.argv[1:] = ['extract', 'a.txt']\n"
        "sys.exit(main.main())"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=folder.path, capture_output=True, encoding="utf-8")
    message = "unexpected ZeroDivisionError: division by zero; please report it (python -X dev shows where)"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"factx: {message}\n")


def test_version_is_answered_without_loading_the_rest() -> None:
    code = "import sys; sys.argv[1:] = ['--version']; import factx.__main__ as m; m.main(); print(*sys.modules)"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True).stdout
    version, modules = shown.splitlines()
    assert version == "factx 0.1.0"
    assert not {"typer", "rich", "regex", "typing", "re", "factx.cli"} & set(modules.split())


def test_help_needs_no_words(folder: Folder) -> None:
    assert folder.run() == folder.run("--help")
    assert folder.run("--help", "extract").code == 0
    assert folder.run("--version", "extract") == Ended(0, "factx 0.1.0\n", "")
