"""Lower the IR to pages of the documentation."""
