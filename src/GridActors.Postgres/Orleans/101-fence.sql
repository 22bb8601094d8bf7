-- A silo that the others have voted out runs on until it learns of it, and its units come up elsewhere meanwhile. What it
-- appended then would be durable and right, but the new activations would not know of it. So its appends fail here.
--
-- The lock makes eviction and append take turns: an append that was first is seen by whoever loads the unit after the
-- eviction, and one that comes later finds the silo out.
CREATE FUNCTION orleans.confirm(deployment text, silo_address text, silo_port integer, silo_generation integer)
RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM orleans.orleansmembershiptable
  WHERE deploymentid = deployment AND address = silo_address AND port = silo_port AND generation = silo_generation
    AND status <> 6
  FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'silo %:% is out of the cluster', silo_address, silo_port USING ERRCODE = 'GA001';
  END IF;
END
$$;
