"""Reading: articles and how they come in."""
