-- 1: what one publisher writes waits for another one to approve it.
ALTER TABLE publication ADD COLUMN second_reader INTEGER NOT NULL DEFAULT 0;
-- Who wrote the board on its way, and when.
ALTER TABLE publication ADD COLUMN proposal_draft_author TEXT;
ALTER TABLE publication ADD COLUMN proposal_draft_saved INTEGER;

-- When a second reader was asked for; NULL again as soon as the text changes.
ALTER TABLE publication ADD COLUMN proposal_asked INTEGER;
ALTER TABLE announcement_draft ADD COLUMN asked INTEGER;
ALTER TABLE help_text ADD COLUMN asked INTEGER;
