"""Checking that every unit has a text in every language version, and no other."""

from __future__ import annotations

from typing import Any

from masthead.data import suggest
from masthead.diagnostic import Diagnostic, Diagnostics, Place
from masthead.language.problems import UNKNOWN_LANGUAGE
from masthead.paper import Job, Localized, Paper, walk_texts
from masthead.read import problems
from masthead.syntax.inline import BLANK_LINE


def check_versions(
    paper: Paper, tree: Any, languages: tuple[str, ...], diagnostics: Diagnostics
) -> None:
    """Report languages that are unknown, missing somewhere, pending, or not listed."""
    _check_codes(paper, tree, languages, diagnostics)
    wanted = [code for code in paper.built_versions if code in languages]
    not_listed: set[str] = set()
    for entry in walk_texts(paper):
        for code in wanted:
            if code not in entry.texts and not entry.may_lack(code):
                diagnostics.add(problems.MISSING_LANGUAGE.at(entry.place, code=code))
        for code, text in entry.texts.items():
            if code in paper.versions or code in not_listed:
                continue
            if code not in languages:
                diagnostics.add(_refuse(code, text.place, languages))
            else:
                not_listed.add(code)  # a version to be listed once, and not a fault of each text
                diagnostics.add(problems.LANGUAGE_NOT_LISTED.at(text.place, code=code))
        if not entry.slot.paragraphs:
            _check_one_paragraph(entry.texts, diagnostics)


def _check_codes(
    paper: Paper, tree: Any, languages: tuple[str, ...], diagnostics: Diagnostics
) -> None:
    """Check the languages that the head of the paper names."""
    places = tree["versions"].keys_at
    for code, version in paper.versions.items():
        if code not in languages:
            diagnostics.add(_refuse(code, places[code], languages))
        if version.status == "pending":
            diagnostics.add(problems.PENDING_VERSION.at(places[code], code=code))
        if version.from_ is not None and version.from_ not in languages:
            place = tree["versions"][code].values_at["from"]
            diagnostics.add(_refuse(version.from_, place, languages))
    if not paper.built_versions:
        diagnostics.add(problems.NO_VERSION.at(tree.keys_at["versions"]))
    if isinstance(paper.job, Job):
        for code in paper.job.dates:
            if code not in languages:
                place = tree["job"]["dates"].keys_at[code]
                diagnostics.add(_refuse(code, place, languages))
    if paper.original not in languages:
        diagnostics.add(_refuse(paper.original, tree.values_at["original"], languages))


def _refuse(code: str, place: Place, languages: tuple[str, ...]) -> Diagnostic:
    hint = suggest(code, list(languages))
    return UNKNOWN_LANGUAGE.at(place, code=code, hint=hint)


def _check_one_paragraph(localized: Localized, diagnostics: Diagnostics) -> None:
    for text in localized.values():
        if len(text.paragraphs) > 1:
            match = BLANK_LINE.search(text.raw, text.paragraphs[0][-1].end)
            diagnostics.add(problems.EMPTY_LINE.at(text.at(match.end() if match else 0)))
