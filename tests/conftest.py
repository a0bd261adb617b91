"""To leave nothing open when the tests end."""

import gc

import pytest


def pytest_unconfigure(config: pytest.Config) -> None:
    """Close the records that failed tests still hold, or DuckDB complains after the closing line."""
    del config
    gc.collect()
