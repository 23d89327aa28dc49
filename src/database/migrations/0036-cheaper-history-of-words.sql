-- Writes collect the words of history rows in a pending list of the index (fastupdate), which PostgreSQL merges when it has 4 MB. A change of a
-- row writes its words twice into history, when it closes the former row and inserts the new one; searches of the past are rare.
-- The indexes of the present stay as they are: each search would read their pending lists.
ALTER INDEX history.entity_words SET (fastupdate = on);
ALTER INDEX history.mission_words SET (fastupdate = on);
ALTER INDEX history.service_words SET (fastupdate = on);
ALTER INDEX history.startup_words SET (fastupdate = on);
