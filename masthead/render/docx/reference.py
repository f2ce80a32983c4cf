"""The reference document: every part of the Word file but the story, made from templates.

Pandoc is given it to write the story with its styles; the file that goes out has its parts as they
are here, since pandoc would change some and drop others.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace

from masthead.diagnostic import Place
from masthead.edition.edition import (
    Edition,
    LineBreak,
    outline_text,
    walk_contents,
    walk_inlines,
)
from masthead.language.language import load_language
from masthead.measures import Measures, Page
from masthead.render.docx.lengths import eighths, emu, half_points, twips
from masthead.render.docx.masthead_table import embed_emblem, fill_masthead
from masthead.render.docx.numbering import (
    BULLETS,
    CELL_BULLETS,
    HEADINGS,
    UNITS,
    UNTIED_HEADINGS,
    UNTIED_UNITS,
    Level,
    Plan,
)  # fmt: skip
from masthead.render.docx.page_styles import (
    NEEDED_LINE,
    find_first_foot_height,
    find_title_space,
)
from masthead.render.docx.parts import (
    DRAWING_TYPE,
    PACKAGE_TYPE,
    WORD_TYPE,
    Relationship,
    fill_part,
    write_relationships,
)  # fmt: skip
from masthead.render.docx.qr import draw_qr
from masthead.render.docx.sections import has_wide_pages
from masthead.render.docx.source import TYPE
from masthead.render.docx.style import Names, Style
from masthead.render.docx.styles import NOTE_RULE_SIZE, make_styles
from masthead.series.emblem import read_emblem

if TYPE_CHECKING:
    from masthead.pictures.picture import Picture
    from masthead.project import Project

# No mark of the first row begins a line, none of the second ends one: what Word itself has for
# Chinese in mainland China (and CLREQ, 3.1.3).
NOT_AT_START = (
    "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞"
    "！＂％＇），．：；？］｀｜｝～￠"
)
NOT_AT_END = "$([{£¥‘“〈《「『【〔〖〝﹙﹛﹝＄（［｛￡￥"

_FIELDS = {"{page}": "PAGE", "{total}": "NUMPAGES"}

_LEFT_TO_RIGHT = (
    "masthead_symbol", "head", "head_right", "foot_page", "foot_page_right", "foot_job",
    "foot_job_right", "job",
)  # fmt: skip
"""Lines that run from left to right in every language: symbols, pages (2/3), job numbers.

In a right-to-left paragraph some programs would turn their fields and marks around.
"""


class Reference(Struct, frozen=True):
    """The reference document: its parts by name, and the relationships of its story."""

    parts: dict[str, bytes]
    relationships: tuple[Relationship, ...]
    names: Names
    ids: dict[str, str]
    """Style ids, by the styles' names."""


def make_reference(project: Project, edition: Edition, measures: Measures, plan: Plan) -> Reference:
    """Make the parts of an edition's Word file. Raises ToolError when a template is missing."""
    return _Maker(project, edition, measures, plan).make()


class _Maker:
    """Fills the templates with an edition's facts and measures."""

    def __init__(self, project: Project, edition: Edition, measures: Measures, plan: Plan) -> None:
        self.project, self.edition, self.measures, self.plan = project, edition, measures, plan
        self.language = edition.language
        self.rtl = self.language.direction == "rtl"
        self.names = Names(measures)
        self.styles = make_styles(edition, measures, plan)
        self.ids = {style.name: style.id for style in self.styles}
        self.kinds = {
            kind: self.ids[name] for kind, name in measures.word.items() if name in self.ids
        }
        self.tags = self._find_tags()
        self.parts: dict[str, bytes] = {}
        self.related: list[Relationship] = []
        self.types: list[tuple[str, str]] = [
            ("docProps/app.xml", f"{DRAWING_TYPE}extended-properties+xml"),
            ("docProps/core.xml", f"{PACKAGE_TYPE}core-properties+xml"),
            ("docProps/custom.xml", f"{DRAWING_TYPE}custom-properties+xml"),
            ("word/document.xml", f"{WORD_TYPE}document.main+xml"),
            TYPE,
        ]

    def make(self) -> Reference:
        """Make all parts."""
        self._add("styles", "styles", "styles.xml", self._write_styles())
        self._add("numbering", "numbering", "numbering.xml", **self._fill_numbering())
        self._add("settings", "settings", "settings.xml", **self._fill_settings())
        self._add("fontTable", "fontTable", "fonts.xml", fonts=self._list_fonts())
        self._add("footnotes", "footnotes", "footnotes.xml", **self._fill_footnotes())
        self._add("theme", "theme", "theme.xml", fonts=self.language.word_fonts,
                  link=self.measures.link)  # fmt: skip
        self.parts["word/document.xml"] = self._fill("document.xml", sections=self._make_sections())
        self._make_properties()
        self.parts["[Content_Types].xml"] = self._fill(
            "content-types.xml", parts=sorted(self.types)
        )
        return Reference(self.parts, tuple(self.related), self.names, self.ids)

    def _fill(self, template: str, **fields: Any) -> bytes:
        return fill_part(self.project, template, **fields)

    def _add(
        self, name: str, kind: str, template: str, part: bytes | None = None, **fields: Any
    ) -> None:
        """Add a part of the story's own folder, its relationship and its content type."""
        place = "theme/theme1" if kind == "theme" else name
        self.parts[f"word/{place}.xml"] = part or self._fill(template, **fields)
        self.related.append(Relationship(name, kind, f"{place}.xml"))
        family = DRAWING_TYPE if kind == "theme" else WORD_TYPE
        self.types.append((f"word/{place}.xml", f"{family}{kind}+xml"))

    def _find_tags(self) -> dict[str, str]:
        """Find the language of Latin, East Asian and right-to-left text.

        Latin text in a paper of another script is English; the other two are what the template
        has where the paper is not in one of them.
        """
        tag, script = self.language.word_tag, self.language.script
        alphabetic = script in ("latin", "cyrillic")
        return {
            "latin": tag if alphabetic else load_language(self.project, "en").word_tag,
            "east_asia": tag if script == "han" else "zh-CN",
            "complex": tag if script == "arabic" else "ar-SA",
        }

    def _write_styles(self) -> bytes:
        """Write all styles, half of what a Word file takes: papers that have the same share it."""
        normal, styles = self.styles[0], tuple(map(self._finish_style, self.styles[1:]))
        fonts, tags = self.language.word_fonts, self.tags
        return self.project.remember(
            ("word styles", normal, styles, fonts, *tags.items(), self.rtl),
            lambda: self._fill(
                "styles.xml", normal=normal, styles=styles, fonts=fonts, tags=tags, rtl=self.rtl,
                ids={**self.ids, "": "DefaultParagraphFont"},
            ),
        )  # fmt: skip

    def _finish_style(self, style: Style) -> Style:
        """Put in what is not a matter of measures: font, language, direction of some lines."""
        if style.name == self.names["barcode"]:
            return replace(style, font=self.names["barcode_font"])
        if self.rtl and style.name in {self.names[kind] for kind in _LEFT_TO_RIGHT}:
            return _turn_round(style)
        block = {self.names["block"], self.names["block_first"]}
        if style.name in block and (code := self.language.masthead.tag):
            tag = load_language(self.project, code).word_tag
            return replace(_turn_round(style) if self.rtl else style, tag=tag)
        return style

    def _list_fonts(self) -> list[str]:
        fonts = self.language.word_fonts
        named = [fonts.latin, fonts.east_asia, fonts.east_asia_headings, fonts.complex]
        return list(dict.fromkeys([*named, self.names["barcode_font"]]))

    def _fill_numbering(self) -> dict[str, Any]:
        indents = self.measures.indents
        units, apart = (
            [
                self._make_level(
                    level, indent.turn, indent.label, indent.text, "left", self.names.unit(at)
                )
                for at, (level, indent) in enumerate(
                    zip(levels, (indents.paragraph, *indents.subparagraphs), strict=False)
                )
            ]
            for levels in (self.plan.units, self.plan.apart)
        )
        hanging = indents.heading
        headings = [
            self._make_level(level, hanging.text, hanging.label_end, hanging.text, "right", "")
            for level in self.plan.headings
        ]
        bullets = [
            self._make_level(
                level, indent.turn, indent.label, indent.text, "left", self.names[f"bullet_{at}"]
            )
            for at, (level, indent) in enumerate(
                zip(self.plan.bullets, indents.bullets, strict=False), start=1
            )
        ]
        step = self.measures.table.bullet
        cell_bullets = [
            self._make_level(
                level, step * at, step * (at - 1), step * at, "left",
                self.names[f"table_bullet_{at}"],
            )
            for at, level in enumerate(self.plan.bullets, start=1)
        ]  # fmt: skip
        made = [
            (UNITS, units),
            (HEADINGS, headings),
            (UNTIED_UNITS, apart),
            (UNTIED_HEADINGS, headings),
        ] + [(BULLETS, bullets), (CELL_BULLETS, cell_bullets)] * bool(bullets)
        return {
            "lists": [
                {"id": number, "nsid": f"4D4153{number:02X}", "levels": levels,
                 "tied": number in (UNITS, BULLETS, CELL_BULLETS)}
                for number, levels in made
            ],
            "instances": self.plan.instances,
            "bullet": half_points(self.measures.text["bullet"].size),
            "font": self.language.word_fonts.latin,
        }  # fmt: skip

    def _make_level(
        self, level: Level, left: float, label: float, text: float, align: str, style: str
    ) -> dict[str, Any]:
        return {
            "format": level.format, "text": level.text, "align": align, "left": twips(left),
            "first": twips(label) - twips(left), "tab": twips(text),
            "style": self.ids.get(style, ""),
        }  # fmt: skip

    def _fill_settings(self) -> dict[str, Any]:
        masthead, job = self.edition.masthead, self.edition.job
        sessions = {line.kind: outline_text(line.content) for line in masthead.sessions}
        variables = {
            "DutyStation": self.edition.station,
            "Session1": sessions.get("session", ""),
            "Symbol1": masthead.symbol,
            "Title1": self.edition.title_text,
            "sss1": masthead.symbol,
        }
        if job:
            variables |= {"Barcode": f"*{job.barcode}*", "FooterJN": job.number, "jobnDT": job.line}
        steps = self.measures.indents
        return {
            "tab": twips(steps.paragraph.text) - twips(steps.paragraph.label),
            "han": self.language.script == "han", "tags": self.tags,
            "broken": any(  # lines that end early are not stretched
                isinstance(inline, LineBreak)
                for slot in walk_contents(self.edition)
                for inline in walk_inlines(slot.content)
            ),
            "not_at_start": NOT_AT_START, "not_at_end": NOT_AT_END,
            "variables": sorted(item for item in variables.items() if item[1]),
        }  # fmt: skip

    def _fill_footnotes(self) -> dict[str, Any]:
        """The underscores' advance is half an em, scaled and spaced as the body is."""
        body = self.measures.text["body"]
        advance = NOTE_RULE_SIZE / 2 * body.scale / 100 + body.spacing
        length = self.measures.notes.rule.length
        return {
            "style": self.kinds["note_rule"], "hidden": self.kinds["note_rule_hidden"],
            "underscores": round(length / advance),
        }  # fmt: skip

    def _make_sections(self) -> list[dict[str, Any]]:
        """Make the sections that a story may have, with their heads and feet: see ``Sections``."""
        upright = self._make_section(self.measures.page, 2)
        furniture = sorted(
            (*self._make_first(), *upright["furniture"]),
            key=lambda part: (part["kind"] == "footer", part["id"]),
        )
        first = {**upright, "furniture": furniture, "first": True}
        if not has_wide_pages(self.edition):
            return [first]
        return [first, upright, self._make_section(self.measures.wide_page, 4)]

    def _make_section(self, page: Page, number: int) -> dict[str, Any]:
        """Make a section; the names of its heads and feet end with this number and the next."""
        margins = page.margins
        return {
            "furniture": [*self._make_heads(page, number), *self._make_feet(page, number)],
            "rtl": self.rtl, "first": False,
            "page": {
                "width": twips(page.width), "height": twips(page.height),
                "wide": page.width > page.height,
                "top": twips(margins.top), "right": twips(margins.right),
                "bottom": twips(margins.bottom), "left": twips(margins.left),
                "header": twips(page.header), "footer": twips(page.footer),
                "pitch": twips(self.measures.text["body"].line),
            },
        }  # fmt: skip

    def _make_first(self) -> list[dict[str, str]]:
        """Make the masthead and the foot of the first page."""
        emblem = self._add_emblem()
        self._add("header1", "header", "masthead.xml", **fill_masthead(
            self.edition, self.measures, self.kinds, emblem=emblem,
        ))  # fmt: skip
        self._make_first_foot()
        return [{"kind": kind, "pages": "first", "id": f"{kind}1"} for kind in ("header", "footer")]

    def _make_heads(self, page: Page, first: int) -> list[dict[str, str]]:
        measures = self.measures
        width = _half_width(page)
        made = []
        for number, pages in enumerate(("even", "default"), first):
            self._add(
                f"header{number}", "header", "head.xml", rtl=self.rtl, even=pages == "even",
                columns=[width, width],
                height=twips(measures.head.rule.y - measures.page.header),
                rule=eighths(measures.head.rule.weight), symbol=self.edition.masthead.symbol,
                draft=self.edition.draft, title=self.edition.running_title, styles=self.kinds,
                below=twips(find_title_space(measures)),
            )  # fmt: skip
            made.append({"kind": "header", "pages": pages, "id": f"header{number}"})
        return made

    def _add_emblem(self) -> Picture | None:
        """Add the series' emblem, if the project has a file for it."""
        name = self.edition.masthead.emblem_file
        if not name:
            return None
        emblem = read_emblem(self.project, name, Place(f"styles/{name}"))
        related = []
        for identifier, (file, data) in embed_emblem(emblem).items():
            self.parts[f"word/media/{file}"] = data
            related.append(Relationship(identifier, "image", f"media/{file}"))
        self.parts["word/_rels/header1.xml.rels"] = write_relationships(self.project, related)
        return emblem

    def _make_first_foot(self) -> None:
        job, measures = self.edition.job, self.measures
        width = _half_width(measures.page)
        qr = measures.job.qr
        beside = width * 6 // 5  # the recycling line is longer than the job's
        self._add(
            "footer1", "footer", "first-foot.xml", rtl=self.rtl, job=job, styles=self.kinds,
            columns=[2 * width - beside, beside], recycle=self.language.words["recycle"],
            height=twips(find_first_foot_height(measures) - NEEDED_LINE),
            qr={"x": emu(qr.x), "y": emu(qr.y), "side": emu(qr.side or 0)},
        )  # fmt: skip
        if job:
            self.parts["word/media/qr.png"] = draw_qr(job.address)
            self.parts["word/_rels/footer1.xml.rels"] = write_relationships(
                self.project, [Relationship("qr", "image", "media/qr.png")]
            )

    def _make_feet(self, page: Page, first: int) -> list[dict[str, str]]:
        foot = self.measures.foot
        pieces = [piece for piece in re.split(r"(\{\w+\})", foot.page) if piece]
        shown = self.edition.job if foot.job else None
        width = _half_width(page)
        made = []
        for number, pages in enumerate(("even", "default"), first):
            self._add(
                f"footer{number}", "footer", "foot.xml", rtl=self.rtl, even=pages == "even",
                job=shown, columns=[width, width], page=pieces, fields=_FIELDS, styles=self.kinds,
            )  # fmt: skip
            made.append({"kind": "footer", "pages": pages, "id": f"footer{number}"})
        return made

    def _make_properties(self) -> None:
        edition, masthead = self.edition, self.edition.masthead
        sessions = [
            outline_text(line.content)
            for line in masthead.sessions
            if line.kind in ("session", "place")
        ]
        custom = {
            "Symbol": masthead.symbol,
            "Job number": edition.job.number if edition.job else "",
            "Session": self.language.list_comma.join(sessions),
            "Date": edition.date.isoformat(),
        }
        self.parts["docProps/app.xml"] = self._fill("app.xml")
        self.parts["docProps/core.xml"] = self._fill(
            "core.xml", title=edition.title_text, subject=masthead.symbol,
            creator=self.language.list_comma.join(edition.authors), keywords=masthead.symbol,
            date=edition.date.isoformat(), category=edition.series_name,
            language=self.language.word_tag,
        )  # fmt: skip
        self.parts["docProps/custom.xml"] = self._fill(
            "custom.xml", properties=[item for item in custom.items() if item[1]]
        )
        self.parts["_rels/.rels"] = write_relationships(
            self.project,
            [
                Relationship("app", "extended-properties", "docProps/app.xml"),
                Relationship("core", "metadata/core-properties", "docProps/core.xml"),
                Relationship("custom", "custom-properties", "docProps/custom.xml"),
                Relationship("document", "officeDocument", "word/document.xml"),
            ],
        )


def _half_width(page: Page) -> int:
    return twips(page.width - page.margins.left - page.margins.right) // 2


def _turn_round(style: Style) -> Style:
    """Make lines of a right-to-left paper run from left to right, and stay at their side.

    What is left in a right-to-left paragraph is right in another.
    """
    kept = replace(style, bidi=False, left=style.right, right=style.left)
    return replace(kept, align="right" if style.align == "left" else "left")
