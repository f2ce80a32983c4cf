"""Checking that every unit has a text in every language version, and no other."""

from __future__ import annotations

from typing import Any

from masthead.data import suggest
from masthead.diagnostic import Diagnostics, Place
from masthead.paper import Localized, Paper, walk_texts
from masthead.read import problems


def check_versions(
    paper: Paper, tree: Any, languages: tuple[str, ...], diagnostics: Diagnostics
) -> None:
    """Report languages that are unknown, missing somewhere, pending, or not listed."""
    places = tree["versions"].keys_at
    for code, version in paper.versions.items():
        if code not in languages:
            hint = suggest(code, list(languages))
            diagnostics.add(problems.UNKNOWN_LANGUAGE.at(places[code], code=code, hint=hint))
        if version.status == "pending":
            diagnostics.add(problems.PENDING_VERSION.at(places[code], code=code))
        if version.from_ is not None and version.from_ not in languages:
            hint = suggest(version.from_, list(languages))
            place = tree["versions"][code].values_at["from"]
            diagnostics.add(problems.UNKNOWN_LANGUAGE.at(place, code=version.from_, hint=hint))
    if not paper.built_versions:
        diagnostics.add(problems.NO_VERSION.at(tree.keys_at["versions"]))
    if paper.original not in languages:
        hint = suggest(paper.original, list(languages))
        place = tree.values_at["original"]
        diagnostics.add(problems.UNKNOWN_LANGUAGE.at(place, code=paper.original, hint=hint))
    for kind, place, localized in walk_texts(paper):
        _check_localized(kind, place, localized, paper, diagnostics)


def _check_localized(
    kind: str, place: Place, localized: Localized, paper: Paper, diagnostics: Diagnostics
) -> None:
    for code in paper.built_versions:
        if code not in localized:
            diagnostics.add(problems.MISSING_LANGUAGE.at(place, code=code))
    for code, text in localized.items():
        if code not in paper.versions:
            diagnostics.add(problems.LANGUAGE_NOT_LISTED.at(text.place, code=code))
        if kind != "note" and len(text.paragraphs) > 1:
            offset = text.raw.index("\n\n") + 1 if "\n\n" in text.raw else 0
            diagnostics.add(problems.EMPTY_LINE.at(text.at(offset)))
