"""Runtime support that every generated package gets a copy of, byte for byte; it imports nothing but the library."""
