"""Version 2 of the tables: the registers of the living ledger and the person file in full.

How many people share 村（社区）, categories and status is kept by triggers, never journaled: it
follows from the people (`storage.tallies`).
"""

SECOND = """
ALTER TABLE person ADD COLUMN native_place TEXT;
ALTER TABLE person ADD COLUMN education TEXT;
ALTER TABLE person ADD COLUMN marital TEXT;
ALTER TABLE person ADD COLUMN lunar_birthday TEXT;
ALTER TABLE person ADD COLUMN away TEXT;
ALTER TABLE person ADD COLUMN kin_name TEXT;
ALTER TABLE person ADD COLUMN kin_relation TEXT;
ALTER TABLE person ADD COLUMN kin_phone TEXT;
ALTER TABLE person ADD COLUMN enlist_place TEXT;
ALTER TABLE person ADD COLUMN origin TEXT;
ALTER TABLE person ADD COLUMN branch TEXT;
ALTER TABLE person ADD COLUMN rank TEXT;
ALTER TABLE person ADD COLUMN placement TEXT;
ALTER TABLE person ADD COLUMN soldier_kind TEXT;
ALTER TABLE person ADD COLUMN region_kind TEXT;
ALTER TABLE person ADD COLUMN conscript_from TEXT;
ALTER TABLE person ADD COLUMN conscript_to TEXT;
ALTER TABLE person ADD COLUMN campaign TEXT;
ALTER TABLE person ADD COLUMN disability_genus TEXT;
ALTER TABLE person ADD COLUMN disability_since TEXT;
ALTER TABLE person ADD COLUMN disability_until TEXT;
ALTER TABLE person ADD COLUMN care_way TEXT;
ALTER TABLE person ADD COLUMN bank_holder TEXT;
ALTER TABLE person ADD COLUMN health TEXT;
ALTER TABLE person ADD COLUMN self_care TEXT;
ALTER TABLE person ADD COLUMN labour TEXT;
ALTER TABLE person ADD COLUMN living_way TEXT;
ALTER TABLE person ADD COLUMN housing TEXT;
ALTER TABLE person ADD COLUMN medical_insurance TEXT;
ALTER TABLE person ADD COLUMN pension_insurance TEXT;
ALTER TABLE person ADD COLUMN social_aid TEXT;
ALTER TABLE person ADD COLUMN hardships TEXT;
ALTER TABLE person ADD COLUMN photo TEXT;
CREATE INDEX person_by_lunar ON person (lunar_birthday) WHERE lunar_birthday IS NOT NULL;

CREATE TABLE appeal (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES person (id),
    removed_at TEXT,
    number TEXT,
    date TEXT,
    source TEXT,
    kind TEXT,
    content TEXT,
    unit TEXT,
    handler TEXT,
    told_on TEXT,
    deadline TEXT,
    extended_to TEXT,
    extension_reason TEXT,
    channel TEXT,
    papers_needed TEXT,
    handling TEXT,
    money INTEGER,
    money_source TEXT,
    stage TEXT NOT NULL,
    assigned_on TEXT,
    revisited_on TEXT,
    closed_on TEXT,
    outcome TEXT,
    satisfaction TEXT,
    contact_id INTEGER,
    remarks TEXT
);
CREATE INDEX appeal_by_person ON appeal (person_id, date);
CREATE INDEX appeal_by_stage ON appeal (stage, deadline);

CREATE TABLE contact (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES person (id),
    removed_at TEXT,
    date TEXT,
    way TEXT,
    officer TEXT,
    duty TEXT,
    content TEXT,
    next_date TEXT,
    reached INTEGER,
    appeal_id INTEGER REFERENCES appeal (id),
    remarks TEXT
);
CREATE INDEX contact_by_person ON contact (person_id, removed_at, date);
CREATE INDEX contact_by_date ON contact (date);

CREATE TABLE appeal_step (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES person (id),
    removed_at TEXT,
    appeal_id INTEGER NOT NULL REFERENCES appeal (id),
    date TEXT,
    stage TEXT,
    by TEXT,
    words TEXT
);
CREATE INDEX appeal_step_by_appeal ON appeal_step (appeal_id);
CREATE INDEX appeal_step_by_person ON appeal_step (person_id);

CREATE TABLE opinion (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES person (id),
    removed_at TEXT,
    date TEXT,
    content TEXT,
    verdict TEXT NOT NULL,
    reason TEXT,
    replied_on TEXT,
    contact_id INTEGER REFERENCES contact (id),
    remarks TEXT
);
CREATE INDEX opinion_by_person ON opinion (person_id, date);
CREATE INDEX opinion_by_date ON opinion (date);

CREATE TABLE event (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES person (id),
    removed_at TEXT,
    date TEXT,
    kind TEXT NOT NULL,
    cause TEXT,
    place TEXT,
    basis TEXT,
    source TEXT,
    reported_on TEXT,
    recorded_on TEXT,
    status_before TEXT,
    status_after TEXT,
    paid_until TEXT,
    authority TEXT,
    document TEXT,
    before TEXT NOT NULL DEFAULT '{}',
    after TEXT NOT NULL DEFAULT '{}',
    remarks TEXT
);
CREATE INDEX event_by_person ON event (person_id, date);
CREATE INDEX event_by_date ON event (date, kind);

CREATE TABLE follow_up (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES person (id),
    removed_at TEXT,
    event_id INTEGER NOT NULL REFERENCES event (id),
    kind TEXT NOT NULL,
    words TEXT,
    rule TEXT,
    due TEXT,
    amount INTEGER,
    done_on TEXT,
    waived TEXT,
    remarks TEXT
);
CREATE INDEX follow_up_by_event ON follow_up (event_id);
CREATE INDEX follow_up_by_person ON follow_up (person_id);
CREATE INDEX follow_up_open ON follow_up (due) WHERE done_on IS NULL AND waived IS NULL;

CREATE TABLE zero_report (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER REFERENCES person (id),
    removed_at TEXT,
    month TEXT NOT NULL,
    community TEXT NOT NULL,
    reported_on TEXT,
    reporter TEXT,
    changes INTEGER,
    remarks TEXT
);
CREATE INDEX zero_report_by_month ON zero_report (month, community);

CREATE TABLE round (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER REFERENCES person (id),
    removed_at TEXT,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    year INTEGER NOT NULL,
    scope TEXT,
    begun_on TEXT,
    due TEXT,
    closed_on TEXT,
    remarks TEXT
);

CREATE TABLE round_member (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES person (id),
    removed_at TEXT,
    round_id INTEGER NOT NULL REFERENCES round (id),
    finding TEXT,
    way TEXT,
    done_on TEXT,
    done_by TEXT,
    changes TEXT,
    remarks TEXT
);
CREATE UNIQUE INDEX round_member_once ON round_member (round_id, person_id);
CREATE INDEX round_member_by_person ON round_member (person_id);

CREATE TABLE relative (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES person (id),
    removed_at TEXT,
    name TEXT NOT NULL,
    relation TEXT,
    birth_date TEXT,
    phone TEXT,
    work TEXT,
    same_roof INTEGER,
    relative_id INTEGER REFERENCES person (id),
    remarks TEXT
);
CREATE INDEX relative_by_person ON relative (person_id);

CREATE TABLE fallen (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES person (id),
    removed_at TEXT,
    name TEXT NOT NULL,
    kind TEXT,
    relation TEXT,
    holder INTEGER,
    certificate TEXT,
    birth_date TEXT,
    enlist_date TEXT,
    unit TEXT,
    death_date TEXT,
    death_place TEXT,
    death_reason TEXT,
    approved_on TEXT,
    buried_at TEXT,
    remarks TEXT
);
CREATE INDEX fallen_by_person ON fallen (person_id);

CREATE TABLE service_period (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES person (id),
    removed_at TEXT,
    since TEXT,
    until TEXT,
    unit TEXT,
    branch TEXT,
    rank TEXT,
    post TEXT,
    remarks TEXT
);
CREATE INDEX service_period_by_person ON service_period (person_id);

CREATE TABLE merit (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES person (id),
    removed_at TEXT,
    date TEXT,
    award TEXT NOT NULL,
    approved_by TEXT,
    certificate TEXT,
    remarks TEXT
);
CREATE INDEX merit_by_person ON merit (person_id);

CREATE TABLE entitlement (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES person (id),
    removed_at TEXT,
    kind TEXT NOT NULL,
    since TEXT,
    until TEXT,
    amount INTEGER,
    state TEXT NOT NULL,
    document TEXT,
    contradicts TEXT,
    remarks TEXT
);
CREATE INDEX entitlement_by_person ON entitlement (person_id);

CREATE TABLE handout (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES person (id),
    removed_at TEXT,
    date TEXT,
    item TEXT NOT NULL,
    act TEXT NOT NULL,
    number TEXT,
    valid_until TEXT,
    receiver TEXT,
    relation TEXT,
    given_by TEXT,
    reason TEXT,
    remarks TEXT
);
CREATE INDEX handout_by_person ON handout (person_id, item);
CREATE INDEX handout_by_date ON handout (item, date);

CREATE TABLE not_the_same (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES person (id),
    removed_at TEXT,
    other_id INTEGER NOT NULL REFERENCES person (id),
    date TEXT,
    reason TEXT
);
CREATE UNIQUE INDEX not_the_same_once ON not_the_same (person_id, other_id);

CREATE TABLE verified (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES person (id),
    removed_at TEXT,
    fault TEXT NOT NULL,
    about TEXT,
    date TEXT,
    reason TEXT
);
CREATE INDEX verified_by_person ON verified (person_id, fault);

CREATE TABLE enclosure (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person_id INTEGER NOT NULL REFERENCES person (id),
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
CREATE INDEX enclosure_by_person ON enclosure (person_id);
CREATE INDEX enclosure_by_record ON enclosure (register, record_id);
CREATE INDEX enclosure_by_content ON enclosure (sha256);

CREATE INDEX appeal_removed ON appeal (removed_at) WHERE removed_at IS NOT NULL;
CREATE INDEX contact_removed ON contact (removed_at) WHERE removed_at IS NOT NULL;
CREATE INDEX appeal_step_removed ON appeal_step (removed_at) WHERE removed_at IS NOT NULL;
CREATE INDEX opinion_removed ON opinion (removed_at) WHERE removed_at IS NOT NULL;
CREATE INDEX event_removed ON event (removed_at) WHERE removed_at IS NOT NULL;
CREATE INDEX follow_up_removed ON follow_up (removed_at) WHERE removed_at IS NOT NULL;
CREATE INDEX zero_report_removed ON zero_report (removed_at) WHERE removed_at IS NOT NULL;
CREATE INDEX round_removed ON round (removed_at) WHERE removed_at IS NOT NULL;
CREATE INDEX round_member_removed ON round_member (removed_at) WHERE removed_at IS NOT NULL;
CREATE INDEX relative_removed ON relative (removed_at) WHERE removed_at IS NOT NULL;
CREATE INDEX fallen_removed ON fallen (removed_at) WHERE removed_at IS NOT NULL;
CREATE INDEX service_period_removed ON service_period (removed_at) WHERE removed_at IS NOT NULL;
CREATE INDEX merit_removed ON merit (removed_at) WHERE removed_at IS NOT NULL;
CREATE INDEX entitlement_removed ON entitlement (removed_at) WHERE removed_at IS NOT NULL;
CREATE INDEX handout_removed ON handout (removed_at) WHERE removed_at IS NOT NULL;
CREATE INDEX not_the_same_removed ON not_the_same (removed_at) WHERE removed_at IS NOT NULL;
CREATE INDEX verified_removed ON verified (removed_at) WHERE removed_at IS NOT NULL;
CREATE INDEX enclosure_removed ON enclosure (removed_at) WHERE removed_at IS NOT NULL;

CREATE TABLE tally (
    community_id INTEGER NOT NULL,
    category_mask INTEGER NOT NULL,
    status TEXT NOT NULL,
    people INTEGER NOT NULL,
    PRIMARY KEY (community_id, category_mask, status)
) WITHOUT ROWID;
INSERT INTO tally (community_id, category_mask, status, people)
SELECT coalesce(community_id, 0), category_mask, status, count(*) FROM person GROUP BY 1, 2, 3;
CREATE TRIGGER tally_gains AFTER INSERT ON person BEGIN
    INSERT INTO tally (community_id, category_mask, status, people)
    VALUES (coalesce(NEW.community_id, 0), NEW.category_mask, NEW.status, 1)
    ON CONFLICT DO UPDATE SET people = people + 1;
END;
CREATE TRIGGER tally_loses AFTER DELETE ON person BEGIN
    UPDATE tally SET people = people - 1
    WHERE community_id = coalesce(OLD.community_id, 0)
        AND category_mask = OLD.category_mask AND status = OLD.status;
END;
CREATE TRIGGER tally_moves AFTER UPDATE OF community_id, category_mask, status ON person BEGIN
    UPDATE tally SET people = people - 1
    WHERE community_id = coalesce(OLD.community_id, 0)
        AND category_mask = OLD.category_mask AND status = OLD.status;
    INSERT INTO tally (community_id, category_mask, status, people)
    VALUES (coalesce(NEW.community_id, 0), NEW.category_mask, NEW.status, 1)
    ON CONFLICT DO UPDATE SET people = people + 1;
END;
"""
