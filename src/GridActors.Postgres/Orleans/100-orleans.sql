-- What Orleans' ADO.NET providers keep. Names of tables, query keys, parameters and result columns are theirs: a silo
-- reads the statements below from orleansquery when it starts and sends them as they stand. All else is our own.
--
-- The providers look for orleansquery in the search path, so their connection string has one: Search Path=orleans.
-- Statements name the schema themselves.
CREATE SCHEMA orleans;

CREATE TABLE orleans.orleansquery (
  querykey text PRIMARY KEY,
  querytext text NOT NULL
);

-- Membership --------------------------------------------------------------------------------------------------------

-- One row a cluster. Its version is the fence of the whole table: whoever changes a silo's row moves the version from
-- the one they read to the next in the same statement, so that of two who read the same table only one changes it.
CREATE TABLE orleans.orleansmembershipversiontable (
  deploymentid text PRIMARY KEY,
  "timestamp" timestamptz NOT NULL DEFAULT now(),
  version integer NOT NULL DEFAULT 0
);

-- One row a start of a silo; a generation is the second of its start.
CREATE TABLE orleans.orleansmembershiptable (
  deploymentid text NOT NULL REFERENCES orleans.orleansmembershipversiontable ON DELETE CASCADE,
  address text NOT NULL,
  port integer NOT NULL,
  generation integer NOT NULL,
  siloname text NOT NULL,
  hostname text NOT NULL,
  status integer NOT NULL,      -- SiloStatus: 2 joining, 3 active, 4 shutting down, 5 stopping, 6 dead
  proxyport integer NOT NULL,   -- the gateway's; 0 for none
  suspecttimes text,            -- votes: silo,time|silo,time
  starttime timestamptz NOT NULL,
  iamalivetime timestamptz NOT NULL,
  PRIMARY KEY (deploymentid, address, port, generation)
);

-- The version comes with every row, and by itself, without a start time, while there are no silos.
CREATE VIEW orleans.membership AS
SELECT v.deploymentid, m.address, m.port, m.generation, m.siloname, m.hostname, m.status, m.proxyport, m.suspecttimes,
  m.starttime, m.iamalivetime, v.version
FROM orleans.orleansmembershipversiontable v LEFT JOIN orleans.orleansmembershiptable m USING (deploymentid);

INSERT INTO orleans.orleansquery (querykey, querytext) VALUES
-- Every silo asks for this at its start; the first creates the row.
('InsertMembershipVersionKey', $$
WITH made AS (
  INSERT INTO orleans.orleansmembershipversiontable (deploymentid) VALUES (@DeploymentId)
  ON CONFLICT DO NOTHING
  RETURNING 1)
SELECT count(*) FROM made
$$),
-- The version is moved first: its row lock lines up rivals, and a rival that waited finds another version and no row.
('InsertMembershipKey', $$
WITH moved AS (
  UPDATE orleans.orleansmembershipversiontable v SET version = version + 1, "timestamp" = now()
  WHERE deploymentid = @DeploymentId AND version = @Version AND NOT EXISTS (
    SELECT FROM orleans.orleansmembershiptable m
    WHERE m.deploymentid = v.deploymentid AND address = @Address AND port = @Port AND generation = @Generation)
  RETURNING deploymentid),
made AS (
  INSERT INTO orleans.orleansmembershiptable
    (deploymentid, address, port, generation, siloname, hostname, status, proxyport, starttime, iamalivetime)
  SELECT deploymentid, @Address, @Port, @Generation, @SiloName,
    @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
  FROM moved
  RETURNING 1)
SELECT count(*) FROM made
$$),
('UpdateMembershipKey', $$
WITH moved AS (
  UPDATE orleans.orleansmembershipversiontable v SET version = version + 1, "timestamp" = now()
  WHERE deploymentid = @DeploymentId AND version = @Version AND EXISTS (
    SELECT FROM orleans.orleansmembershiptable m
    WHERE m.deploymentid = v.deploymentid AND address = @Address AND port = @Port AND generation = @Generation)
  RETURNING deploymentid),
changed AS (
  UPDATE orleans.orleansmembershiptable m
  SET status = @Status, suspecttimes = @SuspectTimes, iamalivetime = @IAmAliveTime
  FROM moved
  WHERE m.deploymentid = moved.deploymentid AND address = @Address AND port = @Port AND generation = @Generation
  RETURNING 1)
SELECT count(*) FROM changed
$$),
-- A sign of life changes nobody's view of the cluster, so it leaves the version alone.
('UpdateIAmAlivetimeKey', $$
UPDATE orleans.orleansmembershiptable SET iamalivetime = @IAmAliveTime
WHERE deploymentid = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
$$),
('MembershipReadAllKey', $$
SELECT * FROM orleans.membership WHERE deploymentid = @DeploymentId
$$),
-- The version is wanted even of a silo that has no row, so the condition is in the join.
('MembershipReadRowKey', $$
SELECT v.deploymentid, m.address, m.port, m.generation, m.siloname, m.hostname, m.status, m.proxyport, m.suspecttimes,
  m.starttime, m.iamalivetime, v.version
FROM orleans.orleansmembershipversiontable v
LEFT JOIN orleans.orleansmembershiptable m
  ON m.deploymentid = v.deploymentid AND address = @Address AND port = @Port AND generation = @Generation
WHERE v.deploymentid = @DeploymentId
$$),
('GatewaysQueryKey', $$
SELECT address, proxyport, generation FROM orleans.orleansmembershiptable
WHERE deploymentid = @DeploymentId AND status = @Status AND proxyport > 0
$$),
-- 3 is active: one that only seems late is voted on, never deleted. A silo that has just started has no sign of life.
('CleanupDefunctSiloEntriesKey', $$
DELETE FROM orleans.orleansmembershiptable
WHERE deploymentid = @DeploymentId AND status <> 3 AND greatest(starttime, iamalivetime) < @IAmAliveTime
$$),
('DeleteMembershipTableEntriesKey', $$
DELETE FROM orleans.orleansmembershipversiontable WHERE deploymentid = @DeploymentId
$$);

-- State of grains ---------------------------------------------------------------------------------------------------

-- Two activations of one grain may both believe that there is no state yet. The key lets one of them write it.
-- The providers' hashes are not kept: they narrow a search where keys are hard to index, and here the key is the index.
CREATE TABLE orleans.orleansstorage (
  serviceid text NOT NULL,
  graintypestring text NOT NULL,      -- the state's name, not the grain's type
  grainidn0 bigint NOT NULL,          -- n0, n1: a Guid's halves; 0 and the number; 0 and 0 of a text
  grainidn1 bigint NOT NULL,
  grainidextensionstring text,        -- the text, or what extends a Guid or a number; null for none
  version integer NOT NULL,
  modifiedon timestamptz NOT NULL DEFAULT now(),
  payloadbinary bytea,                -- as the provider's serializer made it; null once cleared
  UNIQUE NULLS NOT DISTINCT (serviceid, graintypestring, grainidn0, grainidn1, grainidextensionstring)
);

-- Who loses gets no row at all; of that the provider makes an InconsistentStateException, whatever version it had.
-- IS NULL is written out, since IS NOT DISTINCT FROM would not be looked up in the index.
INSERT INTO orleans.orleansquery (querykey, querytext) VALUES
('WriteToStorageKey', $$
WITH first AS (
  INSERT INTO orleans.orleansstorage
    (serviceid, graintypestring, grainidn0, grainidn1, grainidextensionstring, version, payloadbinary)
  SELECT @ServiceId, @GrainTypeString, @GrainIdN0, @GrainIdN1, @GrainIdExtensionString, 1, @PayloadBinary
  WHERE @GrainStateVersion IS NULL
  ON CONFLICT DO NOTHING
  RETURNING version),
later AS (
  UPDATE orleans.orleansstorage SET version = version + 1, modifiedon = now(), payloadbinary = @PayloadBinary
  WHERE serviceid = @ServiceId AND graintypestring = @GrainTypeString
    AND grainidn0 = @GrainIdN0 AND grainidn1 = @GrainIdN1
    AND (grainidextensionstring = @GrainIdExtensionString
      OR @GrainIdExtensionString IS NULL AND grainidextensionstring IS NULL)
    AND version = @GrainStateVersion
  RETURNING version)
SELECT version AS newgrainstateversion FROM first UNION ALL SELECT version FROM later
$$),
('ReadFromStorageKey', $$
SELECT payloadbinary, version FROM orleans.orleansstorage
WHERE serviceid = @ServiceId AND graintypestring = @GrainTypeString
  AND grainidn0 = @GrainIdN0 AND grainidn1 = @GrainIdN1
  AND (grainidextensionstring = @GrainIdExtensionString
    OR @GrainIdExtensionString IS NULL AND grainidextensionstring IS NULL)
$$),
-- The row stays: its version goes on, so that a late writer of the time before is still found out.
('ClearStorageKey', $$
UPDATE orleans.orleansstorage SET version = version + 1, modifiedon = now(), payloadbinary = NULL
WHERE serviceid = @ServiceId AND graintypestring = @GrainTypeString
  AND grainidn0 = @GrainIdN0 AND grainidn1 = @GrainIdN1
  AND (grainidextensionstring = @GrainIdExtensionString
    OR @GrainIdExtensionString IS NULL AND grainidextensionstring IS NULL)
  AND version = @GrainStateVersion
RETURNING version AS newgrainstateversion
$$),
('DeleteStorageKey', $$
DELETE FROM orleans.orleansstorage
WHERE serviceid = @ServiceId AND graintypestring = @GrainTypeString
  AND grainidn0 = @GrainIdN0 AND grainidn1 = @GrainIdN1
  AND (grainidextensionstring = @GrainIdExtensionString
    OR @GrainIdExtensionString IS NULL AND grainidextensionstring IS NULL)
  AND version = @GrainStateVersion
RETURNING version + 1 AS newgrainstateversion
$$);

-- Reminders ---------------------------------------------------------------------------------------------------------

-- Versions come from a sequence. Counted by row they would begin anew with a reminder that is unregistered and
-- registered again, and whoever still holds the old one's version could remove the new one.
CREATE TABLE orleans.orleansreminderstable (
  serviceid text NOT NULL,
  grainid text NOT NULL,
  remindername text NOT NULL,
  grainhash integer NOT NULL,     -- the provider's unsigned one, its bits read as signed
  starttime timestamptz NOT NULL,
  period bigint NOT NULL,         -- ms
  version serial NOT NULL,
  PRIMARY KEY (serviceid, grainid, remindername)
);

-- Each silo reads its own range of the ring again and again.
CREATE INDEX orleansreminderstable_by_hash ON orleans.orleansreminderstable (serviceid, grainhash);

INSERT INTO orleans.orleansquery (querykey, querytext) VALUES
('UpsertReminderRowKey', $$
INSERT INTO orleans.orleansreminderstable (serviceid, grainid, remindername, grainhash, starttime, period)
VALUES (@ServiceId, @GrainId, @ReminderName, @GrainHash, @StartTime, @Period)
ON CONFLICT (serviceid, grainid, remindername) DO UPDATE
SET grainhash = excluded.grainhash, starttime = excluded.starttime, period = excluded.period, version = excluded.version
RETURNING version
$$),
('ReadReminderRowKey', $$
SELECT grainid, remindername, starttime, period, version FROM orleans.orleansreminderstable
WHERE serviceid = @ServiceId AND grainid = @GrainId AND remindername = @ReminderName
$$),
('ReadReminderRowsKey', $$
SELECT grainid, remindername, starttime, period, version FROM orleans.orleansreminderstable
WHERE serviceid = @ServiceId AND grainid = @GrainId
$$),
-- A range of the ring: after its begin, up to and with its end.
('ReadRangeRows1Key', $$
SELECT grainid, remindername, starttime, period, version FROM orleans.orleansreminderstable
WHERE serviceid = @ServiceId AND grainhash > @BeginHash AND grainhash <= @EndHash
$$),
-- One that runs over the seam, or the whole ring, where begin and end are the same.
('ReadRangeRows2Key', $$
SELECT grainid, remindername, starttime, period, version FROM orleans.orleansreminderstable
WHERE serviceid = @ServiceId AND (grainhash > @BeginHash OR grainhash <= @EndHash)
$$),
('DeleteReminderRowKey', $$
WITH gone AS (
  DELETE FROM orleans.orleansreminderstable
  WHERE serviceid = @ServiceId AND grainid = @GrainId AND remindername = @ReminderName AND version = @Version
  RETURNING 1)
SELECT count(*) FROM gone
$$),
('DeleteReminderRowsKey', $$
DELETE FROM orleans.orleansreminderstable WHERE serviceid = @ServiceId
$$);
