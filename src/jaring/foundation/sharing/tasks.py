"""Housekeeping every minute. Nothing depends on it: what has ended opens nothing even when this is late."""

from procrastinate.contrib.django import app

from jaring.foundation.accounts.api import remove_ended_sessions
from jaring.foundation.sharing.api import sweep_bitmaps


@app.periodic(cron="* * * * *")
@app.task(name="sweep", queueing_lock="sweep")
def sweep(timestamp: int) -> None:
    """Take ended releases out of the stored bitmaps and throw ended viewer sessions away.

    Should two workers meet here, the second waits for the row locks of the first and finds nothing left to do.
    """
    sweep_bitmaps()
    remove_ended_sessions()
