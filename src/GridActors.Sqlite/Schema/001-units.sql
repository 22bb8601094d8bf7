-- What a unit is. Written when it is registered, amended, moved or closed; its version is in head, so that an append,
-- which changes nothing here, touches rows of a few bytes only.
CREATE TABLE unit (
  no INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT,            -- null: not registered, or its registration was voided
  name TEXT,
  parent INTEGER,       -- unit.no; null for a root
  tier TEXT,
  households INTEGER,   -- planned number
  closed INTEGER NOT NULL DEFAULT 0
);

-- With kind, so that areas among a parent's children are told from leaves without reading their rows.
CREATE INDEX unit_by_parent ON unit (parent, kind);

-- The areas are a handful among the households.
CREATE INDEX unit_area ON unit (kind)
  WHERE kind IN ('province', 'prefecture', 'county', 'township', 'village', 'grid', 'community');

-- The fence: an append is a compare-and-set of the version.
CREATE TABLE head (
  unit_no INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,   -- number of entries
  next_due INTEGER,           -- the earliest open deadline, Unix ms
  leaf_of INTEGER             -- unit.parent of a household, institution or checkpoint: stale areas are found in one scan
);

CREATE INDEX head_by_next_due ON head (next_due) WHERE next_due IS NOT NULL;

-- The journal in order of arrival. Clustered by unit it would be read in fewer pages, but each append would land on
-- pages of its own and split them: twice the bytes written (README).
CREATE TABLE entry (
  no INTEGER PRIMARY KEY,
  unit_no INTEGER NOT NULL,
  version INTEGER NOT NULL,
  source TEXT NOT NULL,
  seq INTEGER NOT NULL,
  received INTEGER NOT NULL,  -- 100 ns since 1970 UTC
  utf8 BLOB NOT NULL,         -- the record as sent
  outcome BLOB                -- JSON; null for none
);

-- With seq, so that the search for a record sent twice reads no entry but the one that it finds.
CREATE UNIQUE INDEX entry_by_unit ON entry (unit_no, version, seq);

-- A unit's own totals, written with its entries: {code: number}.
CREATE TABLE totals (
  key INTEGER PRIMARY KEY,    -- unit_no << 32 | yyyymmdd; 99999999 is the running bucket, beside the newest day
  counts TEXT NOT NULL
);

-- Subtrees of areas as they stood at some version: a cache.
CREATE TABLE area (
  unit_no INTEGER PRIMARY KEY,
  version INTEGER NOT NULL
);

CREATE TABLE area_totals (
  key INTEGER PRIMARY KEY,    -- as in totals
  counts TEXT NOT NULL
);

-- Units that stood under this parent, with the version they left with.
CREATE TABLE moved (
  parent_no INTEGER NOT NULL,
  unit_no INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (parent_no, unit_no)
) WITHOUT ROWID;

CREATE TABLE snapshot (
  unit_no INTEGER PRIMARY KEY,
  data BLOB NOT NULL
);

-- For people and reporting tools ------------------------------------------------------------------------------------

CREATE VIEW record AS
SELECT
  unit.id AS unit,
  entry.version,
  entry.source,
  entry.seq,
  strftime('%Y-%m-%dT%H:%M:%fZ', entry.received / 1e7, 'unixepoch') AS received,
  CAST(entry.utf8 AS TEXT) AS json,
  CAST(entry.outcome AS TEXT) AS outcome
FROM unit
JOIN entry ON entry.unit_no = unit.no;

CREATE VIEW unit_totals AS
SELECT
  unit.id AS unit,
  CASE totals.key & 0xffffffff WHEN 99999999 THEN 'running'
    ELSE printf('%04d-%02d-%02d', (totals.key & 0xffffffff) / 10000,
      (totals.key & 0xffffffff) / 100 % 100, (totals.key & 0xffffffff) % 100) END AS day,
  totals.counts
FROM unit
JOIN totals ON totals.key BETWEEN (unit.no << 32) AND (unit.no << 32 | 0xffffffff);

CREATE VIEW subtree_totals AS
SELECT
  unit.id AS unit,
  CASE area_totals.key & 0xffffffff WHEN 99999999 THEN 'running'
    ELSE printf('%04d-%02d-%02d', (area_totals.key & 0xffffffff) / 10000,
      (area_totals.key & 0xffffffff) / 100 % 100, (area_totals.key & 0xffffffff) % 100) END AS day,
  area_totals.counts
FROM unit
JOIN area_totals ON area_totals.key BETWEEN (unit.no << 32) AND (unit.no << 32 | 0xffffffff);
