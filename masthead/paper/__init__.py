"""The Paper: the tree that an author writes, with all language versions at every unit."""

from __future__ import annotations

from masthead.paper.agenda import AgendaItem, Annotation, Document, Documents
from masthead.paper.alternatives import Alternative, Alternatives, settle
from masthead.paper.box import Box
from masthead.paper.breaks import Break
from masthead.paper.cells import Cell, Column, Row
from masthead.paper.chart import Chart
from masthead.paper.contents import Contents
from masthead.paper.correction import Correction
from masthead.paper.definitions import Definition, Definitions
from masthead.paper.facts import (
    STATUSES,
    Adoption,
    Agenda,
    Communication,
    Item,
    Job,
    Meeting,
    Version,
)
from masthead.paper.figure import Figure, PictureUnit
from masthead.paper.files import FileName
from masthead.paper.kinds import UNITS
from masthead.paper.lists import Item as ListItem
from masthead.paper.lists import List
from masthead.paper.localized import MARKUP, Localized, Prose
from masthead.paper.model import Code, Identifier
from masthead.paper.numbers import pick_label
from masthead.paper.paper import Paper
from masthead.paper.quotation import Quotation
from masthead.paper.resolution import (
    OPENED,
    Ballot,
    Operative,
    Part,
    PartBody,
    Preamble,
    Vote,
    Voters,
)
from masthead.paper.signature import Signature
from masthead.paper.table import Table
from masthead.paper.unit import NOT_IN_ALL, Slot, Unit
from masthead.paper.units import (
    CALLED_IN_SOME,
    Annex,
    AnnexBody,
    Heading,
    Note,
    Paragraph,
    Subparagraph,
)
from masthead.paper.walk import (
    Entry,
    Found,
    find_annex,
    walk_masthead,
    walk_slots,
    walk_texts,
    walk_units,
)

__all__ = [
    "CALLED_IN_SOME", "MARKUP", "NOT_IN_ALL", "OPENED", "STATUSES", "UNITS", "Adoption", "Agenda",
    "AgendaItem", "Alternative", "Alternatives", "Annex", "AnnexBody",
    "Annotation", "Ballot", "Box", "Break", "Cell", "Chart", "Code", "Column", "Communication",
    "Contents", "Correction", "Definition", "Definitions", "Document", "Documents", "Entry",
    "Figure", "FileName", "Found", "Heading", "Identifier", "Item", "Job", "List", "ListItem",
    "Localized", "Meeting", "Note", "Operative", "Paper", "Paragraph", "Part", "PartBody",
    "PictureUnit", "Preamble", "Prose", "Quotation", "Row", "Signature", "Slot", "Subparagraph",
    "Table", "Unit", "Version", "Vote", "Voters", "find_annex", "pick_label", "settle",
    "walk_masthead", "walk_slots", "walk_texts", "walk_units",
]  # fmt: skip
