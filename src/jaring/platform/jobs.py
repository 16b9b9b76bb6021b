"""Work after the answer: jobs in PostgreSQL (procrastinate), queued in the transaction that asks for them."""

import asyncio
from typing import Protocol
from uuid import UUID

from django.db import close_old_connections
from procrastinate import App, RetryStrategy
from procrastinate.connector import BaseAsyncConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

RETRY = RetryStrategy(max_attempts=5, exponential_wait=3)
CONCURRENCY = 2  # jobs at once: one long import must not keep a short check waiting
STOP_SECONDS = 10.0  # an import is resumed at its last chunk, so it need not be waited for
HEARTBEAT_SECONDS = 5.0
DEAD_AFTER_SECONDS = 20.0  # four heartbeats missed: the process is gone, its jobs are taken over


class Beginner(Protocol):
    """Whoever begins a job: it runs as this person sees."""

    @property
    def person_id(self) -> UUID: ...
    @property
    def purpose(self) -> str: ...


def defer(task: str, object_id: UUID, acting: Beginner) -> None:
    """Queue `task` for an object. Its arguments are ids only; one job at a time works on an object."""
    app.configure_task(task, lock=str(object_id)).defer(
        import_id=str(object_id), person_id=str(acting.person_id), purpose=acting.purpose
    )


def run_worker(*, wait: bool = True, alone: bool = False) -> None:
    """Work on jobs until stopped; with `wait` False until none is left.

    Jobs of workers that died (kill -9, power cut) are taken over first, and again every minute. `alone` says that no
    other worker shares the database, so whatever is called running was left by a dead one.
    """
    with app.replace_connector(_worker_connector()) as working:
        asyncio.run(_work(working, wait, 0.0 if alone else DEAD_AFTER_SECONDS))
    close_old_connections()


def _worker_connector() -> BaseAsyncConnector:
    connector = app.connector
    if not isinstance(connector, DjangoConnector):
        raise RuntimeError("The worker is already running in this process.")
    return connector.get_worker_connector()


async def _work(working: App, wait: bool, dead_after: float) -> None:
    async with working.open_async():
        await revive_jobs(working, seconds=dead_after)
        await working.run_worker_async(
            wait=wait,
            install_signal_handlers=wait,
            listen_notify=wait,
            concurrency=CONCURRENCY,
            shutdown_graceful_timeout=STOP_SECONDS,
            update_heartbeat_interval=HEARTBEAT_SECONDS,
            stalled_worker_timeout=DEAD_AFTER_SECONDS,
            delete_jobs="successful",
        )


async def revive_jobs(working: App, *, seconds: float = DEAD_AFTER_SECONDS) -> int:
    """Queue again what dead workers were busy with; every task here may be run twice. Returns how many."""
    stalled = list(await working.job_manager.get_stalled_jobs(seconds_since_heartbeat=seconds))
    for job in stalled:
        await working.job_manager.retry_job(job)
    return len(stalled)
