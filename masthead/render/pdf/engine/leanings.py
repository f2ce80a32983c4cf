"""What is leaned on in WeasyPrint and pydyf that they do not promise: one table.

It is written for the versions in `entry.VERSIONS`, and a build with others is refused. For a new
version: read this table beside its source, then let the tests compare names and parameters.

Names are dotted, and stand where they are looked up: WeasyPrint imports functions by name, so one
that is replaced where it is defined would be called all the same by the others.
"""

from __future__ import annotations

from msgspec import Struct


class Leaning(Struct, frozen=True):
    """A function or an attribute: which modules of this room use it, and why.

    ``parameters`` are a function's, as its source writes them; None for what is no function.
    """

    users: tuple[str, ...]
    why: str
    parameters: str | None = None


REPLACED = {
    "weasyprint.layout.block.iter_line_boxes": Leaning(
        ("han.adapter", "notes"),
        "a Chinese paragraph is composed as a whole before its first line is made",
        "context, box, position_y, bottom_space, skip_stack, containing_block, absolute_boxes, "
        "fixed_boxes, first_letter_style, first_line_style",
    ),
    "weasyprint.layout.inline.split_text_box": Leaning(
        ("han.adapter", "lineends"),
        "a composed line takes what the composer gave it; a lost space and a torn word are noted; "
        "a text that ends with a no-break space is broken before its last word",
        "context, box, available_width, skip, is_line_start=True",
    ),
    "weasyprint.layout.inline.split_first_line": Leaning(
        ("linebreaks",),
        "where a line breaks is found by widths, once a text is shaped",
        "text, style, context, max_width, justification_spacing, is_line_start=True, minimum=False",
    ),
    "weasyprint.text.line_break.Layout.setup": Leaning(
        ("shaping",), "what Pango knows of a style is told once", "self, style"
    ),
    "weasyprint.draw.text.draw_first_line": Leaning(
        ("glyphs",),
        "the glyphs of a run are read at once",
        "stream, textbox, text_overflow, block_ellipsis, matrix",
    ),
    "weasyprint.layout.inline.justify_line": Leaning(
        ("han.adapter", "squeeze"),
        "a composed line is full already; a squeezed one has less room than words",
        "context, line, extra_width",
    ),
    "weasyprint.layout.inline.split_inline_box": Leaning(
        ("squeeze",),
        "a line is laid out with more room, to see whether it can take one word more",
        "context, box, position_x, max_x, bottom_space, skip_stack, containing_block, "
        "absolute_boxes, fixed_boxes, line_placeholders, waiting_floats, line_children, "
        "first_letter_style, first_line_style",
    ),
    "weasyprint.layout.inline.text_align": Leaning(
        ("squeeze",),
        "a line that is too long has its spaces squeezed",
        "context, line, available_width, last",
    ),
    "weasyprint.layout.inline.strut": Leaning(
        ("division", "han.adapter", "shaping"),
        "baselines are at one place in their line, whatever faces share it; it is measured once",
        "style",
    ),
    "weasyprint.draw.draw_text": Leaning(
        ("han.adapter", "keeping.drawings"),
        "dots under what is emphasized; arrays of glyphs that PDFium reads rightly",
        "stream, textbox, offset_x, text_overflow, block_ellipsis",
    ),
    "weasyprint.layout.block._linebox_layout": Leaning(
        ("notes",),
        "a line is put on the page together with its notes, or not at all",
        "context, box, index, child, new_children, page_is_empty, absolute_boxes, fixed_boxes, "
        "adjoining_margins, bottom_space, position_y, skip_stack, first_letter_style, "
        "first_line_style, draw_bottom_decoration, max_lines",
    ),
    "weasyprint.layout.LayoutContext._update_footnote_area": Leaning(
        ("division", "notes"),
        "notes of a page are measured once each, not all again for each one",
        "self",
    ),
    "weasyprint.css.targets.TargetCollector.cache_target_page_counters": Leaning(
        ("anchors", "keeping.pages"),
        "without contents nobody is told on which page an anchor is; with them, also of pages that "
        "are not made",
        "self, anchor_name, page_counter_values, page_maker_index, page_maker",
    ),
    "weasyprint.layout.page.remake_page": Leaning(
        ("anchors", "notes"),
        "a page begins with the rest of a note, also when it alone is made again, and with no "
        "anchors where nobody asks for them",
        "index, context, root_box, html",
    ),
    "weasyprint.layout.page.block_level_layout": Leaning(
        ("notes",),
        "the foot of a page begins and ends inside notes that are divided",
        "context, box, bottom_space, skip_stack, containing_block, page_is_empty=True, "
        "absolute_boxes=None, fixed_boxes=None, adjoining_margins=None, first_letter_style=None, "
        "first_line_style=None, discard=False, max_lines=None",
    ),
    "weasyprint.layout.page.make_page": Leaning(
        ("keeping.pages",),
        "a page that is the same as one of the last layout is taken over",
        "context, root_box, page_type, resume_at, page_number, page_state",
    ),
    "weasyprint.layout.block.block_level_layout": Leaning(
        ("division", "keeping.pages"),
        "to measure a note, and a part of it; how far the layout of a page looks",
        "context, box, bottom_space, skip_stack, containing_block, page_is_empty=True, "
        "absolute_boxes=None, fixed_boxes=None, adjoining_margins=None, first_letter_style=None, "
        "first_line_style=None, discard=False, max_lines=None",
    ),
    "weasyprint.layout.make_margin_boxes": Leaning(
        ("keeping.pages",),
        "heads and feet are kept as long as what they count is the same",
        "context, page, state",
    ),
    "weasyprint.layout.layout_backgrounds": Leaning(
        ("keeping.pages",), "backgrounds are kept with their boxes", "page, get_image_from_uri"
    ),
    "weasyprint.document.draw_page": Leaning(
        ("keeping.drawings",), "what was written for a page is written again", "page, stream"
    ),
    "weasyprint.css.StyleFor.set_computed_styles": Leaning(
        ("sharing",),
        "elements that differ by their anchors share what is computed of their styles",
        "self, element, parent, root=None, pseudo_type=None, base_url=None, target_collector=None",
    ),
    "weasyprint.css.StyleFor.add_page_declarations": Leaning(
        ("sharing",),
        "what applies to a page is put together once for all pages of its kind; that of the pages "
        "before is forgotten, since it is gone through for each",
        "self, page_type",
    ),
    "weasyprint.document.get_all_computed_styles": Leaning(
        ("keeping.units",),
        "the styles of a unit that was not changed are kept",
        "html, user_stylesheets=None, presentational_hints=False, font_config=None, "
        "counter_style=None, color_profiles=None, page_rules=None, layers=None, "
        "target_collector=None, forms=False",
    ),
    "weasyprint.css.find_style_attributes": Leaning(
        ("keeping.units",),
        "those in units that were not changed are known",
        "tree, presentational_hints=False, base_url=None",
    ),
    "weasyprint.document.Page.__init__": Leaning(
        ("keeping.pages",), "what is gathered from a page is kept with it", "self, page_box"
    ),
    "weasyprint.formatting_structure.build.element_to_box": Leaning(
        ("keeping.units",),
        "the boxes of a unit that was not changed are kept",
        "element, style_for, get_image_from_uri, base_url, target_collector, counter_style, "
        "footnotes, state=None",
    ),
    "weasyprint.document.build_formatting_structure": Leaning(
        ("keeping.units",),
        "boxes that were kept come into the tree once the others are finished",
        "element_tree, style_for, get_image_from_uri, base_url, target_collector, counter_style, "
        "footnotes",
    ),
    "weasyprint.formatting_structure.boxes.Box.is_in_normal_flow": Leaning(
        ("sharing",), "nearly all boxes are in it, and are asked thousands of times", "self"
    ),
    "weasyprint.layout.absolute.resolve_percentages": Leaning(
        ("sharing",), "lengths of a shared style are looked up once", "box, containing_block"
    ),
    "weasyprint.layout.block.resolve_percentages": Leaning(
        ("sharing",), "lengths of a shared style are looked up once", "box, containing_block"
    ),
    "weasyprint.layout.float.resolve_percentages": Leaning(
        ("sharing",), "lengths of a shared style are looked up once", "box, containing_block"
    ),
    "weasyprint.layout.inline.resolve_percentages": Leaning(
        ("sharing",), "lengths of a shared style are looked up once", "box, containing_block"
    ),
    "weasyprint.layout.page.resolve_percentages": Leaning(
        ("sharing",), "lengths of a shared style are looked up once", "box, containing_block"
    ),
    "weasyprint.layout.table.resolve_percentages": Leaning(
        ("sharing",), "lengths of a shared style are looked up once", "box, containing_block"
    ),
    "weasyprint.layout.inline.remove_last_whitespace": Leaning(
        ("lineends",),
        "from right to left, the last text of a line stays where it is",
        "context, line",
    ),
    "weasyprint.svg.SVG.draw_node": Leaning(
        ("drawing",),
        "words of drawings are set whole, in the paper's own typefaces",
        "self, node, font_size, fill_stroke=True, context=None",
    ),
    "weasyprint.pdf.add_tags": Leaning(
        ("tagging",),
        "the tag tree is made from elements, not from boxes",
        "pdf, document, pdf_version, page_streams",
    ),
}
"""Functions that are replaced while pages are set."""

CALLED = {
    "weasyprint.layout.block.collapse_margin": Leaning(
        ("notes",), "where the first line of a paragraph stands", "adjoining_margins"
    ),
    "weasyprint.layout.block.remove_placeholders": Leaning(
        ("notes",),
        "to take lines off a page, and their notes with them",
        "context, box_list, absolute_boxes, fixed_boxes",
    ),
    "weasyprint.formatting_structure.build.create_anonymous_boxes": Leaning(
        ("division",), "a note to be measured needs the boxes that stand round its lines", "box"
    ),
    "weasyprint.layout.LayoutContext.layout_footnote": Leaning(
        ("notes",), "to put a note on the page", "self, footnote"
    ),
    "weasyprint.layout.LayoutContext.overflows_page": Leaning(
        ("notes",), "whether a line has room", "self, bottom_space, position_y"
    ),
    "weasyprint.layout.inline.trailing_whitespace_size": Leaning(
        ("squeeze",), "where the words of a line end", "context, box"
    ),
    "weasyprint.text.line_break.Layout.__init__": Leaning(
        ("han.adapter", "linebreaks"),
        "to shape a text once",
        "self, style, justification_spacing=0, max_width=None",
    ),
    "weasyprint.text.line_break.Layout.set_text": Leaning(
        ("han.adapter", "linebreaks"), "to shape a text once", "self, text, justify=False"
    ),
    "weasyprint.text.line_break.Layout.get_first_line": Leaning(
        ("han.adapter", "linebreaks", "links", "keeping.drawings"),
        "the shaped glyphs, and how high they are",
        "self",
    ),
    "weasyprint.text.line_break.Layout.reactivate": Leaning(
        ("links", "keeping.drawings"), "to measure a text that is laid out", "self, style"
    ),
    "weasyprint.text.line_break.Layout.deactivate": Leaning(
        ("han.adapter", "linebreaks", "links", "keeping.drawings"),
        "to let go of what Pango made",
        "self",
    ),
    "weasyprint.text.line_break.first_line_metrics": Leaning(
        ("linebreaks",),
        "what a line measures that was found",
        "first_line, text, layout, resume_at, space_collapse, style, hyphenated=False, "
        "hyphenation_character=None",
    ),
    "weasyprint.text.fonts.get_font_description": Leaning(
        ("shaping",), "which font a style asks for", "style"
    ),
    "weasyprint.text.fonts.font_features": Leaning(
        ("shaping",),
        "which features a style asks for",
        "font_kerning='normal', font_variant_ligatures='normal', font_variant_position='normal', "
        "font_variant_caps='normal', font_variant_numeric='normal', "
        "font_variant_alternates='normal', font_variant_east_asian='normal', "
        "font_feature_settings='normal'",
    ),
    "weasyprint.layout.page._standardize_page_based_counters": Leaning(
        ("keeping.pages",), "to count a page that is not made", "style, pseudo_type"
    ),
    "weasyprint.formatting_structure.build.update_counters": Leaning(
        ("keeping.pages",), "to count a page that is not made", "state, style"
    ),
    "weasyprint.pdf.stream.Stream.add_font": Leaning(
        ("keeping.drawings",), "which fonts a page takes, in their order", "self, pango_font"
    ),
    "pydyf._to_bytes": Leaning(("streams",), "a stream is compressed once, and quickly", "item"),
}
"""Functions that are called."""

READ = {
    "weasyprint.text.constants.PANGO_DIRECTION": Leaning(
        ("shaping",), "what Pango calls directions"
    ),
    "weasyprint.HTML.wrapper_element": Leaning(
        ("tree",), "a page may be made of a tree: what else it keeps is `base_url` and the like"
    ),
    "weasyprint.css.ComputedStyle": Leaning(("sharing",), "a style that is shared is one of these"),
    "weasyprint.css.AnonymousStyle": Leaning(
        ("sharing", "keeping.signs"),
        "what stands for no element below a shared style has one of these",
    ),
    "weasyprint.css.Style": Leaning(
        ("keeping.signs",), "what a box has besides its own style may be one"
    ),
    "weasyprint.css.StyleFor.get_cascaded_styles": Leaning(
        ("keeping.pages", "sharing"), "what the style sheets say of a kind of page"
    ),
    "weasyprint.css.StyleFor._page_type_match": Leaning(
        ("sharing",), "whether a rule applies to a kind of page"
    ),
    "weasyprint.css.StyleFor._sheets": Leaning(("sharing",), "the rules for pages"),
    "weasyprint.layout.LayoutContext.running_elements": Leaning(
        ("keeping.pages",), "what stands on a page besides the text"
    ),
    "weasyprint.layout.LayoutContext.broken_out_of_flow": Leaning(
        ("keeping.pages",), "what a page leaves over for the next"
    ),
    "weasyprint.formatting_structure.boxes.Box.missing_link": Leaning(
        ("keeping.signs",), "that the number of a page stands in a box"
    ),
    "weasyprint.pdf.stream.Stream._fonts": Leaning(
        ("keeping.drawings",), "what fonts know of the glyphs that were drawn"
    ),
    "weasyprint.pdf.stream.Stream._resources": Leaning(
        ("keeping.drawings",), "what a page names besides fonts"
    ),
    "weasyprint.text.fonts.FontConfiguration._folder": Leaning(
        ("fontlinks",), "where a font is put: a link to it, instead of its bytes"
    ),
    "weasyprint.svg.Node._etree_node": Leaning(
        ("drawing",), "the words of a drawing, as they are drawn"
    ),
    "weasyprint.document.Page._page_box": Leaning(
        (
            "bars",
            "breaks",
            "inspection",
            "lineends",
            "links",
            "notes",
            "repeats",
            "tables",
            "tagging",
        ),
        "the boxes of a page",
    ),
    "weasyprint.document.Document._html": Leaning(
        ("setting",), "the elements that the pages were made from"
    ),
    "weasyprint.layout.absolute.AbsolutePlaceholder._box": Leaning(
        ("tagging", "keeping.pages"), "what stands in a place that is held"
    ),
    "weasyprint.pdf.stream.Stream._tags": Leaning(
        ("tagging", "keeping.drawings"), "which piece of content a box became"
    ),
    "weasyprint.css.targets.TargetCollector.had_pending_targets": Leaning(
        ("keeping.units",), "whether a unit asks for the page of another"
    ),
    "weasyprint.formatting_structure.boxes": Leaning(
        (
            "bars",
            "breaks",
            "division",
            "han.adapter",
            "inspection",
            "lineends",
            "links",
            "repeats",
            "squeeze",
            "tables",
            "tagging",
            "keeping.flow",
            "keeping.signs",
            "keeping.units",
        ),
        "kinds of boxes",
    ),
    "weasyprint.layout.absolute.AbsolutePlaceholder": Leaning(
        ("tagging", "keeping.pages"), "what holds the place of a positioned box"
    ),
    "weasyprint.text.ffi": Leaning(
        ("glyphs", "han.adapter", "linebreaks", "links", "shaping"),
        "Pango itself: glyphs and their places, contexts and layouts",
    ),
    "weasyprint.layout.LayoutContext.footnotes": Leaning(
        ("notes", "keeping.pages"), "notes that are on no page yet"
    ),
    "weasyprint.layout.LayoutContext.current_page_footnotes": Leaning(
        ("division", "notes"), "notes of the page that is made"
    ),
    "weasyprint.layout.LayoutContext.reported_footnotes": Leaning(
        ("division", "keeping.pages"), "notes that begin the next page"
    ),
    "weasyprint.layout.LayoutContext.current_footnote_area": Leaning(
        ("division", "notes"), "where they stand"
    ),
    "weasyprint.layout.LayoutContext.page_bottom": Leaning(
        ("division", "notes"), "where the text must end"
    ),
    "weasyprint.layout.LayoutContext.in_column": Leaning(
        ("notes",), "columns are left to the engine"
    ),
    "weasyprint.formatting_structure.boxes.Box.link": Leaning(
        ("links",), "whether a box is a link itself"
    ),
    "weasyprint.formatting_structure.boxes.Box.is_leader": Leaning(
        ("tagging",), "the dots that lead to the pages of contents"
    ),
    "weasyprint.formatting_structure.boxes.Box.link_annotation": Leaning(
        ("tagging", "keeping.pages"), "the annotation that a link became"
    ),
}
"""Attributes and classes that are read."""
