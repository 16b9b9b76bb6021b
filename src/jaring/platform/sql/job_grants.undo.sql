revoke all on procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers, procrastinate_workers
    from jaring_app;
