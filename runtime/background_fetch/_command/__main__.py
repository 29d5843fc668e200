"""`python -m background_fetch._command`: the command by another way."""

from . import main

main()
