-- The index of traces holds days and keys alone, each pair once for all rows that share it: an eighth of its size where a
-- name returns, and less work to write. What somebody did on a day is sorted when it is asked for. Reads all of
-- trace, once; meanwhile nobody writes to it.
CREATE INDEX trace_by_day_key ON trace (day, key);

DROP INDEX trace_by_key;
