"""Pages and answers of the networks room."""
