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
    UsageError,
    check_choice,
    parse_count,
    parse_date,
    parse_output,
    parse_share,
    screen,
)
from factx.output import MENTION_FORMATS, report

Packs = Annotated[
    list[str] | None, typer.Argument(metavar="[FILE|DIR]...", help="Rule files and packs besides the built-in.")
]
rules_app = typer.Typer(
    rich_markup_mode=None,
    context_settings={"max_content_width": 100},
    help="List, show, check and test the rules in force, and draft new ones.",
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
    files: Packs = None,
    builtin: BuiltIn = None,
) -> int:
    """Run the examples and counter-examples of all rules in force, and look for what does nothing in them.

    A rule of yours may take figures from a built-in one: then the examples of that one fail.

    Errors: an alternative or word that an earlier one leaves nothing to, a pattern that can match nothing or the empty
    text, or that had to be stopped, a rule with the pattern of one that goes before it. Warnings: no example, a rule
    that wins no figure, a longer word behind its beginning, an unused list or part, a pattern much slower than most.

    Exit code 0: all hold, warnings or not; 1: an example fails or an error is found; 2: a file is broken.
    """
    from factx.check import check_rules, example_count
    from factx.lint import lint_rules, tally
    from factx.project import find_project
    from factx.rules import load_rules

    loaded = load_rules(files or [], builtin=builtin, project=find_project(Path.cwd()))
    findings = lint_rules(loaded)
    failures = check_rules(loaded, stopped=lambda _: None)  # of a pattern that was stopped there is one finding
    for line in (*failures, *findings):
        typer.echo(str(line))
    count = example_count(loaded.rules)
    typer.echo(f"{len(loaded.rules)} rules, {count} examples: {len(failures) or 'none'} failed{tally(findings)}")
    return 1 if failures or any(finding.is_error for finding in findings) else 0


@rules_app.command("test")
def test(
    files: Packs = None,
    mutate: Annotated[
        bool, typer.Option("--mutate", help="Leave out one piece after another and report which no example notices.")
    ] = False,
    only: Annotated[
        list[str] | None, typer.Option("--rule", metavar="ID", help="Only the rule of this id. Repeatable.")
    ] = None,
    fail_under: Annotated[
        str | None, typer.Option(metavar="N%", help="Exit with 1 if a smaller share of the mutants is noticed.")
    ] = None,
    builtin: BuiltIn = None,
) -> int:
    """Run the examples of your rules, or of the built-in ones if you name none.

    With --mutate, each alternative, optional piece, look-around, field and key of a rule, and each piece of a part, is
    left out in turn. A mutant that no example or counter-example of any rule notices has its line: either an example
    is missing, or the piece is not needed. The words of lists and the characters of [classes] stay.

    Exit code 0: all hold; 1: an example fails or too few mutants are noticed; 2: a file is broken.
    """
    least = parse_share("--fail-under", fail_under)
    if least is not None and not mutate:
        raise UsageError("--fail-under", "goes with --mutate, whose mutants it counts")

    from factx.check import check_rule, example_count
    from factx.mutants import find_mutants, rules_to_test
    from factx.mutate import run_mutants
    from factx.project import find_project
    from factx.rules import load_rules

    loaded = load_rules(files or [], builtin=builtin, project=find_project(Path.cwd()))
    for rule_id in only or ():
        check_choice("--rule", rule_id, [rule.id for rule in loaded.rules], "rule")
    chosen = rules_to_test(loaded, only or [])
    failures = [failure for rule in chosen for failure in check_rule(rule, loaded)]
    for failure in failures:
        typer.echo(str(failure))
    typer.echo(f"{len(chosen)} rules, {example_count(chosen)} examples: {len(failures) or 'none'} failed")
    if failures or not mutate:
        return 1 if failures else 0
    noticed = []
    for mutant, is_noticed in run_mutants(find_mutants(loaded, only or []), loaded):
        noticed.append(is_noticed)
        if not is_noticed:
            typer.echo(str(mutant))
    share = sum(noticed) / (len(noticed) or 1)
    typer.echo(f"{len(noticed)} mutants, {sum(noticed)} noticed ({share:.1%})".replace("%", " %"))
    return 1 if least is not None and share < least else 0


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
