"""Lists in FHIR R4: Patients and their Conditions in Bundles, NDJSON or single files, read entry by entry.

`roster.py` gives rows like any other list; `patients.py` brings together what belongs to a Patient, and
`verdict.py` decides what is printed. The words of FHIR appear only here.
"""
