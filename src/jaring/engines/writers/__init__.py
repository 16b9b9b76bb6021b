"""Records out again: FollowTheMoney lines that give back exactly what went in, and workbooks that run
nothing.
"""

from jaring.engines.writers.ftm import write_ftm
from jaring.engines.writers.xlsx import write_template, write_xlsx

__all__ = ["write_ftm", "write_template", "write_xlsx"]
