"""Tagged PDF on ReportLab's canvas: PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) in one file.

A small library that knows nothing of handouts. README.md beside it says what it is for and how it is used.
"""
