"""The application: what a page of the preview may ask, and what it is answered."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec import Struct
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from masthead.diagnostic import MastheadError, Place, ToolError
from masthead.preview.desk import Desk, Shown, UnknownError
from masthead.preview.events import Events
from masthead.preview.following import Following, describe_findings, describe_pages
from masthead.preview.guard import OWN_POLICY, TEXT_POLICY, refuse
from masthead.preview.opening import link_editor, open_editor
from masthead.preview.pagefile import ClosedError, PageFile, Spot
from masthead.preview.trails import find_in, find_page
from masthead.project import Project
from masthead.render.templates import load_template

_PATIENCE = 600.0
"""Seconds that a file on demand may take."""
_MOST_WORDS = 400
"""Letters around a word that are looked at."""
_KEYS = {
    "1, 2, 3": "text and pages, text, pages",
    "s": "change sides",
    "+, −, 0": "size of the pages, fit",
    "d": "light or dark",
    "f": "what was found",
    "e": "on a paragraph’s number: open the editor there",
    "?": "these keys",
    "a click": "on a word: open the editor there",
}
"""What keys do, as the page tells it."""
_KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "epub": "application/epub+zip",
    "html": "text/html; charset=utf-8",
}
"""The files that can be taken away, with what they are."""


class Preview(Struct, frozen=True):
    """What the application works with."""

    desk: Desk
    events: Events
    following: Following
    editor: tuple[str, ...]
    """The command that opens an editor; empty: VS Code's link."""


def make_app(preview: Preview) -> Starlette:
    """Make the application."""
    routes = [
        Route("/", _answer(preview, show_desk)),
        Route("/desk.css", _answer(preview, send_style)),
        Route("/desk.js", _answer(preview, send_script)),
        Route("/state", _answer(preview, describe)),
        Route("/text", _answer(preview, show_text)),
        Route("/page", _answer(preview, draw_page)),
        Route("/pdf", _answer(preview, send_pdf)),
        Route("/file", _answer(preview, send_file)),
        Route("/changes", _answer(preview, show_changes)),
        Route("/open-text", _answer(preview, open_from_text), methods=["POST"]),
        Route("/open-page", _answer(preview, open_from_page), methods=["POST"]),
        Route("/open-line", _answer(preview, open_line), methods=["POST"]),
        Route("/find", _answer(preview, find_on_page)),
        Route("/show", _answer(preview, show_line), methods=["POST"]),
        Route("/events", _follow(preview)),
    ]
    return Starlette(routes=routes)


class Asked(Struct, frozen=True):
    """A question: what stands in the address, and what was sent."""

    address: dict[str, str]
    codes: tuple[str, ...]
    sent: dict[str, Any]

    def number(self, key: str) -> int:
        """Read a number of the address, or of what was sent. Raises ValueError."""
        return int(self.sent.get(key, self.address.get(key, "")))

    def word(self, key: str) -> str:
        """Read a word; empty without one."""
        return str(self.sent.get(key, self.address.get(key, "")))


Answer = Callable[[Preview, Asked], Response]


def _answer(preview: Preview, answer: Answer) -> Callable[[Request], Any]:
    """Answer in a thread; what cannot be answered is refused in a line."""

    async def handle(request: Request) -> Response:
        sent: Any = {}
        if request.method == "POST":
            try:
                sent = await request.json()
            except (ValueError, RecursionError):
                return refuse(400, "that cannot be read")
        if not isinstance(sent, dict):
            return refuse(400, "that cannot be read")
        query = request.query_params
        asked = Asked(dict(query), tuple(query.getlist("lang")), sent)
        try:
            return await run_in_threadpool(answer, preview, asked)
        except UnknownError as error:
            return refuse(404, str(error))
        except (ValueError, IndexError):
            return refuse(400, "that cannot be answered")
        except ClosedError:
            return refuse(409, "the pages are being set anew")
        except MastheadError as error:
            return refuse(409, str(error))

    return handle


def _follow(preview: Preview) -> Callable[[Request], Any]:
    async def handle(request: Request) -> Response:
        if preview.events.is_full:
            return refuse(503, "too many pages are open")
        return StreamingResponse(preview.events.follow(), media_type="text/event-stream")

    return handle


def show_desk(preview: Preview, asked: Asked) -> Response:
    """Show the page itself, which asks for everything else."""
    page = load_template(preview.desk.project, "preview/desk.html").render(
        names=preview.desk.list_names(), formats=tuple(_KINDS), keys=_KEYS,
    )  # fmt: skip
    return HTMLResponse(page)


def send_style(preview: Preview, asked: Asked) -> Response:
    """Send the style of the page."""
    style = preview.desk.project.read("styles", "preview.css")
    return Response(style, media_type="text/css; charset=utf-8")


def send_script(preview: Preview, asked: Asked) -> Response:
    """Send the script of the page."""
    script = preview.desk.project.read("templates", "preview/desk.js")
    return Response(script, media_type="text/javascript; charset=utf-8")


def _find(preview: Preview, asked: Asked) -> Shown:
    return preview.desk.show(asked.word("paper"))


def describe(preview: Preview, asked: Asked) -> Response:
    """Describe a paper: its versions, what is wrong with it, the pages there are."""
    with preview.desk.turn:
        shown = _find(preview, asked)
        project = preview.desk.project
        from masthead.language.language import load_language

        names = {code: load_language(project, code) for code in shown.codes}
        described = {
            "paper": shown.name, "version": shown.version, "papers": preview.desk.list_names(),
            "symbol": shown.paper.symbol if shown.paper else "",
            "codes": [
                {"code": code, "name": names[code].name, "tag": names[code].tag,
                 "direction": names[code].direction}
                for code in shown.codes
            ],
            **describe_findings(shown),
        }  # fmt: skip
    if (code := asked.word("lang")) and code in shown.codes:
        pages = preview.following.find_pages(shown.name, code)
        described["pages"] = describe_pages(pages) if pages else None
    return JSONResponse(described)


def show_text(preview: Preview, asked: Asked) -> Response:
    """Show one or two languages side by side."""
    with preview.desk.turn:
        shown = _find(preview, asked)
        codes = tuple(dict.fromkeys(asked.codes))
        if not 1 <= len(codes) <= 6:
            raise ValueError("languages")
        page = shown.write_text(codes)
    return HTMLResponse(page, headers={"Content-Security-Policy": TEXT_POLICY})


def _find_pages(preview: Preview, asked: Asked) -> PageFile:
    with preview.desk.turn:
        shown = _find(preview, asked)
        code = asked.word("lang")
        shown.find_version(code)
    pages = preview.following.find_pages(shown.name, code)
    if pages is None:
        raise UnknownError("the pages are not set yet")
    return pages


def draw_page(preview: Preview, asked: Asked) -> Response:
    """Draw a page; nothing where the page asks for one of pages that are gone meanwhile."""
    number, width = asked.number("number"), asked.number("width")
    pages = _find_pages(preview, asked)
    try:
        picture = pages.draw(number, width)
    except (ClosedError, IndexError):
        if asked.word("digest") in ("", pages.digest) and not pages.is_closed:
            raise
        return Response(status_code=204)
    mark = hashlib.sha256(picture).hexdigest()[:16]
    return Response(picture, media_type="image/png", headers={"ETag": f'"{mark}"'})


def send_pdf(preview: Preview, asked: Asked) -> Response:
    """Send the PDF as it was built last; where it was not yet, it is built now."""
    with preview.desk.turn:
        shown = _find(preview, asked)
        code = asked.word("lang")
        name = shown.edit(code).filename
    pages = preview.following.find_pages(shown.name, code)
    data = pages.data if pages else _build(preview, shown, code, "pdf").read_bytes()
    headers = {
        "Content-Security-Policy": OWN_POLICY,
        "Content-Disposition": f'inline; filename="{name}.pdf"',
    }
    return Response(data, media_type="application/pdf", headers=headers)


def send_file(preview: Preview, asked: Asked) -> Response:
    """Build a file of a version and send it."""
    with preview.desk.turn:
        shown = _find(preview, asked)
        code, form = asked.word("lang"), asked.word("format")
        shown.find_version(code)
    if form not in _KINDS:
        raise ValueError(form)
    path = _build(preview, shown, code, form)
    headers = {"Content-Disposition": f'attachment; filename="{path.name}"'}
    return Response(path.read_bytes(), media_type=_KINDS[form], headers=headers)


def _build(preview: Preview, shown: Shown, code: str, form: str) -> Path:
    """Build a file and wait for it. Raises ToolError where nothing comes of it."""
    waited = preview.following.builder.want(preview.following.wish(shown.name, code, form))
    built = waited.result(_PATIENCE)
    if built.path is None:
        raise ToolError("; ".join(map(str, built.diagnostics[:3])) or "nothing was built")
    return built.path


def show_changes(preview: Preview, asked: Asked) -> Response:
    """Show what was changed in a version since the last commit."""
    from masthead.compare.summary import compare_papers
    from masthead.importing.versions import read_versions
    from masthead.targets.compared import WRITERS, mark_paper

    with preview.desk.turn:
        shown = _find(preview, asked)
        code = asked.word("lang")
        shown.find_version(code)
    project = Project(preview.desk.project.root)
    versions = read_versions(project, str(shown.path), None)
    old, new = versions
    names = old.name, new.name
    summary = compare_papers(project, old.paper, new.paper, codes=(code,), names=names)
    marked = mark_paper(project, versions, summary.matching, code)
    headers = {"Content-Security-Policy": OWN_POLICY}  # the page itself says the rest
    return HTMLResponse(WRITERS["html"](project, marked), headers=headers)


def open_from_text(preview: Preview, asked: Asked) -> Response:
    """Open the editor where a word of the text was written: so many letters into a node."""
    with preview.desk.turn:
        shown = _find(preview, asked)
        trail = shown.trail(asked.word("lang"))
        words = asked.word("words")[:_MOST_WORDS]
        place = trail.locate_in(
            asked.word("node"), asked.number("before"), words, asked.number("at"))  # fmt: skip
    return _open(preview, shown, place)


def open_from_page(preview: Preview, asked: Asked) -> Response:
    """Open the editor where what stands at a spot of a page was written."""
    pages = _find_pages(preview, asked)
    spot = Spot(asked.number("page"), float(asked.word("x")), float(asked.word("y")))
    character = pages.find_character(spot)
    with preview.desk.turn:
        shown = _find(preview, asked)
        trail = shown.trail(asked.word("lang"))
        found = None if character is None else find_in(
            trail.letters, pages.read(spot.page), character)  # fmt: skip
        place = None if found is None else trail.locate(found)
    return _open(preview, shown, place)


def open_line(preview: Preview, asked: Asked) -> Response:
    """Open the editor where a finding is: in the paper, or in a file that it names."""
    with preview.desk.turn:
        shown = _find(preview, asked)
        known = {found.place.file for found in shown.findings}
    file = asked.word("file") or shown.name
    if file not in known | {shown.name}:
        raise UnknownError("nothing was found in that file")
    place = Place(file, max(asked.number("line"), 1), max(asked.number("column"), 1))
    return _open(preview, shown, place)


def _open(preview: Preview, shown: Shown, place: Place | None) -> Response:
    """Open the editor at a place of a paper on the desk, or give the link that does.

    The place may be in a file of the project that the paper names, such as the rows of a table.
    """
    if place is None:
        return JSONResponse({"message": "Nobody wrote that: it is made when the paper is built."})
    where = {"file": place.file, "line": place.line, "column": place.column}
    root = shown.project.root.resolve()
    path = shown.path if place.file == shown.name else (root / place.file).resolve()
    if path != shown.path and not (path.is_relative_to(root) and path.is_file()):
        raise UnknownError(f"{place.file} is not in this project")
    if preview.editor:
        open_editor(preview.editor, path, place)
        return JSONResponse(where)
    return JSONResponse({**where, "link": link_editor(path, place)})


def find_on_page(preview: Preview, asked: Asked) -> Response:
    """Find where a node begins on the pages; null where it is on none."""
    pages = _find_pages(preview, asked)
    with preview.desk.turn:
        begins = _find(preview, asked).trail(asked.word("lang")).begin(asked.word("node"))
    found = find_page(pages.read_all(), begins)
    return JSONResponse(found and pages.find_spot(*found)._asdict())


def show_line(preview: Preview, asked: Asked) -> Response:
    """Show what a line of a paper says: all pages go there."""
    with preview.desk.turn:
        shown = preview.desk.show(asked.word("file"))
        code = next(iter(shown.codes), None)
        place = Place(shown.name, max(asked.number("line"), 1))
        node = shown.trail(code).find_node(place) if code else None
    preview.events.tell("show", paper=shown.name, node=node or "masthead")
    return JSONResponse({"node": node})
