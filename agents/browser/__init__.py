"""The browser as the agents use it: launch, settle, scan, locate, explore. Playwright is imported here."""
