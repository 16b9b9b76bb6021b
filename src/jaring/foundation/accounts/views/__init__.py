"""Pages of people, members, tokens, one's own account and the log."""
