"""To make reports of a document's paragraphs, taking the exports of news archives apart."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from memcon.model import Report
from memcon.read.export_lines import Article
from memcon.read.factiva import factiva_articles
from memcon.read.fields import Fields, make, shown, unread
from memcon.read.nexis import nexis_articles


def document(paragraphs: Sequence[str], file: Path, fields: Fields) -> Iterator[Report]:
    """The reports of a document: of each article where it is an archive's export, else of the whole.

    `paragraphs` are its lines in order, blank ones too; `fields` are given from outside it.
    """
    articles = list(export(paragraphs, file))
    if articles:
        yield from articles
        return
    text = "\n\n".join(paragraph for line in paragraphs if (paragraph := line.strip()))
    yield make(text, fields, path=shown(file), place=Path(shown(file)).name)


def export(lines: Sequence[str], file: Path) -> Iterator[Report]:
    """The reports of an export's articles with the fields of their headers, `path` being `FILE#N`; none for another."""
    articles = nexis_articles(lines) or factiva_articles(lines)
    yield from (_report(article, number, file) for number, article in enumerate(articles, start=1))


def _report(article: Article | None, number: int, file: Path) -> Report:
    """The report of one article: its title, then its paragraphs."""
    path = f"{shown(file)}#{number}"
    if article is None:
        told = "has no header with a day and an outlet; give its words as a text of their own"
        return unread(Path(path), "failed", told)
    title = [article.title] if article.title and article.body else []
    fields = Fields(
        title=article.title,
        outlet=article.outlet,
        author=article.author,
        url=article.url,
        published=article.published,
    )
    place = f"{Path(shown(file)).name} article {number}"
    return make("\n\n".join((*title, *article.body)), fields, path=path, place=place)
