"""The `jaring` command."""
