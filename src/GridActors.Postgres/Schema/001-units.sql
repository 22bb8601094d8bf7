-- What a unit is. Written when it is registered, amended, moved or closed. Its version is in head, so that an append
-- that only counts leaves this row and its indexes alone.
CREATE TABLE unit (
  no bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id text COLLATE "C" NOT NULL UNIQUE,  -- "C": lists are in the order of the bytes wherever the database was made
  kind text,                            -- null: not registered, or its registration was voided
  name text,
  parent bigint,                        -- unit.no; null for a root
  tier text,
  households integer,                   -- planned number
  closed boolean NOT NULL DEFAULT false
);

CREATE INDEX unit_by_parent ON unit (parent, kind);

-- The areas are a handful among the households.
CREATE INDEX unit_area ON unit (kind)
  WHERE kind IN ('province', 'prefecture', 'county', 'township', 'village', 'grid', 'community');

-- The fence: an append is a compare-and-set of the version. Free space on each page lets the new row version stay on
-- it, so that no index is touched (HOT) and the old version goes without a vacuum.
CREATE TABLE head (
  unit_no bigint PRIMARY KEY,
  version bigint NOT NULL,  -- number of entries
  next_due bigint,          -- the earliest open deadline, Unix ms
  leaf_of bigint            -- unit.parent of a household, institution or checkpoint: stale areas need one scan
) WITH (fillfactor = 70);

CREATE INDEX head_by_next_due ON head (next_due, unit_no) WHERE next_due IS NOT NULL;

CREATE TABLE entry (
  unit_no bigint NOT NULL,
  version bigint NOT NULL,
  seq bigint NOT NULL,
  received bigint NOT NULL,  -- 100 ns since 1970 UTC; a timestamp would round to microseconds
  source text NOT NULL,
  utf8 bytea NOT NULL,       -- the record as sent; text could not hold every byte
  outcome bytea,             -- JSON; null for none
  PRIMARY KEY (unit_no, version)
);

-- A unit's own totals, written with its entries: {code: number}. Text, because jsonb is wider and costs a parse.
CREATE TABLE totals (
  unit_no bigint NOT NULL,
  day integer NOT NULL,  -- yyyymmdd; 0 is the running bucket
  counts text NOT NULL,
  PRIMARY KEY (unit_no, day)
) WITH (fillfactor = 70);

-- Subtrees of areas as they stood at some version: a cache.
CREATE TABLE area (
  unit_no bigint PRIMARY KEY,
  version bigint NOT NULL
) WITH (fillfactor = 70);

CREATE TABLE area_totals (
  unit_no bigint NOT NULL,
  day integer NOT NULL,  -- as in totals
  counts text NOT NULL,
  PRIMARY KEY (unit_no, day)
) WITH (fillfactor = 70);

-- Units that stood under this parent, with the version they left with.
CREATE TABLE moved (
  parent_no bigint NOT NULL,
  unit_no bigint NOT NULL,
  version bigint NOT NULL,
  PRIMARY KEY (parent_no, unit_no)
);

CREATE TABLE snapshot (
  unit_no bigint PRIMARY KEY,
  data bytea NOT NULL
);

-- For people and reporting tools ------------------------------------------------------------------------------------

CREATE VIEW record AS
SELECT
  unit.id AS unit,
  entry.version,
  entry.source,
  entry.seq,
  to_timestamp(entry.received / 1e7) AS received,
  convert_from(entry.utf8, 'UTF8') AS json,
  convert_from(entry.outcome, 'UTF8') AS outcome
FROM unit
JOIN entry ON entry.unit_no = unit.no;

CREATE VIEW unit_totals AS
SELECT
  unit.id AS unit,
  CASE totals.day WHEN 0 THEN 'running' ELSE to_char(to_date(totals.day::text, 'YYYYMMDD'), 'YYYY-MM-DD') END AS day,
  totals.counts::jsonb AS counts
FROM unit
JOIN totals ON totals.unit_no = unit.no;

CREATE VIEW subtree_totals AS
SELECT
  unit.id AS unit,
  CASE area_totals.day WHEN 0 THEN 'running'
    ELSE to_char(to_date(area_totals.day::text, 'YYYYMMDD'), 'YYYY-MM-DD') END AS day,
  area_totals.counts::jsonb AS counts
FROM unit
JOIN area_totals ON area_totals.unit_no = unit.no;
