"""The virtual environment: what the lock says by hash, once, and made anew when it is broken."""

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from masthead.setup import SetupError, environment
from masthead.setup.environment import find_python, install_locks
from masthead.setup.hashes import hash_file

ROOT = Path(__file__).parents[2]


def write_wheel(folder: Path, name: str, version: str) -> Path:
    """A wheel with one module that knows its version."""
    files = {
        f"{name}.py": f"VERSION = {version!r}\n",
        f"{name}-{version}.dist-info/METADATA": (
            f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        ),
        f"{name}-{version}.dist-info/WHEEL": (
            "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        ),
    }
    record = f"{name}-{version}.dist-info/RECORD"
    lines = []
    for path, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content.encode()).digest()).rstrip(b"=")
        lines.append(f"{path},sha256={digest.decode()},{len(content)}\n")
    wheel = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, content in files.items():
            archive.writestr(path, content)
        archive.writestr(record, "".join(lines) + f"{record},,\n")
    return wheel


def write_lock(project: Path, wheel: Path) -> None:
    name, version, *_ = wheel.name.split("-")
    digest = hash_file(wheel)
    (project / "some.lock").write_text(f"{name}=={version} \\\n    --hash=sha256:{digest}\n")


def ask_version(project: Path) -> str:
    asked = [find_python(project), "-c", "import facing; print(facing.VERSION)"]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A folder for a `.venv`, with wheels in it; pip sees no other packages."""
    project = tmp_path_factory.mktemp("project")
    wheels = project / "wheels"
    wheels.mkdir()
    write_wheel(wheels, "facing", "1.0")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("PIP_NO_INDEX", "1")
        patched.setenv("PIP_FIND_LINKS", str(wheels))
        patched.setenv("PIP_CONFIG_FILE", os.devnull)
        yield project


@pytest.fixture
def made(project):
    """That folder with its `.venv`, as a lock of one wheel says."""
    write_lock(project, project / "wheels" / "facing-1.0-py3-none-any.whl")
    install_locks(project, "some.lock")
    return project


def test_locked_packages_are_installed(made):
    assert ask_version(made) == "1.0"


def test_second_run_starts_no_tool(made, monkeypatch):
    monkeypatch.setattr(environment, "run_tool", lambda *_, **__: pytest.fail("a tool was started"))
    assert not install_locks(made, "some.lock")


def test_a_package_with_another_hash_is_refused_and_asked_for_again(made):
    lock = made / "some.lock"
    right = lock.read_text()
    write_wheel(made / "wheels", "facing", "2.0")
    lock.write_text(f"facing==2.0 \\\n    --hash=sha256:{'0' * 64}\n")
    with pytest.raises(SetupError, match=r"(?s)could not install some\.lock.*hash"):
        install_locks(made, "some.lock")
    assert ask_version(made) == "1.0"
    lock.write_text(right)
    assert install_locks(made, "some.lock")  # after a failure nothing is taken for granted
    assert not install_locks(made, "some.lock")


def test_a_new_lock_is_followed(made):
    write_lock(made, write_wheel(made / "wheels", "facing", "3.0"))
    assert install_locks(made, "some.lock")
    assert ask_version(made) == "3.0"


def test_an_environment_without_its_python_is_made_anew(made):
    python = find_python(made)
    python.unlink()
    python.symlink_to("/nowhere/python")
    assert install_locks(made, "some.lock")
    assert ask_version(made) == "1.0"


def test_an_environment_of_another_python_is_made_anew(made):
    stray = made / ".venv" / "stray"
    stray.touch()
    record = made / ".venv" / "masthead-locks.json"
    record.write_text('{"python": "3.10"}')
    (made / ".venv" / "bin" / "python").unlink()
    (made / ".venv" / "bin" / "python").symlink_to("/usr/bin/false")
    assert install_locks(made, "some.lock")
    assert not stray.exists()


def test_an_environment_made_by_hand_is_kept(made):
    stray = made / ".venv" / "stray"
    stray.touch()
    (made / ".venv" / "masthead-locks.json").write_text("not JSON")
    assert install_locks(made, "some.lock")
    assert stray.exists()


def test_set_up_needs_nothing_but_the_standard_library():
    modules = [f"masthead.setup.{path.stem}" for path in (ROOT / "masthead/setup").glob("*.py")]
    assert len(modules) > 5
    script = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n" + "".join(
        f"import {module}\n" for module in modules
    )
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", script], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def damage_module(site):
    (site / "facing.py").unlink()


def damage_size(site):
    (site / "facing.py").write_text("")


def damage_description(site):
    for path in (site / "facing-1.0.dist-info").iterdir():
        path.unlink()
    (site / "facing-1.0.dist-info").rmdir()


def damage_record(site):
    (site / "facing-1.0.dist-info" / "RECORD").unlink()


def damage_everything(site):
    shutil.rmtree(site)


@pytest.mark.parametrize(
    "damage",
    [damage_module, damage_size, damage_description, damage_record, damage_everything],
)
def test_packages_that_are_damaged_are_installed_anew(made, damage):
    """Otherwise set-up says that all is done, and the build that it is not, for ever."""
    (site,) = (made / ".venv" / "lib").glob("python3*/site-packages")
    damage(site)
    assert install_locks(made, "some.lock")
    assert ask_version(made) == "1.0"
    assert not install_locks(made, "some.lock")


def test_an_environment_without_pip_is_made_anew(made):
    (site,) = (made / ".venv" / "lib").glob("python3*/site-packages")
    shutil.rmtree(site / "pip")
    damage_module(site)
    assert install_locks(made, "some.lock")
    assert ask_version(made) == "1.0"


def test_packages_that_no_lock_names_are_left_alone(made):
    (site,) = (made / ".venv" / "lib").glob("python3*/site-packages")
    (site / "mine-1.0.dist-info").mkdir()
    assert not install_locks(made, "some.lock")
    assert (site / "mine-1.0.dist-info").is_dir()
