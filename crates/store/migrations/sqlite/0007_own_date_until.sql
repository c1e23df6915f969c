-- The last day of an own date that lasts several; NULL for one day.
ALTER TABLE own_date ADD COLUMN until TEXT;
