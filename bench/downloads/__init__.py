"""Downloads beside other downloaders."""
