-- The version through which a unit's entries are in the index of traces. An append moves it on where it stands at the
-- version before; what an older program wrote, also one that runs beside this one, is behind it until a filling in the
-- background has caught up. In no index, so that it is as cheap as version.
ALTER TABLE head ADD COLUMN traced bigint NOT NULL DEFAULT 0;

-- Whom and what entries name, by days of what happened: what happens today lies together, and a search looks into each
-- day once.
CREATE TABLE trace (
  key bigint NOT NULL,      -- 64 bits of a keyed hash of the name (README)
  at bigint NOT NULL,       -- when it happened, 100 ns since 1970 UTC
  unit_no bigint NOT NULL,
  version bigint NOT NULL,
  day integer NOT NULL      -- of at, since 1970 UTC
);

CREATE INDEX trace_by_key ON trace (day, key, at, unit_no, version);

-- Isolation orders, ended ones too: few.
CREATE TABLE stay (
  unit_no bigint NOT NULL,
  key bigint NOT NULL,      -- of the person, as in trace
  start bigint NOT NULL,    -- 100 ns since 1970 UTC; so is until
  until bigint,             -- null: stands
  PRIMARY KEY (unit_no, key, start)
);

CREATE INDEX stay_by_key ON stay (key);
