-- A name and a passphrase attached to a person.
CREATE TABLE account (
    person UUID PRIMARY KEY NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    -- The name folded: two names that differ in case or accents are one.
    name_key TEXT NOT NULL UNIQUE,
    email TEXT,
    -- Argon2id, PHC string.
    passphrase TEXT NOT NULL,
    created BIGINT NOT NULL,
    -- When the person asked to close it; it is erased fourteen days later.
    closing BIGINT
);
CREATE INDEX account_email ON account (email);

-- Ten printed codes, each usable once. Only hashes are kept.
CREATE TABLE recovery_code (
    person UUID NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    hash BYTEA NOT NULL,
    used BIGINT,
    PRIMARY KEY (person, hash)
);

-- Codes just made, in plain, until they have been shown and confirmed, ten minutes at most: a page after a redirect shows them.
CREATE TABLE fresh_code (
    person UUID PRIMARY KEY NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    codes TEXT NOT NULL,
    expires BIGINT NOT NULL
);

-- A link sent by mail by which a new passphrase can be set.
CREATE TABLE recovery_link (
    token_hash BYTEA PRIMARY KEY NOT NULL,
    person UUID NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    expires BIGINT NOT NULL
);

-- Failed tries, by what they are counted by (hashed): a window and a count.
CREATE TABLE attempt (
    bucket BYTEA PRIMARY KEY NOT NULL,
    since BIGINT NOT NULL,
    count BIGINT NOT NULL
);

-- Who may publish for which territory.
CREATE TABLE grant_role (
    person UUID NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    territory TEXT NOT NULL,
    granted BIGINT NOT NULL,
    PRIMARY KEY (person, role, territory)
);
