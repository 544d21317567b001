"""Lists in FHIR R4: files taken apart into resources, resources into people and what is known of them."""
