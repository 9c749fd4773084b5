"""The desk of a small library: Flask-Admin over SQLite, as its documentation shows it, with fixed data."""

import datetime
import secrets
import sys
from pathlib import Path
from typing import ClassVar

from flask import Flask
from flask_admin import Admin
from flask_admin.actions import action
from flask_admin.contrib.fileadmin import FileAdmin
from flask_admin.contrib.sqla import ModelView
from flask_admin.menu import MenuLink
from flask_sqlalchemy import SQLAlchemy

app = Flask(__name__)
db = SQLAlchemy()

subjects = db.Table(
    "subjects",
    db.Column("book_id", db.ForeignKey("book.id")),
    db.Column("subject_id", db.ForeignKey("subject.id")),
)


class Author(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(80), nullable=False)
    born = db.Column(db.Date)

    def __str__(self):
        return self.name


class Subject(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    name = db.Column(db.String(40), nullable=False)

    def __str__(self):
        return self.name


class Book(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    title = db.Column(db.String(120), nullable=False)
    shelf = db.Column(db.String(10))
    pages = db.Column(db.Integer)
    lent = db.Column(db.Boolean, default=False)
    bought = db.Column(db.Date)
    due = db.Column(db.DateTime)
    note = db.Column(db.Text)
    author_id = db.Column(db.ForeignKey("author.id"))
    author = db.relationship(Author, backref="books")
    subjects = db.relationship(Subject, secondary=subjects)

    def __str__(self):
        return self.title


class Books(ModelView):
    column_list = ("title", "author", "shelf", "pages", "lent", "bought")
    column_sortable_list = ("title", ("author", "author.name"), "pages", "bought")
    column_searchable_list = ("title", "shelf")
    column_filters = ("title", "author.name", "pages", "lent", "bought")
    column_editable_list = ("shelf", "lent")
    column_default_sort = "title"
    column_descriptions: ClassVar = {"shelf": "Hall and shelf"}
    page_size = 5
    page_size_options = (5, 20, 50)
    can_set_page_size = True
    can_export = True
    can_view_details = True
    details_modal = True
    form_columns = ("title", "author", "subjects", "shelf", "pages", "lent", "bought", "due", "note")
    form_widget_args: ClassVar = {"shelf": {"placeholder": "A1"}}

    @action("lend", "Lend", "Lend the chosen books?")
    def lend(self, ids):
        Book.query.filter(Book.id.in_(ids)).update({"lent": True})
        db.session.commit()


class Authors(ModelView):
    create_modal = True
    edit_modal = True
    column_searchable_list = ("name",)
    column_display_actions = True
    inline_models = ((Book, {"form_columns": ("id", "title", "pages")}),)
    form_excluded_columns = ("books",)


def fill():
    db.create_all()
    if Author.query.first():
        return
    day = datetime.date
    people = [
        Author(name=name, born=day(year, 3, 9))
        for name, year in (("Ada Moor", 1961), ("Bo Lind", 1948), ("Cleo Vane", 1975))
    ]
    topics = [Subject(name=name) for name in ("Birds", "Ships", "Winter")]
    titles = "Along the ice,Ballast,Cranes of the north,Dead reckoning,Eider,Fog signals,Gulls at noon"
    for at, title in enumerate(titles.split(",")):
        db.session.add(
            Book(
                title=title,
                author=people[at % 3],
                shelf=f"B{at}",
                pages=120 + 31 * at,
                lent=at % 3 == 1,
                bought=day(2021, 1 + at, 10 + at),
                due=datetime.datetime.fromisoformat(f"2025-03-0{4 + at}T16:00") if at % 3 == 1 else None,
                subjects=[topics[at % 3]],
                note="Worn." if at == 2 else "",
            )
        )
    db.session.commit()


def main(folder, port):
    files = folder / "files"
    (files / "plans").mkdir(parents=True, exist_ok=True)
    (files / "rules.txt").write_text("Be quiet.\n", encoding="utf-8")
    app.config.update(
        SECRET_KEY=secrets.token_hex(), SQLALCHEMY_DATABASE_URI=f"sqlite:///{folder / 'library.db'}"
    )
    db.init_app(app)
    admin = Admin(app, name="Library desk")
    admin.add_view(Books(Book, db, name="Books"))
    admin.add_view(Authors(Author, db, name="Authors", category="People"))
    admin.add_view(ModelView(Subject, db, name="Subjects", category="People"))
    admin.add_view(FileAdmin(str(files), name="Files"))
    admin.add_link(MenuLink(name="Catalogue", url="#catalogue"))
    with app.app_context():
        fill()
    app.run(port=port)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
