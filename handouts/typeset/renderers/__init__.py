"""Renderers, one for each kind of block: they make its boxes and its structure elements together.

They are peers: what several of them need is in a module below them (`band`, `codes`, `covers`, `entries`).
"""
