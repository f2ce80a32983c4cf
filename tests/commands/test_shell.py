"""What a shell asks, and words that are no commands."""

from __future__ import annotations

import pytest

from masthead import streams
from masthead.commands import COMMANDS
from tests.commands.conftest import STEM

HTML = ("--format", "html", "--lang", "en")


def complete(desk, *words):
    """What a shell is told may stand in place of the last word."""
    said = desk.type(
        _MASTHEAD_COMPLETE="bash_complete", COMP_WORDS=" ".join(("masthead", *words)),
        COMP_CWORD=str(len(words)),
    )  # fmt: skip
    return said.splitlines()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_is_set_up_where_there_is_nothing_to_do(desk, shell):
    for _ in range(2):
        desk.type(*HTML)
    assert "_masthead_completion" in desk.type(_MASTHEAD_COMPLETE=f"{shell}_source")


def test_commands_options_and_files_are_completed(desk):
    for _ in range(2):
        desk.type(*HTML)
    assert complete(desk, "bu") == ["plain,build"]
    assert complete(desk, "") == [f"plain,{name}" for name in COMMANDS]
    assert complete(desk, "--form") == ["plain,--format"]
    assert complete(desk, "build", "--format", "p") == ["plain,pdf", "plain,parallel"]
    assert complete(desk, "source/N") == ["file,source/N"]
    assert complete(desk, "check", "source/N") == ["file,source/N"]
    assert complete(desk, "cache", "cl") == ["plain,clear"]


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("init", "there is no command init; did you mean new?"),
        ("lint", "there is no command lint; did you mean check?"),
        ("chekc", "there is no command chekc; did you mean check?"),
        ("doctor", "there is no command doctor, and no paper of that name: masthead --help lists"),
        ("self-update", "there is no command self-update, and no paper"),
    ],
)
def test_a_word_that_is_no_command_is_taken_for_no_paper(desk, word, said):
    assert said in " ".join(desk.type(word, expect=2).split())


@pytest.mark.parametrize("name", ["doctor.yaml", "doctor.yml"])
def test_a_paper_that_is_called_like_a_command(desk, name):
    desk.source.rename(desk.source.with_name(name))
    assert "R006" in desk.type("doctor", expect=1)


def test_symbols_and_stems_are_papers(desk):
    assert "there is no paper NPT/CONF.2026/PC.II/WP.9" in desk.type(
        "NPT/CONF.2026/PC.II/WP.9", expect=2
    )
    assert "1 file" in desk.type(STEM, *HTML)


@pytest.mark.parametrize(
    ("variables", "colour"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_colours_are_for_terminals_whose_people_want_them(monkeypatch, variables, colour):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    assert streams.shows_colour() is colour
    monkeypatch.setattr("sys.stdout.isatty", lambda: False)
    assert not streams.shows_colour()
