-- Whether a published file was downloaded and had the bytes of its release, and what the platform read in the files of a publication.

ALTER TABLE published_resource ADD COLUMN verified_sha1 text COLLATE "C" CHECK (verified_sha1 ~ '^[0-9a-f]{40}$');
COMMENT ON COLUMN published_resource.verified_sha1 IS 'The SHA-1 of the public file when it was last verified. The file is verified while it is the SHA-1 of the release.';

ALTER TABLE publication ADD COLUMN receipt jsonb;
COMMENT ON COLUMN publication.receipt IS 'How the platform read the files of the publication, compared with the release. NULL until the analysis of the platform was read.';
-- The view of the past has the columns of the table.
CALL define_past_view('publication');
