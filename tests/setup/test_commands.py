"""What a person types: `make`, `./build.py`, `python3 -m masthead.setup`."""

import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from masthead.setup import __main__ as command
from masthead.setup import environment, node, system
from masthead.setup.turns import take_turn
from tests.waiting import LONG

ROOT = Path(__file__).parents[2]
# Stands for a Python from outside the environment: no site packages, no `.venv`.
BARE = [Path(sys.executable).resolve(), "-S", "-E"]


def run(*asked: str | Path, **ways) -> subprocess.CompletedProcess[str]:
    command = [str(each) for each in asked]
    return subprocess.run(command, capture_output=True, text=True, check=False, **ways)


@pytest.fixture
def clone(tmp_path):
    """build.py alone in a folder, beside stand-ins for the package and for what it needs."""
    folder = tmp_path / "a clone"
    (folder / "masthead").mkdir(parents=True)
    shutil.copy(ROOT / "build.py", folder)
    (folder / "masthead" / "__init__.py").touch()
    (folder / "masthead" / "cli.py").write_text(
        "import sys\ndef main(**_):\n    print(sys.prefix, *sys.argv[1:], sep='|')\n    return 7\n"
    )
    return folder


def make_environment(folder: Path, *modules: str) -> Path:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / ".venv"], check=True)
    (libraries,) = (folder / ".venv" / "lib").glob("python3*/site-packages")
    for module in modules:
        (libraries / f"{module}.py").touch()
    return folder / ".venv"


NEEDED = ("click", "jinja2", "lxml", "msgspec", "pydantic", "pypandoc", "weasyprint", "yaml")


def test_build_py_goes_on_in_the_environment(clone, tmp_path):
    made = make_environment(clone, *NEEDED)
    done = run(*BARE, clone / "build.py", "check", "a paper.yaml", cwd=tmp_path)
    assert done.stdout == f"{made}|check|a paper.yaml\n"
    assert (done.returncode, done.stderr) == (7, "")


def test_build_py_stays_where_it_is_inside_the_environment(clone):
    made = make_environment(clone, *NEEDED)
    done = run(made / "bin" / "python", clone / "build.py", "build")
    assert (done.returncode, done.stdout) == (7, f"{made}|build\n")


def test_build_py_works_through_a_link(clone, tmp_path):
    made = make_environment(clone, *NEEDED)
    (tmp_path / "masthead.py").symlink_to(clone / "build.py")
    assert run(*BARE, tmp_path / "masthead.py").stdout == f"{made}\n"


SAYS = "Masthead is not set up yet: run make\n"


def test_build_py_without_environment_says_to_run_make(clone):
    done = run(*BARE, clone / "build.py")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", SAYS)


@pytest.mark.parametrize("missing", NEEDED)
def test_build_py_in_an_environment_half_made_says_to_run_make(clone, missing):
    make_environment(clone, *(name for name in NEEDED if name != missing))
    done = run(*BARE, clone / "build.py")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", SAYS)


def test_build_py_with_a_broken_environment_says_to_run_make(clone):
    made = make_environment(clone)
    (made / "bin" / "python").unlink()
    (made / "bin" / "python").symlink_to("/nowhere/python")
    done = run(*BARE, clone / "build.py")
    assert (done.returncode, done.stderr) == (2, SAYS)
    (made / "pyvenv.cfg").unlink()  # without it, the environment's Python would not know itself
    (made / "bin" / "python").unlink()
    (made / "bin" / "python").symlink_to(BARE[0])
    done = run(*BARE, clone / "build.py")
    assert (done.returncode, done.stderr) == (2, SAYS)


@pytest.mark.parametrize("step", ["build", "test"])
def test_set_up_a_second_time_does_nothing(step, monkeypatch, capsys):
    """This machine is set up, since these tests run: no tool is started, nothing is said."""
    for module in (environment, node, system):
        monkeypatch.setattr(module, "run_tool", lambda *_, **__: pytest.fail("a tool was started"))
    monkeypatch.setattr(environment.subprocess, "run", lambda *_, **__: pytest.fail("started"))
    monkeypatch.setattr(command, "take_turn", lambda _: take_turn(Path(os.devnull)))
    assert command.main([step]) == 0
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", "")


def test_set_up_that_fails_says_so_in_a_line(monkeypatch, capsys, tmp_path):
    (tmp_path / "pyproject.toml").touch()
    monkeypatch.setattr(command, "CLONE", tmp_path)
    pango = system.Need("Pango", lambda: False, ("libpango-1.0-0",), "pango")
    venv = system.Need("venv", lambda: False, ("python3-venv",), "python")
    monkeypatch.setattr(command, "FOR_BUILD", [pango])
    monkeypatch.setattr(command, "FOR_ENVIRONMENT", venv)
    monkeypatch.setattr(system, "find_apt", lambda: None)
    monkeypatch.setattr(system, "read_distribution", lambda: "debian")
    monkeypatch.setenv("PATH", "")
    assert command.main([]) == 1
    assert capsys.readouterr().err == (
        "set-up: missing: venv; Pango "
        "(to install: sudo apt-get install python3-venv libpango-1.0-0)\n"
    )


@pytest.mark.parametrize("named", [{}, {"XDG_DATA_HOME": "/dev/null/data"}])
def test_a_home_that_cannot_be_written_is_told_in_a_line(monkeypatch, capsys, tmp_path, named):
    """Fonts for a Masthead that came as a package go among a person's data."""
    home = tmp_path / "home"
    home.write_text("not even a folder")
    for name in ("HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"HOME": str(home), **named}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(command, "CLONE", tmp_path)
    assert command.main(["fonts"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"set-up: {named.get('XDG_DATA_HOME', home)}")
    assert line.endswith(
        "Not a directory (XDG_DATA_HOME names another folder for fonts; a folder styles/fonts/ in "
        "the project is taken first)"
    )


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.EACCES, "set-up: /closed: Permission denied (XDG_DATA_HOME names"),
        (errno.EROFS, "set-up: /closed: Read-only file system (XDG_DATA_HOME names"),
        (errno.ENOSPC, "set-up: /closed: No space left on device (make room on the disk)"),
        (errno.EIO, "set-up: /closed: Input/output error\n"),
    ],
)
def test_a_folder_or_disk_that_fails_is_told_in_a_line(monkeypatch, capsys, number, said):
    def fail(*_):
        raise OSError(number, os.strerror(number), "/closed")

    monkeypatch.setattr(command, "take_turn", fail)
    assert command.main(["build"]) == 1
    captured = capsys.readouterr()
    assert captured.err.startswith(said)
    assert captured.err.count("\n") == 1


def test_two_set_ups_take_turns(tmp_path):
    lock, log = tmp_path / "turns" / "lock", tmp_path / "log"
    script = (
        f"import sys, time; sys.path.insert(0, {str(ROOT)!r})\n"
        "from pathlib import Path\n"
        "from masthead.setup.turns import take_turn\n"
        f"log = Path({str(log)!r})\n"
        f"with take_turn(Path({str(lock)!r})), log.open('a') as file:\n"
        "    file.write('in\\n'); file.flush(); time.sleep(0.1); file.write('out\\n')\n"
    )
    started = [subprocess.Popen([sys.executable, "-c", script]) for _ in range(4)]
    assert [process.wait(timeout=LONG) for process in started] == [0] * 4
    assert log.read_text().split() == ["in", "out"] * 4


def test_a_killed_set_up_holds_nobody_up(tmp_path):
    lock = tmp_path / "lock"
    script = (
        f"import sys, time; sys.path.insert(0, {str(ROOT)!r})\n"
        "from pathlib import Path\n"
        "from masthead.setup.turns import take_turn\n"
        f"with take_turn(Path({str(lock)!r})):\n"
        "    print('held', flush=True); time.sleep(600)\n"
    )
    holder = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    with holder.stdout as said:
        assert said.readline() == "held\n"
        holder.kill()
        holder.wait()
    with take_turn(lock):
        assert lock.exists()


def test_make_help_names_every_goal():
    said = run("make", "--no-print-directory", "help", cwd=ROOT).stdout
    for goal in ("all", "test", "lint", "bench", "fuzz", "wheel", "lock", "clean", "help"):
        assert f"\nmake {goal} " in "\n" + said


def test_make_without_a_new_enough_python_says_so():
    done = run("make", "PYTHON=", "setup", cwd=ROOT)
    assert done.returncode == 2
    assert "Masthead needs Python 3.11 or newer" in done.stderr


def test_make_clean_removes_what_is_made_and_nothing_else(tmp_path):
    shutil.copy(ROOT / "Makefile", tmp_path)
    kept = ["output/.gitkeep", "source/a.yaml", ".venv/x", "styles/fonts/a.ttf", "masthead/a.py"]
    made = ["output/a.pdf", "output/deep/b.docx", "masthead/__pycache__/a.pyc", "dist/a.whl"]
    for name in [*kept, *made]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "tests").mkdir()
    assert run("make", "clean", cwd=tmp_path).returncode == 0
    assert {name for name in [*kept, *made] if (tmp_path / name).exists()} == set(kept)
