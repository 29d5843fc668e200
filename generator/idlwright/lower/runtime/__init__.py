"""Lower the IR to the runtime: public classes, the protocols of what stands behind them, converters, a skeleton."""

from idlwright.lower.runtime.tree import lower_runtime

__all__ = ["lower_runtime"]
