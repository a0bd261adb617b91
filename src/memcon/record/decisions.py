"""To keep what people decided: a log of one JSON object a line, appended to and never edited."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec.structs import replace

from memcon.decisions.live import OPS
from memcon.model import Decision

LOG = "decisions.jsonl"


class BadDecision(ValueError):  # noqa: N818 — read as a sentence: "raises BadDecision"
    """A line of the log, or a new decision, is not what it should be; the message says which and what to do."""


def read_decisions(record: Path) -> tuple[Decision, ...]:
    """The decisions of a record in their order; BadDecision names the line that cannot be read."""
    log = record / LOG
    lines = log.read_bytes().splitlines() if log.is_file() else []
    found = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            found.append(_decision(line, f"{log}, line {number}"))
    return tuple(found)


def _decision(line: bytes, where: str) -> Decision:
    try:
        decision = msgspec.json.decode(line, type=Decision)
    except msgspec.MsgspecError as why:
        raise BadDecision(f"{where}: not a decision ({why}); correct the line or take it out") from why
    if decision.op not in OPS:
        raise BadDecision(f"{where}: op is {decision.op!r}, not one of {', '.join(OPS)}; correct the line")
    return decision


def append(record: Path, decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Add decisions to the end of a record's log, each with its id; those as they were written."""
    known = len(read_decisions(record))
    named = tuple(replace(one, id=_id(one, known + n)) for n, one in enumerate(decisions))
    log = record / LOG
    old = log.read_bytes() if log.is_file() else b""
    gap = b"" if not old or old.endswith(b"\n") else b"\n"
    with log.open("ab") as file:
        file.write(gap + b"".join(msgspec.json.encode(one) + b"\n" for one in named))
    return named


def _id(decision: Decision, number: int) -> str:
    """Eight hex digits of a hash of what was decided and its place in the log; when it was is no part of it."""
    told = msgspec.json.encode([number, replace(decision, id="", at="")])
    return hashlib.sha256(told).hexdigest()[:8]
