-- The sheets of services, and the index by which they are found (docs/adr/0005).
CREATE TABLE service (
    -- The official id, `F14929`, `N360`, `R2054`.
    id TEXT PRIMARY KEY NOT NULL,
    slug TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    summary TEXT NOT NULL,
    -- The id of the theme under which it is browsed.
    theme TEXT,
    -- ISO 8601 date.
    updated TEXT NOT NULL,
    sheet TEXT NOT NULL
);
CREATE INDEX service_by_theme ON service (theme, kind, title);

CREATE TABLE service_theme (
    id TEXT PRIMARY KEY NOT NULL,
    title TEXT NOT NULL,
    rank BIGINT NOT NULL
);

CREATE TABLE service_term (
    term TEXT NOT NULL,
    service TEXT NOT NULL,
    weight BIGINT NOT NULL,
    -- 1: in the title; 2: in the summary; 4: in a heading; 8: in the text.
    fields BIGINT NOT NULL,
    PRIMARY KEY (term, service)
);

-- Every word that was read, for spelling: the word as written, its stem, how often.
CREATE TABLE service_word (
    word TEXT PRIMARY KEY NOT NULL,
    term TEXT NOT NULL,
    count BIGINT NOT NULL
);
