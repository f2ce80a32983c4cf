"""An editor, as the language server sees one: a client over standard input and output."""

from __future__ import annotations

import asyncio
import os
import sys
import threading
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from tests.conftest import ROOT
from tests.waiting import LONG, wait_until


class Editor:
    """A client with one paper open; every answer is waited for."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.folder = folder
        self.shown: dict[str, types.PublishDiagnosticsParams] = {}
        self.messages: list[str] = []
        self.version = 0
        self.uri = ""
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.client = LanguageClient("tests", "1")
        self._listen()
        command = [sys.executable, str(ROOT / "build.py"), "lsp", *arguments]
        self._wait(self.client.start_io(*command, cwd=str(folder), env={**os.environ}))
        self.capabilities = self.ask(
            "initialize",
            types.InitializeParams(
                capabilities=types.ClientCapabilities(
                    general=types.GeneralClientCapabilities(
                        position_encodings=[types.PositionEncodingKind.Utf16]
                    )
                ),
                root_uri=folder.as_uri(),
            ),
        ).capabilities
        self.client.initialized(types.InitializedParams())

    def _listen(self) -> None:
        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: types.PublishDiagnosticsParams) -> None:
            self.shown[params.uri] = params

        @self.client.feature(types.WINDOW_SHOW_MESSAGE)
        def message(params: types.ShowMessageParams) -> None:
            self.messages.append(params.message)

    def _wait(self, work: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(LONG)

    def ask(self, method: str, params: Any) -> Any:
        """Ask something, and wait for the answer. Raises JsonRpcException for an error."""

        async def send() -> Any:
            return await self.client.protocol.send_request_async(method, params)

        return self._wait(send())

    def _tell(self, method: str, params: Any) -> None:
        self._loop.call_soon_threadsafe(self.client.protocol.notify, method, params)

    def open(self, path: Path, text: str) -> None:
        """Open a file with a text that need not be what is saved."""
        self.uri, self.version = path.as_uri(), self.version + 1
        item = types.TextDocumentItem(self.uri, "yaml", self.version, text)
        self._tell("textDocument/didOpen", types.DidOpenTextDocumentParams(item))

    def change(self, text: str) -> None:
        """Type: the whole text is another one."""
        self.version += 1
        self._tell(
            "textDocument/didChange",
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(self.version, self.uri),
                [types.TextDocumentContentChangeWholeDocument(text)],
            ),
        )

    def close(self) -> None:
        """Close the paper."""
        item = types.TextDocumentIdentifier(self.uri)
        self._tell("textDocument/didClose", types.DidCloseTextDocumentParams(item))

    def findings(self) -> list[types.Diagnostic]:
        """Wait for what is wrong with the text as it is now."""
        wait_until(self._is_current, "findings")
        return list(self.shown[self.uri].diagnostics)

    def _is_current(self) -> bool:
        return self.uri in self.shown and self.shown[self.uri].version == self.version

    @property
    def document(self) -> types.TextDocumentIdentifier:
        """The paper that is open."""
        return types.TextDocumentIdentifier(self.uri)

    def stop(self) -> None:
        """End the server as an editor does."""
        self.ask("shutdown", None)
        self._tell("exit", None)
        self._wait(self.client.stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(LONG)
        self._loop.close()
