"""To keep a record: a folder of Parquet tables, written whole or not at all, read with DuckDB."""
