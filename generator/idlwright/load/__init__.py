"""The front door: reads the schema, the settings and the examples from the disk and judges their form.

Only this package imports yaml, and of the stages before `write` only this one touches the disk.
"""

from idlwright.load.examples import load_examples
from idlwright.load.nav import Navigation, load_nav
from idlwright.load.project import load_project
from idlwright.load.schema import Loaded, load

__all__ = ["Loaded", "Navigation", "load", "load_examples", "load_nav", "load_project"]
