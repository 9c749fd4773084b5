from agents.specgen.layout import Break, Group, Indent, group, render

LIST = group("[", Indent((Break(), "one,", Break(flat=" "), "two")), Break(broken=","), "]")


def test_a_group_that_fits_stays_on_one_line() -> None:
    assert render(LIST, width=10) == "[one, two]"


def test_a_group_that_does_not_fit_breaks_everywhere() -> None:
    assert render(LIST, width=9) == "[\n  one,\n  two,\n]"


def test_what_follows_a_group_must_fit_too() -> None:
    assert render((LIST, ";"), width=10).startswith("[\n")
    assert render((LIST, Break(hard=True), "next"), width=10) == "[one, two]\nnext"


def test_the_indentation_counts() -> None:
    assert render(LIST, depth=1, width=12) == "  [one, two]"
    assert render(LIST, depth=1, width=11) == "  [\n    one,\n    two,\n  ]"


def test_inner_groups_break_only_when_they_must() -> None:
    outer = group("f(", Indent((Break(), LIST)), Break(), ")")
    assert render(outer, width=12) == "f(\n  [one, two]\n)"
    assert render(outer, width=11) == "f(\n  [\n    one,\n    two,\n  ]\n)"


def test_the_first_state_that_fits_is_taken_else_the_last() -> None:
    stacked = ("a", Indent((Break(hard=True), ".b()", Break(hard=True), ".c()")))
    chain = Group(states=(("a.b().c()",), stacked))
    assert render(chain, width=9) == "a.b().c()"
    assert render(chain, width=8) == "a\n  .b()\n  .c()"


def test_a_group_can_be_broken_from_the_start() -> None:
    assert render(group("(", Indent((Break(), "x")), Break(), ")", broken=True)) == "(\n  x\n)"


def test_a_state_may_hold_a_group_that_is_broken_from_the_start() -> None:
    hugged = ("f(", group("{", Indent((Break(flat=" "), "a: 1")), Break(flat=" "), "}", broken=True), ")")
    choice = Group(states=(("f({ a: 1 })",), hugged, ("never",)))
    assert render(choice, width=5) == "f({\n  a: 1\n})"
