"""The kinds of units that a text may hold."""

from __future__ import annotations

from masthead.paper.agenda import AgendaItem, Annotation, Documents
from masthead.paper.alternatives import Alternatives
from masthead.paper.box import Box
from masthead.paper.breaks import Break
from masthead.paper.chart import Chart
from masthead.paper.contents import Contents
from masthead.paper.correction import Correction
from masthead.paper.definitions import Definitions
from masthead.paper.figure import Figure
from masthead.paper.lists import List
from masthead.paper.quotation import Quotation
from masthead.paper.resolution import Operative, Part, Preamble, Vote
from masthead.paper.signature import Signature
from masthead.paper.table import Table
from masthead.paper.unit import UNITS, add_kinds
from masthead.paper.units import Annex, Heading, Paragraph

__all__ = ["UNITS"]

# A paragraph may have a list below it: so it comes first.
add_kinds(Heading, Paragraph, Preamble, Operative, Part, Annex, Table, Figure, Chart, List, Box)
add_kinds(Quotation, Definitions, Contents, Vote, Signature, Break)
add_kinds(AgendaItem, Annotation, Documents, Correction, Alternatives)
