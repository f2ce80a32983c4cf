"""Writing whole files or none."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
import threading

import pytest

from masthead import files
from masthead.files import hold_folder, sweep_folder, write_file


def names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_replaced_whole_and_nothing_is_left_beside(tmp_path):
    path = tmp_path / "a.pdf"
    write_file(path, b"old")
    write_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["a.pdf"]


def test_a_new_file_has_the_rights_that_the_umask_leaves(tmp_path):
    before = os.umask(0o027)
    try:
        write_file(tmp_path / "a", b"")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
def test_a_disk_that_fails_leaves_the_old_file_and_nothing_beside(tmp_path, monkeypatch, number):
    path = tmp_path / "a.pdf"
    write_file(path, b"old")

    def fail(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(files.os, "replace", fail)
    with pytest.raises(OSError, match=os.strerror(number)):
        write_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.pdf"]


def test_a_real_limit_on_the_size_of_files(tmp_path):
    """The kernel itself refuses to write on: nothing torn, nothing left."""
    path = tmp_path / "a.pdf"
    write_file(path, b"old")
    pid = os.fork()
    if pid == 0:
        import resource
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        try:
            write_file(path, b"x" * 5000)
        except OSError as error:
            os._exit(7 if error.errno == errno.EFBIG else 8)
        os._exit(9)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 7
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["a.pdf"]


def test_what_a_killed_writer_left_is_swept_away_and_what_is_being_written_stays(tmp_path):
    (tmp_path / ".masthead-1-abc.tmp").write_bytes(b"half")
    (tmp_path / "mine.tmp").write_bytes(b"not ours")
    alive = tmp_path / ".masthead-2-def.tmp"
    with alive.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        sweep_folder(tmp_path)
        assert names(tmp_path) == [alive.name, "mine.tmp"]
    sweep_folder(tmp_path)
    assert names(tmp_path) == ["mine.tmp"]


def test_writers_and_sweepers_at_once(tmp_path):
    path, stop, errors = tmp_path / "a", threading.Event(), []

    def write_on(number):
        try:
            for _ in range(150):
                write_file(path, bytes([number]) * 10_000)
        except OSError as error:
            errors.append(error)

    def sweep_on():
        while not stop.is_set():
            sweep_folder(tmp_path)

    sweeper = threading.Thread(target=sweep_on)
    writers = [threading.Thread(target=write_on, args=(number,)) for number in range(3)]
    for thread in [sweeper, *writers]:
        thread.start()
    for thread in writers:
        thread.join()
    stop.set()
    sweeper.join()
    assert errors == []
    assert len(set(path.read_bytes())) == 1
    assert names(tmp_path) == ["a"]


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(FileNotFoundError):
        write_file(tmp_path / "no" / "a", b"")


def test_a_folder_in_the_file_s_place(tmp_path):
    (tmp_path / "a").mkdir()
    with pytest.raises(OSError, match="directory"):
        write_file(tmp_path / "a", b"new")
    assert names(tmp_path) == ["a"]


def test_a_held_folder_makes_others_wait(tmp_path):
    order = []

    def second():
        with hold_folder(tmp_path):
            order.append("second")

    with hold_folder(tmp_path):
        thread = threading.Thread(target=second)
        thread.start()
        thread.join(0.1)
        order.append("first")
    thread.join()
    assert order == ["first", "second"]
