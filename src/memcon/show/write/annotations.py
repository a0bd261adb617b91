"""To write the evidence of a record as web annotations (W3C Web Annotation Data Model, JSON-LD)."""

from pathlib import Path

import msgspec

from memcon.record.extract import Extract
from memcon.record.record import Fields

CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def write_annotations(extract: Extract, out: Path) -> None:
    """One annotation page: an annotation for each claim's clause, and one for the words of each of its parts.

    Positions count Unicode code points of the report's stored text; the quotation finds the place in any other copy.
    """
    encode = msgspec.json.Encoder().encode
    head = {"@context": CONTEXT, "id": "urn:memcon:annotations", "type": "AnnotationPage"}
    with out.open("wb") as file:
        file.write(encode(head)[:-1] + b',"items":[\n')
        between = b""
        for number, row in enumerate(extract.fields("stretches")):
            file.write(between + encode(_annotation(row, number)))
            between = b",\n"
        file.write(b"\n]}\n")


def _annotation(row: Fields, number: int) -> Fields:
    """A clause tagged with what it is claimed to tell, or the words of a part with what they are held to mean."""
    tags = [row["kind"], row["status"], row["plover"]] if row["part"] is None else [row["part"]]
    bodies = [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags if tag]
    if meant := row["name"] or row["value"]:
        bodies.append({"type": "TextualBody", "purpose": "identifying", "value": meant})
    return {
        "id": f"urn:memcon:{row['claim_id']}" + ("" if row["part"] is None else f"/{row['part']}/{number}"),
        "type": "Annotation",
        "motivation": "classifying" if row["part"] is None else "identifying",
        "body": bodies,
        "target": {
            "source": row["url"] if _is_iri(row["url"]) else f"urn:memcon:report:{row['report_id']}",
            "selector": [
                {"type": "TextPositionSelector", "start": row["start"], "end": row["end"]},
                {"type": "TextQuoteSelector", **{name: row[name] for name in ("exact", "prefix", "suffix")}},
            ],
        },
    }


def _is_iri(url: str | None) -> bool:
    """Whether an address can stand as an identifier."""
    return url is not None and url.startswith(("http://", "https://")) and not set(url) & set(' "<>\\^`{|}\n\r\t')
