"""What a page may load: files of the project's styles, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from masthead.diagnostic import UsageError
from masthead.pictures.picture import ENDINGS, PictureError
from masthead.pictures.reading import read_picture
from masthead.render.pictures import address_picture, list_figures, open_picture
from masthead.series.emblem import LIMITS

if TYPE_CHECKING:
    from masthead.edition.edition import Edition
    from masthead.project import Project
    from masthead.render.pdf.fonts import FontBook

SCHEME = "masthead:"
_TYPES = {".ttf": "font/ttf", ".otf": "font/otf", ".css": "text/css"}
_PICTURES = frozenset(f".{ending}" for endings in ENDINGS.values() for ending in endings)


def make_fetcher(project: Project, fonts: FontBook, edition: Edition | None = None) -> Any:
    """Make the fetcher that WeasyPrint asks for every address in a template or style sheet.

    ``masthead:styles/…`` gives a file of the project's styles. A font is given as the font book has
    chosen it; one that is not locked is named with its hash after a ``#``. The pictures of an
    edition have addresses of their own. Any other address stops the build with a UsageError:
    nothing is fetched from the network, nothing is read outside the project, but for a font of the
    system's that stands in for a missing one.
    """
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    images = [figure.image for figure in list_figures(edition)] if edition else []
    pictures = {address_picture(project, image, "print"): image for image in images}

    class StylesFetcher(URLFetcher):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__(fail_on_errors=True)

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url in pictures:
                picture = open_picture(project, pictures[url])
                return URLFetcherResponse(url, picture.data, {"Content-Type": picture.media_type})
            return URLFetcherResponse(url, *_load(project, fonts, url))

    return StylesFetcher()


def _load(project: Project, fonts: FontBook, url: str) -> tuple[bytes, dict[str, str]]:
    room, _, name = url.removeprefix(SCHEME).partition("/")
    name, mark, digest = name.partition("#")
    suffix = name[name.rfind(".") :].lower()
    if not url.startswith(SCHEME) or room != "styles" or suffix not in {*_TYPES, *_PICTURES}:
        raise UsageError(
            f"{url!r} is not loaded: a template or style may only name files of styles/, "
            f"as {SCHEME}styles/emblem.svg"
        )
    if name.startswith("fonts/"):
        return fonts.load(name.removeprefix("fonts/") + mark + digest), {
            "Content-Type": _TYPES[suffix]
        }
    try:
        data = project.read("styles", name)
    except FileNotFoundError:
        raise UsageError(f"{url!r} is not loaded: there is no styles/{name}") from None
    if suffix not in _PICTURES:
        return data, {"Content-Type": _TYPES[suffix]}
    try:
        picture = read_picture(data, LIMITS)
    except PictureError as error:
        raise UsageError(f"styles/{name} is no picture: {error}") from None
    return picture.data, {"Content-Type": picture.media_type}
