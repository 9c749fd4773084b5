import re

from agents.execution.arrangement import in_order, is_spec, original, shuffled, without_numbers
from agents.execution.events import TestName

FILES = {"b.spec.ts": "B", "deep/a.spec.ts": "A", "help.ts": "H"}


def test_files_run_by_name_and_repeat_after_repeat() -> None:
    arranged = in_order(FILES, 2)
    assert dict(arranged.origin) == {
        "00000-b.spec.ts": ("b.spec.ts", 0),
        "deep/00001-a.spec.ts": ("deep/a.spec.ts", 0),
        "00002-b.spec.ts": ("b.spec.ts", 1),
        "deep/00003-a.spec.ts": ("deep/a.spec.ts", 1),
    }
    assert arranged.files["deep/00003-a.spec.ts"] == "A"
    assert arranged.files["help.ts"] == "H"
    assert arranged.grep is None


def test_a_shuffled_order_picks_exactly_one_test_out_of_each_copy() -> None:
    titles = ("one", "one more", "a.b (c) | d/e [x] $ ^ - {2} \\")
    tests = [TestName(file="b.spec.ts", titles=("F", title), repeat=0) for title in titles]
    arranged = shuffled(FILES, tests, repeat=2, seed=1)
    assert len(arranged.origin) == 6
    grep = re.compile(str(arranged.grep))
    for copy in arranged.origin:
        assert sum(bool(grep.search(f" {copy} F {title}")) for title in titles) == 1
        assert sum(bool(grep.search(f" {copy} F {title} @slow @fast")) for title in titles) == 1


def test_the_order_follows_from_the_seed_not_from_the_input_s_order() -> None:
    tests = [TestName(file="b.spec.ts", titles=("F", str(n)), repeat=0) for n in range(9)]
    first = shuffled(FILES, tests, repeat=1, seed=4)
    assert first == shuffled(FILES, tests[::-1], repeat=1, seed=4)
    assert first.grep != shuffled(FILES, tests, repeat=1, seed=5).grep


def test_a_copy_is_told_as_the_file_it_stands_for() -> None:
    arranged = in_order(FILES, 2)
    copy = TestName(file="00002-b.spec.ts", titles=("T",), repeat=0)
    assert original(copy, arranged) == TestName(file="b.spec.ts", titles=("T",), repeat=1)
    other = copy.model_copy(update={"file": "elsewhere.ts"})
    assert original(other, arranged) == other


def test_messages_speak_of_the_files() -> None:
    assert without_numbers("at deep/00003-a.spec.ts:3, 00004-b.test.js") == "at deep/a.spec.ts:3, b.test.js"
    assert without_numbers("order 00003-77 of 12345-x.html") == "order 00003-77 of 12345-x.html"


def test_helpers_are_no_specs() -> None:
    names = ("a.spec.ts", "a.test.js", "a.ts", "spec.ts", "a.spec.tsx")
    assert [name for name in names if is_spec(name)] == ["a.spec.ts", "a.test.js"]
