"""Files of other programs, turned into Word files by LibreOffice, where that is installed.

It runs by itself in a folder that goes afterwards, without macros, and without loading anything
that a file links to.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from masthead.diagnostic import PaperError, Place
from masthead.scratch import Scratch
from masthead.wordfile import problems

_MINUTES = 3
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WEB = (b"<html", b"<!doctype html", b"mime-version:")
_SETTINGS = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def tell_format(data: bytes) -> str | None:
    """Tell the format of a file that LibreOffice can turn into a Word file; None for another."""
    if data.startswith(_OLE):
        return "doc"
    if data.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(b"PK") and b"mimetypeapplication/vnd.oasis.opendocument.text" in data[:200]:
        return "odt"
    if data[:2000].lstrip().lower().startswith(_WEB):
        return "html"
    return None


def convert_to_word(data: bytes, file: str) -> bytes:
    """Turn a file of such a format into a Word file; any other comes back as it is.

    Raises PaperError when LibreOffice is not there, or does not understand the file.
    """
    kind = tell_format(data)
    if kind is None or (kind == "doc" and "EncryptedPackage".encode("utf-16-le") in data):
        return data
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise PaperError([problems.NO_OFFICE.at(Place(file), kind=f".{kind}")])
    scratch = Scratch()
    try:
        return _convert(program, data, kind, file, Path(scratch.path))
    finally:
        scratch.close()


def _convert(program: str, data: bytes, kind: str, file: str, folder: Path) -> bytes:
    source = folder / f"given.{kind}"
    source.write_bytes(data)
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    command = [
        program, f"-env:UserInstallation={profile.parent.as_uri()}", "--headless", "--norestore",
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder), str(source),
    ]  # fmt: skip
    environment = {**os.environ, "HOME": str(folder)}
    made = folder / "given.docx"
    for _ in range(2):  # the first call in a new profile may do nothing
        try:
            subprocess.run(  # the program of this machine, over our own file
                command, env=environment, check=False, capture_output=True, timeout=_MINUTES * 60
            )
        except (OSError, subprocess.TimeoutExpired):
            break
        if made.is_file():
            return made.read_bytes()
    raise PaperError([problems.NOT_CONVERTED.at(Place(file), kind=f".{kind}")])
