"""What stands behind the generated classes, by hand: one concept a file; `_bind` puts the two together."""
