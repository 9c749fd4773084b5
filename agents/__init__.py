"""Everything needed to test a web application; knows nothing of GitHub, HTTP servers or databases."""
