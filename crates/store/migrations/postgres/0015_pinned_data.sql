-- An answer of a dataset that a person keeps on the board.
CREATE TABLE pinned_data (
    id UUID PRIMARY KEY NOT NULL,
    person UUID NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    dataset UUID NOT NULL REFERENCES dataset (id) ON DELETE CASCADE,
    label TEXT NOT NULL,
    -- The question, as the address of the dataset's page writes it.
    query TEXT NOT NULL,
    -- 1: it asks about the person's main place, whichever that is.
    mine BIGINT NOT NULL,
    created BIGINT NOT NULL
);
CREATE INDEX pinned_data_person ON pinned_data (person, created);
CREATE INDEX pinned_data_dataset ON pinned_data (dataset);
