"""The job worker's process: `python -m jaring.cli.server.work`, started and looked after by `jaring serve`."""

import os


def main() -> None:
    """Set Django up on the running database and work until told to stop."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jaring.config.settings")
    import django

    django.setup()
    from jaring.platform.jobs import run_worker
    from jaring.platform.postgres.urls import external_server, given_by_hand

    # The embedded database has one server, this one: whatever is called running was left by a dead worker.
    run_worker(alone=not given_by_hand() and external_server() is None)


if __name__ == "__main__":
    main()
