"""A plan as FHIR R4: one module for each kind of thing that it tells; `bundle` joins them."""
