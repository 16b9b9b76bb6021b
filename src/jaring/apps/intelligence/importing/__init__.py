"""How a file becomes facts: read it twice, once to check and once to keep.

Both passes stream. The first stores nothing but its report; the second commits records in chunks, and the cursor that
says how far it came in the same transaction, so that it can be killed anywhere and goes on where it was.
"""
