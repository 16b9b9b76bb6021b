"""Jaring: shared intelligence against people smuggling and trafficking in persons, under each member's own terms."""

__version__ = "0.1.0"
