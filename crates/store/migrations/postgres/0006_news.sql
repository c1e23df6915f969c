-- An Atom or RSS address that a territory allows, with the last good copy of its articles.
CREATE TABLE feed (
    id UUID PRIMARY KEY NOT NULL,
    territory TEXT NOT NULL,
    url TEXT NOT NULL,
    -- The feed's own title, once it was read.
    title TEXT,
    -- The articles of the last good copy, JSON.
    entries TEXT NOT NULL DEFAULT '[]',
    fetched BIGINT,
    -- The last failure since the last good copy: when, and its code.
    failed BIGINT,
    failure TEXT,
    -- When it is to be read next.
    due BIGINT NOT NULL,
    created BIGINT NOT NULL,
    UNIQUE (territory, url)
);
CREATE INDEX feed_due ON feed (due);
