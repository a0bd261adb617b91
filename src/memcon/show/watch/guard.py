"""To resolve an address of the web and refuse what is not public: what a feed names must not reach into a network."""

import socket
import threading
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from typing import NoReturn
from urllib.parse import urlsplit

from msgspec import Struct

IP = IPv4Address | IPv6Address

EVERYWHERE = ("0.0.0.0/0", "::/0")
"""The networks that `--allow-private` allows."""

_EMBEDDING = IPv6Network("64:ff9b::/96")  # NAT64: the last four bytes are an IPv4 address
_PORTS = {"http": 80, "https": 443}


class Refused(Exception):  # noqa: N818 — read as a sentence: "raises Refused"
    """An address is not to be visited; the message says why."""


class Place(Struct, frozen=True):
    """Where a request goes: the address's parts, and the one internet address that was checked."""

    scheme: str
    host: str
    port: int
    target: str
    ip: str


def placed(url: str, allowed: Iterable[str], seconds: float) -> Place:
    """Where a URL leads; raises Refused where that is no public place, and not in one of the networks allowed.

    The name is resolved once, all its addresses are checked, and the connection is made to one of these, so that a
    name cannot lead elsewhere between check and use.
    """
    try:
        parts = urlsplit(url)
        scheme, host, port = parts.scheme.lower(), parts.hostname or "", parts.port
    except ValueError as why:
        raise Refused(f"is no address ({why})") from why
    if scheme not in _PORTS or not host:
        raise Refused("is no address of the web; only http and https are fetched")
    if parts.username or parts.password:
        raise Refused("holds a name or password; it is not sent")
    port = port or _PORTS[scheme]
    found = _resolved(host, port, seconds)
    networks = [ip_network(one) for one in allowed]
    for ip in found:
        if not is_public(ip) and not any(ip.version == one.version and ip in one for one in networks):
            raise Refused(f"leads to {ip}, which is not public; --allow-private fetches it all the same")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Place(scheme, host, port, _quoted(target), str(found[0]))


def is_public(ip: IP) -> bool:
    """Whether an internet address is one of the public internet, also where it holds an IPv4 address within it."""
    inner = _within(ip)
    return is_public(inner) if inner is not None else ip.is_global and not ip.is_multicast and not ip.is_reserved


def _within(ip: IP) -> IPv4Address | None:
    """The IPv4 address within an IPv6 one: mapped, 6to4, Teredo, NAT64."""
    if isinstance(ip, IPv4Address):
        return None
    last = IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _EMBEDDING else None
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None) or last


def _resolved(host: str, port: int, seconds: float) -> list[IP]:
    """The internet addresses of a host, looked up for so many seconds at most; raises OSError, Refused."""
    told: list[IP] = []
    wrong: list[OSError] = []

    def look_up() -> None:
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            told.extend(ip_address(str(row[4][0]).partition("%")[0]) for row in rows)
        except (OSError, UnicodeError) as why:
            wrong.append(why if isinstance(why, OSError) else OSError(f"is no host name ({why})"))

    thread = threading.Thread(target=look_up, daemon=True)
    thread.start()
    thread.join(seconds)
    if not told:
        _unresolved(host, wrong)
    return told


def _unresolved(host: str, wrong: list[OSError]) -> NoReturn:
    """Say that a host is not known, or not known in time."""
    raise OSError(f"host {host} is not found ({wrong[0] if wrong else 'no answer in time'})")


def _quoted(target: str) -> str:
    """A target of a request in characters that a request may hold: no blanks, no line ends, no letters but ASCII."""
    return "".join(
        c if "!" <= c <= "~" else "".join(f"%{byte:02X}" for byte in c.encode("utf-8", "replace")) for c in target
    )
