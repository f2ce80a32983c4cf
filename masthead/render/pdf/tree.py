"""The page as a tree: what WeasyPrint's HTML parser, written in Python, would make of its text.

The templates of the page that Masthead brings are XML as well, and Python's parser of XML takes a
twentieth of the time. With templates of a project's own the text goes to WeasyPrint: what HTML
allows and XML does not, or means in another way, is theirs to use.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any
from xml.etree import ElementTree as ET  # our own text; expat refuses bombs

from cssselect2 import ElementWrapper
from weasyprint import HTML

from masthead.project import Project, built_in_folder

_SVG = "{http://www.w3.org/2000/svg}"


class _Walked(ElementWrapper):  # type: ignore[misc]
    """An element as style sheets see it.

    ``passed``: the elements that are passed over with all that is in them, since their styles are
    known.
    """

    passed: Container[ET.Element] = ()

    def iter_subtree(self) -> Iterator[_Walked]:
        """Go through the elements in this one, itself first."""
        stack = [iter([self])]
        while stack:
            element = next(stack[-1], None)
            if element is None:
                stack.pop()
            elif element.etree_element not in self.passed:
                yield element
                stack.append(element.iter_children())


class PageTree(HTML):  # type: ignore[misc]
    """A page of which there is a tree already.

    ``text``: the element in which its text stands, of elements that may be kept.
    """

    def __init__(self, tree: ET.Element, fetcher: Any, text: ET.Element | None = None) -> None:
        self.base_url = None
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = _Walked.from_html_root(tree, content_language=None)
        self.etree_element = self.wrapper_element.etree_element
        self.text = text


def is_ours(project: Project) -> bool:
    """Whether a project has the templates of Masthead alone."""
    return project.folders("templates") == (built_in_folder("templates"),)


def parse_page(project: Project, text: str, fetcher: Any) -> Any:
    """Parse a page for WeasyPrint; ``fetcher`` gives it the files that it names."""
    if not is_ours(project):
        return HTML(string=text, url_fetcher=fetcher)
    try:
        return PageTree(parse_tree(text), fetcher)
    except ET.ParseError:  # a character that XML has no place for
        return HTML(string=text, url_fetcher=fetcher)


def parse_tree(text: str) -> ET.Element:
    """Parse a page that is both HTML and XML, to the elements that an HTML parser makes."""
    tree = ET.fromstring(text)  # noqa: S314
    _, body = tree
    for drawing in list(tree.iter("svg")):  # HTML knows by itself what it is
        for element in drawing.iter():
            element.tag = f"{_SVG}{element.tag}"
    # HTML has no text around head and body; what follows the body comes into it.
    tree.text = None
    after = (body.tail or "") + text.rpartition("</html>")[2]
    body.tail = None
    if len(body):
        body[-1].tail = (body[-1].tail or "") + after
    else:
        body.text = (body.text or "") + after
    return tree
