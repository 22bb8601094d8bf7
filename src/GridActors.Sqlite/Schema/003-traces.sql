-- The version through which a unit's entries are in the index of traces. An append moves it on where it stands at the
-- version before; what an older program wrote is behind it until a filling in the background has caught up.
ALTER TABLE head ADD COLUMN traced INTEGER NOT NULL DEFAULT 0;

-- Whom and what entries name, as they were written: a transaction of one record touches one page. A search reads all
-- of them, so they are few: when they are some 16,000 they become a part of trace.
CREATE TABLE trace_new (
  no INTEGER PRIMARY KEY,
  key INTEGER NOT NULL,
  at INTEGER NOT NULL,
  unit_no INTEGER NOT NULL,
  version INTEGER NOT NULL
);

-- Parts of these, each sorted once and for all, in the order in which they were written: a search looks once into each
-- part whose time it asks for.
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
