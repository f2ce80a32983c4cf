"""``masthead rules``: what check looks for."""

from __future__ import annotations

import click


@click.command(
    help="List the rules of check: code, severity, languages, what each wants; ✎ marks what "
    "check --fix mends. With CODE, explain a rule, or all that begin so: why, by which manual, "
    "with examples."
)
@click.argument("codes", nargs=-1, metavar="[CODE]...")
def command(codes: tuple[str, ...]) -> int:
    """List or explain rules."""
    from masthead.check.checker import load_rules
    from masthead.check.codes import list_problems
    from masthead.check.manual import explain_rule, list_rules_briefly

    if not codes:
        click.echo(list_rules_briefly(), nl=False)
        return 0
    said = []
    for code in codes:
        wanted = code.upper()
        rules = [rule for rule in load_rules() if rule.code.startswith(wanted)]
        said += [explain_rule(rule) for rule in rules]
        problem = list_problems().get(wanted)
        if problem is not None:
            hint = f"\n  {problem.hint}" if problem.hint else ""
            said.append(f"{problem.code} ({problem.severity.value})  {problem.message}{hint}\n")
        elif not rules:
            raise click.BadParameter(f"there is no rule {code}: see masthead rules")
    click.echo("\n".join(said), nl=False)
    return 0
