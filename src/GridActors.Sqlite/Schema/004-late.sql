-- Entries about a day that was over when they were received: late records, and those that take a record of the day back.
-- Few, so the others pay nothing for being told from them.
CREATE TABLE late (
  unit_no INTEGER NOT NULL,
  day INTEGER NOT NULL,      -- yyyymmdd, of the record
  version INTEGER NOT NULL,
  PRIMARY KEY (unit_no, day, version)
) WITHOUT ROWID;

-- What an older program wrote is not listed: until when that was, 100 ns since 1970 UTC. Entries lie in the order in
-- which they were committed, and that of receipt differs from it by what was on its way together.
INSERT INTO meta (name, value)
SELECT 'late-unlisted-until', max(received) FROM (SELECT received FROM entry ORDER BY no DESC LIMIT 10000)
HAVING max(received) IS NOT NULL;
