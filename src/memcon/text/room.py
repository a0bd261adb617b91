"""A page and its mentions to what the search for utterances looks up: who and what is where, what is quoted."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from msgspec import Struct

from memcon.model import Mention, Page, Token
from memcon.vocabulary import Vocabulary

Stretch = tuple[int, int]
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
SEXES = {"he": 1, "his": 1, "him": 1, "mr": 9, "she": -1, "her": -1, "mrs": -9, "ms": -9, "miss": -9}
SPEAKING = frozenset({"person", "state", "body"})


class Room(Struct, frozen=True):
    """A page with its mentions by token, and the first and last token below each token.

    `starts` and `sentence_starts` are the first characters of tokens and sentences; `quoted` holds the stretches in
    somebody's words, in order, and `quoted_starts` their starts; `sexes` tells whom the page calls he (m) or she (f).
    """

    page: Page
    mentions: Sequence[Mention]
    words: Vocabulary
    at: dict[int, int]
    left: Sequence[int]
    right: Sequence[int]
    starts: Sequence[int]
    sentence_starts: Sequence[int]
    quoted: Sequence[Stretch]
    quoted_starts: Sequence[int]
    sexes: dict[str, str]

    @property
    def tokens(self) -> Sequence[Token]:
        """The page's tokens."""
        return self.page.tokens

    def kids(self, at: int, *deps: str) -> list[int]:
        """The children of a token with one of these dependencies."""
        return [k for k in self.page.children[at] if self.page.tokens[k].dep in deps]

    def token_at(self, offset: int) -> int:
        """The first token that starts at or after a character."""
        return bisect_left(self.starts, offset)

    def is_quoted(self, offset: int) -> bool:
        """Whether a character stands in somebody's words."""
        at = bisect_right(self.quoted_starts, offset) - 1
        return at >= 0 and offset < self.quoted[at][1]

    def mention(self, token: int) -> Mention | None:
        """The mention that a token belongs to."""
        index = self.at.get(token)
        return None if index is None else self.mentions[index]

    def has(self, kind: str, word: str) -> bool:
        """Whether a noun, singular or plural, is in a list of the table [says]."""
        words, low = self.words.words[f"says.{kind}"], word.lower()
        return any(form in words for form in _singulars(low))


def _singulars(word: str) -> tuple[str, ...]:
    """A noun and what it may be the plural of."""
    forms = [word]
    if word.endswith("s"):
        forms.append(word[:-1])
    if word.endswith("ies"):
        forms.append(word[:-3] + "y")
    if word.endswith("es"):
        forms.append(word[:-2])
    if word.endswith("men"):
        forms.append(word[:-3] + "man")
    return tuple(forms)


def look(page: Page, mentions: Sequence[Mention], words: Vocabulary, quoted: Iterable[Stretch]) -> Room:
    """The page made ready to be searched."""
    left, right = _extents(page)
    spans = _merged(quoted)
    return Room(
        page=page,
        mentions=mentions,
        words=words,
        at=_by_token(mentions),
        left=left,
        right=right,
        starts=[t.start for t in page.tokens],
        sentence_starts=[s.start for s in page.sentences],
        quoted=spans,
        quoted_starts=[a for a, _ in spans],
        sexes=_sexes(mentions),
    )


def _by_token(mentions: Sequence[Mention]) -> dict[int, int]:
    """Token → mention; where mentions overlap, the one that the token heads, else the longer."""
    at: dict[int, int] = {}
    for index, mention in enumerate(mentions):
        for token in range(mention.first, mention.last):
            held = mentions[at[token]] if token in at else None
            if held is None or (mention.head == token, mention.last - mention.first) > (
                held.head == token,
                held.last - held.first,
            ):
                at[token] = index
    return at


def _extents(page: Page) -> tuple[list[int], list[int]]:
    """The first and the last token at or below each token."""
    n = len(page.tokens)
    left, right, order = list(range(n)), list(range(n)), []
    stack = [at for at, token in enumerate(page.tokens) if token.head == at]
    while stack:
        at = stack.pop()
        order.append(at)
        stack += page.children[at]
    for at in reversed(order):
        head = page.tokens[at].head
        left[head], right[head] = min(left[head], left[at]), max(right[head], right[at])
    return left, right


def _merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    """The stretches in order, overlapping ones made one."""
    out: list[Stretch] = []
    for start, end in sorted(stretches):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _sexes(mentions: Sequence[Mention]) -> dict[str, str]:
    """The sex of each person by the titles and pronouns that stand for him or her, the more frequent."""
    counts: dict[str, int] = {}
    for mention in mentions:
        first = mention.words.split(maxsplit=1)[0].lower().rstrip(".") if mention.words.strip() else ""
        if mention.kind == "person" and len(mention.actors) == 1 and first in SEXES:
            counts[mention.actors[0]] = counts.get(mention.actors[0], 0) + SEXES[first]
    return {actor: "m" if n > 0 else "f" for actor, n in counts.items() if n}
