-- Alerts, as they stand after the entries that they were written with.
CREATE TABLE alert (
  unit_no INTEGER NOT NULL,
  key TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  opened INTEGER NOT NULL,  -- 100 ns since 1970 UTC; so is since
  state INTEGER NOT NULL,   -- 0 open, 1 acknowledged, 2 closed
  since INTEGER NOT NULL,
  PRIMARY KEY (unit_no, key)
) WITHOUT ROWID;

-- Where they are listed: at the unit itself and at every area above it, so that a page of any area is one range of an
-- index. Alerts are few and are read far more often than written.
CREATE TABLE alert_place (
  area_no INTEGER NOT NULL,
  state INTEGER NOT NULL,
  opened INTEGER NOT NULL,
  unit_no INTEGER NOT NULL,
  key TEXT NOT NULL,
  PRIMARY KEY (area_no, state, opened DESC, unit_no, key)
) WITHOUT ROWID;

CREATE INDEX alert_place_by_alert ON alert_place (unit_no, key);

-- When there may be something to do at a unit, Unix ms; null for never.
ALTER TABLE head ADD COLUMN next_task INTEGER;

-- The units with a next_task, at themselves and at every area above. When it is lies in head only, which is written
-- anyway: with most records the time changes, and that there is one does not.
CREATE TABLE tasked (
  area_no INTEGER NOT NULL,
  unit_no INTEGER NOT NULL,
  PRIMARY KEY (area_no, unit_no)
) WITHOUT ROWID;

CREATE INDEX tasked_by_unit ON tasked (unit_no);

-- For people and reporting tools ------------------------------------------------------------------------------------

CREATE VIEW unit_alert AS
SELECT
  unit.id AS unit,
  alert.key,
  alert.kind,
  alert.subject,
  alert.text,
  strftime('%Y-%m-%dT%H:%M:%fZ', alert.opened / 1e7, 'unixepoch') AS opened,
  CASE alert.state WHEN 0 THEN 'open' WHEN 1 THEN 'acknowledged' ELSE 'closed' END AS state,
  strftime('%Y-%m-%dT%H:%M:%fZ', alert.since / 1e7, 'unixepoch') AS since
FROM alert
JOIN unit ON unit.no = alert.unit_no;
