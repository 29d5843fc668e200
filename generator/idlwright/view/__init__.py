"""Views: how a target spells what the IDL means. Lower makes them, emit prints them."""
