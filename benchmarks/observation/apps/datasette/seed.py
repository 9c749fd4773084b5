"""A small library as an SQLite database: authors, books, loans and a view."""

import sqlite3
from pathlib import Path

AUTHORS = ["Ada Brook", "Bela Crane", "Cora Dunn", "Dov Eames"]
SHELVES = ["Fiction", "Travel", "Science"]
WORDS = ["River", "Orchard", "Lantern", "Harbour", "Meadow", "Signal", "Winter", "Compass"]


def main():
    path = Path.cwd() / "library.db"
    path.unlink(missing_ok=True)
    db = sqlite3.connect(path)
    db.executescript("""
        create table authors (id integer primary key, name text, born integer);
        create table books (id integer primary key, title text, author_id integer references authors(id),
                            shelf text, year integer, in_stock integer, tags text);
        create table loans (id integer primary key, book_id integer references books(id), reader text,
                            due text);
        create view recent_books as select id, title, year from books where year >= 2010;
        create index books_shelf on books(shelf);
    """)
    for number, name in enumerate(AUTHORS, 1):
        db.execute("insert into authors values (?, ?, ?)", (number, name, 1940 + 9 * number))
    for number in range(1, 25):
        word, other = WORDS[number % 8], WORDS[(number * 3 + 1) % 8]
        db.execute(
            "insert into books values (?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                f"{word} and {other}",
                number % 4 + 1,
                SHELVES[number % 3],
                1998 + number,
                number % 2,
                '["new"]' if number % 2 else '["old", "signed"]',
            ),
        )
    for number in range(1, 7):
        db.execute(
            "insert into loans values (?, ?, ?, ?)",
            (number, number * 3, f"Reader {number}", f"2020-03-{number:02}"),
        )
    db.commit()
    db.close()


if __name__ == "__main__":
    main()
