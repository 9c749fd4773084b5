from agents.execution.cleaning import clean, mask, secrets_in


def test_colours_folders_and_controls_are_removed() -> None:
    message = "\x1b[31mError\x1b[0m: at /tmp/g/specs/a.spec.ts:3\r\nin /tmp/g\x00 and /tmp/g/x"
    assert clean(message, folders=("/tmp/g", "/tmp/g/specs"), secrets=()) == (  # noqa: S108
        "Error: at a.spec.ts:3\nin  and x"
    )


def test_long_messages_are_cut() -> None:
    assert clean("x" * 5_000, folders=(), secrets=()) == "x" * 2_000 + " ..."


def test_a_secret_is_masked_before_a_message_is_cut() -> None:
    message = "x" * 1_995 + "hunter2"
    assert "hunt" not in clean(message, folders=(), secrets=("hunter2",))


def test_the_longest_secret_is_masked_first() -> None:
    assert mask("user-pass user", ("user", "user-pass")) == "*** ***"


def test_one_or_two_characters_hide_nothing() -> None:
    assert mask("Expected: 11", ("1", "11", "")) == "Expected: 11"


def test_every_credential_is_a_secret() -> None:
    assert secrets_in({"A": "x", "B": ""}) == ("x",)


def test_a_secret_in_an_address_is_masked_too() -> None:
    assert mask("/?q=p%40ss+w", secrets_in({"A": "p@ss w"})) == "/?q=***"
    assert mask("/?q=p%40ss%20w", secrets_in({"A": "p@ss w"})) == "/?q=***"
