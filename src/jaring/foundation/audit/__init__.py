"""The log: insert-only rows about reads and writes of protected records.

Each member reads the part that concerns it: what its own people did, and what others did with its facts.
Rows carry the canonical leaf from the first day, so that sealing can later start at row one.
"""
