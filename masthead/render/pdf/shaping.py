"""What Pango needs to know of a style, told once and not for each line.

WeasyPrint makes a context, a font description and a list of features for every line that it lays
out, and again when it draws the line: a fourteenth of a page's time. A page has some forty styles.
How high a line of a style is, and where its baseline, is asked as often.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

from weasyprint.text.constants import PANGO_DIRECTION
from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.fonts import font_features, get_font_description

from masthead.render.pdf.engine.replacing import replace

_FEATURES = (
    "font_kerning", "font_variant_ligatures", "font_variant_position", "font_variant_caps",
    "font_variant_numeric", "font_variant_alternates", "font_variant_east_asian",
    "font_feature_settings",
)  # fmt: skip


@contextlib.contextmanager
def prepare_styles() -> Iterator[None]:
    """Let the lines of what is laid out and drawn meanwhile share what Pango knows of a style."""
    with replace({
        "weasyprint.text.line_break.Layout.setup": _set_up,
        "weasyprint.layout.inline.strut": _measure_once,
    }):  # fmt: skip
        yield


def _measure_once(original: Any) -> Any:
    def strut(style: Any) -> Any:
        measured = style.__dict__.get("strut")
        if measured is None:
            measured = style.strut = original(style)
        return measured

    return strut


def _set_up(original: Any) -> Any:
    def setup(self: Any, style: Any) -> None:
        prepared = style.__dict__.get("prepared")
        if prepared is None:
            prepared = style.prepared = _Prepared(style) if _is_simple(style) else False
        if prepared:
            prepared.set_up(self, style)
        else:
            original(self, style)

    return setup


def _is_simple(style: Any) -> bool:
    """Whether no line is drawn with the text, and its language is that of its font."""
    return (
        style["text_decoration_line"] == "none"
        and style["font_language_override"] == "normal"
        and bool(style["lang"])
    )


class _Prepared:
    """What Pango knows of a style."""

    def __init__(self, style: Any) -> None:
        self.context = ffi.gc(
            pango.pango_font_map_create_context(style.font_config.font_map),
            gobject.g_object_unref,
        )
        pango.pango_context_set_round_glyph_positions(self.context, False)
        pango.pango_context_set_base_dir(self.context, PANGO_DIRECTION[style["direction"]])
        name, kept = unicode_to_char_p(style["lang"])
        self.language = pango.pango_language_from_string(name)
        del kept
        pango.pango_context_set_language(self.context, self.language)
        self.description = get_font_description(style)
        features = font_features(*(style[name] for name in _FEATURES))
        self.features = ",".join(f"{key} {value}" for key, value in features.items()).encode()

    def set_up(self, layout: Any, style: Any) -> None:
        """Do what ``Layout.setup`` does."""
        layout.style = style
        layout.first_line_direction = 0
        layout.language = self.language
        layout.ascent = layout.underline_position = layout.strikethrough_position = None
        layout.underline_thickness = layout.strikethrough_thickness = None
        made = pango.pango_layout_new(self.context)
        layout.layout = ffi.gc(made, gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(made, False)
        pango.pango_layout_set_font_description(made, self.description)
        if self.features:
            # The list takes the features, and the layout the list: they go when it does.
            attributes = pango.pango_attr_list_new()
            pango.pango_attr_list_insert(
                attributes, pango.pango_attr_font_features_new(self.features)
            )
            pango.pango_layout_set_attributes(made, attributes)
            pango.pango_attr_list_unref(attributes)
