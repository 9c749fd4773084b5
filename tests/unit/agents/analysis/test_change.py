"""Words of a diff."""

from agents.analysis.change import read_diff, words

DIFF = """diff --git a/src/pages/CheckoutForm.tsx b/src/pages/CheckoutForm.tsx
--- a/src/pages/CheckoutForm.tsx
+++ b/src/pages/CheckoutForm.tsx
@@ -1,2 +1,2 @@
 const untouched = search
-  return <Price total={sum} />
+  return <Price total={sum + shipping} />
--- /dev/null
+++ b/docs/new file.md
"""


def test_paths_and_changed_lines_give_words() -> None:
    read = read_diff(DIFF)
    assert read.paths == ("src/pages/CheckoutForm.tsx", "docs/new file.md")
    assert {"checkout", "form"} <= read.in_paths
    assert "shipping" in read.in_lines
    assert "untouched" not in read.in_lines
    assert "page" not in read.in_paths


def test_what_is_no_diff_has_no_words() -> None:
    read = read_diff("just a text")
    assert (read.paths, read.in_paths, read.in_lines) == ((), frozenset(), frozenset())


def test_words_are_taken_apart_and_made_singular() -> None:
    assert words("userOrders class_name addresses ABC") == ("user", "order", "name", "addresse", "abc")
