"""The syntax model: what the YAML said, with places, before any name is looked up."""
