"""The intermediate representation: what a schema means. Frozen, and knows neither YAML nor Python's spelling."""
