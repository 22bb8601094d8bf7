-- Alerts, as they stand after the entries that they were written with.
CREATE TABLE alert (
  unit_no bigint NOT NULL,
  key text COLLATE "C" NOT NULL,
  kind text NOT NULL,
  subject text NOT NULL,
  text text NOT NULL,
  opened bigint NOT NULL,   -- 100 ns since 1970 UTC; so is since
  state smallint NOT NULL,  -- 0 open, 1 acknowledged, 2 closed
  since bigint NOT NULL,
  PRIMARY KEY (unit_no, key)
);

-- Where they are listed: at the unit itself and at every area above it, so that a page of any area is one range of an
-- index. Alerts are few and are read far more often than written.
CREATE TABLE alert_place (
  area_no bigint NOT NULL,
  state smallint NOT NULL,
  opened bigint NOT NULL,
  unit_no bigint NOT NULL,
  key text COLLATE "C" NOT NULL
);

CREATE UNIQUE INDEX alert_place_newest ON alert_place (area_no, state, opened DESC, unit_no, key);

CREATE INDEX alert_place_by_alert ON alert_place (unit_no, key);

-- When there may be something to do at a unit, Unix ms; null for never. In no index, so that it is as cheap as version.
ALTER TABLE head ADD COLUMN next_task bigint;

-- The units with a next_task, at themselves and at every area above. When it is lies in head only, which is written
-- anyway: with most records the time changes, and that there is one does not.
CREATE TABLE tasked (
  area_no bigint NOT NULL,
  unit_no bigint NOT NULL,
  PRIMARY KEY (area_no, unit_no)
);

CREATE INDEX tasked_by_unit ON tasked (unit_no);

-- For people and reporting tools ------------------------------------------------------------------------------------

CREATE VIEW unit_alert AS
SELECT
  unit.id AS unit,
  alert.key,
  alert.kind,
  alert.subject,
  alert.text,
  to_timestamp(alert.opened / 1e7) AS opened,
  CASE alert.state WHEN 0 THEN 'open' WHEN 1 THEN 'acknowledged' ELSE 'closed' END AS state,
  to_timestamp(alert.since / 1e7) AS since
FROM alert
JOIN unit ON unit.no = alert.unit_no;
