"""Benchmarks side by side with a peer, one command each: `python -m bench NAME` (docs/benchmarks.md)."""
