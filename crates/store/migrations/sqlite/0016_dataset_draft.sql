-- A file on its way to publication: what is said of it, what was chosen, what reading it found. Residents never see this table.
CREATE TABLE dataset_draft (
    id BLOB PRIMARY KEY NOT NULL,
    territory TEXT NOT NULL,
    -- The dataset of which it is the next version; empty for a new one.
    slug TEXT NOT NULL,
    file TEXT NOT NULL,
    facts TEXT NOT NULL,
    choices TEXT NOT NULL,
    report TEXT NOT NULL,
    saved INTEGER NOT NULL
) STRICT;
CREATE INDEX dataset_draft_territory ON dataset_draft (territory, saved);
