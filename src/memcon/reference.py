"""To load all that memcon knows of the world into one frozen `Reference` that refuses data which does not hang together."""
