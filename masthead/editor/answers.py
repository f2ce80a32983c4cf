"""Answers: what is written at a place, what may be written on, where the units stand."""

from __future__ import annotations

from lsprotocol import types

from masthead.editor.explaining import explain_place
from masthead.editor.offers import Offer, offer_at
from masthead.editor.protocol import find_symbols
from masthead.editor.server import PaperServer

_OFFERED = {
    "note": types.CompletionItemKind.Constant,
    "id": types.CompletionItemKind.Reference,
    "key": types.CompletionItemKind.Property,
    "value": types.CompletionItemKind.EnumMember,
    "term": types.CompletionItemKind.Text,
}


def answer_places(server: PaperServer) -> None:
    """Explain what is written: hover, outline, labels, folds, and what may be written on."""

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        writing = server.read(params.text_document.uri)
        if writing is None:
            return None
        said = explain_place(writing, *server.positions(writing).read(params.position))
        content = types.MarkupContent(types.MarkupKind.Markdown, said)
        return types.Hover(content) if said else None

    @server.feature(
        types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=["^", "@"])
    )
    def complete(params: types.CompletionParams) -> list[types.CompletionItem]:
        writing = server.read(params.text_document.uri)
        if writing is None:
            return []
        positions = server.positions(writing)
        line, column = positions.read(params.position)
        offers = offer_at(writing, line, column)
        behind = writing.lines[line - 1][column - 1 :]
        spans = [positions.span(line, column - offer.typed, offer.typed) for offer in offers]
        return [
            _write_offer(offer, number, span, behind)
            for number, (offer, span) in enumerate(zip(offers, spans, strict=True))
        ]

    @server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)
    def outline(params: types.DocumentSymbolParams) -> list[types.DocumentSymbol]:
        writing = server.read(params.text_document.uri)
        return find_symbols(writing, server.positions(writing)) if writing else []

    @server.feature(types.TEXT_DOCUMENT_FOLDING_RANGE)
    def fold(params: types.FoldingRangeParams) -> list[types.FoldingRange]:
        writing = server.read(params.text_document.uri)
        found = (one for outer in writing.stretches for one in outer.walk()) if writing else ()
        return [
            types.FoldingRange(stretch.first - 1, stretch.last - 1)
            for stretch in found
            if stretch.last > stretch.first
        ]

    @server.feature(types.TEXT_DOCUMENT_INLAY_HINT)
    def label(params: types.InlayHintParams) -> list[types.InlayHint]:
        writing = server.read(params.text_document.uri)
        if writing is None or not writing.languages:
            return []
        language, positions = writing.languages[0], server.positions(writing)
        hints = []
        for outer in writing.stretches:
            for stretch in outer.walk():
                wanted = params.range.start.line < stretch.first <= params.range.end.line + 1
                if wanted and (said := writing.label(stretch.unit, language)):
                    place = positions.write(stretch.first, stretch.column)
                    hints.append(types.InlayHint(place, said, padding_right=True))
        return hints


def _write_offer(
    offer: Offer, number: int, instead_of: types.Range, behind: str
) -> types.CompletionItem:
    """Write an offer in the order in which it came; a call and a reference are closed."""
    text = offer.text
    if offer.kind in ("note", "id") and not behind.startswith("]"):
        text += "]"
    elif offer.kind == "key" and not behind.startswith(":"):
        text += ": "
    return types.CompletionItem(
        label=offer.text,
        kind=_OFFERED[offer.kind],
        detail=offer.detail or None,
        sort_text=f"{number:04}",
        filter_text=offer.text,
        text_edit=types.TextEdit(instead_of, text),
    )
