"""What the machine gives: the database and its sessions, jobs, files."""
