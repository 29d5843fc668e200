"""Background Fetch for Python."""
