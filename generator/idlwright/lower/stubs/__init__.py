"""Lower the IR to stubs: one view for both targets."""
