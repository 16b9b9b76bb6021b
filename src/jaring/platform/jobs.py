"""Work after the answer: jobs in PostgreSQL (procrastinate), queued in the transaction that asks for them.

The queue stands behind the gate role (docs/adr/0003): the application role can queue a job and see none.
"""

import asyncio
from uuid import UUID

from django.db import close_old_connections, connection
from procrastinate import App, RetryStrategy
from procrastinate.connector import BaseAsyncConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import Job

MOST_TRIES = 4
RETRY = RetryStrategy(max_attempts=MOST_TRIES, exponential_wait=2)  # 2, 4, 8, 16 seconds later
CONCURRENCY = 2  # jobs at once: one long import must not keep a short check waiting
STOP_SECONDS = 10.0  # an import is resumed at its last chunk, so it need not be waited for
HEARTBEAT_SECONDS = 5.0
DEAD_AFTER_SECONDS = 20.0  # four heartbeats missed: the process is gone, its jobs are taken over


def is_last_try(job: Job) -> bool:
    """Whether a failure now is the end of the job."""
    return job.attempts >= MOST_TRIES


def defer(task: str, object_id: UUID) -> None:
    """Queue `task` for an object, in the name of the viewer whose session is open; the database looks who that is.

    One job at a time works on an object.
    """
    with connection.cursor() as cursor:
        cursor.execute("select app.defer_job(%s, %s)", [task, object_id])


def run_worker(*, wait: bool = True, alone: bool = False) -> None:
    """Work on jobs until stopped; with `wait` False until none is left.

    Jobs of workers that died (kill -9, power cut) are taken over first, and again every minute. `alone` says that no
    other worker shares the database, so whatever is called running was left by a dead one.
    """
    with app.replace_connector(_worker_connector()) as working:
        asyncio.run(_work(working, wait, 0.0 if alone else DEAD_AFTER_SECONDS))
    close_old_connections()


def _worker_connector() -> BaseAsyncConnector:
    """A connection of the gate role, which alone may work on the queue (PROCRASTINATE_DATABASE_ALIAS)."""
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
