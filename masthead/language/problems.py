"""What can be wrong with a language that is asked for."""

from __future__ import annotations

from masthead.diagnostic import Problem

UNKNOWN_LANGUAGE = Problem("R030", "{code!r} is not one of the languages", "{hint}")
