-- order: source_id
select source_id, title, publisher, published_on, kind, locator, note from clean.source
