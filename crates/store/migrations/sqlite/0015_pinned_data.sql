-- An answer of a dataset that a person keeps on the board.
CREATE TABLE pinned_data (
    id BLOB PRIMARY KEY NOT NULL,
    person BLOB NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    dataset BLOB NOT NULL REFERENCES dataset (id) ON DELETE CASCADE,
    label TEXT NOT NULL,
    -- The question, as the address of the dataset's page writes it.
    query TEXT NOT NULL,
    -- 1: it asks about the person's main place, whichever that is.
    mine INTEGER NOT NULL,
    created INTEGER NOT NULL
) STRICT;
CREATE INDEX pinned_data_person ON pinned_data (person, created);
CREATE INDEX pinned_data_dataset ON pinned_data (dataset);
