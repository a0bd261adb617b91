"""To load once what many tests share, and to leave nothing open when they end."""

import gc

import pytest

from memcon.reference import Reference, load_reference


@pytest.fixture(scope="session")
def known() -> Reference:
    """What memcon knows of the world and of words."""
    return load_reference()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Close the records that failed tests still hold, or DuckDB complains after the closing line."""
    del config
    gc.collect()
