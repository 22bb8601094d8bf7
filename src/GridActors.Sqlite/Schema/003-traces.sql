-- The version through which a unit's entries are in the index of traces. An append moves it on where it stands at the
-- version before; what an older program wrote is behind it until a filling in the background has caught up.
ALTER TABLE head ADD COLUMN traced INTEGER NOT NULL DEFAULT 0;

-- Whom and what entries name, by parts of some 30,000 rows in the order in which they were written: what is written
-- now lies on a few pages that are in memory, however large the whole is, and a search looks into each part whose time
-- it asks for once.
CREATE TABLE trace (
  part INTEGER NOT NULL,
  key INTEGER NOT NULL,      -- 64 bits of a keyed hash of the name (README)
  at INTEGER NOT NULL,       -- when it happened, 100 ns since 1970 UTC
  unit_no INTEGER NOT NULL,
  version INTEGER NOT NULL,
  PRIMARY KEY (part, key, at, unit_no, version)
) WITHOUT ROWID;

CREATE TABLE trace_part (
  no INTEGER PRIMARY KEY,
  row_count INTEGER NOT NULL,  -- written; some may have been taken back
  first INTEGER NOT NULL,      -- earliest and latest at
  last INTEGER NOT NULL
);

-- Isolation orders, ended ones too: few, and held in memory by the program.
CREATE TABLE stay (
  unit_no INTEGER NOT NULL,
  key INTEGER NOT NULL,        -- of the person, as in trace
  start INTEGER NOT NULL,      -- 100 ns since 1970 UTC; so is until
  until INTEGER,               -- null: stands
  PRIMARY KEY (unit_no, key, start)
) WITHOUT ROWID;
