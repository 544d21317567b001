"""Lists in FHIR R4: Patients and their Conditions in Bundles, NDJSON or single files, read entry by entry.

`roster.py` gives rows like any other list; the other files say who a Condition is about, what its codes mean,
and which records are not in use. The words of FHIR appear only here.
"""
