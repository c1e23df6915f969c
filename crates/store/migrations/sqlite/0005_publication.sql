-- What a territory says: its hue and the board that it proposes.
CREATE TABLE publication (
    territory TEXT PRIMARY KEY NOT NULL,
    hue INTEGER,
    -- The proposed board, JSON.
    proposal TEXT
) STRICT;

CREATE TABLE announcement (
    id BLOB PRIMARY KEY NOT NULL,
    territory TEXT NOT NULL,
    title TEXT NOT NULL,
    -- Markdown as it was typed.
    text TEXT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    created INTEGER NOT NULL
) STRICT;
CREATE INDEX announcement_territory ON announcement (territory, from_day);

CREATE TABLE contact (
    id BLOB PRIMARY KEY NOT NULL,
    territory TEXT NOT NULL,
    label TEXT NOT NULL,
    phone TEXT,
    url TEXT,
    note TEXT,
    created INTEGER NOT NULL
) STRICT;
CREATE INDEX contact_territory ON contact (territory);

CREATE TABLE publication_change (
    id BLOB PRIMARY KEY NOT NULL,
    territory TEXT NOT NULL,
    author TEXT NOT NULL,
    at INTEGER NOT NULL,
    what TEXT NOT NULL
) STRICT;
CREATE INDEX publication_change_territory ON publication_change (territory, at);
