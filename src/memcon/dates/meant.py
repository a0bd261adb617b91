"""To tell which one person a mention means, before names are settled: the reading of dates stands ahead of that."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from memcon.dates.masks import Known
from memcon.model import Mention

_HEADS = (
    ("vice", "vice"),
    ("deputy", "deputy"),
    ("prime", "prime minister"),
    ("premier", "prime minister"),
    ("chancellor", "prime minister"),
    ("taoiseach", "prime minister"),
    ("foreign", "foreign"),
    ("external", "foreign"),
    ("secretary of state", "foreign"),
    ("secretary-general", "secretary-general"),
    ("secretary general", "secretary-general"),
    ("general secretary", "general secretary"),
    ("president", "president"),
    ("king", "king"),
    ("queen", "queen"),
    ("emperor", "emperor"),
    ("pope", "pope"),
    ("ambassador", "ambassador"),
    ("speaker", "speaker"),
    ("minister", "minister"),
    ("chairman", "chairman"),
)


def post_kind(post: str) -> str | None:
    """The sort of a post in one word, so that "Premier" and "Prime Minister" are one; None for others."""
    lower = post.lower().replace("presidential", "")
    return next((kind for word, kind in _HEADS if word in lower), None)


TOP = frozenset({"president", "prime minister", "king", "queen", "emperor", "chairman", "general secretary"})
HIGH = frozenset({"foreign", "secretary-general"})


def is_high(post: str) -> bool:
    """Whether somebody of a post leads a state, its government or its foreign affairs."""
    return post_kind(post) in TOP | HIGH


class Meant(NamedTuple):
    """A mention that names one person, with that person's actor id."""

    mention: Mention
    actor: str


def meant(mentions: Sequence[Mention], known: Known) -> list[Meant]:
    """The mentions that name one person: the only one of a name, of a name and post, or of one in full elsewhere."""
    named = [mention for mention in mentions if mention.kind == "person" and mention.role == "name"]
    ids = [_ids(mention, known) for mention in named]
    sure = {one[0] for one in ids if len(one) == 1}
    found = []
    for mention, actors in zip(named, ids, strict=True):
        left = actors if len(actors) == 1 else [actor for actor in actors if actor in sure]
        if len(left) == 1:
            found.append(Meant(mention, left[0]))
    return found


def _ids(mention: Mention, known: Known) -> Sequence[str]:
    """Whom a mention may mean: of several those who ever held the post that it states."""
    ids = mention.actors or mention.candidates
    kind = post_kind(mention.post) if mention.post else None
    if len(ids) < 2 or kind is None:
        return ids
    return [actor for actor in ids if any(post_kind(post.post) == kind for post in known.posts.get(actor, ()))] or ids


_OTHER_NEW = r"(?! (?:zealand|york|delhi|guinea|caledonia|jersey|hampshire|mexico|orleans|south|year))"
_LEADS_ON = r"(?:(?!(?:under|with|between|by|from|to|in|on|at|after|before|and|as|when|while|that|which)\b)[\w’'.-]+)"
"""A word that may stand between "new" and whom it tells of: "a new round of talks with President A" is of the talks."""
_NEW = re.compile(
    rf"\bnew(?:{_OTHER_NEW}|ly[ -](?:elected|appointed|inaugurated)) (?:{_LEADS_ON},? ){{0,7}}$", re.IGNORECASE
)


_STOPS = ',;:.!?"“”\n'
"""What ends what is called new before a holder is named: “a new date,” Foreign Minister A said."""
_NEW_HOLDER = re.compile(r"\s*(?:the|its|his|her|\w+['’]s)\s+new(?:ly[ -]\w+)?\b", re.IGNORECASE)


def is_new(text: str, mention: Mention) -> bool:
    """Whether a holder is called new, or newly elected."""
    own = text[mention.start : mention.end]
    name = own.rfind(mention.words.split()[-1])
    apposed = own[name:].partition(",")[2] or text[mention.end : mention.end + 30].removeprefix(",")
    before = text[max(0, mention.start - 24) : mention.start]
    begun = before[max(map(before.rfind, _STOPS)) + 1 :]
    return _NEW.search(begun + own[:name]) is not None or _NEW_HOLDER.match(apposed) is not None
