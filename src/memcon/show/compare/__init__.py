"""To compare a record with a sheet coded by hand: rows found, missed and extra, agreement per column."""
