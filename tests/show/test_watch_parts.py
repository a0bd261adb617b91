"""To test which addresses are public, and what a robots.txt allows."""

import socket
from ipaddress import ip_address
from typing import Any

import pytest

from memcon.show.watch.guard import EVERYWHERE, Refused, is_public, placed
from memcon.show.watch.robots import read_robots

PRIVATE = (
    "127.0.0.1 10.0.0.1 172.16.5.4 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255 192.0.2.1"
    " :: ::1 fe80::1 fc00::1 fd00:ec2::254 ff02::1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 64:ff9b::a00:1 2002:7f00:1::1"
).split()


@pytest.mark.parametrize("ip", PRIVATE)
def test_an_address_that_is_not_of_the_public_internet_is_told(ip: str) -> None:
    assert not is_public(ip_address(ip))


@pytest.mark.parametrize("ip", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_a_public_address_is_told(ip: str) -> None:
    assert is_public(ip_address(ip))


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("gopher://x.example/", "only http and https"),
        ("http:///a", "only http and https"),
        ("http://x.example:99999/", "is no address"),
        ("http://[::1/", "is no address"),
        ("//x.example/a", "only http and https"),
    ],
)
def test_what_is_no_address_of_the_web_is_refused(url: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        placed(url, EVERYWHERE, 5)


def test_a_name_is_looked_up_once_and_all_its_addresses_are_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter([["8.8.8.8"], ["8.8.8.8", "10.0.0.1"], ["127.0.0.1"]])

    def look_up(*_: Any, **__: Any) -> list[Any]:
        return [(0, 0, 0, "", (ip, 80)) for ip in next(answers)]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert placed("http://turns.example/", (), 5).ip == "8.8.8.8"
    for _ in range(2):  # one of two addresses is private; the name has turned to this machine
        with pytest.raises(Refused, match="not public"):
            placed("http://turns.example/", (), 5)


def test_a_target_cannot_hold_a_second_request() -> None:
    url = "http://127.0.0.1/a b\u2028é?q=ü&r=%20"
    assert placed(url, EVERYWHERE, 5).target == "/a%20b%E2%80%A8%C3%A9?q=%C3%BC&r=%20"


ROBOTS = """
User-agent: other
Disallow: /

User-agent: memcon
User-agent: second
Disallow: /closed
Allow: /closed/open
Disallow: /*.pdf$
Disallow: /a*b*c
Disallow: /caf%C3%A9
Crawl-delay: 4.5

User-agent: *
Disallow: /for-others
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/", "yes"), ("/closed", "no"), ("/closed/x", "no"), ("/closed/open/x", "yes"), ("/x.pdf", "no"),
     ("/x.pdf?y", "yes"), ("/axxbxxc", "no"), ("/axxcxxb", "yes"), ("/for-others", "yes"), ("/café", "no")],
)  # fmt: skip
def test_the_longest_rule_for_the_robot_decides(path: str, allowed: str) -> None:
    assert read_robots(ROBOTS, "memcon").allows(f"https://x.example{path}") is (allowed == "yes")


def test_rules_for_all_hold_where_none_are_for_the_robot() -> None:
    rules = read_robots("User-agent: *\nDisallow: /a # not this\nDisallow:\nCrawl-delay: soon", "memcon")
    assert (rules.rules, rules.pause) == (((False, "/a"),), 0.0)
    assert read_robots(ROBOTS, "memcon").pause == 4.5
    assert read_robots("", "memcon").allows("https://x.example/anything")


def test_no_pattern_is_slow() -> None:
    rules = read_robots("User-agent: *\nDisallow: /" + "*a" * 900 + "$", "memcon")
    assert rules.allows("https://x.example/" + "a" * 1_500 + "b")
