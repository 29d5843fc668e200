"""Emit: views in, text out. Only here is Jinja known; templates lay out, Python has decided."""
