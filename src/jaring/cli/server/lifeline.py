"""Processes that follow their parent into death, however it dies: no `kill -9` leaves a server behind.

`python -m jaring.cli.server.lifeline PARENT MODULE …` runs a module bound to the process PARENT. A program of its
own, for `preexec_fn` can deadlock in a process with threads.
"""

import ctypes
import os
import runpy
import signal
import sys

_PR_SET_PDEATHSIG = 1


def follow_parent(death_signal: signal.Signals) -> None:
    """Ask the kernel for this signal when the thread that started this process ends. Linux only; else nothing."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(ctypes.c_int(_PR_SET_PDEATHSIG), ctypes.c_ulong(int(death_signal)))


def bound_command(module: str, *arguments: str) -> list[str]:
    """The command line that runs `module` bound to the calling thread's life."""
    return [sys.executable, "-m", "jaring.cli.server.lifeline", str(os.getpid()), module, *arguments]


def main() -> None:
    """Bind, then become the module."""
    parent, module = int(sys.argv[1]), sys.argv[2]
    follow_parent(signal.SIGTERM)
    if os.getppid() != parent:
        sys.exit("The server ended before this process began.")
    sys.argv = [module, *sys.argv[3:]]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
