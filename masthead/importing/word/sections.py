"""Where parts and annexes begin, and what stands at their head."""

from __future__ import annotations

from masthead.draft.draft import Section, say
from masthead.importing.word.annexes import AnnexLabels
from masthead.importing.word.content import clean
from masthead.importing.word.roles import Roles
from masthead.importing.word.story import Story
from masthead.language.language import Language
from masthead.syntax.text import Content, LineBreak
from masthead.wordfile.model import Paragraph


class SectionReader:
    """Begins the sections of a text."""

    def __init__(self, story: Story, roles: Roles, language: Language) -> None:
        self.story = story
        self.roles = roles
        self.language = language
        self.labels = AnnexLabels(language)

    def is_annex(self, paragraph: Paragraph) -> bool:
        """Whether a paragraph is the label of an annex, or begins with it."""
        text = " ".join(paragraph.text.replace("\n", " \n ").split(" ")).strip()
        head = text.partition("\n")[0].strip()
        return self.labels.tell(head)

    def begin_annex(self, paragraph: Paragraph) -> None:
        """Begin an annex, with its label and title."""
        content = self.story.say(paragraph, brief=True)
        while self.story.lines and self.story.lines[-1].block.form == "break":
            self.story.lines.pop()
        label, title = split_line(content)
        role = self.roles.find(paragraph.style)
        ours = role is not None and role.kind == "annex" and bool(title)  # of two lines
        if not ours and not self.labels.tell(say(label).strip()):
            label, title = (), content
        section = Section("annex", say(label).strip(), title, line=paragraph.number)
        section.inside = self.labels.is_inside(section.label)
        self.story.begin(section)
        self.story.awaits_title = not title
        self.story.level = 1

    def read_original(self, paragraph: Paragraph) -> bool:
        """Read the line under the title of an annex that says in which language it was written."""
        section = self.story.sections[-1]
        if section.form != "annex" or self.story.lines or section.original:
            return False
        said = _fold(paragraph.text)
        found = [code for code, line in self.language.originals.items() if _fold(line) == said]
        if found:
            section.original = found[0]
            self.story.awaits_title = False
        return bool(found)

    def begin_part(self, paragraph: Paragraph) -> None:
        """Begin a part of a resolution, with its letter and title."""
        label, title = split_line(self.story.say(paragraph, brief=True))
        self.story.begin(Section("part", say(label).strip(), title, line=paragraph.number))


def _fold(text: str) -> str:
    return " ".join(clean(text).split()).casefold()


def split_line(content: Content) -> tuple[Content, Content]:
    """Split a text at its first line's end."""
    for place, inline in enumerate(content):
        if isinstance(inline, LineBreak):
            return content[:place], content[place + 1 :]
    return content, ()
