"""Applications that Greenroom is shown and tested on; run as programs, never imported by the product."""
