"""Version 3 of the tables: tasks and their proofs, activities, and the plain registers."""

THIRD = """
ALTER TABLE search ADD COLUMN facets INTEGER NOT NULL DEFAULT 0;
CREATE INDEX person_by_health ON person (health) WHERE health IS NOT NULL;
CREATE INDEX person_by_self_care ON person (self_care) WHERE self_care IS NOT NULL;
CREATE INDEX person_by_living_way ON person (living_way) WHERE living_way IS NOT NULL;
CREATE INDEX person_by_housing ON person (housing) WHERE housing IS NOT NULL;
CREATE INDEX person_by_social_aid ON person (social_aid) WHERE social_aid IS NOT NULL;
CREATE INDEX person_by_away ON person (away) WHERE away IS NOT NULL;
CREATE INDEX person_by_card_status ON person (card_status) WHERE card_status IS NOT NULL;
DROP INDEX person_by_name;
DROP INDEX person_by_place;
DROP INDEX person_by_birth_date;
CREATE INDEX person_by_name ON person (
    name_key, status, community_id, category_mask, sex, birth_date,
    CASE WHEN plaque_hung = 1 OR plaque_number IS NOT NULL
        OR plaque_date IS NOT NULL THEN 1 ELSE 0 END,
    CASE WHEN preferential_card IS NOT NULL OR card_issue_date IS NOT NULL THEN 1 ELSE 0 END,
    CASE WHEN coalesce(social_aid, '') NOT IN ('', '无')
        OR coalesce(hardships, '') != '' THEN 1 ELSE 0 END,
    CASE WHEN coalesce(phone, '') = '' THEN 1 ELSE 0 END
);
CREATE INDEX person_by_place ON person (
    community_id, address_key, status, category_mask, sex, birth_date,
    CASE WHEN plaque_hung = 1 OR plaque_number IS NOT NULL
        OR plaque_date IS NOT NULL THEN 1 ELSE 0 END,
    CASE WHEN preferential_card IS NOT NULL OR card_issue_date IS NOT NULL THEN 1 ELSE 0 END,
    CASE WHEN coalesce(social_aid, '') NOT IN ('', '无')
        OR coalesce(hardships, '') != '' THEN 1 ELSE 0 END,
    CASE WHEN coalesce(phone, '') = '' THEN 1 ELSE 0 END
);
CREATE INDEX person_by_birth_date ON person (
    birth_date, status, community_id, category_mask, sex,
    CASE WHEN plaque_hung = 1 OR plaque_number IS NOT NULL
        OR plaque_date IS NOT NULL THEN 1 ELSE 0 END,
    CASE WHEN preferential_card IS NOT NULL OR card_issue_date IS NOT NULL THEN 1 ELSE 0 END,
    CASE WHEN coalesce(social_aid, '') NOT IN ('', '无')
        OR coalesce(hardships, '') != '' THEN 1 ELSE 0 END,
    CASE WHEN coalesce(phone, '') = '' THEN 1 ELSE 0 END
);
CREATE INDEX person_without_phone ON person (id)
    WHERE CASE WHEN coalesce(phone, '') = '' THEN 1 ELSE 0 END = 1;
CREATE INDEX person_by_birthday ON person (substr(birth_date, 6)) WHERE lunar_birthday IS NULL;
CREATE INDEX appeal_open ON appeal (person_id)
    WHERE removed_at IS NULL AND stage IN ('REGISTERED', 'ASSIGNED', 'HANDLING', 'REVISITED');
CREATE TABLE recovery (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES person (id),
    removed_at TEXT,
    event_id INTEGER REFERENCES event (id),
    date TEXT NOT NULL,
    kind TEXT,
    reason TEXT,
    since TEXT,
    until TEXT,
    months INTEGER,
    amount INTEGER NOT NULL,
    debtor TEXT,
    phone TEXT,
    waived TEXT,
    remarks TEXT
);
CREATE INDEX recovery_by_person ON recovery (person_id, date);
CREATE INDEX recovery_by_date ON recovery (date);
CREATE INDEX recovery_by_event ON recovery (event_id);
CREATE INDEX recovery_removed ON recovery (removed_at) WHERE removed_at IS NOT NULL;
CREATE TABLE repayment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES person (id),
    removed_at TEXT,
    recovery_id INTEGER NOT NULL REFERENCES recovery (id),
    date TEXT NOT NULL,
    amount INTEGER NOT NULL,
    way TEXT,
    receipt TEXT,
    remarks TEXT
);
CREATE INDEX repayment_by_recovery ON repayment (recovery_id);
CREATE INDEX repayment_by_person ON repayment (person_id, date);
CREATE INDEX repayment_removed ON repayment (removed_at) WHERE removed_at IS NOT NULL;

CREATE TABLE entry (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    register TEXT NOT NULL,
    person_id INTEGER REFERENCES person (id),
    date TEXT,
    status TEXT,
    data TEXT NOT NULL,
    removed_at TEXT
);
CREATE INDEX entry_by_register ON entry (register, removed_at, date);
CREATE INDEX entry_by_person ON entry (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX entry_removed ON entry (removed_at) WHERE removed_at IS NOT NULL;

CREATE TABLE task (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER REFERENCES person (id),
    removed_at TEXT,
    year INTEGER,
    list TEXT NOT NULL,
    position INTEGER NOT NULL,
    number TEXT,
    title TEXT,
    plan_id INTEGER REFERENCES entry (id),
    meeting_id INTEGER REFERENCES entry (id),
    clause TEXT,
    clause_text TEXT,
    measure TEXT,
    standard TEXT,
    proposer TEXT,
    proposed_on TEXT,
    leader TEXT,
    unit TEXT,
    co_units TEXT NOT NULL,
    person TEXT,
    phone TEXT,
    due_rule TEXT,
    due TEXT,
    goal INTEGER,
    counted_in TEXT,
    state TEXT NOT NULL,
    state_reason TEXT,
    closed_on TEXT,
    confirmed_by TEXT,
    confirmed_on TEXT,
    evaluation TEXT,
    long_term TEXT,
    box TEXT,
    carried_from INTEGER REFERENCES task (id),
    remarks TEXT
);
CREATE INDEX task_by_year ON task (year, removed_at, list, state, due);
CREATE INDEX task_by_due ON task (due) WHERE removed_at IS NULL;
CREATE INDEX task_removed ON task (removed_at) WHERE removed_at IS NOT NULL;

CREATE TABLE proof (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER REFERENCES person (id),
    removed_at TEXT,
    task_id INTEGER REFERENCES task (id),
    position INTEGER NOT NULL,
    title TEXT,
    kind TEXT,
    least INTEGER NOT NULL,
    ticked_on TEXT,
    words TEXT
);
CREATE INDEX proof_by_task ON proof (task_id, removed_at);
CREATE INDEX proof_removed ON proof (removed_at) WHERE removed_at IS NOT NULL;

CREATE TABLE supervision (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER REFERENCES person (id),
    removed_at TEXT,
    task_id INTEGER REFERENCES task (id),
    date TEXT,
    kind TEXT,
    number TEXT,
    unit TEXT,
    demand TEXT,
    until TEXT,
    talked_by TEXT,
    talked_with TEXT,
    reply TEXT,
    replied_on TEXT,
    remarks TEXT
);
CREATE INDEX supervision_by_task ON supervision (task_id, removed_at, date);
CREATE INDEX supervision_removed ON supervision (removed_at) WHERE removed_at IS NOT NULL;

CREATE TABLE activity (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER REFERENCES person (id),
    removed_at TEXT,
    date TEXT,
    title TEXT,
    kind TEXT,
    reach TEXT,
    form TEXT,
    place TEXT,
    community TEXT,
    host TEXT,
    partners TEXT,
    people INTEGER,
    quantity INTEGER,
    counted_in TEXT,
    pieces INTEGER,
    summary TEXT,
    media TEXT,
    recorder TEXT,
    pair_id INTEGER REFERENCES entry (id),
    team_id INTEGER REFERENCES entry (id),
    site_id INTEGER REFERENCES entry (id),
    remarks TEXT
);
CREATE INDEX activity_by_date ON activity (date, kind);
CREATE INDEX activity_by_pair ON activity (pair_id, date) WHERE pair_id IS NOT NULL;
CREATE INDEX activity_removed ON activity (removed_at) WHERE removed_at IS NOT NULL;

CREATE TABLE progress (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER REFERENCES person (id),
    removed_at TEXT,
    task_id INTEGER REFERENCES task (id),
    date TEXT,
    amount INTEGER NOT NULL,
    words TEXT,
    by TEXT,
    register TEXT,
    record_id INTEGER
);
CREATE INDEX progress_by_task ON progress (task_id, removed_at, amount);
CREATE INDEX progress_by_record ON progress (register, record_id) WHERE record_id IS NOT NULL;
CREATE INDEX progress_removed ON progress (removed_at) WHERE removed_at IS NOT NULL;

CREATE TABLE enclosure_of_anything (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER REFERENCES person (id),
    removed_at TEXT,
    date TEXT,
    title TEXT NOT NULL,
    kind TEXT,
    file TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    register TEXT,
    record_id INTEGER,
    remarks TEXT
);
INSERT INTO enclosure_of_anything
SELECT id, person_id, removed_at, date, title, kind, file, sha256, size, register, record_id,
    remarks FROM enclosure;
DELETE FROM sqlite_sequence WHERE name = 'enclosure_of_anything';
INSERT INTO sqlite_sequence (name, seq)
SELECT 'enclosure_of_anything', seq FROM sqlite_sequence WHERE name = 'enclosure';
DROP TABLE enclosure;
ALTER TABLE enclosure_of_anything RENAME TO enclosure;
CREATE INDEX enclosure_by_person ON enclosure (person_id);
CREATE INDEX enclosure_by_record ON enclosure (register, record_id);
CREATE INDEX enclosure_by_content ON enclosure (sha256);
CREATE INDEX enclosure_removed ON enclosure (removed_at) WHERE removed_at IS NOT NULL;
"""
