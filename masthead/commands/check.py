"""``masthead check``: what an editor would find."""

from __future__ import annotations

import sys

import click

from masthead.check.report import FORMATS
from masthead.commands.options import papers_argument

MANY = 4
"""Papers from which on what was found in those that did not change is taken from the cache: for
fewer, looking takes as long as checking. JSON says more of a finding than the cache keeps."""


def _split(
    context: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> tuple[str, ...]:
    """Take codes with commas between them, or one at a time."""
    codes = tuple(code.strip().upper() for value in values for code in value.split(","))
    return tuple(code for code in codes if code)


@click.command(
    help="Check papers: every one in source/ (not in its subfolders), or each PAPER, which is a "
    "file, a folder or a symbol. Says what an editor would find, with line and remedy; the rules "
    "are listed by masthead rules. A PAPER may be a built Word file too (output/….docx): says what "
    "Word would have to repair in it."
)
@papers_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS, case_sensitive=False),
    default="text",
    show_default=True,
    help="How to report.",
)
@click.option(
    "--select",
    multiple=True,
    callback=_split,
    metavar="CODES",
    help="Only rules whose codes begin so, such as S2 or C020,X.",
)
@click.option("--ignore", multiple=True, callback=_split, metavar="CODES", help="Not these rules.")
@click.option("--fix", is_flag=True, help="Mend in the papers' files what can be mended.")
@click.option(
    "--accept",
    is_flag=True,
    help="Take the translations as they are for up to date, and keep their fingerprints.",
)
@click.option(
    "--all",
    "whole",
    is_flag=True,
    help="Show every finding, and not just the first of a rule that finds many in a paper.",
)
@click.option("--strict", is_flag=True, help="Take what rules warn of for errors.")
@click.option(
    "--spell", is_flag=True,
    help="Look every word up in the dictionaries of this machine (Hunspell's), too.",
)  # fmt: skip
@click.option("--layout", is_flag=True, help="Lay the pages out, and check them, too.")
def command(
    papers: tuple[str, ...], form: str, select: tuple[str, ...], ignore: tuple[str, ...],
    *, fix: bool, accept: bool, layout: bool, spell: bool, **report: bool,
) -> int:  # fmt: skip
    """Check papers."""
    import gc

    gc.disable()  # most of a check is imports; collecting meanwhile would cost a fifth of it
    from pathlib import Path

    from masthead.check.checker import EVERYTHING, Choice, load_rules
    from masthead.check.papers import Checked, check_papers
    from masthead.check.report import choose_writer
    from masthead.check.report.lines import Lines
    from masthead.check.severity import weigh_strictly
    from masthead.check.word import check_word_files, is_word_file
    from masthead.diagnostic import Diagnostics
    from masthead.folder import find_folder
    from masthead.project import Project
    from masthead.read.papers import find_papers

    load_rules()
    gc.enable()
    project = Project(Path(find_folder()))
    choice = Choice(select, ignore, layout, spell)
    _refuse_unknown(choice.select + choice.ignore)
    word_files = tuple(filter(is_word_file, papers))
    sources = tuple(named for named in papers if not is_word_file(named))
    checked = Checked()
    note = None
    if sources or not word_files:
        paths = find_papers(project, sources)
        if not word_files and _is_plain(sources):
            from masthead.targets.lastcheck import LastCheck

            note = LastCheck(project, paths)
        memory = None
        if (
            len(paths) >= MANY
            and choice == EVERYTHING
            and not fix
            and not accept
            and form != "json"
        ):
            from masthead.targets.findings import KeptFindings

            memory = KeptFindings(project)
        with project.recording() as inputs:
            checked = check_papers(project, paths, choice, fix=fix, accept=accept, memory=memory)
        if memory is not None:
            memory.finish()
    check_word_files(project, word_files, checked)
    if report["strict"]:
        checked.diagnostics = Diagnostics(map(weigh_strictly, checked.diagnostics))
    said = choose_writer(form, whole=report["whole"])(checked, Lines(project))
    click.echo(said, nl=False)
    if note is not None and said.count("\n") == 1 and not checked.exit_code:  # the count alone
        note.note(sys.argv[1:], inputs, said.removesuffix("\n"))
    return checked.exit_code


def _is_plain(papers: tuple[str, ...]) -> bool:
    """Whether a check with nothing to say can be recalled: no options, no search for a symbol."""
    from pathlib import Path

    options = any(word.startswith("-") for word in sys.argv[1:])
    return not options and all(Path(name).exists() for name in papers)


def _refuse_unknown(codes: tuple[str, ...]) -> None:
    """Refuse codes with which no rule begins: a slip would silence nothing, or everything."""
    from masthead.check.codes import list_codes

    for code in codes:
        if not any(known.startswith(code) for known in list_codes()):
            raise click.BadParameter(f"no rule begins with {code}: see masthead rules")
