"""To make each page of a record: a function from its views to a frozen struct, which is also the page as JSON."""
