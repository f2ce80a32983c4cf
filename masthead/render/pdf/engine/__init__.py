"""The layout engine, WeasyPrint: brought in, looked at, and lent functions of ours for a while.

What is replaced in it, and what is used that it does not promise, is one table: `leanings`.
"""

from masthead.render.pdf.engine.entry import import_engine

__all__ = ["import_engine"]
