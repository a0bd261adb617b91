"""To put the indefinite article before a word of ours: a meeting, an agreement."""


def with_article(noun: str) -> str:
    """The noun with its article, by its first letter; none of the record's own words is an exception.

    >>> with_article("visit"), with_article("undertaking")
    ('a visit', 'an undertaking')
    """
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"
