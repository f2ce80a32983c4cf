"""The last build: what it made of each paper, so that the next one need not ask for every file.

In a folder of two thousand papers one is changed, and the others are as they were: their files, all
that was read for them, Masthead and its tools. The cache could say so, an entry for each file; here
it stands together. A paper is taken over whole, and only when everything is as it was.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from msgspec import Struct

from masthead.diagnostic import Diagnostic
from masthead.files import write_pieces
from masthead.targets.basis import Basis
from masthead.targets.fingerprint import SCHEMA, digest_parts
from masthead.targets.ledger import find_ledger
from masthead.targets.options import Options
from masthead.targets.packing import pack_diagnostics, unpack_diagnostics
from masthead.targets.paperbuild import PaperBuild
from masthead.targets.report import UNCHANGED, Outcome
from masthead.targets.target import Target


class PaperBefore(Struct, frozen=True):
    """A paper as the last build left it, and as it still is."""

    digest: str
    claimed: tuple[str, ...]
    """What the names of its files begin with."""
    versions: frozenset[str]
    """The same of all its versions, also those that were not asked for."""
    said: list[Diagnostic]
    outcomes: list[Outcome]


class LastBuild:
    """The papers of the last build with the same options, the same Masthead and tools."""

    def __init__(self, basis: Basis, options: Options, before: LastBuild | None = None) -> None:
        self._basis = basis
        self._path = Path(find_ledger(str(basis.project.root))).with_suffix(".papers")
        made_with = {
            name: (basis.code.digest(name), basis.tools.digest(name))
            for name in ("pdf", *options.formats)
        }
        chosen = (
            options.output, options.store, options.languages, options.stage, options.strict,
            options.locked,
        )  # fmt: skip
        self._key = digest_parts(SCHEMA, repr(made_with), repr(chosen))
        self._kept: dict[str, dict[str, Any]] = {}
        """By name of a paper what was made of it, in the values of JSON."""
        self._inputs: list[dict[str, str]] = []
        """What was read to make something; papers share it, but for what stands beside each."""
        self._changed = False
        self._is_wanted = options.cache
        self._fit: dict[int, bool] = {}
        if options.cache and before is not None and before._key == self._key:
            self._kept, self._inputs = before._kept, before._inputs
        elif options.cache and before is None:
            self._read()
        self._numbers = {frozenset(one.items()): at for at, one in enumerate(self._inputs)}

    def recall(self, paper: PaperBuild, find: Callable[[Target], str | None]) -> PaperBefore | None:
        """Recall a paper, if it and all that was made of it is as it was.

        ``find`` gives the hash of a target's file as it stands there now.
        """
        kept, hashes = self._kept.get(paper.name), self._basis.hashes
        if kept is None or self._basis.project.leads_out(paper.path):
            return None
        if hashes.read(str(paper.path)) != kept["digest"] or kept["file"] != paper.path.name:
            return None
        if not (all(map(self._fits, kept["inputs"])) and self._basis.inputs.fit(kept["own"])):
            return None
        outcomes = [self._recall_file(paper, kept, file) for file in kept["files"]]
        if any(find(outcome.target) != outcome.sha256 for outcome in outcomes):
            return None
        return PaperBefore(
            kept["digest"], tuple(kept["claimed"]), frozenset(kept["versions"]),
            unpack_diagnostics(kept["said"]), outcomes,
        )  # fmt: skip

    def list_editions(self, paper: PaperBuild) -> frozenset[str]:
        """List the hashes of a paper's editions of which files were made."""
        kept = self._kept.get(paper.name)
        return frozenset(file[6] for file in kept["files"]) if kept else frozenset()

    def keep(self, paper: PaperBuild) -> None:
        """Keep what was made of a paper, if all went well with it."""
        if paper.failed or not len(paper.outcomes) == paper.expected > 0:
            self._changed |= self._kept.pop(paper.name, None) is not None
            return
        if not self._is_wanted:
            return
        self._changed = True
        beside = paper.name.rpartition("/")[0] + "/"
        own = {
            name: digest for one in paper.inputs for name, digest in one.items()
            if name.startswith(beside)
        }  # fmt: skip
        shared = [
            {name: digest for name, digest in one.items() if name not in own}
            for one in paper.inputs
        ]  # fmt: skip
        self._kept[paper.name] = {
            "digest": paper.digest,
            "file": paper.path.name,
            "stem": paper.stem,
            "claimed": paper.claimed,
            "versions": [version["filename"] for version in paper.versions.values()],
            "said": pack_diagnostics(paper.said),
            "own": own,
            "inputs": sorted({self._number(one) for one in shared}),
            "files": [
                [
                    one.target.filename, one.target.format, one.target.languages, one.sha256,
                    one.size, one.pages, one.edition, self._number(one.inputs),
                ]
                for one in paper.outcomes
            ],
        }  # fmt: skip

    def write(self, folder: Iterable[str] | None) -> None:
        """Write it for the next process; ``folder`` names all papers, where all were built.

        What cannot be written is not: it only saves time.
        """
        if folder is not None:
            there = set(folder)
            gone = [name for name in self._kept if name not in there]
            self._changed |= bool(gone)
            for name in gone:
                del self._kept[name]
        if self._changed and self._is_wanted:
            self._changed = False
            self._drop_unused()
            pieces = self._pack()
            check = hashlib.sha256()
            for piece in pieces:
                check.update(piece)
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                write_pieces(self._path, [check.hexdigest().encode(), b"\n", *pieces])
            except OSError:
                pass

    def _pack(self) -> list[bytes]:
        """Pack it as JSON, a piece for each paper: of very many papers it is never there twice."""
        head = json.dumps({"key": self._key, "inputs": self._inputs}).removesuffix("}")
        pieces = [f'{head}, "papers": {{'.encode()]
        for at, (name, kept) in enumerate(self._kept.items()):
            comma = ", " if at else ""
            pieces.append(f"{comma}{json.dumps(name)}: {json.dumps(kept)}".encode())
        return [*pieces, b"}}"]

    def _read(self) -> None:
        try:
            check, _, body = self._path.read_bytes().partition(b"\n")
        except OSError:
            return
        if hashlib.sha256(body).hexdigest().encode() == check:  # and so in the form of this key
            kept = json.loads(body)
            if kept["key"] == self._key:
                self._kept, self._inputs = kept["papers"], kept["inputs"]

    def _fits(self, number: int) -> bool:
        if number not in self._fit:
            self._fit[number] = self._basis.inputs.fit(self._inputs[number])
        return self._fit[number]

    def _number(self, inputs: dict[str, str]) -> int:
        key = frozenset(inputs.items())
        if key not in self._numbers:
            self._numbers[key] = len(self._inputs)
            self._inputs.append(inputs)
        return self._numbers[key]

    def _recall_file(self, paper: PaperBuild, kept: dict[str, Any], file: list[Any]) -> Outcome:
        filename, form, languages, sha256, size, pages, edition, inputs = file
        return Outcome(
            Target(paper.name, kept["stem"], tuple(languages), form, filename), UNCHANGED, sha256,
            size, pages, 0, sha256, edition, self._inputs[inputs], kept["digest"],
        )  # fmt: skip

    def _drop_unused(self) -> None:
        """Let go of inputs from which nothing is made any longer."""
        used = {number for kept in self._kept.values() for number in kept["inputs"]}
        used |= {file[-1] for kept in self._kept.values() for file in kept["files"]}
        if len(used) == len(self._inputs):
            return
        numbers = {number: at for at, number in enumerate(sorted(used))}
        self._inputs = [self._inputs[number] for number in numbers]
        self._numbers = {frozenset(one.items()): at for at, one in enumerate(self._inputs)}
        self._fit.clear()
        for name, kept in self._kept.items():
            files = [[*file[:-1], numbers[file[-1]]] for file in kept["files"]]
            inputs = [numbers[number] for number in kept["inputs"]]
            self._kept[name] = {**kept, "inputs": inputs, "files": files}
