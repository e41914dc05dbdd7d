"""Results: scores, down to the responses, and their downloads."""
