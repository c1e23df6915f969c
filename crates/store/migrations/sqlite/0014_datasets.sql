-- A dataset: what its producer says of it, as JSON, and what it is looked for and listed by.
CREATE TABLE dataset (
    id BLOB PRIMARY KEY NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    producer TEXT NOT NULL,
    licence TEXT NOT NULL,
    facts TEXT NOT NULL,
    created INTEGER NOT NULL,
    -- Its latest version, and when that was taken in.
    latest INTEGER NOT NULL,
    updated INTEGER NOT NULL
) STRICT;
CREATE INDEX dataset_producer ON dataset (producer, updated);
CREATE INDEX dataset_updated ON dataset (updated, id);

-- A version of its content, as JSON: columns, counts, and the hashes of its files. It never changes.
CREATE TABLE dataset_version (
    dataset BLOB NOT NULL REFERENCES dataset (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (dataset, number)
) STRICT;

-- The shelves that it stands on, the first one first.
CREATE TABLE dataset_theme (
    dataset BLOB NOT NULL REFERENCES dataset (id) ON DELETE CASCADE,
    theme TEXT NOT NULL,
    rank INTEGER NOT NULL,
    PRIMARY KEY (dataset, theme)
) STRICT;
CREATE INDEX dataset_theme_theme ON dataset_theme (theme, dataset);

-- The stems by which it is found.
CREATE TABLE dataset_term (
    term TEXT NOT NULL,
    dataset BLOB NOT NULL REFERENCES dataset (id) ON DELETE CASCADE,
    weight INTEGER NOT NULL,
    PRIMARY KEY (term, dataset)
) STRICT;
CREATE INDEX dataset_term_dataset ON dataset_term (dataset);
