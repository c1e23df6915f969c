-- What a territory writes to replace or complete a section of the help; every version is kept.
CREATE TABLE help_text (
    id UUID PRIMARY KEY NOT NULL,
    territory TEXT NOT NULL,
    -- The anchor of the section.
    section TEXT NOT NULL,
    -- complete, replace
    mode TEXT NOT NULL,
    -- Markdown as it was typed.
    text TEXT NOT NULL,
    author TEXT NOT NULL,
    saved BIGINT NOT NULL,
    published BIGINT,
    -- draft, published, former
    state TEXT NOT NULL
);
CREATE UNIQUE INDEX help_text_current ON help_text (territory, section, state) WHERE state <> 'former';
CREATE INDEX help_text_history ON help_text (territory, section, saved);
