"""A folder of papers may come from anybody: its templates print, and can do nothing else."""

from __future__ import annotations

import pytest

from masthead.diagnostic import ToolError
from masthead.project import Project
from masthead.render.templates import load_template

HARMLESS = {
    "a macro and a loop": "{% macro m(n) %}<{{ n }}>{% endmacro %}{% for n in range(3) %}{{ m(n) }}"
    "{% endfor %}",
    "what an Edition knows": "{{ edition.title_text }} {{ edition.date.isoformat() }} "
    "{{ edition.name_version('en') }} {{ edition.language.words.contents }}",
    "a format": "{{ '%02d' % 7 }} {{ '{}'.format(7) }}",
}
HARMFUL = {
    "globals of a helper": '{{ cycler.__init__.__globals__.os.popen("id > {ran}").read() }}',
    "globals of a filter": '{{ self.__init__.__globals__ }}{{ "id > {ran}" }}',
    "classes of a string": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "attr": "{{ cycler|attr('__init__')|attr('__globals__') }}",
    "format": "{{ '{0.__class__.__mro__}'.format(edition) }}",
    "a mapped format": "{{ '{a.__class__}'.format_map({'a': edition}) }}",
    "a model that unpickles": "{{ edition.language.parse_raw('x', proto='pickle', "
    "allow_pickle=True) }}",
    "a model that reads files": "{{ edition.language.parse_file('/etc/passwd') }}",
    "a model that is copied": "{{ edition.language.model_copy(update={'code': 'xx'}) }}",
    "a list that is changed": "{% do given.append(1) %}",
    "a mapping that is changed": "{% do known.update({1: 2}) %}",
    "the environment": "{{ self._TemplateReference__context.environment.loader }}",
    "a path": "{{ place.write_text('x') }}",
    "endless numbers": "{% for n in range(99999999) %}{% endfor %}",
}


@pytest.fixture
def render(tmp_path, edition_en):
    def render(text):
        path = tmp_path / "templates" / "html" / "page.html"
        path.parent.mkdir(parents=True)
        path.write_text(text.replace("{ran}", str(tmp_path / "ran")))
        given, known = [1], {1: 1}
        try:
            return load_template(Project(tmp_path), "html/page.html").render(
                edition=edition_en, given=given, known=known, place=tmp_path / "written"
            )
        finally:
            assert (given, known) == ([1], {1: 1})
            assert not (tmp_path / "written").exists()
            assert not (tmp_path / "ran").exists()

    return render


@pytest.mark.parametrize("kind", HARMLESS)
def test_what_a_template_may_do(render, kind):
    assert render(HARMLESS[kind])


@pytest.mark.parametrize("kind", HARMFUL)
def test_what_no_template_may_do(render, kind):
    with pytest.raises(ToolError, match=r"^templates/html/page\.html:1: "):
        render(HARMFUL[kind])


def test_a_fault_of_a_template_is_told_with_its_line(render):
    with pytest.raises(ToolError, match=r"page\.html:2: ZeroDivisionError: division by zero"):
        render("first\n{{ 1 / 0 }}")


def test_a_template_that_is_not_written_as_it_should_be(render):
    with pytest.raises(ToolError, match=r"page\.html:2: Encountered unknown tag 'fur'"):
        render("first\n{% fur %}")
