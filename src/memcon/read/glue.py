"""To find words that a page or a converter ran together ("soughtEmbassies"): what stands around may be misread."""

import re

_LOOKED_AT = 200_000  # characters
_GLUE = re.compile(r"(?<![\w’'./@-])([^\W\d_]?[a-zß-öø-ÿ]{3,})([A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{2,})(?![\w’'-])")


def glued(text: str) -> list[tuple[int, str]]:
    """Offset and characters of each two words that stand without a blank between them.

    Both have to stand in the text by themselves too, and the pair only here: names like LinkedIn come whole and again.
    """
    found = [(match.start(), match.group(), match.groups()) for match in _GLUE.finditer(text, 0, _LOOKED_AT)]
    if not found:
        return []
    words = re.findall(r"[^\W\d_]+", text[:_LOOKED_AT])
    alone = {word.lower() for word in words}
    return [
        (start, pair)
        for start, pair, halves in found
        if words.count(pair) == 1 and all(half.lower() in alone for half in halves)
    ]


def told(text: str) -> str | None:
    """What to say of a text with words run together; None for one without."""
    found = glued(text)
    if not found:
        return None
    start, pair = found[0]
    places = "one place" if len(found) == 1 else f"{len(found)} places"
    return f"words run together at {places} ({pair!r} at {start:,}); what stands around may be misread, mend the text"
