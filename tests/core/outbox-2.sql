-- An outbox as the second version of its schema has it, with one job that was being filled.
PRAGMA application_id = 1299081825;
PRAGMA user_version = 2;
CREATE TABLE job (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  member TEXT,
  is_group INTEGER NOT NULL,
  allow_duplicates INTEGER NOT NULL,
  abroad INTEGER NOT NULL,
  type INTEGER NOT NULL,
  sender TEXT NOT NULL,
  subject TEXT,
  text TEXT NOT NULL,
  created INTEGER NOT NULL,
  scheduled INTEGER NOT NULL,
  n_recipients INTEGER NOT NULL,
  country TEXT,
  first_number TEXT NOT NULL,
  first_name TEXT NOT NULL,
  last_number TEXT NOT NULL,
  state INTEGER NOT NULL,
  step INTEGER NOT NULL DEFAULT 0,
  unanswered INTEGER NOT NULL DEFAULT 0,
  chunk_start INTEGER NOT NULL DEFAULT 0,
  chunk_end INTEGER NOT NULL DEFAULT 0,
  n_added INTEGER NOT NULL DEFAULT 0,
  n_accepted INTEGER NOT NULL DEFAULT 0,
  n_refused INTEGER NOT NULL DEFAULT 0,
  release_at INTEGER NOT NULL DEFAULT 0,
  price REAL NOT NULL DEFAULT -1,
  group_id TEXT,
  message_id TEXT,
  status_code TEXT,
  status_text TEXT,
  problem INTEGER,
  problem_text TEXT,
  problem_service_code TEXT,
  problem_service_text TEXT,
  problem_status_code TEXT,
  problem_http_status INTEGER NOT NULL DEFAULT 0,
  lost_add INTEGER NOT NULL DEFAULT 0,
  was_released INTEGER NOT NULL DEFAULT 0,
  n_chunk INTEGER NOT NULL DEFAULT 0,
  generation INTEGER NOT NULL DEFAULT 0,
  refills INTEGER NOT NULL DEFAULT 0,
  n_extra INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE recipient (
  job INTEGER NOT NULL REFERENCES job (id) ON DELETE CASCADE,
  row INTEGER NOT NULL,
  number TEXT NOT NULL,
  country TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (job, row)
) WITHOUT ROWID;
CREATE TABLE result (
  job INTEGER NOT NULL REFERENCES job (id) ON DELETE CASCADE,
  row INTEGER NOT NULL,
  state INTEGER NOT NULL,
  message_id TEXT,
  status_code TEXT,
  status_text TEXT,
  PRIMARY KEY (job, row)
) WITHOUT ROWID;
CREATE INDEX result_refused ON result (job, row) WHERE state = 2;
INSERT INTO job (id, key, member, is_group, allow_duplicates, abroad, type, sender, text, created,
                 scheduled, n_recipients, first_number, first_name, last_number, state, n_added,
                 n_accepted, n_refused, group_id)
  VALUES (7, '7b9a1f3e-0000-4000-8000-000000000007', 'MEMBER', 1, 0, 0, 0, '0212345678', '안녕하세요 #{이름}',
          1790000000000000, 0, 3, '01000000001', '홍길동', '01000000003', 0, 2, 1, 1, 'G4V7');
INSERT INTO recipient VALUES (7, 0, '01000000001', '82', '홍길동'), (7, 1, '01000000002', '82', ''),
  (7, 2, '01000000003', '82', '');
INSERT INTO result VALUES (7, 0, 1, 'M4V70', '2000', NULL), (7, 1, 2, 'M4V71', '1062', '발신번호 미등록');
-- Copies were being taken out of the group.
UPDATE job SET step = 5;
