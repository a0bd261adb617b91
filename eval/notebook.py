"""To run the example notebook, `docs/notebook.ipynb`, and to write its outputs down anew: python eval/notebook.py."""

import os
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).parent.parent / "docs" / "notebook.ipynb"


def read() -> Any:
    """The notebook as it is kept."""
    return nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]


def executed() -> Any:
    """The notebook with the outputs that it gives now; raises CellExecutionError where a cell fails."""
    notebook = read()
    with tempfile.TemporaryDirectory() as folder:
        settings: dict[str, Any] = {"timeout": 300, "kernel_name": "python3", "record_timing": False}
        client = NotebookClient(notebook, resources={"metadata": {"path": folder}}, **settings)
        client.execute(
            env={**os.environ, "IPYTHONDIR": f"{folder}/ipython", "JUPYTER_RUNTIME_DIR": f"{folder}/runtime"}
        )
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    return notebook


def shown(notebook: Any) -> list[list[dict[str, Any]]]:
    """What each cell of code shows, by type."""
    return [
        [dict(output.get("data", {"text": output.get("text")})) for output in cell.outputs]
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]


if __name__ == "__main__":
    nbformat.write(executed(), NOTEBOOK)  # type: ignore[no-untyped-call]
