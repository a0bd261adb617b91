"""To give tests of division the paragraphs of an article: how it opens, goes on and ends."""

LEAD = (
    "The president of Kenya received the prime minister of Norway at State House on Tuesday, and the two discussed "
    "fishing rights and a loan for a new harbour."
)
MORE = (
    "The visitor is to travel on to Uganda before the end of the week, a spokesman said, and will return through Cairo "
    "with a delegation of nine."
)
LAST = "The two leaders spoke for an hour and parted without a statement."
