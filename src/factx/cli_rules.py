"""The commands on rules: what is in force, what one rule says, and whether the examples hold."""

from pathlib import Path
from typing import Annotated

import typer

from factx.errors import FactxError
from factx.options import (
    BuiltIn,
    Date,
    Files,
    Output,
    RuleFiles,
    check_choice,
    parse_count,
    parse_date,
    parse_output,
    screen,
)
from factx.output import MENTION_FORMATS, report

rules_app = typer.Typer(
    rich_markup_mode=None,
    context_settings={"max_content_width": 100},
    help="List, show and check the rules in force, and draft new ones.",
)


@rules_app.command("list")
def list_rules(
    files: Files = None,
    form: Annotated[
        str, typer.Option("--format", metavar="|".join(MENTION_FORMATS), help="jsonl: one object for each rule.")
    ] = "table",
    output: Output = None,
    rules: RuleFiles = None,
    builtin: BuiltIn = None,
) -> int:
    """List the rules: where each stands, its examples, and how many facts it makes of each FILE, if any is given."""
    check_choice("--format", form, MENTION_FORMATS)
    target = parse_output(output, files or [])

    from factx.batch import Batch
    from factx.project import find_project
    from factx.rule_list import rule_lines, rule_rows, rule_table
    from factx.rules import load_rules

    loaded = load_rules(rules or [], builtin=builtin, project=find_project(Path.cwd()))
    batch = Batch()
    rows = rule_rows(loaded, batch.facts(files, None, loaded) if files else None)
    batch.done += not files
    batch.write(rule_lines(rows) if form == "jsonl" else rule_table(rows, screen(target)), target)
    return 1 if batch.failed else 0


@rules_app.command("show")
def show(
    rule_id: Annotated[str, typer.Argument(metavar="ID", help="The rule's id, as records have it.")],
    rules: RuleFiles = None,
    builtin: BuiltIn = None,
) -> int:
    """Show one rule.

    What it says, what the names in its pattern stand for, what its examples give and what becomes of the figures of
    its counter-examples, under the rules in force.
    """
    from factx.project import find_project
    from factx.rule_show import find_rule, show_rule
    from factx.rules import load_rules

    loaded = load_rules(rules or [], builtin=builtin, project=find_project(Path.cwd()))
    rule = find_rule(loaded, rule_id)
    for piece in show_rule(rule, loaded, screen(None)):
        typer.echo(piece, nl=False)
    return 0


@rules_app.command("check")
def check(
    files: Annotated[
        list[str] | None, typer.Argument(metavar="[FILE|DIR]...", help="Rule files and packs besides the built-in.")
    ] = None,
    builtin: BuiltIn = None,
) -> int:
    """Run the examples and counter-examples of all rules in force.

    A rule of yours may take figures from a built-in one: then the examples of that one fail.

    Exit code 0: all hold; 1: some fail; 2: a file is broken.
    """
    from factx.check import check_rules
    from factx.project import find_project
    from factx.rules import load_rules

    loaded = load_rules(files or [], builtin=builtin, project=find_project(Path.cwd()))
    failures = check_rules(loaded)
    for failure in failures:
        typer.echo(f"{failure.path}:{failure.line}: rule {failure.rule}: {failure.example}")
        typer.echo(f"  expected {failure.expected}\n  got      {failure.got}")
    examples = sum(len(rule.examples) + len(rule.counter_examples) for rule in loaded.rules)
    typer.echo(f"{len(loaded.rules)} rules, {examples} examples: {len(failures) or 'none'} failed")
    return 1 if failures else 0


@rules_app.command("suggest")
def suggest(
    files: Files = None,
    output: Output = None,
    date: Date = None,
    rules: RuleFiles = None,
    builtin: BuiltIn = None,
    limit: Annotated[str, typer.Option(metavar="N", help="Print the N most frequent at most.")] = "20",
) -> int:
    """Draft rules for the figures of each FILE, or of stdin, that no rule reads.

    A draft is for a word that stands at such figures twice or more often. It comes with examples from the texts, which
    hold: prune what is printed, give it ids of your own and append it to a rule file.
    """
    paths = files or ["-"]
    most = parse_count("--limit", limit)
    target = parse_output(output, paths)

    from factx.batch import Batch
    from factx.drafts import draft_lines, write_drafts
    from factx.project import find_project
    from factx.rules import load_rules
    from factx.suggest import find_shapes

    project = find_project(Path.cwd())
    known = parse_date(*project.choose("date", date))
    loaded = load_rules(rules or [], builtin=builtin, project=project)
    batch = Batch()
    readings = [reading for _, sentences in batch.sentences(paths, known, loaded) for reading in sentences]
    drafts = write_drafts(find_shapes(readings, loaded), readings, loaded, most)
    batch.write(draft_lines(drafts), target)
    if not drafts and batch.done:
        report(FactxError("nothing to suggest", "no word stands at two figures that no rule reads"))
    return 1 if batch.failed else 0
