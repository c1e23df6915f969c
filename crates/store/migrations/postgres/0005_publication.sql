-- What a territory says: its hue and the board that it proposes.
CREATE TABLE publication (
    territory TEXT PRIMARY KEY NOT NULL,
    hue BIGINT,
    -- The proposed board, JSON.
    proposal TEXT
);

CREATE TABLE announcement (
    id UUID PRIMARY KEY NOT NULL,
    territory TEXT NOT NULL,
    title TEXT NOT NULL,
    -- Markdown as it was typed.
    text TEXT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    created BIGINT NOT NULL
);
CREATE INDEX announcement_territory ON announcement (territory, from_day);

CREATE TABLE contact (
    id UUID PRIMARY KEY NOT NULL,
    territory TEXT NOT NULL,
    label TEXT NOT NULL,
    phone TEXT,
    url TEXT,
    note TEXT,
    created BIGINT NOT NULL
);
CREATE INDEX contact_territory ON contact (territory);

CREATE TABLE publication_change (
    id UUID PRIMARY KEY NOT NULL,
    territory TEXT NOT NULL,
    author TEXT NOT NULL,
    at BIGINT NOT NULL,
    what TEXT NOT NULL
);
CREATE INDEX publication_change_territory ON publication_change (territory, at);
