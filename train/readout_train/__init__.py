"""Trains readout's encoder and heads. See README.md."""
