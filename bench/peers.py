"""Environments of peers that are other people's packages: they pin old versions and stay out of ours."""

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

FOLDER = Path(__file__).parent


def peer_python(name: str, *, folder: Path = FOLDER) -> Path:
    """The Python of `.env-<name>` with the packages of `<name>.lock` beside it; made anew when the lock changed."""
    lock = folder / f"{name}.lock"
    environment = folder / f".env-{name}"
    python = environment / "bin" / "python"
    stamp = environment / f".stamp-{hashlib.sha256(lock.read_bytes()).hexdigest()[:16]}"
    if stamp.exists():
        return python
    venv.create(environment, clear=True, with_pip=True)
    pip = [str(python), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-input"]
    subprocess.run([*pip, "--require-hashes", "-r", str(lock)], check=True, stdout=sys.stderr)
    stamp.touch()
    return python
