"""Speed and memory of factx over texts of yours: ``python bench/run.py CORPUS``, a folder or a .jsonl file.

Each time is the wall clock of the best of several runs, on one core; a megabyte is 10**6 bytes of UTF-8 text.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from factx import Document, extract, find_mentions, load_rules, read_documents

ROOT = Path(__file__).parents[1]
RELEASE = 5_000  # characters of what stands for one release
# An installed package keeps its bytecode; where this is set, each start would compile all modules anew.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
FACTX = (sys.executable, "-m", "factx")


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure the speed and the memory of factx.")
    parser.add_argument("corpus", type=Path, help="a folder with .txt and .jsonl files, or one such file")
    parser.add_argument("--runs", type=int, default=3, help="runs of which the best counts (default: 3)")
    options = parser.parse_args()
    files = corpus_files(options.corpus)
    documents = [item for file in files for item in read_documents(str(file), None) if isinstance(item, Document)]
    if not documents:
        parser.error(f"{options.corpus}: no document in it")
    bench_corpus(documents, files, options.runs)
    bench_start(options.runs * 5)


def corpus_files(corpus: Path) -> list[Path]:
    if not corpus.is_dir():
        return [corpus]
    return sorted(file for file in corpus.rglob("*") if file.suffix in {".txt", ".jsonl"})


def bench_corpus(documents: Sequence[Document], files: Sequence[Path], runs: int) -> None:
    """Print what the corpus holds and how fast it is read, in this process and as one of its own."""
    megabytes = sum(len(document.text.encode()) for document in documents) / 1e6
    rules = load_rules()
    facts = sum(len(extract(document, rules)) for document in documents)
    show("corpus", f"{len(documents)} documents, {megabytes:.2f} MB, {facts} facts")

    def rates(seconds: float) -> str:
        return f"{megabytes / seconds:.2f} MB/s, {len(documents) / seconds:.0f} documents/s"

    show("numbers", rates(best(lambda: consume(find_mentions(document.text) for document in documents), runs)))
    show("extract", rates(best(lambda: consume(extract(document, rules) for document in documents), runs)))
    command = (*FACTX, "extract", "--format", "jsonl", "--output", os.devnull, *map(str, files))
    ends = [run(command) for _ in range(runs)]
    show("extract, whole process", rates(min(seconds for seconds, _ in ends)))
    show("peak memory", f"{max(memory for _, memory in ends) / 1e6:.0f} MB")


def consume(results: Iterable[object]) -> None:
    """Make one result after another and keep none, as a run over thousands of files does."""
    for _ in results:
        pass


def bench_start(runs: int) -> None:
    """Print how long small things take as whole processes."""
    bare = best(lambda: run((sys.executable, "-c", "pass")), runs)
    version = best(lambda: run((*FACTX, "--version")), runs)
    show("python -c pass", f"{bare * 1e3:.0f} ms")
    show("factx --version", f"{version * 1e3:.0f} ms, {version / bare:.1f} times that")
    text = "".join(file.read_text("utf-8") for file in sorted((ROOT / "samples").glob("*.txt")))
    with tempfile.TemporaryDirectory() as folder:
        release = Path(folder, "release.txt")
        release.write_text((text * (1 + RELEASE // len(text)))[:RELEASE], "utf-8")
        seconds = best(lambda: run((*FACTX, "extract", str(release))), runs)
    show(f"extract of {RELEASE} characters", f"{seconds * 1e3:.0f} ms as a whole process")


def best(task: Callable[[], object], runs: int) -> float:
    """Return the seconds of the fastest of ``runs`` runs."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        task()
        times.append(time.perf_counter() - start)
    return min(times)


def run(command: Sequence[str]) -> tuple[float, int]:
    """Run ``command`` without its output and return its seconds and the most bytes that it held."""
    start = time.perf_counter()
    silent = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    pid = os.posix_spawnp(command[0], command, ENVIRONMENT, file_actions=silent)
    _, status, usage = os.wait4(pid, 0)
    seconds = time.perf_counter() - start
    if status:
        sys.exit(f"failed: {' '.join(command)}")
    return seconds, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def show(what: str, result: str) -> None:
    print(f"{what:<28}{result}", flush=True)


if __name__ == "__main__":
    main()
