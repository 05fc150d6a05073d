"""What the README shows is what the program prints."""

import re
import subprocess
import sys
from pathlib import Path

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
PASSAGE = re.search(r"^> (.+)$", README, re.MULTILINE)
SHOWN = dict(re.findall(r"```(text|json)\n(.+?)\n```", README, re.DOTALL))


def printed(*options: str) -> str:
    assert PASSAGE is not None
    command = [sys.executable, "-m", "factx", "extract", "--date", "2024-07-18", *options]
    run = subprocess.run(command, input=PASSAGE[1].encode(), capture_output=True, check=True)
    return run.stdout.decode()


def test_the_table_of_the_opening_passage() -> None:
    assert printed().rstrip("\n") == SHOWN["text"]


def test_a_record_of_the_opening_passage() -> None:
    assert SHOWN["json"] in printed("--format", "jsonl").splitlines()
