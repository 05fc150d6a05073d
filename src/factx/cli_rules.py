"""The commands on rules: what is in force, what one rule says, and whether the examples hold."""

from pathlib import Path
from typing import Annotated

import typer

from factx.options import BuiltIn, Files, Output, RuleFiles, check_choice, parse_output, screen
from factx.output import MENTION_FORMATS

rules_app = typer.Typer(
    rich_markup_mode=None,
    context_settings={"max_content_width": 100},
    help="List, show and check the rules in force.",
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
