-- Entries about a day that was over when they were received: late records, and those that take a record of the day back.
-- Few, so the others pay nothing for being told from them.
CREATE TABLE late (
  unit_no bigint NOT NULL,
  day integer NOT NULL,      -- yyyymmdd, of the record
  version bigint NOT NULL,
  PRIMARY KEY (unit_no, day, version)
);

-- What an older program wrote is not listed: until when that was, 100 ns since 1970 UTC. Reads all of entry, once.
INSERT INTO meta (name, value)
SELECT 'late-unlisted-until', max(received)::text FROM entry HAVING max(received) IS NOT NULL;
