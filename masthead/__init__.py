"""Masthead: one structured source per United Nations paper, every official file from it."""

__version__ = "0.1.0"
