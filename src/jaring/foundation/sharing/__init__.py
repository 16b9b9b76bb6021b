"""Originator control (docs/adr/0002): labels, the bitmap a viewer sees through, releases and their withdrawal.

The database enforces all of it. Rows carry a label; a label is an interned combination of owner, readers with their
ends, and marking; a viewer's bitmap says which labels are visible now. A release changes labels and nothing else.
"""
