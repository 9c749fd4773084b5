"""Makes a small Calibre library. Run by the application's own Python, with the folder as its argument."""

import sys
import uuid
from datetime import UTC, datetime
from pathlib import Path

import calibreweb
from sqlalchemy import Float, create_engine, text

sys.path.insert(0, str(Path(calibreweb.__file__).parent))
from calibreweb.cps import db

BOOKS = (
    ("The Time Machine", "H. G. Wells"),
    ("Emma", "Jane Austen"),
    ("Dracula", "Bram Stoker"),
    ("Walden", "Henry Thoreau"),
    ("Kim", "Rudyard Kipling"),
    ("Persuasion", "Jane Austen"),
    ("The War of the Worlds", "H. G. Wells"),
    ("Nostromo", "Joseph Conrad"),
    ("Lord Jim", "Joseph Conrad"),
    ("Middlemarch", "George Eliot"),
    ("Silas Marner", "George Eliot"),
    ("Northanger Abbey", "Jane Austen"),
)
TAGS = ("Classic", "Science", "Romance")
CUSTOM_COLUMNS = (
    "create table if not exists custom_columns (id integer primary key, label text, name text, datatype text,"
    " mark_for_delete bool default 0, editable bool default 1, display text default '{}',"
    " is_multiple bool default 0, normalized bool)"
)


def main(folder: Path) -> None:
    """Write `library/metadata.db` below the folder."""
    library = folder / "library"
    library.mkdir(exist_ok=True)
    path = library / "metadata.db"
    path.unlink(missing_ok=True)
    tables = db.Base.metadata.tables
    # Calibre itself keeps it as a number; as text, the application's page for editing a book breaks.
    tables["books"].c.series_index.type = Float()
    engine = create_engine(f"sqlite:///{path}").execution_options(schema_translate_map={"calibre": None})
    with engine.begin() as connection:
        db.Base.metadata.create_all(connection)
        connection.execute(text(CUSTOM_COLUMNS))
        authors = sorted({author for _, author in BOOKS})
        for number, author in enumerate(authors, 1):
            connection.execute(
                tables["authors"].insert().values(id=number, name=author, sort=author, link="")
            )
        for number, tag in enumerate(TAGS, 1):
            connection.execute(tables["tags"].insert().values(id=number, name=tag))
        for number, (title, author) in enumerate(BOOKS, 1):
            day = datetime(2024, 1, number, tzinfo=UTC)
            connection.execute(
                tables["books"].insert().values(
                    id=number, title=title, sort=title, author_sort=author, timestamp=day, pubdate=day,
                    series_index=1.0, last_modified=day, path=f"{author}/{title} ({number})", has_cover=0,
                    uuid=str(uuid.UUID(int=number)),
                )
            )  # fmt: skip
            link = {"book": number, "author": authors.index(author) + 1}
            connection.execute(tables["books_authors_link"].insert().values(**link))
            connection.execute(
                tables["books_tags_link"].insert().values(book=number, tag=number % len(TAGS) + 1)
            )
            connection.execute(
                tables["comments"].insert().values(id=number, book=number, text=f"<p>{title}.</p>")
            )
        connection.execute(tables["library_id"].insert().values(uuid=str(uuid.UUID(int=7))))


main(Path(sys.argv[1]))
