"""Printable, sourced handouts about advanced cancer."""

__version__ = "0.1.0"
