"""A small font package, as npm would pack it, and its lock."""

import base64
import hashlib
import io
import tarfile
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from masthead.setup import fonts
from masthead.setup.fontlock import FontLock, FontPackage, LockedFont, write_font_lock


@dataclass
class Registry:
    """Stands for npm and its registry: hands out the archives it holds, and counts."""

    archives: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def hold(self, name: str, files: dict[str, bytes]) -> FontPackage:
        packed = io.BytesIO()
        with tarfile.open(fileobj=packed, mode="w:gz") as archive:
            for member, content in files.items():
                entry = tarfile.TarInfo(f"package/{member}")
                entry.size = len(content)
                archive.addfile(entry, io.BytesIO(content))
        package = FontPackage(name, "1.0.0", integrity(packed.getvalue()), "OFL-1.1")
        self.archives[package.spec] = packed.getvalue()
        return package

    def pack(self, packages: list[str], into: Path, clone: Path | None) -> None:
        self.asked += packages
        for spec in packages:
            (into / f"{len(self.asked)}.tgz").write_bytes(self.archives[spec])


def integrity(content: bytes) -> str:
    return "sha512-" + base64.b64encode(hashlib.sha512(content).digest()).decode()


def lock_font(package: FontPackage, member: str, content: bytes) -> LockedFont:
    digest = hashlib.sha256(content).hexdigest()
    file = member.rpartition("/")[2]
    return LockedFont(file, "Face", 400, "normal", len(content), digest, package.name, member)


@pytest.fixture
def registry(monkeypatch):
    stand_in = Registry()
    monkeypatch.setattr(fonts, "pack", stand_in.pack)
    return stand_in


@pytest.fixture
def two_packages(registry, tmp_path):
    """A lock file for three fonts out of two packages, and the lock it holds."""
    one = registry.hold("one", {"a/A.ttf": b"face a", "b/B.ttf": b"face b", "README.md": b"x"})
    two = registry.hold("two", {"c/C.ttf": b"face c"})
    lock = FontLock(
        (one, two),
        (
            lock_font(one, "a/A.ttf", b"face a"),
            lock_font(one, "b/B.ttf", b"face b"),
            lock_font(two, "c/C.ttf", b"face c"),
        ),
    )
    path = tmp_path / "fonts.lock"
    write_font_lock(path, lock)
    return path, lock
