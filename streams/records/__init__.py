"""Files of records that are to be resolved: one row a record, any subset of the known columns."""

from streams.records.columns import COLUMNS
from streams.records.table import RecordTable, TableRow

__all__ = ["COLUMNS", "RecordTable", "TableRow"]
