"""The source that a file brings along which Masthead built, in a part of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

from masthead.diagnostic import PaperError
from masthead.wordfile.names import SOURCE, Element
from masthead.wordfile.package import Package, Relation

_NAME = f"{{{SOURCE}}}"


class Source(NamedTuple):
    """A source in one language, as it was when the file was built."""

    code: str
    """The code of its language."""
    text: str
    files: dict[str, bytes]
    """The files that it names, as far as they are in the Word file as they were."""


def find_source(package: Package, relations: Iterable[Relation]) -> Source | None:
    """Find the source among the parts of XML that a program may keep; None where there is none."""
    for relation in relations:
        if relation.kind != "customXml" or relation.external:
            continue
        try:
            root = package.parse(relation.target)
        except PaperError:  # some other program's part, and damaged
            continue
        if root is None or root.tag != f"{_NAME}source":
            continue
        files = _find_files(package, root)
        text = root.findtext(f"{_NAME}text") or ""
        return Source(root.get("language", ""), text, files)
    return None


def _find_files(package: Package, root: Element) -> dict[str, bytes]:
    """Find the files that the source names: drawings in words, bitmaps among the pictures."""
    files: dict[str, bytes] = {}
    wanted: dict[str, list[str]] = {}
    for each in root.iterfind(f"{_NAME}file"):
        name, digest = each.get("name", ""), each.get("digest", "")
        if each.text:
            files[name] = each.text.encode()
        else:
            wanted.setdefault(digest, []).append(name)
    for part in package.list_parts("media") if wanted else ():
        data = package.read(part)
        for name in wanted.get(hashlib.sha256(data).hexdigest(), ()):
            files[name] = data
    return files
