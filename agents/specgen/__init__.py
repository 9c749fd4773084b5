"""Turns compiled tests into TypeScript for stock Playwright Test. Pure: same input, same bytes."""
