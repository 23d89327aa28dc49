SELECT k.place AS "$place", 'public_contract_' || t.id AS "id", t.id AS "key", t.reference AS "reference", t.title AS "title", t.buyer_id AS "buyerKey", t.supplier_id AS "supplierKey", t.signed_on AS "signedOn", t.ends_on AS "endsOn"
FROM unnest($1::int[], $2::text[]) AS k("place", "reference")
JOIN public_contract t ON t.id = (SELECT id FROM public_contract WHERE reference = k."reference"::text);

SELECT k.parent AS "$parent", p."id", p."key", p."reference", p."title", p."buyerKey", p."supplierKey", p."signedOn", p."endsOn", p."$place"
FROM unnest($1::int[]) AS k(parent)
CROSS JOIN LATERAL (
  SELECT 'public_contract_' || t.id AS "id", t.id AS "key", t.reference AS "reference", t.title AS "title", t.buyer_id AS "buyerKey", t.supplier_id AS "supplierKey", t.signed_on AS "signedOn", t.ends_on AS "endsOn", ARRAY[(t.reference)::text, (t.id)::text] AS "$place", row_number() OVER (ORDER BY t.reference ASC, t.id ASC) AS "$row"
  FROM (
    SELECT t.*
    FROM public_contract t
    WHERE true AND true AND true
    ORDER BY t.reference ASC, t.id ASC
    LIMIT $2
  ) t
) p
ORDER BY k.parent, p."$row";

SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM entity t
WHERE t.id = ANY($1::int[]);

SELECT 'entity_' || t.id AS "id", t.id AS "key", t.slug AS "slug", t.name AS "name", t.acronym AS "acronym", t.kind AS "kind", t.ministry_domain AS "ministryDomain", t.website AS "website", t.contact AS "contact", t.address AS "address", t.repositories AS "repositories", t.parent_id AS "parentKey", t.absent_since AS "absentSince", t.updated_at AS "updatedAt", t.opened_on AS "openedOn", t.closed_on AS "closedOn", t.version AS "version"
FROM entity t
WHERE t.id = ANY($1::int[]);
