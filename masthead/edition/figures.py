"""How a figure becomes a block: its picture looked up, its words decided, its source under it."""

from __future__ import annotations

from masthead import paper as written
from masthead.edition.counting import Numbered
from masthead.edition.edition import Figure, Image, Note, Words, outline_text
from masthead.edition.resolver import Resolver
from masthead.pictures.picture import SVG


def make_figure(resolver: Resolver, unit: written.Figure, numbered: Numbered) -> Figure:
    """Make a figure of a unit whose picture was looked at and can be printed."""
    body = unit.figure
    place, percent = body.room
    picture = resolver.look_at_picture(body.pick_image(resolver.language.code))
    return Figure(
        id=numbered.id,
        label=numbered.label,
        title=resolver.make(body.title),
        alt=(Words(outline_text(resolver.make(body.alt))),),
        image=Image(
            picture.name,
            picture.width,
            picture.height,
            picture.digest,
            drawn=picture.media_type == SVG,
        ),
        notes=make_source(resolver, body.source, numbered.id),
        place=place,
        percent=percent,
    )


def make_source(resolver: Resolver, source: written.Localized, identifier: str) -> tuple[Note, ...]:
    """Make the line that says where something comes from; none where nothing is said."""
    if not source:
        return ()
    mark = resolver.language.words["source"]
    text = (resolver.make(source),)
    return (Note(f"{identifier}-source", "", "source", 1, mark, text),)
