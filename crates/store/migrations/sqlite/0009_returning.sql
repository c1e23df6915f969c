-- The board that a browser had arranged without an account, until its owner says what becomes of it.
CREATE TABLE waiting_board (
    id BLOB PRIMARY KEY NOT NULL,
    person BLOB NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    history TEXT NOT NULL,
    created INTEGER NOT NULL
) STRICT;
CREATE INDEX waiting_board_person ON waiting_board (person, created);

-- What was typed into a form that could not be accepted, for an hour. The browser holds the key, the row only its SHA-256.
CREATE TABLE kept_form (
    key_hash BLOB PRIMARY KEY NOT NULL,
    -- Whose; NULL for somebody of whom nothing else is kept.
    person BLOB REFERENCES person (id) ON DELETE CASCADE,
    form TEXT NOT NULL,
    -- The page on which it stood.
    page TEXT NOT NULL,
    content TEXT NOT NULL,
    expires INTEGER NOT NULL
) STRICT;
CREATE INDEX kept_form_person ON kept_form (person);
CREATE INDEX kept_form_expires ON kept_form (expires);

-- A browser in which somebody signed in before: their failures there are counted apart from those of strangers.
CREATE TABLE known_browser (
    token_hash BLOB PRIMARY KEY NOT NULL,
    person BLOB NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    seen INTEGER NOT NULL
) STRICT;
CREATE INDEX known_browser_person ON known_browser (person);

-- Letters that somebody asked for, until they are handed over. Whether the address is known is looked up then, so that the
-- work of asking is the same for every address.
CREATE TABLE outbox (
    id BLOB PRIMARY KEY NOT NULL,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    created INTEGER NOT NULL,
    due INTEGER NOT NULL,
    tries INTEGER NOT NULL
) STRICT;
CREATE INDEX outbox_due ON outbox (due);

-- 0: made, but its owner has not yet said that the codes are kept; the former ones count until then.
ALTER TABLE recovery_code ADD COLUMN kept INTEGER NOT NULL DEFAULT 1;
CREATE INDEX attempt_since ON attempt (since);
