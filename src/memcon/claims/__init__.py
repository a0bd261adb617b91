"""To read claims from a page: who engaged with whom, what was undertaken, how far it has come and who says so."""
