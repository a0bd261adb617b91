"""To run the example notebook, `docs/notebook.ipynb`, and to write its outputs and its page: python eval/notebook.py.

The page, `docs/notebook.md` with the pictures in `docs/notebook`, shows the cells and what they gave, without a kernel.
"""

import os
import re
import tempfile
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

NOTEBOOK = Path(__file__).parent.parent / "docs" / "notebook.ipynb"
PAGE = NOTEBOOK.with_suffix(".md")
OPENING = """<!-- written by `python eval/notebook.py` -->
{title}

This page is [a notebook](notebook.ipynb) that you can download and run; below each cell stands what it gave.

"""


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


def pages(notebook: Any) -> dict[Path, str]:
    """The page that shows a notebook, and its pictures, by the file that each is written to."""
    files: dict[Path, str] = {}
    title, _, rest = notebook.cells[0].source.partition("\n")
    told = [OPENING.format(title=title) + rest.strip()]
    for cell in notebook.cells[1:]:
        told.append(cell.source if cell.cell_type == "markdown" else f"```py\n{cell.source}\n```")
        told += [_told(output, files) for output in cell.get("outputs", [])]
    return {PAGE: "\n\n".join(told) + "\n", **files}


def _told(output: Any, files: dict[Path, str]) -> str:
    """An output as a block of Markdown; a picture becomes a file of its own."""
    data = output.get("data", {"text/plain": output.get("text")})
    if "image/svg+xml" in data:
        file = PAGE.with_suffix("") / f"picture-{len(files) + 1}.svg"
        files[file] = data["image/svg+xml"]
        title = re.findall("<title>(.*?)</title>", files[file])[0]
        return f'<div class="output" tabindex="0"><img src="notebook/{file.name}" alt="{title}"></div>'
    if "text/html" in data:
        inert = re.sub(r"<style.*?</style>|\n\s*", "", data["text/html"], flags=re.DOTALL)
        told = inert.replace("<th></th>", "<td></td>")
        return f'<div class="output" tabindex="0">{told}</div>'
    return f"```text\n{data['text/plain'].rstrip()}\n```"


def main() -> None:
    """Run the notebook; write it with its outputs, its page and the page's pictures."""
    notebook = executed()
    nbformat.write(notebook, NOTEBOOK)  # type: ignore[no-untyped-call]
    for file, text in pages(notebook).items():
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
