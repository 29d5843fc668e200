"""Lower the IR to the runtime: public classes, the protocols of what stands behind them, converters, a skeleton."""
