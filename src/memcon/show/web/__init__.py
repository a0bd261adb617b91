"""To show a record in a browser: pages made on this machine, each with its data beside it, nothing from outside."""
