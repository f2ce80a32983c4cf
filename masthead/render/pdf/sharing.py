"""Styles computed once for all elements that look alike, and the lengths in them read once.

WeasyPrint lets elements share a style when the same rules apply to them below one parent. Every
paragraph of a paper has an id, though, which comes into its style as an anchor; so neither it nor
anything in it shares one. Here an anchor is told apart from the rest: all paragraphs take what is
computed from one style, and what stands in them has that one above it. Pseudo-elements, six for
each element, share theirs in the same way.

What the style sheets say of a page is put together once for all pages to which the same rules
apply.

A shared style never changes once boxes are made, so its lengths in pixels are looked up once, too,
and given to each box together. That a box stands in the flow, as nearly all do, is seen from two
values of its style instead of five questions.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import Any

from weasyprint.css import AnonymousStyle, ComputedStyle

from masthead.render.pdf.engine.replacing import replace

_SIDES = ("top", "right", "bottom", "left")
_LENGTHS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES),
    *(f"{which}{axis}" for which in ("", "min_", "max_") for axis in ("width", "height")),
)
_MODULES = ("absolute", "block", "float", "inline", "page", "table")
"""Those that look lengths up."""


class _SharedAnonymous(AnonymousStyle):  # type: ignore[misc]
    """The style of boxes that stand for no element, below a shared style."""

    @cached_property
    def anonymous_style(self) -> _SharedAnonymous:
        return _SharedAnonymous(self)

    @cached_property
    def lengths(self) -> dict[str, Any] | None:
        """What :func:`_find_lengths` finds in it."""
        return _find_lengths(self)


class _Shared(ComputedStyle):  # type: ignore[misc]
    """A style that many elements share."""

    @cached_property
    def anonymous_style(self) -> _SharedAnonymous:
        return _SharedAnonymous(self)

    @cached_property
    def lengths(self) -> dict[str, Any] | None:
        """What :func:`_find_lengths` finds in it."""
        return _find_lengths(self)


class _Anchored(ComputedStyle):  # type: ignore[misc]
    """The style of an element with an anchor of its own, which shares everything else."""

    def __init__(self, shared: _Shared, cascaded: dict[str, Any]) -> None:
        super().__init__(
            shared.parent_style, cascaded, shared.pseudo_type, shared.root_style, shared.base_url,
            shared.font_config, shared.initial_page_sizes,
        )  # fmt: skip
        self.specified = shared.specified
        self.shared = shared

    def __missing__(self, key: str) -> Any:
        value = self[key] = super().__missing__(key) if key == "anchor" else self.shared[key]
        return value

    @property
    def anonymous_style(self) -> _SharedAnonymous:
        return self.shared.anonymous_style

    @property
    def lengths(self) -> dict[str, Any] | None:
        """What :func:`_find_lengths` finds in it."""
        return self.shared.lengths


@contextlib.contextmanager
def share_styles() -> Iterator[None]:
    """Let elements share styles in what is laid out meanwhile."""
    with replace({
        "weasyprint.css.StyleFor.set_computed_styles": _share,
        "weasyprint.formatting_structure.boxes.Box.is_in_normal_flow": _see_flow,
        "weasyprint.css.StyleFor.add_page_declarations": _share_pages,
        **{f"weasyprint.layout.{name}.resolve_percentages": _give_lengths for name in _MODULES},
    }):  # fmt: skip
        yield


def _share(original: Callable[..., None]) -> Callable[..., None]:
    def set_computed_styles(
        self: Any, element: Any, parent: Any, root: Any = None, pseudo_type: Any = None,
        base_url: Any = None, target_collector: Any = None,
    ) -> None:  # fmt: skip
        if parent is None or target_collector is None:  # the root, or a page
            original(self, element, parent, root, pseudo_type, base_url, target_collector)
            return
        computed = self.get_computed_styles()
        above = computed[parent, None]
        above = getattr(above, "shared", above)
        cascaded = self.get_cascaded_styles().get((element, pseudo_type), {})
        # Values are what the style sheets hold, or are held by the style that was made of them.
        key = id(above), pseudo_type, *(
            (name, value if name == "lang" else id(value), weight)
            for name, (value, weight) in cascaded.items()
            if name != "anchor"
        )  # fmt: skip
        styles: dict[Any, _Shared] = self.__dict__.setdefault("shared", {})
        style: Any = styles.get(key)
        if style is None:
            own = {name: value for name, value in cascaded.items() if name != "anchor"}
            style = styles[key] = _Shared(
                above, own, pseudo_type, computed[root, None], base_url, self.font_config,
                self.initial_page_sizes,
            )  # fmt: skip
        if "anchor" in cascaded:
            style = _Anchored(style, cascaded)
            if style["anchor"]:
                target_collector.collect_anchor(style["anchor"])
        computed[element, pseudo_type] = style

    return set_computed_styles


def _share_pages(original: Callable[..., None]) -> Callable[..., None]:
    def add_page_declarations(self: Any, page_type: Any) -> None:
        cascaded = self.get_cascaded_styles()
        cascaded.clear()  # of the pages before: it is gone through for each page
        rules = tuple(
            self._page_type_match(kind, page_type)
            for sheet, *_ in self._sheets
            for _, selectors, _ in sheet.page_rules
            for _, _, kind in selectors
        )
        shared: dict[Any, dict[Any, Any]] = self.__dict__.setdefault("shared_pages", {})
        if rules not in shared:
            original(self, page_type)
            shared[rules] = {pseudo_type: style for (_, pseudo_type), style in cascaded.items()}
        for pseudo_type, style in shared[rules].items():
            cascaded[page_type, pseudo_type] = style

    return add_page_declarations


def _see_flow(original: Callable[..., bool]) -> Callable[..., bool]:
    def is_in_normal_flow(self: Any) -> bool:
        style = self.style
        return (style["float"] == "none" and style["position"] == "static") or original(self)

    return is_in_normal_flow


def _give_lengths(original: Callable[..., None]) -> Callable[..., None]:
    def resolve_percentages(box: Any, containing_block: Any) -> None:
        lengths = getattr(box.style, "lengths", None)
        if lengths is None:
            original(box, containing_block)
        else:
            box.__dict__.update(lengths)

    return resolve_percentages


def _find_lengths(style: Any) -> dict[str, Any] | None:
    """Find the lengths of a box in px, the same wherever it stands; None where they are not."""
    if style["border_collapse"] == "collapse" or style["box_sizing"] != "content-box":
        return None
    lengths: dict[str, Any] = {}
    for name in _LENGTHS:
        value = style[name]
        if value is not None and value != "auto":
            if getattr(value, "unit", None) != "px":
                return None
            value = value.value
        lengths[name] = 0 if value == "auto" and name.startswith("min_") else value
    return lengths | {f"border_{side}_width": style[f"border_{side}_width"] for side in _SIDES}
