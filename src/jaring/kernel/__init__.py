"""What every storey may use: the clock, identifiers and typed errors. Standard library only."""
