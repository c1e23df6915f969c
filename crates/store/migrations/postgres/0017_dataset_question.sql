-- What people say to the producer of data, with the answer. Nothing says who asked: everybody reads it.
CREATE TABLE dataset_question (
    id UUID PRIMARY KEY NOT NULL,
    -- Who is asked.
    territory TEXT NOT NULL,
    -- About which dataset; nothing: one is missing.
    dataset UUID REFERENCES dataset (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    -- The row or column that is meant.
    place TEXT NOT NULL,
    body TEXT NOT NULL,
    -- The text folded: who says the same adds a voice.
    folded TEXT NOT NULL,
    voices BIGINT NOT NULL,
    asked BIGINT NOT NULL,
    outcome TEXT NOT NULL,
    answer TEXT NOT NULL,
    answered BIGINT NOT NULL,
    -- Why the producer hid it; empty while it is shown.
    hidden TEXT NOT NULL
);
CREATE INDEX dataset_question_territory ON dataset_question (territory, answered, asked);
CREATE INDEX dataset_question_dataset ON dataset_question (dataset, asked);
