"""To read what leads a title's head word, right to left: modifiers, states, bodies, an owner, an article."""

from memcon.names.scan import HYPHENS, Hit, Scan

LEADS = frozenset({"the", "a", "an", "his", "her", "its", "their", "both", "two", "three", "four", "this", "our", "my"})
COUNTS = frozenset({"both", "two", "three", "four", "five", "six", "seven", "eight"})
LOOSE = frozenset({"JJ", "VBG", "VBN", "JJS", "NN", "RB", "CD"})
ISLANDERS = "CYP"
"""Greek and Turkish Cypriots are Cyprus's; of other peoples within a state the first word tells the state."""
TIMES = frozenset("week month year day weekend morning afternoon evening night today tomorrow yesterday".split())
"""Words of time, which lead no title: "Next week Norwegian Prime Minister X will …"."""
MOST_LOOSE = 2
"""So many adjectives of no list may stand before a title ("the reclusive young leader")."""


def country_at(scan: Scan, token: int) -> tuple[int, str] | None:
    """The first token and state of an adjective, state name or seat that ends at a token."""
    hit = scan.ends.get(token)
    if hit is None:
        return None
    known = scan.known
    if hit.key in known.demonyms:
        return hit.first, known.demonyms[hit.key]
    for id in known.names.get(hit.key, ()):
        actor = known.actors[id]
        if actor.kind in ("state", "body") and actor.country:
            return hit.first, actor.country
    state = known.metonyms.get(hit.key) or known.capitals.get(hit.key)
    return (hit.first, state) if state else None


def delegated(scan: Scan, first: int) -> tuple[str, ...]:
    """The state whose delegation a person leads, by the words before ("a Kenyan delegation led by Minister X")."""
    begin = scan.bounds(first).first
    at = first - 2
    if at <= begin or scan.words[first - 1] != "by" or scan.words[at] not in ("led", "headed"):
        return ()
    at -= 1 + (scan.words[at - 1] == ",")
    if at <= begin or scan.words[at] not in GROUPS:
        return ()
    found = (country_at(scan, k) for k in range(at - 1, max(begin, at - MOST_LOOSE - 2), -1))
    return next(((state[1],) for state in found if state is not None), ())


GROUPS = frozenset({"delegation", "team", "mission", "group", "party"})


def is_body(scan: Scan, hit: Hit) -> bool:
    """Whether a known name is a body's."""
    ids = scan.known.names.get(hit.key, ())
    return bool(ids) and scan.known.actors[ids[0]].kind == "body"


class Lead:
    """A title read leftwards: `core` opens its own words, `first` all of them; `owner` is the token before "'s"."""

    def __init__(self, scan: Scan, head: int) -> None:
        self.scan, self.head, self.begin = scan, head, scan.bounds(head).first
        self.core = self.first = head
        self.at, self.loose = head - 1, 0
        self.state_from: int | None = None
        self.countries: list[str] = []
        self.owner: int | None = None
        self.article = ""
        steps = (
            *(self._state, self._body, self._possessive, self._hyphen),
            *(self._modifier, self._article, self._joined, self._other),
        )
        while self.at >= self.begin and any(step() for step in steps):
            pass

    @property
    def _word(self) -> str:
        return self.scan.words[self.at]

    @property
    def _tag(self) -> str:
        return self.scan.page.tokens[self.at].tag

    def _state(self) -> bool:
        """ "Russian", "U.S.", "China's": a state, and the next one where "and" joins two."""
        state = country_at(self.scan, self.at)
        if state is None:
            return False
        hit = self.scan.ends[self.at]
        if self.countries and hit.last == self.state_from:  # "the Bosnian Serb leader" does not lead Bosnia
            self.countries[0] = self.countries[0] if self.countries[0] == ISLANDERS else state[1]
            self.core = hit.first
        else:
            self.countries.insert(0, state[1])
        self.state_from = hit.first
        if is_body(self.scan, hit):
            self.core = hit.first
        self.first, self.at, self.loose = hit.first, hit.first - 1, 0
        if self.at > self.begin and self._joins_state():
            self.at -= 1
        return True

    def _joins_state(self) -> bool:
        """Whether another state is joined before: "Russian and Cuban leaders", not "in Lima, Cuban leaders"."""
        before = country_at(self.scan, self.at - 1)
        if before is None or self._word not in ("and", ",", ""):
            return False
        if self.scan.page.tokens[self.at].word in HYPHENS:
            return True
        led = self.scan.page.tokens[before[0] - 1].tag if before[0] > self.begin else ""
        is_place = led == "IN" and self.scan.ends[self.at - 1].key in self.scan.known.names
        return self.scan.is_plural(self.head) and not is_place

    def _body(self) -> bool:
        hit = self.scan.ends.get(self.at)
        if hit is None or not is_body(self.scan, hit):
            return False
        self.core = self.first = hit.first
        self.at = hit.first - 1
        return True

    def _possessive(self) -> bool:
        if self._tag != "POS":
            return False
        if country_at(self.scan, self.at - 1) is None:
            self.owner, self.article = self.at - 1, "'s"
            return self._stop()
        self.at -= 1
        return True

    def _hyphen(self) -> bool:
        if self.scan.page.tokens[self.at].word not in HYPHENS or self.at <= self.begin:
            return False
        self.at -= 1
        return True

    def _modifier(self) -> bool:
        titles = self.scan.known.titles
        is_head = self._word in titles.heads and self.at == self.head - 1
        if self._word not in titles.before and self._word not in titles.fields and not is_head:
            return False
        if not self.countries:
            self.core = self.at
        self.first = self.at
        self.at -= 1
        return True

    def _article(self) -> bool:
        if self._word not in LEADS and self._tag != "PRP$":
            return False
        self.first, self.article = self.at, self._word
        if self._word in COUNTS and self.at > self.begin and self.scan.words[self.at - 1] in ("the", "these"):
            self.first -= 1
        return self._stop()

    def _joined(self) -> bool:
        """ "foreign and defence ministers": the "and" of two fields."""
        before = self.scan.words[self.at - 1] if self.at > self.begin else ""
        if self._word not in ("and", "&") or self.countries or before not in self.scan.known.titles.fields:
            return False
        self.at -= 1
        return self.core != self.head

    def _other(self) -> bool:
        if self._tag not in LOOSE or self.loose >= MOST_LOOSE or self.scan.big[self.at] or self._word in TIMES:
            return False
        self.loose += 1
        self.at -= 1
        return True

    def _stop(self) -> bool:
        self.at = self.begin - 1
        return True
