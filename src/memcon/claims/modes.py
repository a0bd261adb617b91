"""To find the PLOVER mode of an act by the words of its clause: what is asked for, with what weapon, by whom."""

from msgspec.structs import replace

from memcon.claims.draft import Draft
from memcon.claims.seen import Seen
from memcon.claims.syntax import after_preposition, kids, subjects

# Modes by what an act is about, and by the means or the doers; the first list that has a word decides.
CONTENT = {
    "request": ("meet", "yield", "assist"),
    "reject": ("meet", "yield", "assist"),
    "threaten": ("expel", "relations", "arrest", "restrict", "territory", "violence"),
}
MEANS = {
    "assault": (
        "suicide-attack",
        "drone",
        "crowd-control",
        "unconventional",
        "heavy-weapons",
        "aerial",
        "explosives",
        "firearms",
        "primitive",
    ),
    "mobilize": ("police", "militia", "weapons"),
}
# What civilians do in protest, by what it would be if others did it.
PROTESTS = {
    "strike": "strike",
    "destroy": "vandalize",
    "restrict": "obstruct",
    "protest": "demo",
    "attack": "riot",
    "storm": "riot",
}


def mode(seen: Seen, draft: Draft) -> str | None:
    """The mode that the words of its clause give an act; None where they give none."""
    words = seen.known.vocabulary.words
    if draft.kind == "withdraw" and draft.whom and all(side.kind == "body" for side in draft.whom):
        return "SANCTION/withdraw"  # "its withdrawal from the union"
    inside = _means(seen, draft) if draft.kind in MEANS else _below(seen, draft)
    names = MEANS.get(draft.kind) or CONTENT.get(draft.kind, ())
    return next((name for name in names if inside & words[f"modes.{name}"]), None)


def _below(seen: Seen, draft: Draft) -> set[str]:
    """The words, lower case, in what completes an act: its objects, prepositional phrases and clauses."""
    page, stack = seen.page, [draft.trigger]
    if (
        draft.carrier != draft.trigger
        and seen.page.tokens[draft.carrier].lemma in seen.known.vocabulary.words["acts.bear"]
    ):
        stack = [draft.carrier, draft.trigger]
    is_own = ".should_" in draft.rule  # "must withdraw": the word itself is what is asked for
    found = {page.tokens[draft.trigger].word.lower()} if is_own else set()
    while stack:
        for k in page.children[stack.pop()]:
            if page.tokens[k].dep not in ("nsubj", "nsubjpass", "conj", "parataxis", "punct", "prt", "advmod"):
                found.add(page.tokens[k].word.lower())
                stack.append(k)
    return found


def _means(seen: Seen, draft: Draft) -> set[str]:
    """The words, lower case, for who acts and with what: subject, light object, the act's own noun, "with", "by"."""
    page, words = seen.page, seen.known.vocabulary
    heads = [draft.trigger, *draft.objects, *after_preposition(page, draft.trigger, ("with", "by", "using"))]
    if draft.rule.startswith("verb"):
        heads += subjects(page, draft.trigger, words)
    near = [k for h in heads for k in kids(page, h, "compound", "amod", "nmod")]
    near += [k for n in near for k in kids(page, n, "compound", "amod")]
    return {page.tokens[k].word.lower() for k in (*heads, *near)}


def as_protest(seen: Seen, draft: Draft) -> Draft:
    """What civilians destroy, block or object to as their protest."""
    light = seen.page.tokens[draft.objects[0]].lemma if draft.objects else None  # "began a strike"
    named = draft.mode or (light if light in PROTESTS else None) or draft.rule.rpartition(".")[2]
    if draft.kind not in ("accuse", "assault", "coerce") or named not in PROTESTS:
        return draft
    page, words = seen.page, seen.known.vocabulary
    doers = subjects(page, draft.trigger, words) if draft.rule.startswith("verb") else []
    doers += [o for d in doers for o in after_preposition(page, d, ("of",))]  # "a crowd of"
    if not any(page.tokens[d].lemma in words.words["acts.civilians"] for d in doers):
        return draft
    return replace(draft, kind="protest", mode=PROTESTS[named])
