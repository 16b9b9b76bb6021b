"""Composing pictures from what the viewer sees."""
