"""Contributions: what a member records, as graded facts under its own terms (Roundtable 2014 §8, recommendation 3).

Owns contributions, statements and what is derived from them (entities, edges, search documents, identifier keys),
attachments, and the bringing in and taking out of files. Facts are FollowTheMoney statements; everything derived
is written in the transaction of the statement, one row for each label, so that no row mixes what two viewers may see.
"""
