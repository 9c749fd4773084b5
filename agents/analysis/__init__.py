"""The Analysis agent: scenarios in, an ordered plan by risk out."""
