"""Background fetches: their records, what performs them, and how scripts see them."""
