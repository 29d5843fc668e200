"""Write: compare, write atomically, delete what is stale; and only in folders that the generator owns."""

from idlwright.write.apply import apply
from idlwright.write.lock import exclusive
from idlwright.write.plan import Plan, Refusal, plan

__all__ = ["Plan", "Refusal", "apply", "exclusive", "plan"]
