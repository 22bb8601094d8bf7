-- Every open village owes a report a day. Those that an older program left idle are listed as having something to do; what
-- that is they say when they are asked, and their next entry writes when the next will be.
WITH RECURSIVE way (unit_no, area_no) AS (
  SELECT unit.no, unit.no FROM unit JOIN head ON head.unit_no = unit.no
  WHERE unit.kind = 'village' AND NOT unit.closed AND head.next_task IS NULL
  UNION
  SELECT way.unit_no, unit.parent FROM way JOIN unit ON unit.no = way.area_no WHERE unit.parent IS NOT NULL
)
INSERT INTO tasked (area_no, unit_no) SELECT area_no, unit_no FROM way ON CONFLICT DO NOTHING;

UPDATE head SET next_task = 0
WHERE next_task IS NULL AND unit_no IN (SELECT no FROM unit WHERE kind = 'village' AND NOT closed);
