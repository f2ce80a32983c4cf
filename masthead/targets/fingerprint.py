"""Fingerprints: what a target depends on, besides the files that are recorded as they are read.

These are the Edition itself (its content, not its place in the source), Masthead's own modules,
and the versions of the tools. Modules in the rooms of a format (``render/docx/``) belong to the
formats that name them; every other module belongs to everything.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import sys
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct
from pydantic import BaseModel

from masthead.diagnostic import ToolError
from masthead.signature import Hashes
from masthead.targets.formats import ROOMS, find_format
from masthead.targets.ledger import list_package_folders

PACKAGE = Path(__file__).resolve().parent.parent
SCHEMA = "1"
"""Changes when what is cached changes its form."""


def digest_tree(value: Any) -> str:
    """Hash a tree of frozen structs, models and plain values: equal trees, equal hashes.

    Types and field names go into it, the order of mappings does not.
    """
    digest = hashlib.sha256()
    parts: list[str] = []
    _write_tree(value, parts)
    digest.update("\0".join(parts).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _write_tree(value: Any, parts: list[str]) -> None:
    """Write a tree in one way only. Strings are preceded by their length, so none can imitate."""
    if isinstance(value, str):
        parts.append(f"s{len(value)}:{value}")
    elif value is None or isinstance(value, bool | int | float):
        parts.append(f"{type(value).__name__}:{value!r}")
    elif isinstance(value, datetime.date):
        parts.append(f"d{value.isoformat()}")
    elif isinstance(value, tuple | list):
        parts.append(f"[{len(value)}")
        for item in value:
            _write_tree(item, parts)
    elif isinstance(value, Mapping):
        parts.append(f"{{{len(value)}")
        for key in sorted(value):
            _write_tree(key, parts)
            _write_tree(value[key], parts)
    elif isinstance(value, BaseModel):
        parts.append(f"m{type(value).__qualname__}")
        _write_tree({name: getattr(value, name) for name in type(value).model_fields}, parts)
    elif isinstance(value, Struct):
        parts.append(f"c{type(value).__qualname__}")
        for name in value.__struct_fields__:
            parts.append(name)
            _write_tree(getattr(value, name), parts)
    else:
        raise TypeError(f"an Edition holds a {type(value).__name__}, which has no fingerprint")


def digest_parts(*parts: str) -> str:
    """Hash strings, each as it stands: none can run into the next."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


class Code:
    """Masthead's own modules, hashed."""

    def __init__(self, hashes: Hashes, package: Path = PACKAGE) -> None:
        self.files: dict[str, str] = {}
        """Path to hash."""
        self.folders: list[str] = []
        self._hashes = hashes
        self._modules = self._hash_folder(package)
        self._digests: dict[str, str] = {}

    def digest(self, name: str) -> str:
        """Hash the modules that a format depends on, those of another package's with its own."""
        if name not in self._digests:
            form = find_format(name)
            modules = {
                module: digest
                for module, digest in self._modules.items()
                if (room := find_room(module)) is None or room in form.rooms
            }
            if form.package != PACKAGE.name:
                modules.update(self._hash_package(form.package))
            written = (f"{module} {digest}" for module, digest in modules.items())
            self._digests[name] = digest_parts(*written)
        return self._digests[name]

    def _hash_package(self, name: str) -> dict[str, str]:
        """Hash the modules of another package."""
        from importlib.util import find_spec

        spec = find_spec(name)
        if spec is None:
            raise ToolError(f"the package {name} is not installed")
        modules = {}
        for folder in spec.submodule_search_locations or ():
            modules.update(self._hash_folder(Path(folder)))
        if spec.origin and not modules:
            self.files[spec.origin] = self._hashes.read(spec.origin) or ""
            modules[name] = self.files[spec.origin]
        return modules

    def _hash_folder(self, package: Path) -> dict[str, str]:
        """Hash the modules of a package: name inside it to hash."""
        modules = {}
        start = len(os.path.join(package, ""))  # noqa: PTH118
        for folder, folders, names in os.walk(package):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            self.folders.append(folder)
            for name in sorted(names):
                if name.endswith(".py"):
                    path = os.path.join(folder, name)  # noqa: PTH118
                    self.files[path] = self._hashes.read(path) or ""
                    modules[path[start:].replace(os.sep, "/")] = self.files[path]
        return modules


_BEGINNINGS = tuple(f"{room}/" for room in ROOMS)


def find_room(module: str) -> str | None:
    """Find the room of a format to which a module belongs; None when it belongs to everything."""
    if not module.startswith(_BEGINNINGS):
        return None
    return next(room for room in ROOMS if module.startswith(f"{room}/"))


class Tools:
    """The versions of the tools, as they are installed."""

    def __init__(self) -> None:
        self.folders = list_package_folders()
        """Where distributions are installed."""
        self._installed: dict[str, str] = {}
        for folder in reversed(self.folders):
            self._installed.update(list_distributions(folder))
        self._native: dict[str, str] | None = None
        self._versions: dict[str, dict[str, str]] = {}
        self._digests: dict[str, str] = {}

    def versions(self, form: str) -> dict[str, str]:
        """The version of each tool that a format is made with."""
        if form not in self._versions:
            self._versions[form] = self._find_versions(form)
        return self._versions[form]

    def _find_versions(self, form: str) -> dict[str, str]:
        tools = find_format(form).tools
        named = {name: self._installed[name] for name in tools if name in self._installed}
        own = {"python": "{}.{}.{}".format(*sys.version_info), "zlib": zlib.ZLIB_RUNTIME_VERSION}
        if "weasyprint" in tools:
            if self._native is None:
                self._native = read_native_versions()
            own |= self._native
        return dict(sorted({**named, **own}.items()))

    def native_files(self) -> list[str]:
        """The files of those libraries of the system whose versions were asked for."""
        return find_native_files() if self._native else []

    def digest(self, form: str) -> str:
        """Hash the versions of a format's tools."""
        if form not in self._digests:
            self._digests[form] = digest_tree(self.versions(form))
        return self._digests[form]


def list_distributions(folder: str) -> dict[str, str]:
    """List the distributions installed in a folder with their versions, by their folders' names."""
    found = {}
    try:
        names = os.listdir(folder)  # noqa: PTH208
    except OSError:
        return {}
    for name in names:
        if name.endswith(".dist-info"):
            distribution, _, version = name.removesuffix(".dist-info").partition("-")
            found[distribution.lower().replace(".", "_")] = version
    return found


def read_native_versions() -> dict[str, str]:
    """Read the versions of the libraries of the system that lay out text."""
    import ctypes
    import ctypes.util

    versions = {}
    for name, library, function in (
        ("pango", "pango-1.0", "pango_version_string"),
        ("harfbuzz", "harfbuzz", "hb_version_string"),
    ):
        for candidate in (f"lib{library}.so.0", f"lib{library}.dylib", f"lib{library}.0.dylib"):
            try:
                call = getattr(ctypes.CDLL(candidate), function)
            except (OSError, AttributeError):
                continue
            call.restype = ctypes.c_char_p
            versions[name] = call().decode("ascii", "replace")
            break
    return versions


def find_native_files() -> list[str]:
    """Find the files of the loaded libraries that lay out text, where the system can say so."""
    try:
        maps = Path("/proc/self/maps").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    paths = {line.split(maxsplit=5)[-1] for line in maps.splitlines() if "/lib" in line}
    wanted = ("libpango-1.0", "libharfbuzz.", "libfontconfig.")
    return sorted(path for path in paths if Path(path).name.startswith(wanted))
