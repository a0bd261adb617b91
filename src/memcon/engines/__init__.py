"""To run the coding of many reports somewhere: here, on this machine's cores."""

from memcon.engines.cores import cores

ENGINES = {"cores": cores}
"""What codes a pile: each takes (prepare, reports, *, workers, seconds), yields one Coded a report, in their order."""
