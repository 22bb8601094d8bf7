-- The key of the one name under which a person is the same whatever they are called: the document, as soon as the unit
-- knows it. Null in what an older program wrote.
ALTER TABLE stay ADD COLUMN same INTEGER;
