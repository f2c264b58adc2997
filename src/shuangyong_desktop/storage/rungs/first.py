"""Version 1 of the tables: people, households, visits, imports, search and history.

A payload may only be emptied (彻底删除): its digest stays, so the chain still holds.
"""

FIRST = """
CREATE TABLE attribute (
    name TEXT PRIMARY KEY,
    value NOT NULL
) WITHOUT ROWID;

CREATE TABLE community (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE,
    position INTEGER NOT NULL DEFAULT 0,
    sort_key TEXT NOT NULL DEFAULT ''
);

CREATE TABLE category (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    category_group TEXT NOT NULL,
    bit INTEGER NOT NULL UNIQUE CHECK (bit BETWEEN 0 AND 62),
    short TEXT NOT NULL DEFAULT '',
    paid INTEGER NOT NULL DEFAULT 0,
    vague INTEGER NOT NULL DEFAULT 0,
    exchange_name TEXT NOT NULL DEFAULT '',
    aliases TEXT NOT NULL DEFAULT '[]'
);

CREATE TABLE household (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL DEFAULT '',
    community_id INTEGER REFERENCES community (id),
    address TEXT,
    remarks TEXT
);

CREATE TABLE person (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL DEFAULT '',
    former_name TEXT,
    sex TEXT,
    id_number TEXT,
    birth_date TEXT,
    ethnic TEXT,
    political_status TEXT,
    category_mask INTEGER NOT NULL DEFAULT 0,
    status TEXT NOT NULL DEFAULT 'ACTIVE',
    death_date TEXT,
    status_date TEXT,
    status_basis TEXT,
    phone TEXT,
    community_id INTEGER REFERENCES community (id),
    address TEXT,
    address_key TEXT NOT NULL DEFAULT '',
    registered_address TEXT,
    household_id INTEGER REFERENCES household (id),
    enlist_date TEXT,
    discharge_date TEXT,
    military_unit TEXT,
    discharge_cert TEXT,
    disability_grade TEXT,
    disability_nature TEXT,
    disability_cert TEXT,
    pension_cert TEXT,
    subsidy_standard INTEGER,
    bank_name TEXT,
    bank_account TEXT,
    preferential_card TEXT,
    card_status TEXT,
    card_apply_date TEXT,
    card_issue_date TEXT,
    plaque_number TEXT,
    plaque_date TEXT,
    plaque_hung INTEGER,
    employment TEXT,
    remarks TEXT
);
CREATE INDEX person_by_name ON person (name_key, status, community_id, category_mask);
CREATE INDEX person_by_place ON person (community_id, address_key, status, category_mask);
CREATE INDEX person_by_id_number ON person (id_number) WHERE id_number IS NOT NULL;
CREATE INDEX person_by_birth_date ON person (birth_date, status, community_id, category_mask);
CREATE INDEX person_by_full_name ON person (name, birth_date);
CREATE INDEX person_by_household ON person (household_id) WHERE household_id IS NOT NULL;

CREATE TABLE person_category (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES person (id),
    category TEXT NOT NULL REFERENCES category (code),
    since TEXT,
    until TEXT,
    basis TEXT,
    certificate TEXT
);
CREATE UNIQUE INDEX person_category_once ON person_category (person_id, category);
CREATE INDEX person_category_by_code ON person_category (category);

CREATE TABLE person_tag (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES person (id),
    tag TEXT NOT NULL
);
CREATE UNIQUE INDEX person_tag_once ON person_tag (person_id, tag);
CREATE INDEX person_tag_by_tag ON person_tag (tag);

CREATE TABLE visit_plan (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title TEXT NOT NULL,
    occasion TEXT NOT NULL,
    year INTEGER NOT NULL,
    rule TEXT NOT NULL,
    amounts TEXT NOT NULL,
    delivery TEXT NOT NULL,
    method TEXT NOT NULL,
    one_per_household INTEGER NOT NULL DEFAULT 0,
    removed_at TEXT
);

CREATE TABLE visit_group (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    plan_id INTEGER NOT NULL REFERENCES visit_plan (id),
    name TEXT NOT NULL,
    communities TEXT NOT NULL DEFAULT '[]',
    lead_official TEXT NOT NULL DEFAULT ''
);
CREATE INDEX visit_group_by_plan ON visit_group (plan_id);

CREATE TABLE visit_unit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    plan_id INTEGER NOT NULL REFERENCES visit_plan (id),
    group_id INTEGER REFERENCES visit_group (id),
    kind TEXT NOT NULL,
    person_id INTEGER REFERENCES person (id),
    household_id INTEGER REFERENCES household (id),
    name TEXT NOT NULL,
    id_number TEXT,
    category TEXT NOT NULL DEFAULT '',
    community TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '',
    phone TEXT NOT NULL DEFAULT '',
    money INTEGER NOT NULL DEFAULT 0,
    goods TEXT NOT NULL DEFAULT '[]',
    method TEXT NOT NULL
);
CREATE INDEX visit_unit_by_plan ON visit_unit (plan_id, group_id);
CREATE INDEX visit_unit_by_group ON visit_unit (group_id) WHERE group_id IS NOT NULL;
CREATE INDEX visit_unit_by_person ON visit_unit (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX visit_unit_by_household ON visit_unit (household_id) WHERE household_id IS NOT NULL;

CREATE TABLE visit_receipt (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    unit_id INTEGER NOT NULL REFERENCES visit_unit (id),
    person_id INTEGER REFERENCES person (id),
    state TEXT NOT NULL,
    received_on TEXT,
    reason TEXT NOT NULL DEFAULT '',
    proxy_name TEXT NOT NULL DEFAULT '',
    proxy_relation TEXT NOT NULL DEFAULT '',
    proxy_id_number TEXT,
    proxy_phone TEXT NOT NULL DEFAULT '',
    proxy_reason TEXT NOT NULL DEFAULT '',
    confirmed_on TEXT,
    confirmed_by TEXT NOT NULL DEFAULT '',
    thumb_print INTEGER NOT NULL DEFAULT 0,
    witness TEXT NOT NULL DEFAULT '',
    flag_reason TEXT NOT NULL DEFAULT '',
    remarks TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX visit_receipt_once ON visit_receipt (unit_id);
CREATE INDEX visit_receipt_by_person ON visit_receipt (person_id) WHERE person_id IS NOT NULL;

CREATE TABLE attachment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    group_id INTEGER NOT NULL REFERENCES visit_group (id),
    paper TEXT NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    size INTEGER NOT NULL,
    added_at TEXT NOT NULL
);
CREATE INDEX attachment_by_group ON attachment (group_id);

CREATE TABLE attachment_content (
    sha256 TEXT PRIMARY KEY,
    body BLOB NOT NULL
);

CREATE TABLE setting (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    value TEXT NOT NULL
);

CREATE TABLE import_file (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256 TEXT NOT NULL,
    name TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    row_count INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX import_file_by_hash ON import_file (sha256);

CREATE TABLE import_row (
    file_id INTEGER NOT NULL,
    sheet TEXT NOT NULL,
    row INTEGER NOT NULL,
    cells TEXT NOT NULL,
    person_id INTEGER
);
CREATE INDEX import_row_by_file ON import_row (file_id);
CREATE INDEX import_row_by_person ON import_row (person_id) WHERE person_id IS NOT NULL;

CREATE TABLE search (
    tok TEXT NOT NULL,
    id INTEGER NOT NULL,
    comm INTEGER NOT NULL,
    cat INTEGER NOT NULL,
    st TEXT NOT NULL,
    PRIMARY KEY (tok, id)
) WITHOUT ROWID;

CREATE TABLE search_person (
    id INTEGER PRIMARY KEY,
    toks TEXT NOT NULL
);

CREATE TABLE history (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    target INTEGER,
    digest BLOB NOT NULL,
    mac BLOB NOT NULL
);
CREATE INDEX history_by_target ON history (target) WHERE target IS NOT NULL;

CREATE TABLE history_payload (
    change_id INTEGER NOT NULL,
    part INTEGER NOT NULL,
    digest BLOB NOT NULL,
    body BLOB
);
CREATE UNIQUE INDEX history_payload_by_change ON history_payload (change_id, part);

CREATE TABLE history_row (
    table_name TEXT NOT NULL,
    row_id INTEGER NOT NULL,
    change_id INTEGER NOT NULL,
    PRIMARY KEY (table_name, row_id, change_id)
) WITHOUT ROWID;

CREATE TABLE history_person (
    person_id INTEGER NOT NULL,
    change_id INTEGER NOT NULL,
    PRIMARY KEY (person_id, change_id)
) WITHOUT ROWID;

CREATE TABLE history_range (
    table_name TEXT NOT NULL,
    first_id INTEGER NOT NULL,
    last_id INTEGER NOT NULL,
    change_id INTEGER NOT NULL
);
CREATE INDEX history_range_by_row ON history_range (table_name, first_id, last_id);

CREATE TRIGGER history_stays BEFORE DELETE ON history
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER history_is_final BEFORE UPDATE ON history
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER history_payload_stays BEFORE DELETE ON history_payload
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER history_payload_is_final BEFORE UPDATE ON history_payload
WHEN NEW.body IS NOT NULL OR NEW.change_id IS NOT OLD.change_id OR NEW.part IS NOT OLD.part
    OR NEW.digest IS NOT OLD.digest
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
"""
