-- A dataset: what its producer says of it, as JSON, and what it is looked for and listed by.
CREATE TABLE dataset (
    id UUID PRIMARY KEY NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    producer TEXT NOT NULL,
    licence TEXT NOT NULL,
    facts TEXT NOT NULL,
    created BIGINT NOT NULL,
    -- Its latest version, and when that was taken in.
    latest BIGINT NOT NULL,
    updated BIGINT NOT NULL
);
CREATE INDEX dataset_producer ON dataset (producer, updated);
CREATE INDEX dataset_updated ON dataset (updated, id);

-- A version of its content, as JSON: columns, counts, and the hashes of its files. It never changes.
CREATE TABLE dataset_version (
    dataset UUID NOT NULL REFERENCES dataset (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (dataset, number)
);

-- The shelves that it stands on, the first one first.
CREATE TABLE dataset_theme (
    dataset UUID NOT NULL REFERENCES dataset (id) ON DELETE CASCADE,
    theme TEXT NOT NULL,
    rank BIGINT NOT NULL,
    PRIMARY KEY (dataset, theme)
);
CREATE INDEX dataset_theme_theme ON dataset_theme (theme, dataset);

-- The stems by which it is found.
CREATE TABLE dataset_term (
    term TEXT NOT NULL,
    dataset UUID NOT NULL REFERENCES dataset (id) ON DELETE CASCADE,
    weight BIGINT NOT NULL,
    PRIMARY KEY (term, dataset)
);
CREATE INDEX dataset_term_dataset ON dataset_term (dataset);
