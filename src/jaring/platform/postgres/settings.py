"""The server's settings: jaring.conf and pg_hba.conf inside the data folder, written anew at every start."""

import os
from pathlib import Path

from jaring.platform.postgres.folders import PORT, Folders
from jaring.platform.postgres.processes import cluster_name

CONF = "jaring.conf"
# Only the socket, only with a password: being on this machine proves nothing.
_HBA = "local all all scram-sha-256\n"
_MIB = 1024 * 1024
_SMALLEST_BUFFERS = 128 * _MIB
_LARGEST_BUFFERS = 1024 * _MIB
# PostgreSQL's parallel queries share memory through /dev/shm; containers often have only 64 MiB of it.
_ENOUGH_SHM = 256 * _MIB

_CONF = """\
# Written by Jaring at every start; changes are lost. Use ALTER SYSTEM for your own.
listen_addresses = ''
port = {port}
unix_socket_directories = {socket}
unix_socket_permissions = 0700
cluster_name = '{name}'
password_encryption = 'scram-sha-256'
max_connections = 100
shared_buffers = '{buffers}MB'
effective_cache_size = '{cache}MB'
dynamic_shared_memory_type = {shared_memory}
work_mem = '16MB'
maintenance_work_mem = '128MB'
max_worker_processes = {workers}
max_parallel_workers = {processors}
max_parallel_workers_per_gather = {per_gather}
random_page_cost = 1.1
jit = off
max_wal_size = '2GB'
checkpoint_timeout = '15min'
wal_compression = on
timezone = 'UTC'
# One log for each weekday, overwritten a week later.
logging_collector = on
log_directory = {logs}
log_filename = 'postgresql-%a.log'
log_rotation_age = '1d'
log_rotation_size = 0
log_truncate_on_rotation = on
log_line_prefix = '%m [%p] %u '
log_min_duration_statement = -1
# Rows of people must not end in a log: no failed statements, no "Key (number)=(...) already exists".
log_min_error_statement = panic
log_error_verbosity = terse
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
"""
_NOT_DURABLE = """\
# For tests only: a crash of the machine may destroy the data.
fsync = off
synchronous_commit = off
full_page_writes = off
"""


def write_settings(folders: Folders, socket: Path, *, durable: bool) -> None:
    _write(folders, CONF, _conf(folders, socket, durable=durable))
    _write(folders, "pg_hba.conf", _HBA)


def _conf(folders: Folders, socket: Path, *, durable: bool) -> str:
    processors = os.cpu_count() or 1
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    buffers = min(max(memory // 8, _SMALLEST_BUFFERS), _LARGEST_BUFFERS) if durable else _SMALLEST_BUFFERS
    text = _CONF.format(
        port=PORT,
        socket=_quoted(socket),
        name=cluster_name(folders.data),
        buffers=buffers // _MIB,
        cache=max(memory // 2, _SMALLEST_BUFFERS) // _MIB,
        shared_memory="posix" if _shm_is_enough() else "mmap",
        workers=processors + 6,
        processors=processors,
        per_gather=min(processors, 2),
        logs=_quoted(folders.logs),
    )
    return text if durable else text + _NOT_DURABLE


def _shm_is_enough() -> bool:
    try:
        shm = os.statvfs("/dev/shm")  # noqa: S108 - asked for its size only
    except OSError:
        return False
    return shm.f_blocks * shm.f_frsize >= _ENOUGH_SHM


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("\\", "\\\\").replace("'", "''") + "'"


def _write(folders: Folders, name: str, text: str) -> None:
    file = folders.data / name
    fresh = file.with_name(f"{name}.new")
    fresh.write_text(text, encoding="utf-8")
    folders.user.own(fresh, 0o600)
    fresh.replace(file)
