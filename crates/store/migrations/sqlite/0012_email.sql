-- An e-mail address that somebody gave and has not proven yet: it counts for nothing until the code that is sent there comes back.
CREATE TABLE email_change (
    person BLOB PRIMARY KEY NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    email TEXT NOT NULL,
    -- NULL until the letter is handed over: the code is made then, so that no table ever holds it in plain.
    code_hash BLOB,
    expires INTEGER NOT NULL
) STRICT;

-- What is done when it is handed over, as a word: a link for each account with that address, a code, a notice.
ALTER TABLE outbox ADD COLUMN kind TEXT NOT NULL DEFAULT 'link';
-- About whose account; NULL while nobody knows whether there is one.
ALTER TABLE outbox ADD COLUMN person BLOB REFERENCES person (id) ON DELETE CASCADE;
CREATE INDEX outbox_person ON outbox (person);
