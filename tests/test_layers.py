"""To hold the code to the rules of the house: who imports whom, how long things are, what they are called."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "memcon"
FOLDERS = (PACKAGE, ROOT / "tests", ROOT / "eval", ROOT / "bench", ROOT / "scripts")
FILES = sorted(file for folder in FOLDERS for file in folder.rglob("*.py") if "__pycache__" not in file.parts)
SOURCES = [file for file in FILES if PACKAGE in file.parents]

STAGES = ("read", "text", "claims", "names", "dates", "links", "decisions")
SHARED_BY_STAGES = {"model", "limits", "reference", "vocabulary", "almanac", "spelling", "article", "groups"}
OUTSIDE_WORLD = ("read", "record", "engines", "show")
KNOWLEDGE = {"reference.py", "vocabulary.py", "almanac.py", "spelling.py", "titles.py", "users.py"}
DRAWERS = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}
LONGEST_FILE, LONGEST_FUNCTION, MOST_PARAMETERS = 400, 40, 5

CLOCK = {
    "datetime.now",
    "datetime.today",
    "datetime.utcnow",
    "date.today",
    "time.time",
    "time.localtime",
    "time.gmtime",
}
NETWORK = {"socket", "urllib", "http", "requests", "httpx", "aiohttp", "ftplib", "smtplib"}
HEAVY = {
    "spacy": ("text/parse.py", "text/dictionary.py"),
    "duckdb": ("record",),
    "pyarrow": ("record", "engines"),
    "pyspark": ("engines",),
    **dict.fromkeys(("rich", "click"), ("show",)),
    "urllib3": ("show/watch",),
    **dict.fromkeys(("starlette", "uvicorn", "jinja2", "markupsafe"), ("show/web",)),
    "xlsxwriter": ("show/write/xlsx.py",),
    **dict.fromkeys(
        ("trafilatura", "htmldate", "charset_normalizer", "fastwarc", "zstandard", "py3langid", "pypdfium2"), ("read",)
    ),
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def name_of(file: Path) -> str:
    return str(file.relative_to(ROOT))


def parse(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def functions(file: Path) -> Iterator[Function]:
    return (node for node in ast.walk(parse(file)) if isinstance(node, Function))


def imports(file: Path) -> set[str]:
    """The dotted names of all modules that a file imports, wherever in it; a name imported from one counts too."""
    found: set[str] = set()
    for node in ast.walk(parse(file)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(file)}:{node.lineno}: write the import in full"
            found |= {f"{node.module}.{alias.name}" for alias in node.names} | {str(node.module)}
    return found


def rooms(file: Path) -> set[str]:
    """The rooms and modules right under memcon that a file imports."""
    return {name.split(".")[1] for name in imports(file) if name.startswith("memcon.")}


def room_of(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0]


def calls(file: Path) -> Iterator[tuple[int, str]]:
    """Line and dotted name of every call of an attribute."""
    for node in ast.walk(parse(file)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            value = ast.unparse(node.func.value)
            owner = value if value.startswith("files('memcon')") else value.split(".")[-1]
            yield node.lineno, f"{owner}.{node.func.attr}"


every_file = pytest.mark.parametrize("file", FILES, ids=name_of)
every_source = pytest.mark.parametrize("file", SOURCES, ids=name_of)


@every_source
def test_stages_are_strangers(file: Path) -> None:
    room = room_of(file)
    if room in STAGES:
        assert rooms(file) <= {room, *SHARED_BY_STAGES}, "a stage imports model, reference and its own room"


@every_source
def test_model_and_knowledge_import_no_room(file: Path) -> None:
    if file.name == "model.py":
        assert rooms(file) == set(), "the nouns import nothing of ours"
    if file.parent == PACKAGE and file.name in KNOWLEDGE:
        assert rooms(file) <= {name.removesuffix(".py") for name in KNOWLEDGE} | {"model"}


@every_source
def test_heavy_packages_stay_in_their_room(file: Path) -> None:
    for package in {name.split(".")[0] for name in imports(file)} & HEAVY.keys():
        places = [PACKAGE / place for place in HEAVY[package]]
        assert {file, *file.parents} & set(places), f"{package} is imported only in {', '.join(HEAVY[package])}"


@every_source
def test_stages_know_no_clock_and_no_network(file: Path) -> None:
    if room_of(file) in (*STAGES, "pipeline.py", "model.py", *KNOWLEDGE):
        assert {name.split(".")[0] for name in imports(file)} & NETWORK == set()
        assert [(line, call) for line, call in calls(file) if call in CLOCK] == []


@every_source
def test_stages_touch_no_files(file: Path) -> None:
    if room_of(file) in STAGES and room_of(file) not in OUTSIDE_WORLD:
        touching = {"open", "read_text", "read_bytes", "write_text", "write_bytes"}
        touched = [(line, call) for line, call in calls(file) if call.split(".")[-1] in touching]
        assert [call for call in touched if not call[1].startswith("files('memcon')")] == [], (
            "only data of the package may be read"
        )


@every_source
def test_no_global_state(file: Path) -> None:
    assert [node.lineno for node in ast.walk(parse(file)) if isinstance(node, ast.Global)] == []


@every_file
def test_file_opens_with_its_purpose(file: Path) -> None:
    if not file.read_text(encoding="utf-8").strip():
        return  # a room that shows no names at its door
    first = (ast.get_docstring(parse(file)) or "").split("\n\n")[0].replace("\n", " ")
    # A file of tests may say what holds; every other file says what it is there to do.
    shape = r"[A-Z“\"].*\.$" if file.stem.startswith("test_") else r"(To [a-z]|[^.]* to [A-Za-z]).*\.$"
    assert re.match(shape, first), f"open with one sentence, 'To X.' or 'X to Y.': {first!r}"


@every_file
def test_file_is_short_and_named_for_what_it_does(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE
    assert file.stem not in DRAWERS
    assert file.parent.name not in DRAWERS


@every_file
def test_functions_are_short(file: Path) -> None:
    long = [f"{one.name}, {lines(one)} lines" for one in functions(file) if lines(one) >= LONGEST_FUNCTION]
    assert long == []


def lines(function: Function) -> int:
    """Lines from `def` to the end, decorators left out."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


@every_file
def test_functions_take_few_parameters(file: Path) -> None:
    for one in functions(file):
        told = [arg.arg for arg in (*one.args.posonlyargs, *one.args.args) if arg.arg not in ("self", "cls")]
        most = MOST_PARAMETERS if not is_command(one) else 12
        assert len(told) + len(one.args.kwonlyargs) <= most, f"{one.name} takes too many parameters"


def is_command(function: Function) -> bool:
    """Whether click fills the parameters: they are the command's options, and their number is the user's affair."""
    return any("command" in ast.unparse(mark) or "option" in ast.unparse(mark) for mark in function.decorator_list)


@every_source
def test_public_names_have_a_docstring(file: Path) -> None:
    public = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    bare = [node.name for node in parse(file).body if isinstance(node, public) and not node.name.startswith("_")
            and not ast.get_docstring(node)]  # fmt: skip
    assert bare == []


@every_source
def test_no_boolean_switches_behaviour(file: Path) -> None:
    for one in functions(file):
        marks = [*one.args.args, *one.args.kwonlyargs]
        switches = [arg.arg for arg in marks if arg.annotation is not None and ast.unparse(arg.annotation) == "bool"]
        assert not switches or is_command(one) or one.name.startswith("_"), (
            f"{one.name}: {switches}; write two functions"
        )
