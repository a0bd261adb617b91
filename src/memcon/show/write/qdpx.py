"""To write a record as a project of qualitative analysis (REFI-QDA), which NVivo, MAXQDA and ATLAS.ti open."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import IO
from uuid import UUID, uuid5
from xml.sax.saxutils import quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from memcon.record.extract import Extract
from memcon.record.record import Fields

NAMESPACE = "urn:QDA-XML:project:1.0"
_OURS = UUID("6d656d63-6f6e-5000-8000-000000000000")
"""What ids are made from, so that the same record gives the same project."""
NO_DAY = "1980-01-01"
"""The day of coding where no report is dated: the first that an archive can hold."""
USER = str(uuid5(_OURS, "memcon"))


def write_qdpx(extract: Extract, out: Path) -> None:
    """A project: each report is a source, each clause a selection coded with kind and status; so are a part's words.

    Positions count Unicode code points of the source, as the standard asks. Its schema asks for no time of coding, but
    importers do (QualCoder's fails without): it is the latest day of publication, as a clock would change the bytes.
    """
    ((day,),) = extract.rows("as_of")
    stamp = f'creatingUser="{USER}" creationDateTime="{day or NO_DAY}T00:00:00Z"'
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        names = {}
        for row in extract.fields("reports"):
            if row["text"]:
                names[row["report_id"]] = row["title"] or row["path"].split("/")[-1]
                archive.writestr(_entry(f"sources/{_guid('source', row['report_id'])}.txt"), row["text"])
        with archive.open(_entry("project.qde"), "w", force_zip64=True) as project:
            for line in _project(extract, names, stamp):
                _put(project, line)


def _entry(name: str) -> ZipInfo:
    """A member of the archive with a fixed time, so that the same record gives the same bytes."""
    entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    entry.compress_type = ZIP_DEFLATED
    return entry


def _put(project: IO[bytes], line: str) -> None:
    project.write(line.encode("utf-8") + b"\n")


def _project(extract: Extract, names: dict[str, str], stamp: str) -> Iterator[str]:
    """The lines of the project's description; `stamp` says by whom and when all of it was coded."""
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield f'<Project xmlns="{NAMESPACE}" name="memcon" origin="memcon" creatingUserGUID="{USER}">'
    yield f'<Users><User guid="{USER}" name="memcon"/></Users>'
    yield "<CodeBook><Codes>"
    for above, codes in _codes(extract).items():
        yield f'<Code guid="{_guid("code", above)}" name="{above}" isCodable="false">'
        for code in sorted(codes):
            yield f'<Code {_named("code", f"{above} {code}", code)} isCodable="true"/>'
        yield "</Code>"
    yield "</Codes></CodeBook>"
    if names:
        yield "<Sources>"
        yield from _sources(extract, names, stamp)
        yield "</Sources>"
    yield "</Project>"


def _codes(extract: Extract) -> dict[str, set[str]]:
    """The codes that the selections need, below what each is a code of."""
    found: dict[str, set[str]] = {"kind": set(), "part": set(), "status": set()}
    for row in extract.fields("claims"):
        found["kind"].add(row["kind"])
        found["status"].add(row["status"])
    found["part"] = {row["part"] for row in extract.fields("slots") if row["start"] is not None}
    return {above: codes for above, codes in found.items() if codes}


def _sources(extract: Extract, names: dict[str, str], stamp: str) -> Iterator[str]:
    """Each report with its selections; those without come last."""
    rest = dict(names)
    for report, rows in groupby(extract.fields("stretches"), key=itemgetter("report_id")):
        yield from _source(report, rest.pop(report), rows, stamp)
    for report, name in rest.items():
        yield from _source(report, name, (), stamp)


def _source(report: str, name: str, rows: Iterable[Fields], stamp: str) -> Iterator[str]:
    path = f"internal://{_guid('source', report)}.txt"
    yield f'<TextSource {_named("source", report, name)} plainTextPath="{path}" {stamp}>'
    for number, row in enumerate(rows):
        codes = [f"part {row['part']}"] if row["part"] else [f"kind {row['kind']}", f"status {row['status']}"]
        meant = row["name"] or row["value"]
        name = ": ".join(told for told in (row["part"] or f"{row['status']} {row['kind']}", meant) if told)
        where = f'startPosition="{row["start"]}" endPosition="{row["end"]}"'
        key = f"{row['claim_id']} {number}"
        yield f"<PlainTextSelection {_named('selection', key, name)} {where} {stamp}>"
        for code in codes:
            made = _guid("coding", f"{key} {code}")
            yield f'<Coding guid="{made}" {stamp}><CodeRef targetGUID="{_guid("code", code)}"/></Coding>'
        yield "</PlainTextSelection>"
    yield "</TextSource>"


def _named(kind: str, key: str, name: str) -> str:
    """The attributes that name a thing."""
    kept = "".join(letter if letter.isprintable() else " " for letter in name)
    return f'guid="{_guid(kind, key)}" name={quoteattr(kept)}'


def _guid(kind: str, key: str) -> str:
    return str(uuid5(_OURS, f"{kind} {key}"))
