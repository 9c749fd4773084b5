"""Near-duplicate pages recognised by address and structure: `/products/17` and `/products/18` are one."""

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from agents.browser.addresses import key, parameters, segments

_IDS = re.compile(
    r"""^(
        [0-9][0-9.,_-]*                                           # numbers, dates, versions
      | [0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}
      | (?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{8,}          # hashes
      | [A-Za-z]{1,5}[-_]?[0-9]{2,}                               # ord-1042, U17
      | (?=[A-Za-z0-9_-]*[0-9])(?=[a-z0-9_-]*[A-Z])[A-Za-z0-9_-]{9,}   # short tokens
    )$""",
    re.VERBOSE,
)
_ROUTING = frozenset(
    (
        "page",
        "p",
        "view",
        "action",
        "route",
        "module",
        "controller",
        "do",
        "tab",
        "section",
        "path",
        "screen",
        "step",
    )
)
"""Parameters whose worded value may choose a page, as in `index.php?page=about`."""

_EXTENSION = re.compile(r"\.(html?|php|aspx?|jsp)$")
_ENOUGH_OF_A_PATTERN = 2
_MOST_OF_A_PATTERN = 4
_FAMILY = 5
_FAMILY_OF_SLUGS = 3
VARIABLE = ":id"


def is_id(segment: str) -> bool:
    """Whether a path segment looks like the id of a record by its letters alone."""
    return _IDS.match(_EXTENSION.sub("", segment)) is not None


def place_of(url: str, values: Collection[str]) -> str:
    """The path of an address with what differs from run to run left out: ids of records, and texts."""

    def varies(segment: str) -> bool:
        text = unquote(segment).casefold()
        return is_id(segment) or any(value.casefold() in text for value in values if value.strip())

    return "/".join(VARIABLE if varies(one) else one for one in (urlsplit(url).path or "/").split("/"))


@dataclass(frozen=True)
class Shape:
    """What an address is compared by: its path with variable segments replaced, and its parameters' names."""

    path: tuple[str, ...]
    names: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The pattern as it is shown: `/products/:id`; a client-side route keeps its `#`."""
        return "/" + "/".join(self.path)


@dataclass
class _Group:
    """The addresses of one shape."""

    visited: list[str] = field(default_factory=list)
    templates: list[str] = field(default_factory=list)
    known: dict[str, str] = field(default_factory=dict)


@dataclass
class PatternBook:
    """Knows the addresses seen and the structures visited, and says which address would teach nothing.

    Variable segments are recognised by their letters (numbers, UUIDs, hashes), and learnt: when addresses
    that differ in one segment turn out to have the same structure, and there are many of them, it varies.
    """

    _groups: dict[Shape, _Group] = field(default_factory=lambda: defaultdict(_Group))
    _members: dict[str, str] = field(default_factory=dict)
    _learnt: set[tuple[str, ...]] = field(default_factory=set)
    _families: dict[tuple[str, ...], set[str]] = field(default_factory=lambda: defaultdict(set))
    _by_path: dict[tuple[str, ...], str] = field(default_factory=dict)

    def shape(self, url: str) -> Shape:
        """The shape of an address, by what is known so far."""
        path: tuple[str, ...] = ()
        for segment in segments(url):
            varies = is_id(segment) or (*path, VARIABLE) in self._learnt
            path = (*path, VARIABLE if varies and segment != "#" else segment)
        return Shape(path, tuple(sorted({_parameter(name, value) for name, value in parameters(url)})))

    def pattern(self, url: str) -> str:
        """The path of an address with its variable segments replaced."""
        return self.shape(url).text

    def meet(self, url: str) -> bool:
        """Note that a link to this address was seen. True when it is new."""
        name = key(url)
        if name in self._members:
            return False
        self._members[name] = url
        self._groups[self.shape(url)].known[name] = url
        path = segments(url)
        if path and path[-1] != "#" and not parameters(url):
            self._families[(*path[:-1], VARIABLE)].add(path[-1])
        return True

    def learn(self, url: str, template: str) -> None:
        """Note the structure that a visited address has."""
        self.meet(url)
        path = segments(url)
        if not parameters(url):
            self._compare(path, template)
            self._by_path[path] = template
        group = self._groups[self.shape(url)]
        if key(url) not in group.visited:
            group.visited.append(key(url))
            group.templates.append(template)

    def _compare(self, path: tuple[str, ...], template: str) -> None:
        family = (*path[:-1], VARIABLE)
        if family in self._learnt or not self._may_vary(family):
            return
        twins = (other for other, known in self._by_path.items() if known == template and other != path)
        if any(other[:-1] == path[:-1] for other in twins):
            self._learnt.add(family)
            self._regroup()

    def _may_vary(self, family: tuple[str, ...]) -> bool:
        names = self._families[family]
        hyphens = [name.count("-") + name.count("_") for name in sorted(names)]
        # Pages right below the root are rarely records: /about and /terms may look alike and are two pages.
        if len(family) == 1 or family[-2] == "#":
            return len(names) >= _FAMILY_OF_SLUGS and min(hyphens) > 1
        return len(names) >= _FAMILY or (len(names) >= _FAMILY_OF_SLUGS and min(hyphens) > 0)

    def _regroup(self) -> None:
        old = list(self._groups.values())
        self._groups = defaultdict(_Group)
        for group in old:
            for name, url in group.known.items():
                target = self._groups[self.shape(url)]
                target.known[name] = url
                if name in group.visited:
                    target.visited.append(name)
                    target.templates.append(group.templates[group.visited.index(name)])

    def visits(self, url: str) -> int:
        """How many addresses of this shape, or of this place in the tree, were visited."""
        count = len(self._groups[self.shape(url)].visited)
        above = segments(url)[:-1]
        family = (*above, VARIABLE)
        if count or not segments(url) or family in self._learnt or not self._may_vary(family):
            return count
        return sum(1 for path in self._by_path if path[:-1] == above)

    def would_teach(self, url: str) -> bool:
        """Whether visiting this address may show a structure that was not seen yet."""
        shape = self.shape(url)
        seen = self._groups[shape].templates
        if shape.names and seen:
            plain = self._groups[Shape(shape.path)].templates
            return len(seen) < _MOST_OF_A_PATTERN and not set(seen) <= {*plain, *seen[:-1]}
        if VARIABLE not in shape.path:
            return not seen
        all_differ = len(set(seen)) == len(seen) < _MOST_OF_A_PATTERN
        return len(seen) < _ENOUGH_OF_A_PATTERN or all_differ

    def alike(self, url: str) -> tuple[str, ...]:
        """The other known addresses of the same path pattern, sorted."""
        path = self.shape(url).path
        same = {
            link
            for shape, group in self._groups.items()
            if shape.path == path
            for link in group.known.values()
        }
        return tuple(sorted(link for link in same if key(link) != key(url)))


def _parameter(name: str, value: str) -> str:
    worded = name.lower() in _ROUTING and value and not any(letter.isdigit() for letter in value)
    return f"{name}={value}" if worded else name
