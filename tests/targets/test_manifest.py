"""The manifest says what each file is and what it was made from."""

from __future__ import annotations

import hashlib
import json

import pytest

from masthead.targets.manifest import read_manifest
from tests.targets.workshop import STEM


@pytest.fixture
def folder(workshop):
    return workshop.root / "output"


def test_hash_size_inputs_and_tools(workshop, folder):
    workshop.build()
    manifest = read_manifest(folder)
    assert set(manifest["files"]) == set(workshop.outputs())
    for name, data in workshop.outputs().items():
        entry = manifest["files"][name]
        assert entry["sha256"] == hashlib.sha256(data).hexdigest()
        assert entry["size"] == len(data)
        source = (workshop.root / entry["source"]["file"]).read_bytes()
        assert entry["source"]["sha256"] == hashlib.sha256(source).hexdigest()
        basis = manifest["made_with"][entry["made_with"]]
        form = entry["format"]
        assert f"templates/{form}/page.txt" in basis["inputs"]
        assert "python" in basis["tools"]
    assert manifest["files"][f"{STEM}-ZH.pdf"]["pages"] == 3


def test_equal_builds_have_equal_manifests(workshop, folder):
    workshop.build()
    before = (folder / "manifest.json").read_bytes()
    stamp = (folder / "manifest.json").stat().st_mtime_ns
    workshop.build()
    assert (folder / "manifest.json").stat().st_mtime_ns == stamp
    workshop.build(cache=False)
    assert (folder / "manifest.json").read_bytes() == before


def test_other_papers_stay_and_files_that_are_gone_go(workshop, folder):
    workshop.write(8)
    workshop.build()
    workshop.build("NPT/CONF.2026/PC.II/WP.8", formats=("docx",))
    assert len(read_manifest(folder)["files"]) == 12
    (folder / f"{STEM}-ZH.pdf").unlink()
    workshop.build("NPT/CONF.2026/PC.II/WP.8", formats=("docx",))
    assert len(read_manifest(folder)["files"]) == 11


def test_what_nothing_uses_is_not_kept(workshop, folder):
    workshop.build()
    before = set(read_manifest(folder)["made_with"])
    (workshop.root / "templates/docx/page.txt").write_text("another\n")
    workshop.build()
    after = set(read_manifest(folder)["made_with"])
    assert len(before) == len(after)
    assert len(before & after) == len(after) - 1


@pytest.mark.parametrize(
    "entry",
    [
        {}, 5, None, {"format": [], "languages": ["en"], "source": {"file": "x"}, "made_with": "x"},
        {"format": "pdf", "languages": "en", "source": {"file": "x"}, "made_with": "x"},
        {"format": "pdf", "languages": [[]], "source": {"file": "x"}, "made_with": "x"},
        {"format": "pdf", "languages": ["en"], "source": 5, "made_with": "x"},
    ],
)  # fmt: skip
def test_entries_that_are_none_count_for_nothing(workshop, folder, entry):
    workshop.build()
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["files"]["a.pdf"] = entry
    (folder / "manifest.json").write_text(json.dumps(manifest))
    assert set(read_manifest(folder)["files"]) == set(workshop.outputs())
    workshop.build()
    assert "a.pdf" not in json.loads((folder / "manifest.json").read_text())["files"]


@pytest.mark.parametrize(
    "damage", ["", "[]", "{}", '{"form": 1, "files": []}', "{", '{"form": 99}']
)
def test_a_damaged_manifest_is_written_anew(workshop, folder, damage):
    workshop.build()
    (folder / "manifest.json").write_text(damage)
    workshop.build()
    assert set(json.loads((folder / "manifest.json").read_text())["files"]) == set(
        workshop.outputs()
    )
