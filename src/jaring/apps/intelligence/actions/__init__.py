"""Every write of the intelligence room: one verb a function, permission, change and log in one transaction."""
