"""To gather the clues to the day a report is told on.

A clue's `days` are those on which the report may have been written. Strength 3 is stated or given, 2 derived from a
known fact or a stated year, 1 a habit of the press. Each function takes the page, its time expressions, its mentions
and what is known; the order is the order in which equals are trusted.
"""

from memcon.dates import (
    clues_feasts,
    clues_happenings,
    clues_known,
    clues_meetings,
    clues_named,
    clues_posts,
    clues_spans,
    clues_stated,
    clues_terms,
    clues_visits,
    clues_votes,
    clues_years,
)
from memcon.dates.masks import Finder

STATED: tuple[Finder, ...] = (clues_stated.given, clues_stated.datelines)
"""What tells the day by itself: where it was given with the report, nothing else is asked."""

CLUES: tuple[Finder, ...] = (
    clues_stated.address,
    clues_stated.page_lines,
    clues_stated.named_day,
    clues_stated.arithmetic,
    clues_stated.distances,
    clues_known.anniversaries,
    clues_meetings.meetings,
    clues_spans.spans,
    clues_years.years,
    clues_stated.month_days,
    clues_named.eras,
    clues_named.topics,
    clues_happenings.happenings,
    clues_named.resolutions,
    clues_posts.posts,
    clues_terms.former,
    clues_terms.newcomers,
    clues_terms.beginners,
    clues_terms.congratulations,
    clues_votes.elections,
    clues_stated.weekdays,
    clues_stated.lead_weekday,
    clues_stated.this_month,
    clues_feasts.greetings,
    clues_feasts.birthdays,
    clues_known.opening,
    clues_posts.leaders,
    clues_visits.visits,
)
