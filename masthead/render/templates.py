"""Templates: the Jinja2 environment of a project: everything printed is escaped, nothing runs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from masthead.edition.edition import outline_text
from masthead.kinds import Rules
from masthead.language.drafts import part_latin
from masthead.render.addresses import open_addresses
from masthead.render.pictures import address_picture
from masthead.render.roles import ROLES

if TYPE_CHECKING:
    from jinja2 import Environment, Template

    from masthead.project import Project


def load_template(project: Project, name: str) -> Template:
    """Load a template of the project by its name, such as ``html/body.html``.

    Every template read for it, those it imports included, is recorded as read.

    Raises jinja2.TemplateNotFound when there is none, ToolError when it is not written as it should
    be, and so does rendering it.
    """
    from jinja2 import TemplateSyntaxError

    from masthead.render.sandbox import explain_syntax

    environment: Environment = project.remember("templates", lambda: _make_environment(project))
    try:
        return environment.get_template(name)
    except TemplateSyntaxError as error:
        raise explain_syntax(error) from None


def _make_environment(project: Project) -> Environment:
    from jinja2 import FunctionLoader, StrictUndefined

    from masthead.render.compiled import open_compiled
    from masthead.render.sandbox import Sandbox

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        try:
            data = project.read("templates", name)
        except FileNotFoundError:
            return None
        # Asked each time a template is used again: so it is recorded for that build, too.
        return data.decode("utf-8"), name, lambda: project.read("templates", name) == data

    environment = Sandbox(
        loader=FunctionLoader(load),
        # A paper that is written from a template has no markup to escape.
        autoescape=lambda name: not (name or "").endswith(".yaml"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        extensions=["jinja2.ext.do"],
        bytecode_cache=open_compiled(__file__),
    )
    environment.filters |= {
        "plain": outline_text,
        "open_addresses": open_addresses,
        "part_latin": part_latin,
    }
    environment.globals |= {
        "Rules": Rules,
        "ROLES": ROLES,
        "address_picture": partial(address_picture, project),
    }
    return environment
