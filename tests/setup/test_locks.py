"""The lock files pin everything by hash, name no address, and agree with what they lock."""

import ast
import json
import re
import sys
import tomllib
from importlib.metadata import packages_distributions, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
RUNTIME, NODE, TEST = "requirements.lock", "requirements-node.lock", "requirements-test.lock"
WHEEL = "requirements-wheel.lock"
PYTHON_LOCKS = (RUNTIME, NODE, TEST, WHEEL)
NPM_LOCK = "tests/node/package-lock.json"
FONT_LOCK = "styles/fonts.lock"


def read_requirements(name: str) -> dict[str, tuple[Requirement, list[str]]]:
    """Each package of a lock file with its requirement and its hashes."""
    text = re.sub(r"^\s*#.*\n", "", (ROOT / name).read_text(), flags=re.MULTILINE)
    locked = {}
    for entry in text.replace("\\\n", " ").splitlines():
        wanted, *hashes = entry.split("--hash=")
        requirement = Requirement(wanted.strip())
        locked[canonicalize_name(requirement.name)] = (requirement, [h.strip() for h in hashes])
    return locked


def list_asked(group: list) -> list[str]:
    """What a group asks for itself, without the groups that it takes in."""
    return [each for each in group if isinstance(each, str)]


def read_pyproject() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


@pytest.mark.parametrize("name", [*PYTHON_LOCKS, NPM_LOCK, FONT_LOCK])
def test_a_lock_names_no_address(name):
    text = (ROOT / name).read_text()
    assert "://" not in text
    assert not re.findall(r"[\w-]+\.(?:com|dev|net|org)\b", text)
    assert not re.findall(r"(?:^|[\s\"'])/(?:\w+/)+", text)


@pytest.mark.parametrize("name", PYTHON_LOCKS)
def test_every_python_package_is_pinned_with_hashes(name):
    locked = read_requirements(name)
    assert locked
    for requirement, hashes in locked.values():
        assert [each.operator for each in requirement.specifier] == ["=="], requirement
        assert hashes, requirement
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", each) for each in hashes), requirement


def test_every_npm_package_is_pinned_with_a_hash():
    packages = json.loads((ROOT / NPM_LOCK).read_text())["packages"]
    # npm notes a package for another platform that its registry does not have as an empty entry.
    locked = {name: each for name, each in packages.items() if name and each != {"optional": True}}
    assert len(locked) > 100
    for name, package in locked.items():
        assert re.fullmatch(r"sha512-[\w+/]{86}==", package["integrity"]), name
        assert re.match(r"\d+\.", package["version"]), name


def test_npm_manifest_and_lock_agree():
    asked = json.loads((ROOT / "tests/node/package.json").read_text())["dependencies"]
    packages = json.loads((ROOT / NPM_LOCK).read_text())["packages"]
    assert packages[""]["dependencies"] == asked
    for name, wanted in asked.items():
        assert packages[f"node_modules/{name}"]["version"] == wanted


def test_pyproject_and_locks_agree():
    project = read_pyproject()
    groups = project["dependency-groups"]
    for asked, name in (
        (project["project"]["dependencies"], RUNTIME),
        (groups["node"], NODE),
        (project["project"]["optional-dependencies"]["fonts"], NODE),
        (list_asked(groups["test"]), TEST),
        (groups["wheel"], TEST),
        (groups["wheel"], WHEEL),
    ):
        locked = read_requirements(name)
        for wanted in map(Requirement, asked):
            requirement, _ = locked[canonicalize_name(wanted.name)]
            (pin,) = requirement.specifier
            assert wanted.specifier.contains(pin.version), f"{wanted} in {name}"


def test_locks_agree_with_each_other():
    runtime = read_requirements(RUNTIME)
    for name in (NODE, TEST, WHEEL):
        for package, (requirement, _) in read_requirements(name).items():
            if package in runtime:
                assert requirement.specifier == runtime[package][0].specifier, package
    test = read_requirements(TEST)
    for package, (requirement, _) in read_requirements(WHEEL).items():
        assert requirement.specifier == test[package][0].specifier, package


def test_the_environment_is_what_the_locks_say():
    for name in PYTHON_LOCKS:
        for requirement, _ in read_requirements(name).values():
            if requirement.marker is None or requirement.marker.evaluate():
                (pin,) = requirement.specifier
                assert version(requirement.name) == pin.version


def test_every_library_that_is_imported_is_asked_for():
    imported = set()
    for path in (ROOT / "masthead").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Import):
                imported |= {name.name.partition(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                imported.add(node.module.partition(".")[0])
    imported -= {*sys.stdlib_module_names, "masthead"}
    distributions = packages_distributions()
    needed = {canonicalize_name(distributions[name][0]) for name in imported}
    project = read_pyproject()["project"]
    extras = [asked for extra in project["optional-dependencies"].values() for asked in extra]
    dependencies = map(Requirement, [*project["dependencies"], *extras])
    asked = {canonicalize_name(each.name) for each in dependencies}
    # of Jinja2, pydantic, WeasyPrint, pygls and distributed, which pin them
    parts = {"markupsafe", "pydantic-core", "cffi", "cssselect2", "lsprotocol", "dask"}
    assert needed - asked == parts


def test_engines_are_pinned_exactly():
    """The adapters and finishing passes are written for what these versions do."""
    dependencies = map(Requirement, read_pyproject()["project"]["dependencies"])
    asked = {each.name: each for each in dependencies}
    for engine in ("weasyprint", "pydyf", "pypandoc_binary"):
        assert [each.operator for each in asked[engine].specifier] == ["=="]


def test_every_dependency_is_explained():
    explained = (ROOT / "docs/dependencies.md").read_text()
    project = read_pyproject()
    asked = [
        *project["project"]["dependencies"],
        *(
            asked
            for extra in project["project"]["optional-dependencies"].values()
            for asked in extra
        ),
        *project["dependency-groups"]["node"],
        *list_asked(project["dependency-groups"]["test"]),
        *project["dependency-groups"]["wheel"],
        *json.loads((ROOT / "tests/node/package.json").read_text())["dependencies"],
        *json.loads((ROOT / FONT_LOCK).read_text())["packages"],
    ]
    names = [each if each.startswith("@") else Requirement(each).name for each in asked]
    assert [name for name in names if f"`{name}`" not in explained] == []
