"""Two versions of a paper as one Word file with tracked changes: insertions and deletions alone.

The Word files of both versions are made as ever, and merged: so rejecting everything gives what the
old file was, and accepting everything the new one, whatever a paper may hold.

stories     text, heads, feet and notes of the two files
named       the parts of a file, whose paragraphs know of which node they are
blocks      paragraphs, tables and rows that stand for each other
paragraphs  words of a paragraph
runs        what a paragraph holds, cut into what comes or goes as a whole
numbers     the lists in which what is gone was counted
marking     what Word has for insertions and deletions
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from masthead.compare.align import Same
    from masthead.edition.edition import Edition
    from masthead.project import Project


class Stamp(NamedTuple):
    """Who made the changes, and when."""

    author: str
    date: datetime.date


def render_tracked(
    project: Project, old: Edition, new: Edition, same: Same, stamp: Stamp
) -> bytes:  # fmt: skip
    """Render what was changed; see :func:`masthead.render.tracked.stories.render_tracked`."""
    from masthead.render.tracked import stories

    return stories.render_tracked(project, old, new, same, stamp)
