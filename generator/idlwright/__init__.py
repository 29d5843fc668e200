"""idlwright: a YAML description of a Web API in, typed Python out."""

__version__ = "0.1.0"
