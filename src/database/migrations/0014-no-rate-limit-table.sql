-- The rate limit is counted in memory, or in Redis (decision 42). A process of the version before, still running during the
-- deployment, counts in memory once this table is gone.

DROP TABLE rate_limit;
