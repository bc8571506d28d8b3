-- A library as version 1 of the schema wrote it.
PRAGMA auto_vacuum = INCREMENTAL;
PRAGMA application_id = 1299081836;
PRAGMA user_version = 1;
CREATE TABLE picture (
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  data BLOB NOT NULL
);
CREATE TABLE draft (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  sender TEXT NOT NULL,
  recipient TEXT NOT NULL,
  scheduled INTEGER NOT NULL,
  n_people INTEGER NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  type INTEGER NOT NULL,
  picture INTEGER REFERENCES picture (id),
  kind INTEGER NOT NULL,
  ad_sender TEXT NOT NULL,
  ad_opt_out TEXT NOT NULL,
  night_consent INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  is_hidden INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE recipients (
  draft INTEGER PRIMARY KEY REFERENCES draft (id) ON DELETE CASCADE,
  pack BLOB NOT NULL
);
CREATE TABLE template (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  type INTEGER NOT NULL,
  picture INTEGER REFERENCES picture (id),
  kind INTEGER NOT NULL,
  ad_sender TEXT NOT NULL,
  ad_opt_out TEXT NOT NULL,
  night_consent INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  is_hidden INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE shown (
  id INTEGER PRIMARY KEY CHECK (id = 0),
  draft INTEGER NOT NULL,
  is_open INTEGER NOT NULL
);
INSERT INTO shown VALUES (0, 7, 1);
INSERT INTO picture VALUES (1, 'hash', x'ffd8ff');
INSERT INTO draft VALUES (7, '0212345678', '010', 0, 0, '', '안녕하세요', 0, 1, 0, '', '', 0, 1790000000000000, 0);
INSERT INTO template VALUES (2, '인사', '', '#{이름}님', 0, NULL, 0, '', '', 0, 1790000000000000, 0);
