"""Printing again what a manifest lists, from PDFs that were built anew: for ``masthead verify``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, Future
from pathlib import Path, PurePosixPath
from typing import Any

from masthead.diagnostic import PaperError
from masthead.language.language import load_language
from masthead.print.layout import Layout
from masthead.print.options import PrintOptions
from masthead.print.shop import FOLDER, Pressed, press_job
from masthead.print.source import PrintSource
from masthead.project import Project

UNKNOWN = "what was asked for is not in the manifest: print it again"


class Reprint:
    """Prints into a folder, where new PDFs are, what the manifest of another folder lists."""

    def __init__(self, project: Project, folder: Path, executor: Executor) -> None:
        self.project = project
        self.folder = folder
        self.executor = executor
        self._ordered: dict[str, Future[Pressed]] = {}

    def __call__(
        self, anew: Path, listed: Mapping[str, Mapping[str, Any]]
    ) -> Iterator[tuple[str, str | None]]:
        """Give the name of each file, with the reason where it cannot be made again."""
        for filename, entry in listed.items():
            try:
                if PurePosixPath(filename).parts[:-1] != (FOLDER,):
                    raise ValueError(f"{filename} is no name of a print file")
                pressed = self._press(anew, entry)
            except (KeyError, TypeError, ValueError):
                yield filename, UNKNOWN
            except OSError as error:
                yield filename, f"its PDF cannot be read: {error.strerror}"
            except PaperError as error:
                yield filename, str(next(iter(error.diagnostics)))
            except Exception as error:  # noqa: BLE001  # told as what became of this file
                yield filename, f"it cannot be made again: {error}"
            else:
                path = anew / filename
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(pressed.ticket if filename.endswith(".json") else pressed.data)
                yield filename, None

    def _press(self, anew: Path, entry: Mapping[str, Any]) -> Pressed:
        job = entry["job"]
        key = repr(job)
        if key not in self._ordered:
            asked = job["options"]
            options = PrintOptions(**{**asked, "layout": Layout(asked.get("layout", Layout.SET))})
            sources = [self._read(anew, pdf["file"], pdf["language"]) for pdf in job["pdfs"]]
            self._ordered[key] = self.executor.submit(
                press_job, str(self.project.root), sources, options, str(job["stem"])
            )
        return self._ordered[key].result()

    def _read(self, anew: Path, file: str, code: str) -> PrintSource:
        """Read a PDF: the one built anew, or one of the project's that a person had named."""
        if (anew / file).is_file():
            path, name = anew / file, self.project.name(self.folder / file)
        else:
            path, name = self.project.root / file, file
        if not any(path.resolve().is_relative_to(top) for top in (anew, self.project.root)):
            raise ValueError(f"{file} is outside the project")
        direction = load_language(self.project, code).direction if code else "ltr"
        return PrintSource(name, path.read_bytes(), direction)
