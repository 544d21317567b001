"""Typesetting: blocks become boxes, boxes pages, pages an edition with open slots; stamping fills the slots.

`Typesetter` does it all. Renderers make boxes and structure elements of blocks; `flow.py` chooses where
columns end, `page_builder.py` fills pages, `furniture.py` sets what is around them; `stamp.py` and
`copies.py` fill the slots.

- A new kind of block: a renderer, and a line in `renderers/registry.py`.
- A new way to fold or cut sheets: `sheet_plans.py` alone.
"""
