"""To lead the links of a page to files beside it; those to pages that the site does not have lead nowhere."""

import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import quote

_LINK = re.compile(r' (href|src|action)="(/[^"]*)"')
"""What leads to another page: our own templates write it so, and quote marks within values are escaped."""


def relinked(html: str, file: str, name: Callable[[str], str]) -> str:
    """A page with its links relative to the file that holds it; `name` gives the file of an address, "" if none.

    >>> relinked('<a href="/event/1#a">x</a> <a href="/lost">y</a>', "report/2.html", {"/event/1": "event/1.html"}.get)
    '<a href="../event/1.html#a">x</a> <a>y</a>'
    """
    up = "../" * file.count("/")

    def led(found: re.Match[str]) -> str:
        address, mark, anchor = unescape(found[2]).partition("#")
        to = name(address)
        return f' {found[1]}="{up}{escape(quote(to))}{mark}{escape(anchor)}"' if to else ""

    return _LINK.sub(led, html)
