"""What the system has to bring: found by looking, installed with apt, or named in one line."""

import os
from pathlib import Path

import pytest

from masthead.setup import SetupError, system
from masthead.setup.system import FOR_BUILD, FOR_ENVIRONMENT, FOR_TESTS, Need

PANGO = Need("Pango, for text", lambda: False, ("libpango-1.0-0",), "pango")
BROWSER = Need("a browser", lambda: False, ("chromium",), "chrome", on_ubuntu="install Chrome")


def write_program(folder: Path, name: str, script: str) -> Path:
    folder.mkdir(exist_ok=True)
    program = folder / name
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return program


@pytest.fixture
def only(tmp_path, monkeypatch):
    """A path that holds `env` and what a test puts there, and nothing else."""
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "env").symlink_to("/usr/bin/env")
    monkeypatch.setenv("PATH", str(folder))
    return folder


@pytest.fixture
def debian(monkeypatch):
    monkeypatch.setattr(system, "read_distribution", lambda: "debian")


def test_this_machine_has_all_that_tests_need():
    assert system.find_missing((FOR_ENVIRONMENT, *FOR_BUILD, *FOR_TESTS)) == []


def test_nothing_is_done_when_nothing_is_missing(monkeypatch):
    monkeypatch.setattr(system, "run_tool", lambda *_, **__: pytest.fail("a tool was started"))
    monkeypatch.setattr(system, "find_apt", lambda: pytest.fail("apt was looked for"))
    system.provide([Need("always there", lambda: True, ("x",), "x")])


@pytest.mark.usefixtures("only", "debian")
def test_without_apt_one_line_says_what_to_install():
    there = Need("always there", lambda: True, ("present",), "present")
    with pytest.raises(SetupError) as raised:
        system.provide([PANGO, there, BROWSER])
    said = str(raised.value)
    assert "\n" not in said
    assert "Pango, for text; a browser" in said
    assert "sudo apt-get install libpango-1.0-0 chromium" in said
    assert "present" not in said


def test_homebrew_names_are_given_where_there_is_homebrew(only):
    write_program(only, "brew", "exit 0")
    with pytest.raises(SetupError, match=r"\(to install: brew install pango chrome\)"):
        system.provide([PANGO, BROWSER])


def test_ubuntu_is_not_sent_to_its_snap(only, monkeypatch):
    monkeypatch.setattr(system, "read_distribution", lambda: "ubuntu")
    with pytest.raises(SetupError, match=r"\(to install: install Chrome\)"):
        system.provide([BROWSER])


@pytest.fixture
def apt(only, tmp_path, monkeypatch):
    """An apt-get that writes down what it is asked, and knows packages after an update only."""
    log, updated, brought = tmp_path / "log", tmp_path / "updated", tmp_path / "brought"
    write_program(
        only,
        "apt-get",
        f"""echo "$DEBIAN_FRONTEND $@" >> {log}
        case "$*" in
        *update*) : > {updated} ;;
        *unknown*) echo "E: Unable to locate package unknown" >&2; exit 100 ;;
        *) [ -e {updated} ] || {{ echo "E: Unable to locate package" >&2; exit 100; }}
           : > {brought} ;;
        esac""",
    )
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    return log, updated, brought


def test_apt_brings_what_is_missing(apt, capsys):
    log, updated, brought = apt
    updated.touch()
    need = Need("Pango, for text", brought.exists, ("libpango-1.0-0", "libpangoft2-1.0-0"), "pango")
    system.provide([need])
    (asked,) = log.read_text().splitlines()
    install = "noninteractive -q install -y --no-install-recommends"
    assert asked == f"{install} libpango-1.0-0 libpangoft2-1.0-0"
    assert capsys.readouterr().out == (
        "set-up: installing libpango-1.0-0, libpangoft2-1.0-0 with apt\n"
    )


def test_package_lists_are_fetched_when_apt_knows_nothing_yet(apt):
    log, _, brought = apt
    system.provide([Need("Pango, for text", brought.exists, ("libpango-1.0-0",), "pango")])
    asked = [line.split()[2] for line in log.read_text().splitlines()]
    assert asked == ["install", "update", "install"]


def test_apt_that_fails_says_why(apt):
    with pytest.raises(SetupError, match=r"(?s)install system packages.*Unable to locate package"):
        system.provide([Need("Nothing", lambda: False, ("unknown",), "unknown")])


@pytest.mark.usefixtures("debian")
def test_a_need_that_apt_did_not_meet_is_still_reported(apt):
    _, updated, _ = apt
    updated.touch()
    with pytest.raises(SetupError, match="missing: Pango, for text"):
        system.provide([PANGO])


@pytest.mark.parametrize(("answer", "usable"), [(0, True), (1, False)])
def test_sudo_is_used_when_it_asks_for_no_password(only, monkeypatch, answer, usable):
    write_program(only, "apt-get", "exit 0")
    write_program(only, "sudo", f"exit {answer}")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    found = system.find_apt()
    assert bool(found) is usable
    if found:
        assert found[:2] == [str(only / "sudo"), "-n"]


def test_libraries_are_found_by_loading_them():
    assert system.can_load("pango-1.0", "pangoft2-1.0")
    assert not system.can_load("pango-1.0", "no-such-library-1.0")


def test_commands_are_found_on_the_path(only):
    assert not system.has_commands("qpdf")
    write_program(only, "qpdf", "exit 0")
    assert system.has_commands("qpdf")
    assert not system.has_commands("qpdf", "pdftotext")


def test_an_office_without_its_writer_does_not_count(only, tmp_path):
    assert not system.has_writer()
    program = tmp_path / "office" / "program"
    program.mkdir(parents=True)
    write_program(program, "soffice", "exit 0")
    (only / "soffice").symlink_to(program / "soffice")
    assert not system.has_writer()
    (program / "libswlo.so").touch()
    assert system.has_writer()


def test_the_snap_is_no_browser(only, tmp_path):
    assert system.find_chromium({}) is None
    write_program(only, "chromium-browser", "exec /snap/bin/chromium")
    assert system.find_chromium({}) is None
    chrome = write_program(only, "google-chrome", "exec /opt/google/chrome/chrome")
    assert system.find_chromium({}) == chrome
    mine = write_program(tmp_path / "mine", "browser", "exit 0")
    assert system.find_chromium({"CHROMIUM": str(mine)}) == mine


@pytest.mark.parametrize(
    ("release", "name"),
    [
        ('PRETTY_NAME="Debian"\nID=debian\nVERSION_ID="12"\n', "debian"),
        ('ID="ubuntu"\nID_LIKE=debian\n', "ubuntu"),
        ("NAME=nothing\n", ""),
    ],
)
def test_the_distribution_is_read(tmp_path, release, name):
    path = tmp_path / "os-release"
    path.write_text(release)
    assert system.read_distribution(path) == name
    assert system.read_distribution(tmp_path / "none") == ""
