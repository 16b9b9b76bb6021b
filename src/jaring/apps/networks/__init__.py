"""The regional map: the network of what a viewer may see (Roundtable 2014 §13, recommendation 1.i).

Owns no rows: it draws what the intelligence room lets this viewer read.
"""
