"""The sandbox in which templates run: they print what they are given, and can do nothing else.

A folder of papers may come from anybody, with templates in it. They see the Edition, measures and
lists of ours; Jinja2's sandbox keeps them from Python's inner things and from changing what they
are given. Of pydantic's models they see what we have put there, not what pydantic brings: it reads
files, and unpickles.
"""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import Any

from jinja2 import Template, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import BaseModel

from masthead.diagnostic import MastheadError, ToolError

_PACKAGE = Path(__file__).resolve().parent.parent
_MOST_JUDGED = 4_000
"""Attributes about which is remembered whether they are safe: ten times as many as ours."""


class _Told(Template):
    """A template whose faults are told with its line."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        """Render it. Raises ToolError for whatever is wrong in it."""
        try:
            return super().render(*args, **kwargs)
        except TemplateSyntaxError as error:  # of one that it includes
            raise explain_syntax(error) from None
        except MastheadError:
            raise
        except Exception as error:
            if (place := _find_line(error)) is None:
                raise
            reason = "" if isinstance(error, TemplateError) else f"{type(error).__name__}: "
            raise ToolError(f"{place}: {reason}{error}") from None


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja2's sandbox, which knows of our models too."""

    template_class = _Told

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._judged: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may see an attribute; but for classes, all of a kind are alike."""
        if isinstance(obj, type):
            return self._judge(obj, attr, value)
        key = type(obj), attr
        safe = self._judged.get(key)
        if safe is None:
            safe = self._judge(obj, attr, value)
            if len(self._judged) < _MOST_JUDGED:
                self._judged[key] = safe
        return safe

    def _judge(self, obj: Any, attr: str, value: Any) -> bool:
        if isinstance(obj, PurePath):
            return False
        model = obj if isinstance(obj, type) else type(obj)
        if issubclass(model, BaseModel) and hasattr(BaseModel, attr):
            return False
        return super().is_safe_attribute(obj, attr, value)


def explain_syntax(error: TemplateSyntaxError) -> ToolError:
    """Say where a template is not written as it should be."""
    return ToolError(f"templates/{error.name}:{error.lineno}: {error.message}")


def _find_line(error: Exception) -> str | None:
    """Find the line of a template at which it went wrong; None where a function of ours did."""
    place = None
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if "__jinja_exception__" in trace.tb_frame.f_globals:
            place = f"templates/{code.co_filename}:{trace.tb_lineno}"
        elif Path(code.co_filename).is_relative_to(_PACKAGE):
            place = None
        trace = trace.tb_next
    return place
