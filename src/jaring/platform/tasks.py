"""Housekeeping of the job queue itself."""

from procrastinate import JobContext
from procrastinate.contrib.django import app

from jaring.platform.jobs import revive_jobs


@app.periodic(cron="* * * * *")
@app.task(name="revive_jobs", queueing_lock="revive_jobs", pass_context=True)
async def revive(context: JobContext, timestamp: int) -> None:
    """Take over the jobs of workers that died."""
    await revive_jobs(context.app)
