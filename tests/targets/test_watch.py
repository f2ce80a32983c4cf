"""Watching: what a saved change needs, and nothing else."""

from __future__ import annotations

import re
import shutil
import threading
import time

import pytest

from masthead.diagnostic import UsageError
from masthead.project import Project
from masthead.targets.executor import InProcess
from masthead.targets.fingerprint import PACKAGE
from masthead.targets.options import Options
from masthead.targets.progress import Progress
from masthead.targets.watch import CodeChangedError, Watch
from tests.targets.workshop import STEM


@pytest.fixture
def watch(workshop):
    return Watch(Project(workshop.root), Options(), InProcess(), Progress(quiet=True))


def test_each_change_in_a_line(workshop, watch):
    assert watch.build().startswith("6 files built in ")
    source = workshop.write(zh="另一文本。")
    line = watch.build([source])
    assert line.startswith(f"{STEM}.yaml: built ZH ")
    assert all(form in line for form in ("ZH pdf", "ZH docx", "ZH epub"))
    assert "EN" not in line
    assert watch.build([source]).startswith(f"{STEM}.yaml: nothing to do in ")


def test_the_page_of_the_edited_language_comes_first(workshop, watch):
    watch.begin()
    for text, code in (("又一文本。", "zh"), ("第三文本。", "zh")):
        workshop.made.clear()
        line = watch.build([workshop.write(zh=text)])
        assert workshop.made == [f"7-{code}-pdf", f"7-{code}-docx", f"7-{code}-epub"]
        assert re.search(r" in \d+ ms \(the page in \d+ ms\)$", line)
    workshop.made.clear()
    assert "(the page in" in watch.build([workshop.write(en="Another text.", zh="第四文本。")])
    assert workshop.made[:2] == ["7-zh-pdf", "7-en-pdf"]


def test_a_broken_source_is_told_and_watching_goes_on(workshop, watch, capsys):
    watch.build()
    source = workshop.write(zh="*never closed")
    assert ": 1 error in " in watch.build([source])
    assert "error[R040]" in capsys.readouterr().err
    assert ": mended: built ZH " in watch.build([workshop.write(zh="又一文本。")])
    assert ": built ZH " in watch.build([workshop.write(zh="第三文本。")])


def test_the_same_broken_source_is_told_each_time(workshop, watch, capsys):
    source = workshop.write(zh="*never closed")
    for _ in range(2):
        watch.build([source])
        assert "error[R040]" in capsys.readouterr().err


def test_a_paper_that_went_away(workshop, watch):
    watch.build()
    source = workshop.write()
    source.unlink()
    assert watch.build([source]).startswith("masthead: there is no paper in source/ (")


def test_a_paper_that_has_still_to_come(workshop, watch):
    source = workshop.write()
    text = source.read_text()
    source.unlink()
    assert watch.begin().startswith("masthead: there is no paper in source/ (")
    source.write_text(text)
    assert ": mended: 6 files built in " in watch.build([source])


@pytest.mark.parametrize("wanted", ["no/such.yaml", "NPT/CONF.2026/PC.II/WP.8"])
def test_a_paper_that_is_not_there_is_not_waited_for(workshop, wanted):
    watch = Watch(
        Project(workshop.root), Options(papers=(wanted,)), InProcess(), Progress(quiet=True)
    )
    with pytest.raises(UsageError, match=r"there is no (file|paper) "):
        watch.begin()


def test_a_project_that_is_none_is_not_waited_for(workshop, watch):
    (workshop.root / "source").rename(workshop.root / "papers")
    with pytest.raises(UsageError, match="there is no folder source/"):
        watch.begin()


def test_a_template_makes_workers_read_anew(workshop, watch):
    watch.build()
    path = workshop.root / "templates" / "docx" / "page.txt"
    path.write_text("another\n")
    before = watch.run.generation
    assert watch.build([path]).startswith("page.txt: built ")
    assert watch.run.generation == before + 1


def test_our_own_modules_make_everything_start_anew(watch):
    with pytest.raises(CodeChangedError):
        watch.build([PACKAGE / "render" / "landing.py"])


@pytest.mark.parametrize(
    ("path", "matters"),
    [
        ("source/A_80_1.yaml", True),
        ("source/A_80_1.yml", True),
        ("source/A_80_1.accepted.json", True),
        ("source/paper.schema.json", False),
        ("source/notes.txt", False),
        ("source/.A_80_1.yaml.swp", False),
        ("source/4913", False),
        ("source/A_80_1.yaml~", False),
        ("source/.#A_80_1.yaml", False),
        ("source/#A_80_1.yaml#", False),
        ("source/.goutputstream-Z1X2Y3", False),
        ("source/A_80_1.yaml___jb_tmp___", False),
        ("source/A_80_1.yaml.sb-1a2b3c4d-x5Y6z7", False),
        ("source/.DS_Store", False),
        ("source/A_80_1.yaml.a1B2c3", False),
        ("output/A_80_1-ZH.pdf", False),
        ("templates/html/body.html", True),
        ("templates/html/#body.html#", False),
        ("templates/html/body.html.vsctmp", False),
        ("templates/html/4913", False),
        ("templates/__pycache__/a.pyc", False),
        ("styles/new-york.yaml", True),
        ("styles/fonts/Tinos_400Regular.ttf", True),
    ],
)
def test_what_editors_and_builds_leave_beside_does_not_matter(workshop, watch, path, matters):
    (workshop.root / "styles").mkdir()
    assert watch.matters(str(workshop.root / path)) is matters


def save_with_vim(path, text):
    path.with_name("4913").touch()
    path.with_name("4913").unlink()
    path.rename(f"{path}~")
    path.write_text(text)
    path.with_name(f".{path.name}.swp").touch()
    path.with_name(f"{path.name}~").unlink()


def save_with_emacs(path, text):
    path.with_name(f".#{path.name}").symlink_to("somebody@somewhere.1")
    path.with_name(f"#{path.name}#").write_text(text)
    path.rename(f"{path}~")
    path.write_text(text)
    path.with_name(f"#{path.name}#").unlink()
    path.with_name(f".#{path.name}").unlink()


def save_with_gnome(path, text):
    beside = path.with_name(".goutputstream-Z1X2Y3")
    beside.write_text(text)
    beside.replace(path)


def save_with_kde(path, text):
    beside = path.with_name(f"{path.name}.a1B2c3")
    beside.write_text(text)
    beside.replace(path)


def save_with_nano(path, text):
    path.with_name(f".{path.name}.swp").write_text("nano")
    path.write_text(text)
    path.with_name(f".{path.name}.swp").unlink()


def save_with_jetbrains(path, text):
    path.with_name(f"{path.name}___jb_tmp___").write_text(text)
    path.rename(f"{path}___jb_old___")
    path.with_name(f"{path.name}___jb_tmp___").rename(path)
    path.with_name(f"{path.name}___jb_old___").unlink()


def save_with_macos(path, text):
    path.with_name(".DS_Store").touch()
    beside = path.with_name(f"{path.name}.sb-1a2b3c4d-x5Y6z7")
    beside.write_text(text)
    beside.replace(path)


def save_in_place(path, text):
    with path.open("w") as file:
        file.flush()
        file.write(text)


EDITORS = (
    save_with_vim, save_with_emacs, save_with_gnome, save_with_kde, save_with_nano,
    save_with_jetbrains, save_with_macos, save_in_place,
)  # fmt: skip


def begin_to_watch(changes, path):
    """Save a file until the first change is noticed, and read all that this leaves to notice."""
    done = threading.Event()

    def save():
        while not done.wait(0.3):
            save_in_place(path, f"# watching has begun at {time.monotonic_ns()}")

    thread = threading.Thread(target=save)
    thread.start()
    try:
        first = next(changes)
    finally:
        done.set()
        thread.join()
    last = path.with_name(f"last{path.suffix}")
    last.touch()
    while last not in next(changes):
        pass
    return [changed.name for changed in first]


@pytest.mark.parametrize("name", [f"source/{STEM}.yaml", "templates/docx/page.txt"])
def test_every_editor_s_way_to_save_is_one_file_in_the_line(workshop, watch, name):
    path = workshop.root / name
    changes = watch.changes(lambda: False)
    assert begin_to_watch(changes, path) == [path.name]
    for save in EDITORS:
        save(path, f"# {save.__name__}")
        assert [changed.name for changed in next(changes)] == [path.name], save.__name__


def test_a_real_save_is_noticed(workshop, watch):
    path = workshop.root / "source" / f"{STEM}.yaml"
    assert begin_to_watch(watch.changes(lambda: False), path) == [path.name]


@pytest.mark.parametrize("room", ["styles", "templates", "series", "language"])
def test_a_folder_that_appears_later_is_watched(workshop, watch, room):
    shutil.rmtree(workshop.root / "templates")
    changes = watch.changes(lambda: False)
    begin_to_watch(changes, workshop.write())
    (workshop.root / room).mkdir()
    assert workshop.root / room in next(changes)
    for text in ("one", "two", "three"):
        path = workshop.root / room / f"{text}.yaml"
        path.write_text(text)
        assert next(changes) == [path]
    watch.run.generation = 0
    watch.build([path])
    assert watch.run.generation == 1


def test_a_source_folder_that_was_replaced_is_watched(workshop, watch):
    source = workshop.root / "source"
    changes = watch.changes(lambda: False)
    path = workshop.write()
    begin_to_watch(changes, path)
    workshop.write()
    (source / f"last{path.suffix}").unlink()
    shutil.copytree(source, workshop.root / "copy")
    shutil.rmtree(source)
    while source not in next(changes):
        pass
    assert watch.build([source]).startswith("masthead: there is no folder source/")
    (workshop.root / "copy").rename(source)
    assert source in next(changes)
    assert ": mended: 6 files built in " in watch.build([source])
    workshop.write(zh="另一文本。")
    assert next(changes) == [path]


def test_a_source_folder_replaced_within_a_moment_is_watched(workshop, watch):
    source = workshop.root / "source"
    changes = watch.changes(lambda: False)
    path = workshop.write()
    begin_to_watch(changes, path)
    shutil.copytree(source, workshop.root / "copy")
    source.rename(workshop.root / "away")
    (workshop.root / "copy").rename(source)
    while source not in next(changes):
        pass
    workshop.write(zh="另一文本。")
    assert next(changes) == [path]


def test_styles_that_went_away_are_read_no_more(workshop, watch):
    watch.build()
    before = watch.run.generation
    shutil.rmtree(workshop.root / "templates" / "html")
    watch.build([workshop.root / "templates"])
    assert watch.run.generation == before + 1


def test_each_line_has_the_time_of_day(capsys):
    from masthead.commands.watch import say_at

    say_at("nothing to do")
    assert re.fullmatch(r"\d\d:\d\d:\d\d  nothing to do\n", capsys.readouterr().out)


TABLE = """
- table:
    columns: [{en: A, zh: 甲}, 2024]
    data: rows.csv
"""


def test_a_data_file_beside_a_paper_is_watched(workshop, watch):
    source = workshop.write()
    source.write_text(source.read_text("utf-8").replace("\ntext:\n", "\ntext:" + TABLE, 1), "utf-8")
    rows = source.parent / "rows.csv"
    rows.write_text("a,2024\nx,1\n")
    assert "files built" in watch.build([source])
    assert watch.matters(str(rows))
    assert not watch.matters(str(rows.with_name("other.csv")))
    rows.write_text("a,2024\nx,2\n")
    assert watch.build([rows]).startswith("rows.csv: 6 files built in ")
    assert watch.build([rows]).startswith("rows.csv: nothing to do in ")
    rows.unlink()
    assert watch.build([rows]).startswith("rows.csv: 1 error in ")
    assert watch.matters(str(rows))
