"""Floor 0: plain values and functions; no input or output, no clock, no hidden chance."""
