"""The command `background-fetch`: durable downloads from a terminal."""

from .main import main as main
