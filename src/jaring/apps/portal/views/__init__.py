"""Pages of the portal: the desk, the search, the purpose of a sitting, the keys."""
