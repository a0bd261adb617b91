"""To write the pages of a record as a folder of files that any browser opens from disk, and any web server shows."""
