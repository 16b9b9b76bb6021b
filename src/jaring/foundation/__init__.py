"""What every room stands on: the log, the people, and the terms under which facts are seen."""
