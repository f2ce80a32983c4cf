"""A small paper with everything in it that a reading format can stumble over."""

from __future__ import annotations

import re
from typing import Any

import yaml

from masthead.paper import Paper
from masthead.project import Project
from masthead.read.reader import read_source

NASTY = (
    """<script>alert("x")</script> & &amp; ]]> --> ${title} {{ x }} {% y %} 'q' $body$ """
    "\\ 😀 e\u0301"
)


def literal(text: str) -> str:
    """Write text so that none of it is markup."""
    return re.sub(r"([\\*\[\]^~])", r"\\\1", text)


def localize(text: str) -> dict[str, str]:
    """The same text in three scripts, with a word of each."""
    return {"en": f"Word. {text}", "zh": f"文字。{text}", "ar": f"نص. {text}"}


def read_specimen(project: Project, nasty: str = NASTY, **changes: Any) -> Paper:
    """Read the paper: annexes, deep lists, notes everywhere, references across, nasty text."""
    nasty = literal(nasty)
    source: dict[str, Any] = {
        "symbol": "NPT/CONF.2026/PC.II/WP.7",
        "series": "npt-preparatory-committee",
        "session": 2,
        "meeting": {"city": "geneva", "start": "2024-07-22", "end": "2024-08-02"},
        "date": "2024-05-16",
        "original": "en",
        "versions": {"en": {}, "zh": {}, "ar": {}},
        "job": "24-01234",
        "symbol_note": localize(f"{nasty}\n\nsecond paragraph"),
        "agenda": {
            "items": [
                {"item": 7, "title": localize(f"{nasty}[^agenda]")},
                {"item": "9 (b)", "title": localize("second")},
            ]
        },
        "submitted_by": [localize(nasty), localize("second")],
        "title": localize(f"{nasty} *emphasis* **strong**"),
        "subtitle": localize(f"{nasty}[^late]"),
        "byline": localize(f"{nasty}[^byline]"),
        "text": [
            {"paragraph": localize("before any heading\\\nm^2^ and *CO~2~*")},
            {"heading": localize(f"{nasty}[^heading]"), "numbered": True, "level": 1},
            {"paragraph": localize(f"{nasty} NPT/CONF.2000/28 (Parts I and II)."), "id": "first"},
            {
                "paragraph": localize("a list: see [@deep], [@annexed] and [@first][^one][^two]"),
                "subparagraphs": [
                    {
                        **localize(f"one *em NPT/CONF.2026/PC.I/WP.5 phasis*{nasty}"),
                        "subparagraphs": [
                            {
                                **localize("[A/80/400 and *more*[^link]](https://example.org/?a=1&b=2)"),
                                "subparagraphs": [{**localize("three"), "id": "deep"}],
                            }
                        ],
                    },
                    localize("x" * 300),
                ],
            },
            {"heading": localize("second"), "level": 3},
            {"paragraph": localize("not numbered"), "numbered": False},
            {
                "annex": {
                    "title": localize(f"{nasty}[^annex]"),
                    "text": [
                        {"heading": localize("in the annex")},
                        {"paragraph": localize("see [@first]"), "id": "annexed"},
                    ],
                }
            },
            {"annex": {"title": localize("second"), "text": [{"paragraph": localize(nasty)}]}},
        ],
        "notes": {
            key: localize(f"{nasty} https://example.org\n\nsecond paragraph, see [@first]")
            for key in ("agenda", "byline", "heading", "one", "two", "link", "annex")
        }
        | {"late": {"standard": "late"}},
    }  # fmt: skip
    written = yaml.safe_dump({**source, **changes}, allow_unicode=True, sort_keys=False)
    for key in ("date", "start", "end"):
        written = re.sub(rf"\b{key}: '([\d-]+)'", rf"{key}: \1", written)
    return read_source(project, written.encode(), "source/specimen.yaml").require()
