"""Files in, records out: FollowTheMoney lines, tables (CSV, XLSX) and the OFAC lists.

Every reader streams, keeps its memory bounded whatever the file holds, and never raises on content:
what cannot be read becomes a `Problem` that names the line or cell and says how to mend it.
"""

from jaring.engines.readers.ftm import check_references, read_ftm
from jaring.engines.readers.ofac import read_ofac
from jaring.engines.readers.records import Problem, Record, RecordEntity, Value

__all__ = ["Problem", "Record", "RecordEntity", "Value", "check_references", "read_ftm", "read_ofac"]
