"""A preview that runs, and a browser that looks at it."""

from __future__ import annotations

import http.client
import json
import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.parse import quote

from masthead.editor import showing
from masthead.project import Project
from tests.conftest import ROOT
from tests.render.browser import find_node, tool_environment
from tests.waiting import LONG, wait_until


class Service:
    """``masthead preview`` in a process of its own."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.folder = folder
        self.opened = folder / "opened.txt"
        note = 'printf \'%s:%s:%s\\n\' "$1" "$2" "$3" >> ' + shlex.quote(str(self.opened))
        editor = f"sh -c {shlex.quote(note)} sh {{file}} {{line}} {{column}}"
        self.said: list[str] = []
        environment = {
            **os.environ, "PYTHONPATH": str(ROOT), "MASTHEAD_CACHE": str(folder / "cache"),
            "PYTHONUNBUFFERED": "1",
        }  # fmt: skip
        self.process = subprocess.Popen(
            [sys.executable, "-m", "masthead", "preview", "--no-browser", "--editor", editor,
             *arguments],
            cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True,
        )  # fmt: skip
        self.address = self._read_address()
        self.port = int(re.search(r":(\d+)/", self.address)[1])  # type: ignore[index]

    def _read_address(self) -> str:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said.append(line)
            if found := re.search(r"http://\S+", line):
                return found[0]
        raise AssertionError("".join(self.said))

    def ask(
        self, path: str, method: str = "GET", body: bytes | None = None, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Ask something over a connection of its own: status, headers, answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LONG)
        sent = {key.replace("_", "-"): value for key, value in headers.items()}
        skips = any(key.lower() == "host" for key in sent)
        connection.putrequest(method, path, skip_host=skips)
        for key, value in sent.items():
            connection.putheader(key, value)
        if body is not None:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders(body)
        answer = connection.getresponse()
        found = answer.status, {key.lower(): value for key, value in answer.headers.items()}
        read = answer.read()
        connection.close()
        return *found, read

    def enter(self) -> str:
        """Use the address: the cookie that it sets."""
        _, headers, _ = self.ask(self.address.partition(f":{self.port}")[2])
        return headers["set-cookie"].partition(";")[0]

    def state(self, cookie: str, paper: str, **facts: str) -> dict[str, Any]:
        """Ask for the state of a paper."""
        query = "".join(f"&{key}={quote(value)}" for key, value in facts.items())
        status, _, read = self.ask(f"/state?paper={quote(paper)}{query}", Cookie=cookie)
        assert status == 200, read
        found: dict[str, Any] = json.loads(read)
        return found

    def show_line(self, name: str, line: int) -> None:
        """Have it show a line, as an editor does, however slow the machine is."""
        environment = {"MASTHEAD_CACHE": str(self.folder / "cache")}
        with (
            mock.patch.dict(os.environ, environment),
            mock.patch.object(showing, "_PATIENCE", LONG),
        ):
            showing.show_line(Project(self.folder), name, line)

    def stop(self, number: int = signal.SIGINT) -> int:
        """End it with a signal, and give its exit code."""
        self.process.send_signal(number)
        code = self.process.wait(LONG)
        assert self.process.stdout is not None
        self.said += self.process.stdout.readlines()
        self.process.stdout.close()
        return code


class Visit:
    """A browser with one page open."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [find_node(), Path(__file__).with_name("browser.cjs")], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, env=tool_environment(folder), text=True,
        )  # fmt: skip

    def do(self, kind: str, value: Any = True) -> Any:
        """Have one thing done: see ``browser.cjs``."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps({kind: value}) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        assert "error" not in answer, answer["error"]
        return answer["result"]

    def close(self) -> None:
        """Close the browser."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write('{"end": true}\n')
        self.process.stdin.close()
        self.process.wait(LONG)
        self.process.stdout.close()


def save(path: Path, text: str) -> None:
    """Save as most editors do: beside, then renamed."""
    beside = path.with_name(f".{path.name}.tmp")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def wait_for_line(opened: Path, count: int) -> list[str]:
    """Wait until the editor was opened so many times: where."""
    wait_until(lambda: opened.exists() and len(opened.read_text().split("\n")) > count, "an editor")
    return opened.read_text(encoding="utf-8").strip().split("\n")
