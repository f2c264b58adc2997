"""Version 3 of the tables: tasks and their proofs, activities, and the plain registers."""

THIRD = """
CREATE INDEX appeal_step_by_stage ON appeal_step (stage);

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
"""
