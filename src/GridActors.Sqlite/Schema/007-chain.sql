-- A unit's entries are found from its newest back: each says where the one before it lies, the head where the newest does.
-- An index by unit and version cost every small transaction a page of its own for each record (README).
ALTER TABLE head ADD COLUMN last INTEGER;     -- entry.no of the newest; null: none
ALTER TABLE head ADD COLUMN low INTEGER;      -- lowest and highest seq of the entries after the last mark; null: none
ALTER TABLE head ADD COLUMN high INTEGER;
ALTER TABLE entry ADD COLUMN before INTEGER;  -- entry.no of the unit's entry before; null: no - 1

-- Every sixteenth entry, so that what lies in the middle of a long history is a few steps away; with seq, so that the
-- search for a record sent twice passes over entries with other numbers.
CREATE TABLE mark (
  unit_no INTEGER NOT NULL,
  version INTEGER NOT NULL,
  no INTEGER NOT NULL,         -- entry.no
  low INTEGER NOT NULL,        -- lowest and highest seq of it and the fifteen before
  high INTEGER NOT NULL,
  PRIMARY KEY (unit_no, version)
) WITHOUT ROWID;

-- Late entries are read many at a time.
ALTER TABLE late ADD COLUMN no INTEGER NOT NULL DEFAULT 0; -- entry.no

UPDATE entry SET before = (
  SELECT earlier.no FROM entry AS earlier
  WHERE earlier.unit_no = entry.unit_no AND earlier.version = entry.version - 1);

INSERT INTO mark (unit_no, version, no, low, high)
SELECT
  unit_no, version, no,
  (SELECT min(seq) FROM entry AS near WHERE near.unit_no = entry.unit_no AND near.version BETWEEN entry.version - 15 AND entry.version),
  (SELECT max(seq) FROM entry AS near WHERE near.unit_no = entry.unit_no AND near.version BETWEEN entry.version - 15 AND entry.version)
FROM entry WHERE version % 16 = 0;

UPDATE head SET
  last = (SELECT no FROM entry WHERE entry.unit_no = head.unit_no AND entry.version = head.version),
  (low, high) = (
    SELECT min(seq), max(seq) FROM entry
    WHERE entry.unit_no = head.unit_no AND entry.version > head.version - head.version % 16);

UPDATE late SET no = (
  SELECT entry.no FROM entry WHERE entry.unit_no = late.unit_no AND entry.version = late.version);

DROP INDEX entry_by_unit;
