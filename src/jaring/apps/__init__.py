"""The rooms: one Django app for each mechanism, in one direction of imports."""
