"""Who is served, and who is not: only this person, on this machine, from pages of the preview."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from unittest import mock
from urllib.parse import quote

import pytest
import watchfiles
from watchfiles import Change

from masthead.editor.showing import list_addresses
from masthead.preview.desk import Desk
from masthead.preview.events import Events
from masthead.preview.following import Following
from masthead.project import Project
from masthead.targets.executor import InProcess
from tests.conftest import ROOT, STEM
from tests.preview.conftest import SAMPLE, make_project
from tests.preview.service import Service, save
from tests.waiting import LONG, wait_until

PAPER = f"source/{SAMPLE}.yaml"


@pytest.fixture(scope="module")
def cookie(service: Service) -> str:
    """What a browser was given that used the address."""
    return service.enter()


def test_an_address_is_good_for_one_visit(service: Service, cookie: str) -> None:
    used = service.address.partition(f":{service.port}")[2]
    status, headers, said = service.ask(used)
    assert status == 403
    assert b"the terminal has a new one" in said
    assert "set-cookie" not in headers
    assert service.ask("/", Cookie=cookie)[0] == 200


def test_a_cookie_is_for_this_browser_and_this_site_alone(service: Service, folder: Path) -> None:
    other = Service(folder)
    try:
        _, headers, _ = other.ask(other.address.partition(f":{other.port}")[2])
        assert "HttpOnly" in headers["set-cookie"]
        assert "samesite=strict" in headers["set-cookie"].lower()
        assert str(other.port) in headers["set-cookie"]  # cookies know no ports
    finally:
        assert other.stop() == 0


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Cookie": "masthead-1=x"},
        {"Cookie": "masthead=; ;;=\x7f"},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer é"},
    ],
)
def test_who_knows_no_token_is_refused(service: Service, headers: dict[str, str]) -> None:
    for path in ("/", "/events", "/state?paper=x", "/desk.js", "/?token=x"):
        assert service.ask(path, **headers)[0] == 403, path


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "example.org"},
        {"Host": "example.org:80"},
        {"Host": "127.0.0.1.example.org"},
        {"Host": "127.0.0.1:1"},
        {"Host": ""},
        {"Origin": "http://example.org"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_pages_from_elsewhere_are_refused(
    service: Service, cookie: str, headers: dict[str, str]
) -> None:
    assert service.ask("/", Cookie=cookie, **headers)[0] == 403


def test_browsers_are_told_to_keep_to_this_server(service: Service, cookie: str) -> None:
    _, headers, _ = service.ask("/", Cookie=cookie)
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
    text = service.ask(f"/text?paper={PAPER}&lang=en", Cookie=cookie)[1]
    assert "script" not in text["content-security-policy"]


@pytest.mark.parametrize(
    "paper",
    [
        "../../../../etc/passwd", "/etc/passwd", "source/../../../etc/passwd", "styles/preview.css",
        "source/nothing.yaml", "", "\0", "source", "x" * 5000,
    ],
)  # fmt: skip
def test_nothing_but_the_papers_is_served(service: Service, cookie: str, paper: str) -> None:
    name = quote(paper)
    asked = [
        f"/text?paper={name}&lang=en", f"/state?paper={name}", f"/pdf?paper={name}&lang=en",
        f"/page?paper={name}&lang=en&number=1&width=100",
        f"/file?paper={name}&lang=en&format=pdf",
    ]  # fmt: skip
    for path in asked:
        status, _, said = service.ask(path, Cookie=cookie)
        assert status in (400, 404), path
        assert b"root:" not in said
    body = json.dumps({"paper": paper, "line": 1, "column": 1}).encode()
    assert service.ask("/open-line", "POST", body, Cookie=cookie)[0] in (400, 404)
    assert not service.opened.exists()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        (f"/text?paper={PAPER}", 400),
        (f"/text?paper={PAPER}&lang=xx", 404),
        (f"/text?paper={PAPER}&lang=en&lang=../x", 404),
        (f"/page?paper={PAPER}&lang=xx&number=1&width=9", 404),
        (f"/file?paper={PAPER}&lang=en&format=exe", 400),
        ("/nothing", 404),
        ("/desk.css/../../etc", 404),
    ],
)
def test_what_is_not_there_is_said(service: Service, cookie: str, path: str, status: int) -> None:
    assert service.ask(path, Cookie=cookie)[0] == status


def test_what_cannot_be_read_is_refused(service: Service, cookie: str) -> None:
    bodies = (b"", b"{", b"[]", b"\xff", b'{"paper": 1, "lang": {}, "node": []}', b"[" * 90_000)
    for body in bodies:
        for path in ("/open-text", "/open-page", "/open-line", "/show"):
            assert service.ask(path, "POST", body, Cookie=cookie)[0] in (400, 404), (path, body)
    large = b"[" * 200_000
    assert service.ask("/show", "POST", large, Cookie=cookie)[0] == 413
    assert service.ask("/open-line", Cookie=cookie)[0] == 405


def test_over_ssh_one_is_told_how_to_get_there(tmp_path: Path) -> None:
    with mock.patch.dict(os.environ, {"SSH_CONNECTION": "x"}):
        service = Service(make_project(tmp_path / "project"))
        assert service.stop() == 0
    assert any(f"ssh -L {service.port}:127.0.0.1:{service.port}" in line for line in service.said)


def test_a_port_in_use_is_said(service: Service, folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "masthead", "preview", "--no-browser", "--port", str(service.port)],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
        timeout=LONG, check=False,
    )  # fmt: skip
    assert done.returncode == 3
    assert f"port {service.port} is in use" in done.stderr
    assert done.stderr.count("\n") == 1


def test_fifty_pages_are_told_and_one_that_never_reads_harms_nobody(
    service: Service, cookie: str, folder: Path
) -> None:
    request = f"GET /events HTTP/1.1\r\nHost: 127.0.0.1:{service.port}\r\nCookie: {cookie}\r\n\r\n"
    pages = []
    for _ in range(50):
        page = socket.create_connection(("127.0.0.1", service.port), timeout=LONG)
        page.sendall(request.encode())
        pages.append(page)
    deaf = pages.pop()  # never reads
    service.state(cookie, PAPER)
    path = folder / PAPER
    text = path.read_text(encoding="utf-8")
    save(path, text.replace("Sample paper", "Changed paper"))
    try:

        def listen(page: socket.socket) -> bool:
            read = b""
            while b'"kind": "text"' not in read:
                received = page.recv(4096)
                assert received, "the page was let go"
                read += received
            return True

        with ThreadPoolExecutor(len(pages)) as threads:
            assert all(threads.map(listen, pages))
        assert service.ask("/", Cookie=cookie)[0] == 200
    finally:
        save(path, text)
        for page in (*pages, deaf):
            page.close()


def test_an_editor_shows_a_line(service: Service, cookie: str, folder: Path) -> None:
    service.state(cookie, PAPER)
    project = Project(folder)
    with mock.patch.dict(os.environ, {"MASTHEAD_CACHE": str(folder / "cache")}):
        assert [address.port for address in list_addresses(project)] == [service.port]
        service.show_line(PAPER, 200)
        files = list((folder / "cache" / "previews").iterdir())
    assert [file.stat().st_mode & 0o077 for file in files] == [0]


def test_what_was_changed_since_the_last_commit(
    service: Service, cookie: str, folder: Path
) -> None:
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@localhost", "-C", str(folder)]
    asked = f"/changes?paper={PAPER}&lang=en"
    assert service.ask(asked, Cookie=cookie)[0] == 409  # no repository
    for words in (["init", "-q"], ["add", "source"], ["commit", "-qm", "first"]):
        subprocess.run([*git, *words], check=True)
    path = folder / PAPER
    text = path.read_text(encoding="utf-8")
    save(path, text.replace("Sample paper", "Changed paper"))
    try:
        status, _, page = service.ask(asked, Cookie=cookie)
        assert status == 200
        assert re.search(rb"<del\b(?:(?!</del>).)*Sample", page)
        assert re.search(rb"<ins\b(?:(?!</ins>).)*Changed", page)
    finally:
        save(path, text)


@pytest.mark.parametrize(("form", "begins"), [("docx", b"PK"), ("epub", b"PK"), ("html", b"<!D")])
def test_files_of_a_version_are_handed_over(
    service: Service, cookie: str, form: str, begins: bytes
) -> None:
    asked = f"/file?paper={PAPER}&lang=fr&format={form}"
    status, headers, data = service.ask(asked, Cookie=cookie)
    assert status == 200
    assert headers["content-disposition"] == f'attachment; filename="A_80_XX-FR.{form}"'
    assert data.startswith(begins)


def test_the_print_view_waits_for_its_pages(service: Service, cookie: str) -> None:
    status, headers, data = service.ask(f"/pdf?paper={PAPER}&lang=ru", Cookie=cookie)
    assert status == 200
    assert headers["content-disposition"] == 'inline; filename="A_80_XX-RU.pdf"'
    assert data.startswith(b"%PDF")


def test_papers_come_and_go(service: Service, cookie: str, folder: Path) -> None:
    new = folder / "source" / "A_80_YY.yaml"
    text = (folder / PAPER).read_text(encoding="utf-8").replace("A/80/XX", "A/80/YY")
    save(new, text)
    try:
        state = service.state(cookie, "source/A_80_YY.yaml")
        assert state["symbol"] == "A/80/YY"
        assert "source/A_80_YY.yaml" in state["papers"]
        new.unlink()
        wait_until(
            lambda: service.state(cookie, "source/A_80_YY.yaml")["broken"],
            "the paper that is gone",
        )
        assert "source/A_80_YY.yaml" not in service.state(cookie, PAPER)["papers"]
    finally:
        new.unlink(missing_ok=True)


def test_a_paper_that_was_seen_before_it_went_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slow machine tells of both at once; of what nobody saw it need not be told."""
    folder = make_project(tmp_path / "project").resolve()
    seen, unseen = folder / PAPER, folder / "source" / f"{STEM}.yaml"
    both = {(change, str(path)) for change in (Change.added, Change.deleted)
            for path in (seen, unseen)}  # fmt: skip
    monkeypatch.setattr(watchfiles, "watch", lambda *_, **__: iter([both]))

    async def follow() -> list[set[Path]]:
        desk = Desk(Project(folder), ())
        desk.show(PAPER)
        following = Following(desk, InProcess(), folder / "output", Events())
        seen.unlink()
        unseen.unlink()
        told = list(following._watch._wait([folder]))
        following.close()
        return told

    assert asyncio.run(follow()) == [{seen}]


def test_a_broken_paper_keeps_what_was_good(service: Service, cookie: str, folder: Path) -> None:
    path = folder / "source" / f"{STEM}.yaml"
    name = f"source/{STEM}.yaml"
    text = path.read_text(encoding="utf-8")
    before = service.state(cookie, name)
    save(path, text.replace("\ntext:\n", "\ntext: [\n"))
    wait_until(lambda: service.state(cookie, name)["broken"], "the fault")
    broken = service.state(cookie, name)
    assert broken["version"] == before["version"]
    assert broken["findings"]
    assert service.ask(f"/text?paper={quote(name)}&lang=en", Cookie=cookie)[0] == 200
    save(path, text)
    wait_until(lambda: not service.state(cookie, name)["broken"], "the mending")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_and_leaves_nothing_behind(tmp_path: Path, number: int) -> None:
    folder = make_project(tmp_path / "project")
    service = Service(folder)
    cookie = service.enter()
    service.state(cookie, PAPER, lang="en")
    children = Path(f"/proc/{service.process.pid}/task/{service.process.pid}/children")
    workers = children.read_text().split() if children.exists() else []
    assert service.stop(number) == 0
    assert not list((folder / "cache" / "previews").iterdir())
    wait_until(lambda: not any(Path("/proc", worker).exists() for worker in workers), "workers")
    assert sorted(path.name for path in folder.iterdir()) == ["cache", "source", "styles"]
    with pytest.raises(ConnectionError):
        socket.create_connection(("127.0.0.1", service.port), timeout=LONG)


def test_what_is_not_agreed_upon_is_shown_as_a_draft(tmp_path: Path) -> None:
    folder = make_project(tmp_path / "project")
    path = folder / PAPER
    text = path.read_text(encoding="utf-8")
    save(path, text.replace("Sample paper: layout", "Sample [[paper]]: layout"))
    service = Service(folder, PAPER)
    cookie = service.enter()
    state = service.state(cookie, PAPER, lang="en")
    assert not state["broken"]
    shown = service.ask(f"/text?paper={PAPER}&lang=en&lang=fr", Cookie=cookie)[2]
    assert b"[paper]" in shown
    wait_until(lambda: service.state(cookie, PAPER, lang="en")["pages"], "the pages of a draft")
    assert service.stop() == 0
