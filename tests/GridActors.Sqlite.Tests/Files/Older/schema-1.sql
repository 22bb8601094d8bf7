-- A database of schema 1, as an earlier version of the program wrote it: a few units of the demonstration county, with all
-- their entries. Never changed; today's program reads it (OlderDatabaseTests).
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
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
CREATE INDEX unit_by_parent ON unit (parent, kind);
CREATE INDEX unit_area ON unit (kind)
  WHERE kind IN ('province', 'prefecture', 'county', 'township', 'village', 'grid', 'community');
CREATE TABLE head (
  unit_no INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,   -- number of entries
  next_due INTEGER,           -- the earliest open deadline, Unix ms
  leaf_of INTEGER             -- unit.parent of a household, institution or checkpoint: stale areas are found in one scan
);
CREATE INDEX head_by_next_due ON head (next_due) WHERE next_due IS NOT NULL;
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
CREATE UNIQUE INDEX entry_by_unit ON entry (unit_no, version, seq);
CREATE TABLE totals (
  key INTEGER PRIMARY KEY,    -- unit_no << 32 | yyyymmdd; 99999999 is the running bucket, beside the newest day
  counts TEXT NOT NULL
);
CREATE TABLE area (
  unit_no INTEGER PRIMARY KEY,
  version INTEGER NOT NULL
);
CREATE TABLE area_totals (
  key INTEGER PRIMARY KEY,    -- as in totals
  counts TEXT NOT NULL
);
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
INSERT INTO meta (name, value) VALUES ('time-zone', 'Asia/Shanghai');
INSERT INTO unit (no, id, kind, name, parent, tier, households, closed) VALUES (1, '141127', 'county', '岚县', NULL, NULL, NULL, 0);
INSERT INTO unit (no, id, kind, name, parent, tier, households, closed) VALUES (2, '141127100', 'township', '东村镇', 1, NULL, NULL, 0);
INSERT INTO unit (no, id, kind, name, parent, tier, households, closed) VALUES (15, '141127100205', 'village', '坡上村委会', 2, NULL, NULL, 0);
INSERT INTO unit (no, id, kind, name, parent, tier, households, closed) VALUES (24, '141127100214', 'village', '古城村委会', 2, NULL, NULL, 0);
INSERT INTO unit (no, id, kind, name, parent, tier, households, closed) VALUES (258, '141127100205-x02', 'community', '秀容家园(自建)', 15, NULL, NULL, 0);
INSERT INTO unit (no, id, kind, name, parent, tier, households, closed) VALUES (268, '141127100205-x03', 'community', '和谐家园(自建)', 15, NULL, NULL, 0);
INSERT INTO unit (no, id, kind, name, parent, tier, households, closed) VALUES (2031, '141127100205-h0011', 'household', '兰翠秀户', 258, NULL, NULL, 0);
INSERT INTO unit (no, id, kind, name, parent, tier, households, closed) VALUES (2087, '141127100205-h0013', 'household', '秦拴浩户', 268, NULL, NULL, 0);
INSERT INTO unit (no, id, kind, name, parent, tier, households, closed) VALUES (2888, '141127100-c52', 'checkpoint', '古城村口卡点', 24, 'village', NULL, 0);
INSERT INTO head (unit_no, version, next_due, leaf_of) VALUES (1, 1, NULL, NULL);
INSERT INTO head (unit_no, version, next_due, leaf_of) VALUES (2, 1, NULL, NULL);
INSERT INTO head (unit_no, version, next_due, leaf_of) VALUES (15, 1, NULL, NULL);
INSERT INTO head (unit_no, version, next_due, leaf_of) VALUES (24, 1, NULL, NULL);
INSERT INTO head (unit_no, version, next_due, leaf_of) VALUES (258, 1, NULL, NULL);
INSERT INTO head (unit_no, version, next_due, leaf_of) VALUES (268, 1, NULL, NULL);
INSERT INTO head (unit_no, version, next_due, leaf_of) VALUES (2031, 6, 1580616000000, 258);
INSERT INTO head (unit_no, version, next_due, leaf_of) VALUES (2087, 4, 1580616000000, 268);
INSERT INTO head (unit_no, version, next_due, leaf_of) VALUES (2888, 13, NULL, 24);
INSERT INTO entry (no, unit_no, version, source, seq, received, utf8, outcome) VALUES (1, 1, 1, 'unit-import', 1, 15805080000000000, CAST('{"source":"unit-import","seq":1,"unit":"141127","at":"2020-02-01T06:00:00+08:00","type":"unit.register","data":{"kind":"county","name":"\u5C9A\u53BF"}}' AS BLOB), NULL);
INSERT INTO entry (no, unit_no, version, source, seq, received, utf8, outcome) VALUES (2, 2, 1, 'unit-import', 1, 15805080000000000, CAST('{"source":"unit-import","seq":1,"unit":"141127100","at":"2020-02-01T06:00:00+08:00","type":"unit.register","data":{"kind":"township","name":"\u4E1C\u6751\u9547","parent":"141127"}}' AS BLOB), NULL);
INSERT INTO entry (no, unit_no, version, source, seq, received, utf8, outcome) VALUES (15, 15, 1, 'unit-import', 1, 15805080000000000, CAST('{"source":"unit-import","seq":1,"unit":"141127100205","at":"2020-02-01T06:00:00+08:00","type":"unit.register","data":{"kind":"village","name":"\u5761\u4E0A\u6751\u59D4\u4F1A","parent":"141127100"}}' AS BLOB), NULL);
INSERT INTO entry (no, unit_no, version, source, seq, received, utf8, outcome) VALUES (24, 24, 1, 'unit-import', 1, 15805080000000000, CAST('{"source":"unit-import","seq":1,"unit":"141127100214","at":"2020-02-01T06:00:00+08:00","type":"unit.register","data":{"kind":"village","name":"\u53E4\u57CE\u6751\u59D4\u4F1A","parent":"141127100"}}' AS BLOB), NULL);
INSERT INTO entry (no, unit_no, version, source, seq, received, utf8, outcome) VALUES (258, 258, 1, 'unit-import', 1, 15805080000000000, CAST('{"source":"unit-import","seq":1,"unit":"141127100205-x02","at":"2020-02-01T06:00:00+08:00","type":"unit.register","data":{"kind":"community","name":"\u79C0\u5BB9\u5BB6\u56ED(\u81EA\u5EFA)","parent":"141127100205"}}' AS BLOB), NULL);
INSERT INTO entry (no, unit_no, version, source, seq, received, utf8, outcome) VALUES (268, 268, 1, 'unit-import', 1, 15805080000000000, CAST('{"source":"unit-import","seq":1,"unit":"141127100205-x03","at":"2020-02-01T06:00:00+08:00","type":"unit.register","data":{"kind":"community","name":"\u548C\u8C10\u5BB6\u56ED(\u81EA\u5EFA)","parent":"141127100205"}}' AS BLOB), NULL);
INSERT INTO entry (no, unit_no, version, source, seq, received, utf8, outcome) VALUES (2031, 2031, 1, 'unit-import', 1, 15805080000000000, CAST('{"source":"unit-import","seq":1,"unit":"141127100205-h0011","at":"2020-02-01T06:00:00+08:00","type":"unit.register","data":{"kind":"household","name":"\u5170\u7FE0\u79C0\u6237","parent":"141127100205-x02"}}' AS BLOB), NULL);
INSERT INTO entry (no, unit_no, version, source, seq, received, utf8, outcome) VALUES (2087, 2087, 1, 'unit-import', 1, 15805080000000000, CAST('{"source":"unit-import","seq":1,"unit":"141127100205-h0013","at":"2020-02-01T06:00:00+08:00","type":"unit.register","data":{"kind":"household","name":"\u79E6\u62F4\u6D69\u6237","parent":"141127100205-x03"}}' AS BLOB), NULL);
INSERT INTO entry (no, unit_no, version, source, seq, received, utf8, outcome) VALUES (2888, 2888, 1, 'unit-import', 1, 15805080000000000, CAST('{"source":"unit-import","seq":1,"unit":"141127100-c52","at":"2020-02-01T06:00:00+08:00","type":"unit.register","data":{"kind":"checkpoint","name":"\u53E4\u57CE\u6751\u53E3\u5361\u70B9","parent":"141127100214","tier":"village"}}' AS BLOB), NULL);
INSERT INTO entry (no, unit_no, version, source, seq, received, utf8, outcome) VALUES (2935, 2888, 2, 'gate-141127100-c52', 1, 15805099286712000, CAST('{"source":"gate-141127100-c52","seq":1,"unit":"141127100-c52","at":"2020-02-01T06:24:43+08:00","by":"白拴云","type":"checkpoint.open","data":{}}' AS BLOB), NULL);
INSERT INTO entry (no, unit_no, version, source, seq, received, utf8, outcome) VALUES (3150, 2888, 3, 'gate-141127100-c52', 2, 15805145256091200, CAST('{"source":"gate-141127100-c52","seq":2,"unit":"141127100-c52","at":"2020-02-01T07:45:20+08:00","by":"白拴云","type":"passage","data":{"direction":"in","people":3,"vehicle":"晋J3I412","person":{"id":"141199199011024228","name":"弓英","phone":"12001169245"},"temperature":36.5,"outcome":"pass"}}' AS BLOB), NULL);
INSERT INTO entry (no, unit_no, version, source, seq, received, utf8, outcome) VALUES (3298, 2888, 4, 'gate-141127100-c52', 3, 15805170701229600, CAST('{"source":"gate-141127100-c52","seq":3,"unit":"141127100-c52","at":"2020-02-01T08:10:38+08:00","by":"樊荣玉","type":"passage","data":{"direction":"out","people":1,"person":{"id":"141199200012093853","name":"白林东","phone":"12019830514"},"temperature":36,"outcome":"pass"}}' AS BLOB), NULL);
INSERT INTO entry (no, unit_no, version, source, seq, received, utf8, outcome) VALUES (3642, 2087, 2, 'tablet-141127100205-x03', 2, 15805202314269600, CAST('{"source":"tablet-141127100205-x03","seq":2,"unit":"141127100205-h0013","at":"2020-02-01T09:01:59+08:00","by":"尹国","type":"returnee.register","data":{"person":{"id":"141199196112259241","name":"石翠芳","phone":"12022000834"},"from":{"place":"离石区","class":"outOfCounty","code":"141102"},"arrived":"2020-01-26","occupation":"worker","transport":"私家车"}}' AS BLOB), NULL);
INSERT INTO entry (no, unit_no, version, source, seq, received, utf8, outcome) VALUES (3673, 2087, 3, 'tablet-141127100205-x03', 3, 15805212062889600, CAST('{"source":"tablet-141127100205-x03","seq":3,"unit":"141127100205-h0013","at":"2020-02-01T09:12:08+08:00","by":"尹国","type":"isolation.start","data":{"person":{"id":"141199196112259241","name":"石翠芳","phone":"12022000834"},"kind":"home","days":14,"team":{"townshipCadre":"白涛河","villageCadre":"尹国","townshipDoctor":"郝翠仙","villageDoctor":"邸森拴","partyMember":"袁清有"}}}' AS BLOB), NULL);
INSERT INTO entry (no, unit_no, version, source, seq, received, utf8, outcome) VALUES (3787, 2888, 5, 'gate-141127100-c52', 4, 15805212229900800, CAST('{"source":"gate-141127100-c52","seq":4,"unit":"141127100-c52","at":"2020-02-01T09:31:34+08:00","by":"樊荣玉","type":"passage","data":{"direction":"out","people":1,"person":{"id":"141199199712171351","name":"曲涛建","phone":"12064651450"},"temperature":36.8,"outcome":"pass"}}' AS BLOB), NULL);
INSERT INTO entry (no, unit_no, version, source, seq, received, utf8, outcome) VALUES (3843, 2888, 6, 'gate-141127100-c52', 5, 15805226151684000, CAST('{"source":"gate-141127100-c52","seq":5,"unit":"141127100-c52","at":"2020-02-01T09:40:00+08:00","by":"樊荣玉","type":"passage","data":{"direction":"out","people":1,"person":{"id":"141199199609046325","name":"杨云","phone":"12056704690"},"temperature":36,"outcome":"pass"}}' AS BLOB), NULL);
INSERT INTO entry (no, unit_no, version, source, seq, received, utf8, outcome) VALUES (4028, 2888, 7, 'gate-141127100-c52', 6, 15805271488485600, CAST('{"source":"gate-141127100-c52","seq":6,"unit":"141127100-c52","at":"2020-02-01T10:12:28+08:00","by":"樊荣玉","type":"passage","data":{"direction":"in","people":1,"person":{"id":"141199199609046325","name":"杨云","phone":"12056704690"},"temperature":36.1,"outcome":"pass"}}' AS BLOB), NULL);
INSERT INTO entry (no, unit_no, version, source, seq, received, utf8, outcome) VALUES (4264, 2888, 8, 'gate-141127100-c52', 7, 15805305241351200, CAST('{"source":"gate-141127100-c52","seq":7,"unit":"141127100-c52","at":"2020-02-01T11:11:03+08:00","by":"樊荣玉","type":"passage","data":{"direction":"out","people":1,"vehicle":"晋J3I412","person":{"id":"141199199011024228","name":"弓英","phone":"12001169245"},"temperature":36.9,"outcome":"pass"}}' AS BLOB), NULL);
INSERT INTO entry (no, unit_no, version, source, seq, received, utf8, outcome) VALUES (4265, 2888, 9, 'gate-141127100-c52', 8, 15805305243100800, CAST('{"source":"gate-141127100-c52","seq":8,"unit":"141127100-c52","at":"2020-02-01T11:18:26+08:00","by":"樊荣玉","type":"passage","data":{"direction":"out","people":1,"person":{"id":"141199199609046325","name":"杨云","phone":"12056704690"},"temperature":36.7,"outcome":"pass"}}' AS BLOB), NULL);
INSERT INTO entry (no, unit_no, version, source, seq, received, utf8, outcome) VALUES (4481, 2031, 2, 'tablet-141127100205-x02', 1, 15805312534800000, CAST('{"source":"tablet-141127100205-x02","seq":1,"unit":"141127100205-h0011","at":"2020-02-01T11:44:21+08:00","by":"邸凤","type":"returnee.register","data":{"person":{"id":"141199197607116829","name":"雷桂","phone":"12096654629"},"from":{"place":"武汉市武昌区","class":"wuhan","code":"420106"},"arrived":"2020-01-21","occupation":"student","transport":"火车"}}' AS BLOB), NULL);
INSERT INTO entry (no, unit_no, version, source, seq, received, utf8, outcome) VALUES (4482, 2031, 3, 'tablet-141127100205-x02', 2, 15805312537449600, CAST('{"source":"tablet-141127100205-x02","seq":2,"unit":"141127100205-h0011","at":"2020-02-01T11:54:56+08:00","by":"邸凤","type":"isolation.start","data":{"person":{"id":"141199197607116829","name":"雷桂","phone":"12096654629"},"kind":"home","days":14,"team":{"townshipCadre":"白涛河","villageCadre":"邸凤","townshipDoctor":"郝翠仙","villageDoctor":"郝飞俊","partyMember":"段琳"}}}' AS BLOB), NULL);
INSERT INTO entry (no, unit_no, version, source, seq, received, utf8, outcome) VALUES (4945, 2888, 10, 'gate-141127100-c52', 9, 15805407601497600, CAST('{"source":"gate-141127100-c52","seq":9,"unit":"141127100-c52","at":"2020-02-01T14:09:21+08:00","by":"樊荣玉","type":"passage","data":{"direction":"in","people":1,"person":{"id":"141199199609046325","name":"杨云","phone":"12056704690"},"temperature":36.9,"outcome":"pass"}}' AS BLOB), NULL);
INSERT INTO entry (no, unit_no, version, source, seq, received, utf8, outcome) VALUES (5365, 2087, 4, 'tablet-141127100205-x03', 6, 15805445090457600, CAST('{"source":"tablet-141127100205-x03","seq":6,"unit":"141127100205-h0013","at":"2020-02-01T14:39:27+08:00","by":"尹国","type":"health.check","data":{"person":{"id":"141199196112259241","name":"石翠芳","phone":"12022000834"},"temperature":36.9}}' AS BLOB), NULL);
INSERT INTO entry (no, unit_no, version, source, seq, received, utf8, outcome) VALUES (5478, 2031, 4, 'tablet-141127100205-x02', 3, 15805445224816800, CAST('{"source":"tablet-141127100205-x02","seq":3,"unit":"141127100205-h0011","at":"2020-02-01T15:04:28+08:00","by":"邸凤","type":"returnee.register","data":{"person":{"id":"141199199410110895","name":"程强","phone":"12038373814"},"from":{"place":"临县","class":"outOfCounty","code":"141124"},"arrived":"2020-02-01","occupation":"worker","transport":"拼车"}}' AS BLOB), NULL);
INSERT INTO entry (no, unit_no, version, source, seq, received, utf8, outcome) VALUES (5479, 2031, 5, 'tablet-141127100205-x02', 5, 15805445225558400, CAST('{"source":"tablet-141127100205-x02","seq":5,"unit":"141127100205-h0011","at":"2020-02-01T15:25:53+08:00","by":"邸凤","type":"isolation.start","data":{"person":{"id":"141199199410110895","name":"程强","phone":"12038373814"},"kind":"home","days":14,"team":{"townshipCadre":"白涛河","villageCadre":"邸凤","townshipDoctor":"郝翠仙","villageDoctor":"郝飞俊","partyMember":"段琳"}}}' AS BLOB), NULL);
INSERT INTO entry (no, unit_no, version, source, seq, received, utf8, outcome) VALUES (5480, 2031, 6, 'tablet-141127100205-x02', 6, 15805445226199200, CAST('{"source":"tablet-141127100205-x02","seq":6,"unit":"141127100205-h0011","at":"2020-02-01T15:37:58+08:00","by":"邸凤","type":"health.check","data":{"person":{"id":"141199197607116829","name":"雷桂","phone":"12096654629"},"temperature":36.2}}' AS BLOB), NULL);
INSERT INTO entry (no, unit_no, version, source, seq, received, utf8, outcome) VALUES (5504, 2888, 11, 'gate-141127100-c52', 10, 15805445268765600, CAST('{"source":"gate-141127100-c52","seq":10,"unit":"141127100-c52","at":"2020-02-01T15:16:55+08:00","by":"樊荣玉","type":"passage","data":{"direction":"in","people":1,"vehicle":"晋J3I412","person":{"id":"141199199011024228","name":"弓英","phone":"12001169245"},"temperature":36.3,"outcome":"pass"}}' AS BLOB), NULL);
INSERT INTO entry (no, unit_no, version, source, seq, received, utf8, outcome) VALUES (5505, 2888, 12, 'gate-141127100-c52', 11, 15805445268924000, CAST('{"source":"gate-141127100-c52","seq":11,"unit":"141127100-c52","at":"2020-02-01T15:34:33+08:00","by":"樊荣玉","type":"passage","data":{"direction":"out","people":1,"person":{"id":"141199199712171351","name":"曲涛建","phone":"12064651450"},"temperature":36.9,"outcome":"pass"}}' AS BLOB), NULL);
INSERT INTO entry (no, unit_no, version, source, seq, received, utf8, outcome) VALUES (5506, 2888, 13, 'gate-141127100-c52', 12, 15805445269068000, CAST('{"source":"gate-141127100-c52","seq":12,"unit":"141127100-c52","at":"2020-02-01T15:43:00+08:00","by":"樊荣玉","type":"passage","data":{"direction":"out","people":1,"person":{"id":"141199199712171351","name":"曲涛建","phone":"12064651450"},"temperature":36.2,"outcome":"pass"}}' AS BLOB), NULL);
INSERT INTO totals (key, counts) VALUES (4315167497, '{"units.county":1}');
INSERT INTO totals (key, counts) VALUES (4394967295, '{"units.county":1}');
INSERT INTO totals (key, counts) VALUES (8610134793, '{"units.township":1}');
INSERT INTO totals (key, counts) VALUES (8689934591, '{"units.township":1}');
INSERT INTO totals (key, counts) VALUES (64444709641, '{"units.village":1}');
INSERT INTO totals (key, counts) VALUES (64524509439, '{"units.village":1}');
INSERT INTO totals (key, counts) VALUES (103099415305, '{"units.village":1}');
INSERT INTO totals (key, counts) VALUES (103179215103, '{"units.village":1}');
INSERT INTO totals (key, counts) VALUES (1108121762569, '{"units.community":1}');
INSERT INTO totals (key, counts) VALUES (1108201562367, '{"units.community":1}');
INSERT INTO totals (key, counts) VALUES (1151071435529, '{"units.community":1}');
INSERT INTO totals (key, counts) VALUES (1151151235327, '{"units.community":1}');
INSERT INTO totals (key, counts) VALUES (8723098778377, '{"returnees":2,"returnees.present":2,"returnees.wuhan":1,"returnees.outOfCounty":1,"isolated.home":2,"isolated.home.wuhan":1,"isolated.home.outOfCounty":1,"isolations":2,"checks":1,"units.household":1,"returnees.from.141124":1,"returnees.from.420106":1}');
INSERT INTO totals (key, counts) VALUES (8723178578175, '{"returnees":2,"returnees.present":2,"returnees.wuhan":1,"returnees.outOfCounty":1,"isolated.home":2,"isolated.home.wuhan":1,"isolated.home.outOfCounty":1,"isolations":2,"checks":1,"units.household":1,"returnees.from.141124":1,"returnees.from.420106":1}');
INSERT INTO totals (key, counts) VALUES (8963616946953, '{"returnees":1,"returnees.present":1,"returnees.outOfCounty":1,"isolated.home":1,"isolated.home.outOfCounty":1,"isolations":1,"checks":1,"units.household":1,"returnees.from.141102":1}');
INSERT INTO totals (key, counts) VALUES (8963696746751, '{"returnees":1,"returnees.present":1,"returnees.outOfCounty":1,"isolated.home":1,"isolated.home.outOfCounty":1,"isolations":1,"checks":1,"units.household":1,"returnees.from.141102":1}');
INSERT INTO totals (key, counts) VALUES (12403885751049, '{"checkpoints.open":1,"passages.people":13,"passages.vehicles":3,"passages.in":4,"passages.out":7,"passages.pass":11,"units.checkpoint":1,"checkpoints.village":1}');
INSERT INTO totals (key, counts) VALUES (12403965550847, '{"checkpoints.open":1,"passages.people":13,"passages.vehicles":3,"passages.in":4,"passages.out":7,"passages.pass":11,"units.checkpoint":1,"checkpoints.village":1}');
PRAGMA user_version=1;
