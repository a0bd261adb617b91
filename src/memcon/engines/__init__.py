"""To run the coding of many reports somewhere: here, on this machine's cores."""

from memcon.engines.cores import cores
from memcon.engines.task import Engine

ENGINES: dict[str, Engine] = {"cores": cores}
"""What codes a pile, by name: each takes a `Task` and an iterable of reports, and yields the parts it finished."""
