"""Processes are killed in the middle of their work; what was acknowledged must be there afterwards."""
