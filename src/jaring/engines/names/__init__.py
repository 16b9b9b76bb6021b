"""Names and identifiers: how text is cut into words, and what a number is found by."""
