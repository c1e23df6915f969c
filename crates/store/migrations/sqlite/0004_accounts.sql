-- A name and a passphrase attached to a person.
CREATE TABLE account (
    person BLOB PRIMARY KEY NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    -- The name folded: two names that differ in case or accents are one.
    name_key TEXT NOT NULL UNIQUE,
    email TEXT,
    -- Argon2id, PHC string.
    passphrase TEXT NOT NULL,
    created INTEGER NOT NULL,
    -- When the person asked to close it; it is erased fourteen days later.
    closing INTEGER
) STRICT;
CREATE INDEX account_email ON account (email);

-- Ten printed codes, each usable once. Only hashes are kept.
CREATE TABLE recovery_code (
    person BLOB NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    hash BLOB NOT NULL,
    used INTEGER,
    PRIMARY KEY (person, hash)
) STRICT;

-- Codes just made, in plain, until they have been shown and confirmed, ten minutes at most: a page after a redirect shows them.
CREATE TABLE fresh_code (
    person BLOB PRIMARY KEY NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    codes TEXT NOT NULL,
    expires INTEGER NOT NULL
) STRICT;

-- A link sent by mail by which a new passphrase can be set.
CREATE TABLE recovery_link (
    token_hash BLOB PRIMARY KEY NOT NULL,
    person BLOB NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    expires INTEGER NOT NULL
) STRICT;

-- Failed tries, by what they are counted by (hashed): a window and a count.
CREATE TABLE attempt (
    bucket BLOB PRIMARY KEY NOT NULL,
    since INTEGER NOT NULL,
    count INTEGER NOT NULL
) STRICT;

-- Who may publish for which territory.
CREATE TABLE grant_role (
    person BLOB NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    territory TEXT NOT NULL,
    granted INTEGER NOT NULL,
    PRIMARY KEY (person, role, territory)
) STRICT;
