"""To write journeys as one row a traveller's trip, in the columns of hand-made data sets of leaders' travel."""

from pathlib import Path

from memcon.record.extract import Extract
from memcon.show.write.tables import csv_file


def write_trips(extract: Extract, out: Path) -> None:
    """One CSV file, in the form of the exported tables: the view `trips`, a row a journey and a person who makes it."""
    csv_file(extract, "trips", out)
