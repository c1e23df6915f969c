-- An announcement on its way: what was typed, kept before it is judged. Residents never see this table.
CREATE TABLE announcement_draft (
    -- The same id as the announcement that it becomes.
    id UUID PRIMARY KEY NOT NULL,
    territory TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    -- Who typed it last, and when.
    author TEXT NOT NULL,
    saved BIGINT NOT NULL,
    -- When it was taken back, if it was published before.
    withdrawn BIGINT
);
CREATE INDEX announcement_draft_territory ON announcement_draft (territory, saved);

-- Who published it last, and when. An announcement without an end has 9999-12-31 as its last day.
ALTER TABLE announcement ADD COLUMN author TEXT NOT NULL DEFAULT '';
ALTER TABLE announcement ADD COLUMN published BIGINT NOT NULL DEFAULT 0;
UPDATE announcement SET published = created;

-- Its place in the list.
ALTER TABLE contact ADD COLUMN rank BIGINT NOT NULL DEFAULT 0;

-- The board that is about to be proposed, JSON: seen by those who publish only.
ALTER TABLE publication ADD COLUMN proposal_draft TEXT;
-- Who proposed the board last, and when.
ALTER TABLE publication ADD COLUMN proposal_author TEXT;
ALTER TABLE publication ADD COLUMN proposed BIGINT;

-- What sort of change it was, as a word; and the announcement that it concerned.
ALTER TABLE publication_change ADD COLUMN kind TEXT NOT NULL DEFAULT '';
ALTER TABLE publication_change ADD COLUMN subject UUID;
