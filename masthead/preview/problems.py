"""What may go wrong with a preview, beside what ``check`` and ``build`` find."""

from __future__ import annotations

from masthead.diagnostic import Problem

NOT_BUILT = Problem("B090", "the page cannot be made: {reason}")
"""Something failed that no paper is to blame for."""
