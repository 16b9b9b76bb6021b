"""Work that waits for a worker, done at once."""

import threading

from django.db import connections

from jaring.platform.jobs import run_worker


def work_off_jobs() -> None:
    """Let a worker do what is queued; in a thread, for a test that drives a browser has an event loop in its own."""
    failures: list[BaseException] = []

    def work() -> None:
        try:
            run_worker(wait=False)
        except BaseException as failure:  # noqa: BLE001 - handed to the test's own thread
            failures.append(failure)
        finally:
            connections.close_all()

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    if failures:
        raise failures[0]
