"""The process: the same bytes whatever the circumstances, interrupted at any moment, with nowhere to write."""

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from calling import COMMAND, EXAMPLES, call
from typer.testing import Result

from tawthiq import cli

Run = Callable[..., Result]


def test_order_of_files_changes_no_line(run: Run) -> None:
    forwards = run("read", "--json", *EXAMPLES).stdout_bytes.splitlines()
    backwards = run("read", "--json", *reversed(EXAMPLES)).stdout_bytes.splitlines()
    assert sorted(forwards) == sorted(backwards)
    alone = [line for path in EXAMPLES for line in run("read", "--json", path).stdout_bytes.splitlines()]
    assert alone == forwards


def test_hash_seed_and_processes_change_no_byte(good: Path) -> None:
    bad = good.with_name("none.txt")
    inputs = [*EXAMPLES, bad, good, *EXAMPLES]
    one, two, three = (
        call("read", "--json", *inputs, "--jobs", jobs, PYTHONHASHSEED=seed)
        for jobs, seed in ((1, "0"), (1, "7"), (3, "random"))
    )
    assert one.stdout == two.stdout == three.stdout
    assert one.stderr == two.stderr == three.stderr
    assert {one.returncode, two.returncode, three.returncode} == {1}
    assert one.stdout.count(b"\n") > 2 * len(EXAMPLES)


def test_a_reader_that_leaves_early_is_no_error(good: Path) -> None:
    command = [*COMMAND, "read", *[str(good)] * 60]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:  # noqa: S603
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == cli.BROKEN_PIPE


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
def test_without_standard_output_there_is_one_line(good: Path) -> None:
    command = ["sh", "-c", 'exec "$@" >&-', "sh", *COMMAND, "read", str(good)]
    done = subprocess.run(command, stderr=subprocess.PIPE, text=True, check=False)  # noqa: S603
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)


@pytest.fixture
def heeded() -> Iterator[None]:
    """Programs started meanwhile heed interrupts, also where a shell runs the tests in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def ended(process: subprocess.Popen[bytes]) -> bytes:
    """What an interrupted process has said on standard error once it has ended, with its standard input still open.

    It is interrupted again where it goes on: CPython misses a signal that comes right before it waits for input.
    """
    try:
        for _ in range(12):
            try:
                process.wait(5)
                break
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGINT)
    finally:
        process.kill()
    assert process.stderr is not None
    return process.stderr.read()


@pytest.mark.usefixtures("heeded")
@pytest.mark.skipif(sys.platform == "win32", reason="signals differ")
def test_interrupted(good: Path) -> None:
    command = [*COMMAND, "read", "--json", str(good), "-"]
    with subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert ended(process) == b"tawthiq: stopped\n"
    assert process.returncode == cli.INTERRUPTED


@pytest.mark.usefixtures("heeded")
@pytest.mark.skipif(sys.platform == "win32", reason="signals differ")
@pytest.mark.parametrize("seconds", [0.2, 0.6])
def test_interrupted_while_it_begins(good: Path, seconds: float) -> None:
    command = [sys.executable, "-m", "tawthiq", "read", "--jobs", "2", str(good), "-"]
    with subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        time.sleep(seconds)
        os.killpg(process.pid, signal.SIGINT)
        assert ended(process) in {b"tawthiq: stopped\n", b""}
    assert process.returncode in {cli.INTERRUPTED, -signal.SIGINT}


@pytest.mark.usefixtures("heeded")
@pytest.mark.skipif(sys.platform == "win32", reason="signals differ")
def test_interrupted_while_it_waits_for_input() -> None:
    command = [sys.executable, "-m", "tawthiq", "read", "--jobs", "2", "-"]
    with subprocess.Popen(  # noqa: S603
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        assert process.stdin is not None
        process.stdin.write(b" " * 200_000)  # more than a pipe holds: it is read from, and then waited for
        process.stdin.flush()
        time.sleep(1)  # CPython misses a signal between two reads of one call
        os.killpg(process.pid, signal.SIGINT)
        assert ended(process) == b"tawthiq: stopped\n"
    assert process.returncode == cli.INTERRUPTED


@pytest.mark.usefixtures("heeded")
@pytest.mark.skipif(sys.platform == "win32", reason="signals differ")
def test_interrupt_lost_in_a_destructor_comes_again() -> None:
    program = """
import os, signal, time
from tawthiq import __main__ as entry
import tawthiq.cli

class Busy:
    def __del__(self):
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.2)

def run():
    Busy()
    time.sleep(30)

tawthiq.cli.main = run
entry.main()
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=60, check=False)  # noqa: S603
    assert done.stderr == b"tawthiq: stopped\n"
    assert done.returncode == cli.INTERRUPTED


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_full_disk(good: Path) -> None:
    done = call("read", good, "--out", "/dev/full")
    assert done.returncode == 1
    assert done.stderr.decode() == f"tawthiq: the results cannot be written: {os.strerror(errno.ENOSPC).lower()}\n"
