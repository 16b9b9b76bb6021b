"""Settings, root addresses and the entry points of the server: knows every app, no app knows it."""
