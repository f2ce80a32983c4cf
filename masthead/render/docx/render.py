"""Rendering a Word file: plan, reference document, story by pandoc, finishing pass, archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from masthead.edition.edition import Edition, Paragraph, Subparagraph, walk_blocks
from masthead.measures import Measures, Page, load_measures
from masthead.render.archive import read_archive, write_archive
from masthead.render.docx.figures import embed_pictures
from masthead.render.docx.finish import (
    Finisher,
    parse_part,
    read_targets,
    rename_links,
    write_part,
)  # fmt: skip
from masthead.render.docx.lengths import emu
from masthead.render.docx.numbering import plan_numbering
from masthead.render.docx.parts import Relationship, fill_part, write_relationships
from masthead.render.docx.reference import Reference, make_reference
from masthead.render.docx.sections import divide_story, is_wide, read_sections
from masthead.render.docx.sketch import sketch_reference
from masthead.render.docx.source import RELATIONSHIP, write_source_parts
from masthead.render.docx.story import write_story
from masthead.render.pandoc import make_document, run_pandoc

if TYPE_CHECKING:
    from lxml.etree import _Element

    from masthead.project import Project

_NO_RELATIONSHIPS = b'<r xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'

LONG_LABEL = 5
"""Characters of the shortest label that may be as wide as its place."""


def render_docx(project: Project, edition: Edition) -> bytes:
    """Render an edition as a Word file.

    Raises RenderError for what Word cannot hold, ToolError when pandoc or a template fails,
    PaperError when the measures are incomplete.
    """
    return pack_parts(make_parts(project, edition))


def pack_parts(parts: dict[str, bytes]) -> bytes:
    """Put parts into a file, in the order in which Word looks for them."""
    first = ["[Content_Types].xml", "_rels/.rels"]
    names = [*first, *sorted(parts.keys() - set(first))]
    return write_archive({name: parts[name] for name in names})


def make_parts(project: Project, edition: Edition, *, named: bool = False) -> dict[str, bytes]:
    """Make the parts of a Word file, by their names, as :func:`render_docx` does.

    ``named``: whether the paragraphs of text and notes say of which node they are.
    """
    measures = load_measures(
        project, edition.station, edition.language.code, edition.series, edition.kind
    )
    plan = plan_numbering(edition)
    reference = make_reference(project, edition, measures, plan)
    pushing = _find_pushing_labels(project, edition, measures)
    story = write_story(
        edition, measures, plan, reference.names, reference.ids, pushing, named=named
    )
    shown = sketch_reference(reference.parts)
    written = run_pandoc(
        make_document(story),
        {"to": "docx", "reference-doc": "reference.docx", "syntax-highlighting": "none"},
        {"reference.docx": write_archive(shown, shown)},
        edition.date,
    )
    pictures = embed_pictures(project, edition, measures)
    return {
        **reference.parts,
        **_finish(project, edition, measures, reference, written, pictures),
        **{f"word/media/{name}": data for name, data in pictures.values()},
        **write_source_parts(project, edition),
    }


def _find_pushing_labels(
    project: Project, edition: Edition, measures: Measures
) -> frozenset[tuple[int, str]]:
    """Find the labels that leave no room for a space after them: (viii).

    The page moves the text after them by a tab stop; Word does so only where they reach the stop.
    """
    units = (
        node for node in walk_blocks(edition.body) if isinstance(node, Paragraph | Subparagraph)
    )
    if all(len(unit.label or "") < LONG_LABEL for unit in units):
        return frozenset()  # and no fonts need be opened
    from masthead.render.pdf.fonts import open_fonts
    from masthead.render.pdf.labels import find_wide_labels

    found = find_wide_labels(edition, measures, open_fonts(project))
    return frozenset((label.level, label.text) for label in found if label.ends_before_tab)


def _finish(
    project: Project,
    edition: Edition,
    measures: Measures,
    reference: Reference,
    written: bytes,
    pictures: dict[str, tuple[str, bytes]],
) -> dict[str, bytes]:
    """Finish pandoc's story: the parts that take the place of the reference document's."""
    pandoc = read_archive(written)
    finisher = Finisher(
        {kind: reference.ids[reference.names[kind]] for kind in ("note", "note_more", "call")},
        right_to_left=edition.language.direction == "rtl",
    )
    document = parse_part(pandoc["word/document.xml"])
    section = divide_story(document[0], read_sections(reference.parts["word/document.xml"]))
    page = measures.wide_page if is_wide(section) else measures.page
    finisher.finish_document(document, _make_end_rule(project, measures, reference, page))
    document[0].append(section)
    notes = parse_part(reference.parts["word/footnotes.xml"])
    finisher.finish_notes(notes, parse_part(pandoc["word/footnotes.xml"]))
    parts = {}
    images = [
        Relationship(relation, "image", f"media/{name}") for relation, (name, _) in pictures.items()
    ]
    story = (*reference.relationships, *images, RELATIONSHIP)
    for name, root, own in (("document", document, story), ("footnotes", notes, ())):
        targets = read_targets(pandoc.get(f"word/_rels/{name}.xml.rels", _NO_RELATIONSHIPS))
        related = [*own, *rename_links(root, targets)]
        parts[f"word/{name}.xml"] = write_part(root)
        if related:
            parts[f"word/_rels/{name}.xml.rels"] = write_relationships(project, related)
    return parts


def _make_end_rule(
    project: Project, measures: Measures, reference: Reference, page: Page
) -> _Element:
    rule = measures.end_rule
    return parse_part(
        fill_part(
            project, "end-rule.xml", style=reference.ids[reference.names["end_rule"]],
            x=emu((page.width - rule.length) / 2), before=emu(rule.before),
            length=emu(rule.length), weight=emu(rule.weight),
        )
    )  # fmt: skip
