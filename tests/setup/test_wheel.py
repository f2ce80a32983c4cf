"""The wheel: all that a build needs but the fonts; installed, it builds a bare `source/`."""

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def run(*asked: str | Path, **ways) -> subprocess.CompletedProcess[str]:
    command = [str(each) for each in asked]
    return subprocess.run(command, capture_output=True, text=True, check=False, **ways)


def list_tracked(*folders: str) -> set[str]:
    """The files of `folders` that belong to the project, as git sees them."""
    listed = run(
        "git", "ls-files", "--cached", "--others", "--exclude-standard", *folders, cwd=ROOT
    )
    assert listed.returncode == 0, listed.stderr
    return {name for name in listed.stdout.splitlines() if (ROOT / name).is_file()}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    made = run(
        *(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"),
        *("--no-index", "--disable-pip-version-check", "--wheel-dir", folder, "."),
        cwd=ROOT,
    )
    assert made.returncode == 0, made.stderr
    (path,) = folder.glob("masthead-*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """A new environment with the wheel in it, and only what it depends on within its reach."""
    folder = tmp_path_factory.mktemp("environment")
    made = run(sys.executable, "-m", "venv", "--without-pip", folder)
    assert made.returncode == 0, made.stderr
    (libraries,) = (folder / "lib").glob("python3*/site-packages")
    (libraries / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    done = run(
        *(sys.executable, "-m", "pip", "--python", folder / "bin" / "python", "install"),
        *("--quiet", "--no-deps", "--no-index", "--ignore-installed", wheel),
    )
    assert done.returncode == 0, done.stderr
    return folder / "bin"


@pytest.fixture
def project(tmp_path):
    """A folder that holds nothing but `source/`, and where the fonts are for a person."""
    folder = tmp_path / "papers"
    shutil.copytree(ROOT / "source", folder / "source", ignore=lambda *_: ["samples"])
    shared = tmp_path / "data" / "masthead"
    shared.mkdir(parents=True)
    (shared / "fonts").symlink_to(ROOT / "styles" / "fonts")
    return folder


@pytest.fixture
def environment(tmp_path):
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    (tmp_path / "home").mkdir()
    return {
        **kept,
        "HOME": str(tmp_path / "home"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
    }


def test_the_wheel_holds_the_package_and_what_it_ships(wheel):
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    shipped = {f"masthead/_built_in/{name}" for name in list_tracked("styles", "templates")}
    assert held == list_tracked("masthead") | shipped


def test_the_wheel_holds_no_fonts_and_is_small(wheel):
    with zipfile.ZipFile(wheel) as archive:
        assert not [name for name in archive.namelist() if name.endswith((".ttf", ".otf"))]
    assert wheel.stat().st_size < 2_000_000


def test_the_wheel_brings_the_licence_and_the_command(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        (licence,) = (name for name in names if name.endswith("licenses/LICENSE"))
        assert b"remains its authors' own" in archive.read(licence)
        (entry,) = (name for name in names if name.endswith("entry_points.txt"))
        assert b"masthead = masthead.cli:main" in archive.read(entry)


def test_installed_set_up_is_for_fonts_only(installed, project, environment):
    ways = {"cwd": project, "env": environment}
    fonts = run(installed / "python", "-m", "masthead.setup", "fonts", **ways)
    assert (fonts.returncode, fonts.stderr) == (0, "")
    assert fonts.stdout == f"set-up: all fonts are in {project.parent / 'data/masthead/fonts'}\n"
    build = run(installed / "python", "-m", "masthead.setup", "build", **ways)
    assert build.returncode == 2
    assert "fonts" in build.stderr
    assert not (project / "styles").exists()


def test_installed_masthead_builds_a_folder_with_nothing_but_source(
    installed, project, environment
):
    built = run(installed / "masthead", "build", cwd=project, env=environment)
    assert built.returncode == 0, built.stdout + built.stderr
    (paper,) = project.glob("source/*.yaml")
    files = {f"{paper.stem}-{end}" for end in ("ZH.pdf", "ZH.docx", "ZH.epub")}
    files |= {f"{paper.stem}-{end}" for end in ("EN.pdf", "EN.docx", "EN.epub")}
    made = {path.name for path in (project / "output").iterdir() if path.stem.startswith("NPT")}
    assert made == files
    assert {path.name for path in project.iterdir()} == {"source", "output"}
