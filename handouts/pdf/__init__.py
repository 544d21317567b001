"""Tagged PDF on ReportLab's canvas: PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) in one file.

A small library that knows nothing of handouts:

syntax      PDF's own notation: numbers, strings, streams
structure   the tree of elements: roles, alternative texts, attributes
fonts       TrueType faces: measuring, kerning, embedding as composite fonts
surface     one page: marked content, artifacts, text, shapes, links
document    pages, tree, outline and identification put together
template    a finished document with slots, and the file that it becomes when they are filled
"""
