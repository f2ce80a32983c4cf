"""Files of one work become one paper: of what they say, and of the source that they bring along."""

from __future__ import annotations

from collections.abc import Sequence

from masthead.draft.draft import Draft
from masthead.importing.carried import take_source
from masthead.importing.words import Imported, import_words
from masthead.project import Project

__all__ = ["Imported", "import_drafts"]


def import_drafts(
    project: Project, drafts: Sequence[Draft], *, votes: bool = False, sources: bool = True
) -> Imported:
    """Make a paper of the language versions of one work. Raises PaperError when they are not.

    The pictures are put beside it; ``placed`` takes them back. ``votes``: whether the paper prints
    the recorded vote, which the official text does not. ``sources``: whether a Word file of ours is
    taken for what its source says, too, and not for its words alone.
    """
    imported = import_words(project, drafts, votes=votes)
    if not sources or len(drafts) != 1 or not drafts[0].source:
        return imported
    try:
        take_source(project, imported, drafts[0])
    except BaseException:
        imported.placed.take_back()
        raise
    return imported
