"""Where a user agent keeps what has to outlive it: rows, bodies, caches; on disk or in memory."""
