"""To visit addresses of the web politely: robots asked, hosts not hurried, failures tried again, redirects followed."""

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

from memcon.show.watch.fetch import Answer, Failed, Manners, TooMuch, agent, fetch
from memcon.show.watch.guard import Refused
from memcon.show.watch.robots import LARGEST, NOTHING, Robots, read_robots

_REDIRECTS = (301, 302, 303, 307, 308)
_AGAIN = (429, 500, 502, 503, 504)


class Later(Exception):  # noqa: N818 — read as a sentence: "raises Later"
    """A server asks to come again later than one waits; `seconds` says how much later."""

    def __init__(self, seconds: float) -> None:
        """Come again in so many seconds."""
        super().__init__(f"asks to come again in {seconds:,.0f} seconds")
        self.seconds = seconds


class Visitor:
    """Who visits: knows when each host was asked last, and what it asks of robots."""

    def __init__(self, manners: Manners, sleep: Callable[[float], object] = time.sleep) -> None:
        """A visitor with these manners, who waits by `sleep`."""
        self.manners = manners
        self._sleep = sleep
        self._robots: dict[str, Robots] = {}
        self._wrong: dict[str, Exception] = {}
        self._asked: dict[str, float] = {}

    def get(self, url: str, most: int, headers: Mapping[str, str] | None = None) -> Answer:
        """What an address answers in the end, `most` bytes at most.

        Raises Refused (by the address, by robots.txt, after too many redirects), Failed, TooMuch, Later.
        """
        seen = [url]
        while True:
            if not self._rules(seen[-1]).allows(seen[-1]):
                raise Refused("is not to be fetched: the site's robots.txt asks not to")
            answer = self._tried(seen[-1], headers or {}, most)
            onward = answer.headers.get("location", "")
            if answer.status not in _REDIRECTS or not onward:
                return answer
            seen.append(urljoin(seen[-1], onward).partition("#")[0])
            if seen[-1] in seen[:-1] or len(seen) > self.manners.redirects + 1:
                raise Refused(f"leads on without end ({len(seen) - 1} redirects)")

    def _rules(self, url: str) -> Robots:
        """What the site of an address asks of robots; nothing where it has no robots.txt. Raises what get raises."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site in self._wrong:
            raise self._wrong[site]
        if site not in self._robots:
            try:
                answer = self._robots_of(f"{site}/robots.txt")
            except (Refused, Failed, TooMuch, Later) as why:
                self._wrong[site] = why
                raise
            if answer.status == 200:
                self._robots[site] = read_robots(answer.body.decode("utf-8", "replace"), agent().partition("/")[0])
            else:
                self._robots[site] = Robots() if 400 <= answer.status < 500 else NOTHING
        return self._robots[site]

    def _robots_of(self, url: str) -> Answer:
        """A site's robots.txt, redirects followed as for a page."""
        for _ in range(self.manners.redirects):
            answer = self._tried(url, {}, LARGEST)
            if answer.status not in _REDIRECTS or not answer.headers.get("location"):
                return answer
            url = urljoin(url, answer.headers["location"])
        return answer

    def _tried(self, url: str, headers: Mapping[str, str], most: int) -> Answer:
        """The answer to a request, made again after a failure or where the server asks for it."""
        for count in range(self.manners.tries):
            last = count == self.manners.tries - 1
            wait = self.manners.back_off * 2**count
            self._pace(url)
            try:
                answer = fetch(url, headers, most, self.manners)
            except Failed:
                if last:
                    raise
            else:
                if answer.status not in _AGAIN:
                    return answer
                wait = max(wait, asked_to_wait(answer.headers.get("retry-after", "")))
                if wait > self.manners.longest:
                    raise Later(wait)
                if last:
                    raise Failed(f"is answered with status {answer.status}")
            self._sleep(wait)
        raise Failed("is not tried at all")

    def _pace(self, url: str) -> None:
        """Wait until the host of an address may be asked again."""
        parts = urlsplit(url)
        rules = self._robots.get(f"{parts.scheme}://{parts.netloc}")
        pause = max(self.manners.pause, min(rules.pause if rules else 0.0, self.manners.longest))
        wait = self._asked.get(parts.netloc, float("-inf")) + pause - time.monotonic()
        if wait > 0:
            self._sleep(wait)
        self._asked[parts.netloc] = time.monotonic()


def asked_to_wait(words: str) -> float:
    """The seconds that a header Retry-After asks for, as a number or a day and time; none for what is neither."""
    if words.strip().isdigit():
        return float(words.strip()[:9])
    try:
        moment = parsedate_to_datetime(words)
    except (ValueError, TypeError):
        return 0.0
    known = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (known - datetime.now(UTC)).total_seconds())
