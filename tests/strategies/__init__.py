"""Random papers: every kind of unit, nesting, notes anywhere, references, nasty characters.

``papers()`` gives the source of a paper as an author would write it, so that what is tested goes
all the way from YAML. ``draw_edition`` resolves one of its language versions.

    @given(source=papers())
    def test_it(project, source):
        edition = resolve_source(project, source, "en")
"""

from __future__ import annotations

from tests.strategies.texts import CODES, words
from tests.strategies.whole import papers, resolve_source

__all__ = ["CODES", "papers", "resolve_source", "words"]
