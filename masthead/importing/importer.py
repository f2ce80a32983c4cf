"""Files of one work become one paper: of what they say, and of the source that they bring along."""

from __future__ import annotations

import copy
from collections.abc import Sequence

from masthead.draft.draft import Draft
from masthead.importing.carried import take_source, take_sources
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
    whole = sources and all(draft.source for draft in drafts)
    kept = copy.deepcopy(drafts) if whole and len(drafts) > 1 else drafts
    imported = import_words(project, drafts, votes=votes, write=not whole)
    if not whole:
        return imported
    try:
        if len(drafts) > 1:
            take_sources(project, imported, kept)
        else:
            take_source(project, imported, drafts[0])
    except BaseException:
        imported.placed.take_back()
        raise
    return imported
