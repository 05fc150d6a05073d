"""The commands: their options, checked before anything is read, and their exit codes."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from typer.main import get_group

from factx import __version__
from factx.cli_explain import explain_sentence
from factx.cli_rules import rules_app
from factx.errors import FactxError, RuleError, RuleErrors
from factx.kept import save_kept
from factx.options import (
    BuiltIn,
    Date,
    Files,
    Output,
    RuleFiles,
    UsageError,
    check_choice,
    format_of,
    hint,
    parse_date,
    parse_fields,
    parse_output,
    parse_share,
    screen,
)
from factx.output import (
    FIELDS,
    FORMATS,
    MENTION_FORMATS,
    csv_lines,
    json_array,
    json_lines,
    mention_lines,
    mention_table,
    report,
    table,
)

app = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"max_content_width": 100},
)
app.add_typer(rules_app, name="rules")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"factx {__version__}")
        raise typer.Exit


@app.callback()
def factx(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_print_version, help="Print the version and exit.")
    ] = False,
) -> None:
    """Read Chinese press releases and print every figure as a record."""


@app.command()
def extract(
    files: Files = None,
    form: Annotated[
        str | None,
        typer.Option("--format", metavar="|".join(FORMATS), help="Default: as --output ends, else a table."),
    ] = None,
    output: Output = None,
    fields: Annotated[
        str | None,
        typer.Option(
            metavar="A,B,...",
            help=f"Only these fields, in this order, of: {', '.join(FIELDS)}, and the columns of your rules.",
        ),
    ] = None,
    date: Date = None,
    rules: RuleFiles = None,
    builtin: BuiltIn = None,
    excel: Annotated[bool, typer.Option("--excel", help="Write CSV so that Excel opens it rightly.")] = False,
) -> int:
    """Print the facts of each FILE, or of stdin.

    A fact is one figure that the text claims: whose, of what, how much, when.

    factx.toml here or above, or [tool.factx] in pyproject.toml, may hold rules and other defaults.

    Exit code 0: all was read; 1: something failed, the rest was done; 2: nothing was done.
    """
    paths = files or ["-"]
    from factx.project import find_project

    project = find_project(Path.cwd())
    where, form = project.choose("format", form)
    form = form or format_of(output) or "table"
    check_choice(where, form, FORMATS)
    known = parse_date(*project.choose("date", date))
    if excel and form != "csv":
        raise UsageError("--excel", "goes with CSV only; add --format csv")
    target = parse_output(output, paths)

    from factx.batch import Batch
    from factx.rules import load_rules

    loaded = load_rules(rules or [], builtin=builtin, project=project)
    columns = (*FIELDS, *loaded.columns)
    names = parse_fields(*project.choose("fields", fields), columns)
    batch = Batch()
    facts = batch.facts(paths, known, loaded)
    if form == "table":
        pieces = table(facts, names, screen(target), loaded.columns)
    elif form == "csv":
        pieces = csv_lines(facts, names or columns, excel=excel or bool(project.table.get("excel")))
    else:
        pieces = (json_array if form == "json" else json_lines)(facts, names or columns)
    batch.write(pieces, target)
    return 1 if batch.failed else 0


@app.command()
def numbers(
    files: Files = None,
    form: Annotated[
        str,
        typer.Option("--format", metavar="|".join(MENTION_FORMATS), help="jsonl: one object for each line of text."),
    ] = "table",
    output: Output = None,
    every: Annotated[
        bool, typer.Option("--all", help="Also print what only looks like a number: dates, codes, names, idioms.")
    ] = False,
) -> int:
    """Print the numbers of each FILE, or of stdin.

    Every number comes out normalised, whatever it is said of. Ordinals and ranks are numbers; dates, codes and names
    are not: --all prints them with their class. Offsets count from the start of the line.
    """
    paths = files or ["-"]
    check_choice("--format", form, MENTION_FORMATS)
    target = parse_output(output, paths)

    from factx.batch import Batch

    batch = Batch()
    mentions = batch.mentions(paths, every=every)
    batch.write(mention_table(mentions, screen(target)) if form == "table" else mention_lines(mentions), target)
    return 1 if batch.failed else 0


@app.command("audit")
def audit_files(
    files: Files = None,
    form: Annotated[
        str, typer.Option("--format", metavar="|".join(MENTION_FORMATS), help="jsonl: one object for each numeral.")
    ] = "table",
    output: Output = None,
    date: Date = None,
    rules: RuleFiles = None,
    builtin: BuiltIn = None,
    fail_over: Annotated[
        str | None, typer.Option(metavar="N%", help="Exit with 1 if more than this share is unclaimed.")
    ] = None,
) -> int:
    """Account for every numeral of each FILE, or of stdin.

    Each ends in a fact, in a class that is no fact (date, code, name, word, ...), or unclaimed: the sum of each, then
    what is unclaimed, with its place.
    """
    paths = files or ["-"]
    check_choice("--format", form, MENTION_FORMATS)
    most = parse_share("--fail-over", fail_over)
    target = parse_output(output, paths)

    from factx.audit import Tally, audit_lines, audit_report
    from factx.batch import Batch
    from factx.project import find_project
    from factx.rules import load_rules

    project = find_project(Path.cwd())
    known = parse_date(*project.choose("date", date))
    loaded = load_rules(rules or [], builtin=builtin, project=project)
    batch, tally = Batch(), Tally()
    documents = tally.count(batch.numerals(paths, known, loaded))
    batch.write(audit_report(documents, tally) if form == "table" else audit_lines(documents), target)
    return 1 if batch.failed or (most is not None and tally.unclaimed > most) else 0


app.command("explain")(explain_sentence)


def run(words: Sequence[str]) -> int:
    """Do what a command line says and return the exit code; failures that the user can mend are one line on stderr."""
    group = get_group(app)
    command = "factx"
    try:
        if words and not words[0].startswith("-"):
            _check_command(words[0], list(group.commands))
            command = f"factx {words[0]}"
        with group.make_context("factx", list(words) or ["--help"]) as context:
            code: int = group.invoke(context)
            save_kept()
            return code
    except typer.Exit as end:
        return end.exit_code
    except typer.TyperException as error:
        return _report(_as_usage_error(error, command))
    except FactxError as error:
        return _report(error)


def _report(error: FactxError) -> int:
    for one in error.errors if isinstance(error, RuleErrors) else (error,):
        report(one)
    return 2 if isinstance(error, UsageError | RuleError) else 1


def _as_usage_error(error: typer.TyperException, command: str) -> UsageError:
    """Return what typer found wrong with the words after ``command`` on one line; its own message takes three."""
    help_line = f"see {command} --help"
    option: str | None = getattr(error, "option_name", None)
    if option is None:
        return UsageError(command, f"{error.format_message().strip().rstrip('.')}; {help_line}")
    if not error.message.startswith("No such option"):
        return UsageError(option, f"{error.message.removeprefix(f'Option {option!r} ').rstrip('.')}; {help_line}")
    meant = getattr(error, "possibilities", None)
    return UsageError(option, f"no such option; {f'did you mean {meant[0]}?' if meant else help_line}")


def _check_command(word: str, commands: Sequence[str]) -> None:
    if word in commands:
        return
    near = f"did you mean factx extract {word}?" if os.path.exists(word) else hint(word, commands)
    raise UsageError(word, f"no such command; {near}")
