"""From a request to a response: the Fetch standard's rules, and what carries bytes over the network."""
