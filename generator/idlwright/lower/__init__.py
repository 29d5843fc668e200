"""Lower: the IR and a target in, views out. Only here is decided how Python spells what the IDL means."""
