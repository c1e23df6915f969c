-- A person who uses the portal, with or without an account. Times are seconds since 1970-01-01 UTC.
CREATE TABLE person (
    id BLOB PRIMARY KEY NOT NULL,
    created INTEGER NOT NULL,
    seen INTEGER NOT NULL,
    preferences TEXT,
    -- Choices of the person that many pages read together, as JSON (life themes, school zone).
    profile TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX person_seen ON person (seen);

-- A browser of a person. The cookie holds the token, the row only its SHA-256.
CREATE TABLE session (
    id BLOB PRIMARY KEY NOT NULL,
    token_hash BLOB NOT NULL UNIQUE,
    person BLOB NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    created INTEGER NOT NULL,
    seen INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    -- When this browser signed in to the account; NULL while the person is a visitor.
    signed_in INTEGER,
    browser TEXT NOT NULL
) STRICT;
CREATE INDEX session_person ON session (person);
CREATE INDEX session_expires ON session (expires);

-- A place that a person follows; the main one first.
CREATE TABLE place (
    id BLOB PRIMARY KEY NOT NULL,
    person BLOB NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    territory TEXT NOT NULL,
    name TEXT NOT NULL,
    rank INTEGER NOT NULL,
    UNIQUE (person, territory)
) STRICT;

-- The dashboard of a person: present, past and future states as JSON, changed under a version number.
CREATE TABLE board (
    person BLOB PRIMARY KEY NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    history TEXT NOT NULL,
    changed INTEGER NOT NULL
) STRICT;

CREATE TABLE pinned_service (
    person BLOB NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    slug TEXT NOT NULL,
    pinned INTEGER NOT NULL,
    PRIMARY KEY (person, slug)
) STRICT;

CREATE TABLE shortcut (
    id BLOB PRIMARY KEY NOT NULL,
    person BLOB NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    label TEXT NOT NULL,
    url TEXT NOT NULL,
    created INTEGER NOT NULL
) STRICT;
CREATE INDEX shortcut_person ON shortcut (person);

CREATE TABLE reminder (
    id BLOB PRIMARY KEY NOT NULL,
    person BLOB NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    label TEXT NOT NULL,
    -- ISO 8601 date, `2026-11-24`.
    due TEXT NOT NULL,
    done INTEGER,
    created INTEGER NOT NULL
) STRICT;
CREATE INDEX reminder_person ON reminder (person);

CREATE TABLE own_date (
    id BLOB PRIMARY KEY NOT NULL,
    person BLOB NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    label TEXT NOT NULL,
    day TEXT NOT NULL,
    created INTEGER NOT NULL
) STRICT;
CREATE INDEX own_date_person ON own_date (person);

-- The secret address of a person's calendar feed: whoever holds the token may read it, until it is renewed.
CREATE TABLE calendar_feed (
    person BLOB PRIMARY KEY NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    token TEXT NOT NULL UNIQUE,
    created INTEGER NOT NULL
) STRICT;

-- What happened to a person's account or data, readable by that person.
CREATE TABLE event (
    id BLOB PRIMARY KEY NOT NULL,
    person BLOB NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL
) STRICT;
CREATE INDEX event_person ON event (person, at);
