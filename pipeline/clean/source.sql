select source_id, title, publisher, cast(published_on as date) as published_on, kind, locator, retrieved_note as note from raw.sources
