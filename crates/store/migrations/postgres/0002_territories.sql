-- The territories of the official geographic code, and the keys by which people find them.
CREATE TABLE territory (
    -- `commune/33281`: a code alone names nothing.
    id TEXT PRIMARY KEY NOT NULL,
    level TEXT NOT NULL,
    name TEXT NOT NULL,
    -- The folded name without its article, for lists in alphabetical order.
    sort_key TEXT COLLATE "C" NOT NULL,
    population BIGINT,
    siren TEXT,
    epci TEXT,
    departement TEXT,
    region TEXT,
    postcodes TEXT NOT NULL,
    kind TEXT,
    -- 1 when the official list no longer holds it; `successor` then leads on, where one is known.
    closed BIGINT NOT NULL DEFAULT 0,
    successor TEXT
);
CREATE INDEX territory_epci ON territory (epci, population);
CREATE INDEX territory_departement ON territory (departement, population);
CREATE INDEX territory_region ON territory (region, population);
CREATE INDEX territory_level ON territory (level, id);

-- What leads to a territory: its names, the names within it, its postcodes, all folded.
CREATE TABLE territory_key (
    -- Byte order, whatever the collation of the database: a prefix is looked up as a range.
    key TEXT COLLATE "C" NOT NULL,
    territory TEXT NOT NULL,
    -- `name`, `former` or `postcode`, and what is shown of it.
    kind TEXT NOT NULL,
    shown TEXT NOT NULL,
    -- 1 when the key stands for the whole name.
    whole BIGINT NOT NULL,
    level TEXT NOT NULL,
    population BIGINT NOT NULL,
    PRIMARY KEY (key, territory, kind, shown)
);

-- Codes of former and delegated communes and of municipal arrondissements, which lead to a current commune.
CREATE TABLE territory_alias (
    code TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    postcodes TEXT NOT NULL,
    territory TEXT NOT NULL
);

-- What was imported last, so that the same files are not imported twice.
CREATE TABLE reference_import (
    kind TEXT PRIMARY KEY NOT NULL,
    digest TEXT NOT NULL,
    imported BIGINT NOT NULL
);
