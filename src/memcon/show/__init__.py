"""To show a record to people: the command line and what it prints."""
