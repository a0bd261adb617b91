"""To run the coding of many reports somewhere: on this machine's cores, or on Spark."""

from memcon.engines.cores import cores
from memcon.engines.spark import spark
from memcon.engines.task import Engine

ENGINES: dict[str, Engine] = {"cores": cores, "spark": spark}
"""What codes a pile, by name: each takes a `Task` and an iterable of reports, and yields the parts it finished."""
