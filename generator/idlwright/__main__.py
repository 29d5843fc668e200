"""`python -m idlwright` is the command `idlwright`."""

from idlwright.cli import main

main()
