from agents.specgen.config import CONFIG_NAME, print_config


def test_the_config_takes_its_address_from_the_environment_only() -> None:
    """Formats of generated tests: address only from GREENROOM_BASE_URL, one worker, no retries."""
    text = print_config()
    assert CONFIG_NAME == "greenroom.config.ts"
    assert "process.env.GREENROOM_BASE_URL" in text
    assert "http" not in text
    for setting in (
        "workers: 1",
        "retries: 0",
        "fullyParallel: false",
        "timezoneId: 'UTC'",
        "locale: 'en-US'",
    ):
        assert setting in text
