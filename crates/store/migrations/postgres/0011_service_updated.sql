-- The date of the catalogue, which a card tells: without it every row is read.
CREATE INDEX service_updated ON service (updated);
