"""Tests of the house itself: who imports whom, how long files are, what the documentation must mention."""
