"""Floor 3: what every page shares: access, sessions, headers, errors, filters."""
