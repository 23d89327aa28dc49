import { GraphQLError } from 'graphql';

/** What is wrong with one field of an input: `input.signedOn`, `is after input.endsOn`. */
export interface FieldFault {
  readonly path: string;
  readonly problem: string;
}

/**
 * THE table of errors: every refusal that the register gives to anyone, on HTTP or on the command line.
 * `status` is the HTTP status of the answer, `meaning` the line of documentation, `sentence` says what was
 * asked, what is true and what to do next. Facts are typed per code; {@link refuse} is the only way in.
 */
export const ERRORS = {
  PAGE_SIZE_OUT_OF_RANGE: {
    status: 400,
    meaning: 'A page size is not a whole number from 0 to the maximum.',
    sentence: (facts: { argument: string; value: number; maximum: number }) =>
      `${facts.argument}: ${facts.value} is not a page size: ask for 0 to ${facts.maximum} items, then follow the cursors.`,
  },
  PAGE_DIRECTION_AMBIGUOUS: {
    status: 400,
    meaning: 'A page is asked for from both ends at once.',
    sentence: (_facts: Record<string, never>) =>
      'first and last are given together: keep first (forward, with after) or last (backward, with before).',
  },
  CURSOR_INVALID: {
    status: 400,
    meaning: 'A cursor was altered, or comes from another list or another order.',
    sentence: (facts: { argument: string }) =>
      `${facts.argument} is not a cursor of this list in this order: take it from pageInfo or edges of the same query.`,
  },
  FILTER_NULL: {
    status: 400,
    meaning: 'A filter holds an explicit null, which could be read as everything or as nothing.',
    sentence: (facts: { path: string }) =>
      `${facts.path} is null: leave the field out to not filter on it, or give the values wanted.`,
  },
  FILTER_TOO_DEEP: {
    status: 400,
    meaning: 'A filter nests and, or, not too deeply, or holds too many conditions.',
    sentence: (facts: { path: string; maximum: number }) =>
      `${facts.path} goes beyond ${facts.maximum} nested or combined conditions: simplify the filter.`,
  },
  FILTER_TOO_FAR: {
    status: 400,
    meaning: 'A filter goes through too many relations, one inside another.',
    sentence: (facts: { path: string; maximum: number }) =>
      `${facts.path} would go through more than ${facts.maximum} relations: filter the nearer rows first, then the further ones by their slugs.`,
  },
  DEPTH_OUT_OF_RANGE: {
    status: 400,
    meaning: 'A number of levels of a tree is not a whole number from 1.',
    sentence: (facts: { argument: string; value: number }) =>
      `${facts.argument}: ${facts.value} is not a number of levels: give 1 or more, or leave it out to go down to the last.`,
  },
  LIST_TOO_LONG: {
    status: 400,
    meaning: 'A list argument holds more values than one request may ask for.',
    sentence: (facts: { path: string; length: number; maximum: number }) =>
      `${facts.path} holds ${facts.length} values: ask for at most ${facts.maximum} at a time.`,
  },
  TEXT_TOO_LONG: {
    status: 400,
    meaning: 'A text to look for is longer than any text that the register holds.',
    sentence: (facts: { path: string; length: number; maximum: number }) =>
      `${facts.path} is ${facts.length} characters long: give at most ${facts.maximum}.`,
  },
  TEXT_INVALID: {
    status: 400,
    meaning: 'A text holds a character that no text of the register can hold (NUL, or half of a surrogate pair).',
    sentence: (_facts: Record<string, never>) =>
      'a text holds U+0000 or half of a surrogate pair: send well-formed Unicode without NUL.',
  },

  DOCUMENT_LIMIT: {
    status: 400,
    meaning: 'A document goes beyond what one request may hold: levels, aliases, directives, commands, tokens.',
    sentence: (facts: { problem: string; maximum: number; unit: string }) =>
      `the document ${facts.problem}: at most ${facts.maximum} ${facts.unit} in one request. Ask for less, or in several requests.`,
  },
  COST_LIMIT: {
    status: 400,
    meaning: 'A request would cost more points than one request may: `cost` and `limit` say how many.',
    sentence: (facts: { cost: number; limit: number }) =>
      `this request would cost ${facts.cost} points, and one request may cost ${facts.limit}: ask for smaller pages (first), fewer nested lists, or in several requests. Nothing of it was run.`,
  },
  RATE_LIMITED: {
    status: 429,
    meaning: 'A client has spent its points for now: `retryAfter` says for how many seconds, as `Retry-After` does.',
    sentence: (facts: { what: string; limit: number; window: number; retryAfter: number }) =>
      `more than ${facts.limit} ${facts.what} in ${facts.window} seconds: try again in ${facts.retryAfter} seconds.`,
  },

  UNAUTHENTICATED: {
    status: 401,
    meaning: 'The request writes without a token, or its token is not one in force.',
    sentence: (facts: { problem: string }) =>
      `${facts.problem}: send a token in force as Authorization: Bearer regnum_… (registre token create makes one).`,
  },
  FORBIDDEN: {
    status: 403,
    meaning: 'The role of the token does not allow what was asked.',
    sentence: (facts: { command: string; role: string; needed: string }) =>
      `${facts.command} needs the role ${facts.needed}, and this token has the role ${facts.role}; nothing was written.`,
  },
  TOKEN_UNKNOWN: {
    status: 422,
    meaning: 'No token in force has the name.',
    sentence: (facts: { name: string }) =>
      `no token named ${facts.name} is in force: registre token list shows those that are, registre token create makes one.`,
  },
  TOKEN_NAME_TAKEN: {
    status: 409,
    meaning: 'A token in force has the name already.',
    sentence: (facts: { name: string }) =>
      `a token named ${facts.name} is in force already: choose another name, or replace it with registre token rotate.`,
  },
  TOKEN_ROTATING: {
    status: 409,
    meaning: 'Two tokens are in force under the name: a third would make it three.',
    sentence: (facts: { name: string; until: string }) =>
      `${facts.name} was rotated before, and its former token is in force until ${facts.until}: wait until then, or end both now with --overlap 0.`,
  },
  TOKEN_SECRET_CHANGED: {
    status: 500,
    meaning: 'The secret that tokens are stored with is not the one of the tokens in force.',
    sentence: (_facts: Record<string, never>) =>
      'The tokens in force were made with another secret: set TOKEN_SECRET to that one, or put the file token-secret of REGISTRE_DIR back. If it is lost, end them with registre token revoke and make new ones.',
  },
  INPUT_INVALID: {
    status: 400,
    meaning: 'The input of a command has faults: `fields` lists every one of them.',
    sentence: ({ fields }: { fields: readonly FieldFault[] }) =>
      `${fields.map(({ path, problem }) => `${path}: ${problem}`).join('; ')}. Nothing was written.`,
  },
  CONFLICT: {
    status: 409,
    meaning: 'The row was changed since it was read: `version` is the one it has now.',
    sentence: (facts: { subject: string; given: number; version: number }) =>
      facts.given > facts.version
        ? `${facts.subject} is at version ${facts.version} and was never at version ${facts.given}: read it again, then decide. Nothing was written.`
        : `${facts.subject} was changed at version ${facts.version}, after the version ${facts.given} that was seen: read it again, then decide. Nothing was written.`,
  },
  MOVE_NOT_ALLOWED: {
    status: 409,
    meaning: 'The method does not allow the move: `missing` lists what it lacks, as `nextSteps` does.',
    sentence: (facts: {
      startup: string;
      from: string;
      to: string;
      missing: readonly string[];
      open: readonly string[];
    }) =>
      facts.missing.length > 0
        ? `${facts.startup} can't move from ${facts.from} to ${facts.to} yet: it lacks ${facts.missing.join(', ')}. Nothing was written.`
        : `${facts.startup} ${facts.from === facts.to ? `is in ${facts.to} already` : `can't move from ${facts.from} to ${facts.to}`}: from there the method leads to ${facts.open.join(', ') || 'nothing more'}. Nothing was written.`,
  },
  METHOD_INCOMPLETE: {
    status: 409,
    meaning: 'A step of the birth of a startup comes before those it needs: `missing` lists them.',
    sentence: (facts: { command: string; missing: readonly string[] }) =>
      `${facts.command} comes too early: the method still asks for ${facts.missing.join(', ')}. Nothing was written.`,
  },
  ALREADY_DONE: {
    status: 409,
    meaning: 'The same thing was recorded before.',
    sentence: (facts: { what: string }) => `${facts.what} already. Nothing was written.`,
  },
  ENTITY_LOOP: {
    status: 409,
    meaning: 'A move would put an entity under itself.',
    sentence: (_facts: Record<string, never>) =>
      'an entity can be neither its own parent nor under one of its descendants: choose another parent. Nothing was written.',
  },
  IN_USE: {
    status: 409,
    meaning: 'Something to be closed is still used by other things: `missing` lists what must be moved first.',
    sentence: (facts: { subject: string; missing: readonly string[] }) =>
      `${facts.subject} is still in use: move or close first its ${facts.missing.join(', ')}. Nothing was written.`,
  },
  MOMENT_INVALID: {
    status: 400,
    meaning: 'A moment of the past is asked for by neither or both of version and instant, or from within another.',
    sentence: (facts: { problem: string }) => facts.problem,
  },
  MOMENT_NOT_KEPT: {
    status: 404,
    meaning: 'The register does not know that moment: it is before its history begins, or a version not yet made.',
    sentence: (facts: { asked: string; first: number; since: string; last: number }) =>
      `the register does not know ${facts.asked}: its history goes from version ${facts.first} (${facts.since}) to version ${facts.last}.`,
  },

  GRAPHQL_PARSE_FAILED: {
    status: 400,
    meaning: 'The document is not GraphQL.',
    sentence: (facts: { problem: string }) => facts.problem,
  },
  GRAPHQL_VALIDATION_FAILED: {
    status: 400,
    meaning: 'The document does not fit the schema.',
    sentence: (facts: { problem: string }) => facts.problem,
  },
  BAD_USER_INPUT: {
    status: 400,
    meaning: 'A variable does not fit its type.',
    sentence: (facts: { problem: string }) => facts.problem,
  },
  OPERATION_RESOLUTION_FAILURE: {
    status: 400,
    meaning: 'The document holds several operations and none is named, or the named one is not there.',
    sentence: (facts: { problem: string }) => facts.problem,
  },
  PERSISTED_QUERY_NOT_FOUND: {
    status: 404,
    meaning:
      'No document is registered under the hash of `extensions.persistedQuery`: clients send it again with its text (200 under `application/json`).',
    // Clients of Apollo know it by these very letters.
    sentence: (_facts: Record<string, never>) => 'PersistedQueryNotFound',
  },
  DOCUMENT_NOT_FOUND: {
    status: 404,
    meaning: 'No document is registered under the identifier.',
    sentence: (facts: { id: string }) =>
      `no document is registered as ${facts.id}: send it once with its text (query and documentId together), then ask for it by documentId.`,
  },
  DOCUMENT_ID_INVALID: {
    status: 400,
    meaning: 'The identifier of a document is not the SHA-256 of a text.',
    sentence: (facts: { id: string }) =>
      `${facts.id} does not identify a document: write sha256: and the SHA-256 of its text in UTF-8, as 64 hexadecimal characters in lower case.`,
  },
  DOCUMENT_HASH_MISMATCH: {
    status: 400,
    meaning: 'A document is sent with an identifier that is not the SHA-256 of its text.',
    sentence: (facts: { given: string; computed: string }) =>
      `the text that was sent is not ${facts.given} but ${facts.computed}: hash the very text of query, in UTF-8.`,
  },
  DOCUMENT_NOT_TRUSTED: {
    status: 403,
    meaning: 'Only the documents of a list are answered here, and this is none of them.',
    sentence: (facts: { id: string }) =>
      `${facts.id} is not one of the documents that this API answers: ask its operator to add it to DOCUMENTS_FILE.`,
  },
  DOCUMENT_NOT_TABULAR: {
    status: 422,
    meaning: 'The answer to a document is not a table: it can be asked for at /graphql, not as a file.',
    sentence: (facts: { problem: string }) => `this document can't be a file: ${facts.problem}.`,
  },
  DOCUMENT_FILE_TOO_LARGE: {
    status: 422,
    meaning: 'The file of a document would hold too much: it is refused whole, and never cut.',
    sentence: (facts: { maximum: string }) =>
      `the file would go beyond ${facts.maximum}: filter it, ask for pages with first and after, or take the releases under /exports/.`,
  },
  DOCUMENT_FILE_INCOMPLETE: {
    status: 422,
    meaning: 'A list within the file of a document has more items than one page of it can hold.',
    sentence: (facts: { list: string; size: number }) =>
      `${facts.list} has more than ${facts.size} items: say with first how many to show, or ask for that list in a document of its own.`,
  },
  BAD_REQUEST: {
    status: 400,
    meaning: 'The HTTP request is not one of GraphQL over HTTP.',
    sentence: (facts: { problem: string }) => facts.problem,
  },
  METHOD_NOT_ALLOWED: {
    status: 405,
    meaning: 'What is at this path is not asked for by this method: the header Allow lists those that are.',
    sentence: (facts: { method: string; allowed: string }) =>
      `${facts.method} is not a method of this path: use ${facts.allowed}.`,
  },
  NOT_ACCEPTABLE: {
    status: 406,
    meaning: 'The header Accept leaves none of the media types that the answer can have.',
    sentence: (facts: { accepted: string }) =>
      `the Accept header refuses what can be answered: accept ${facts.accepted}.`,
  },
  REQUEST_TIMEOUT: {
    status: 408,
    meaning: 'The request was sent too slowly.',
    sentence: (_facts: Record<string, never>) => 'the request took too long to arrive: send it again.',
  },
  BODY_TOO_LARGE: {
    status: 413,
    meaning: 'The body of the request is larger than a request may be, as it was sent or once decompressed.',
    sentence: (facts: { maximum: number }) =>
      `the body is larger than ${facts.maximum} bytes: ask for less at a time, or send long values by several requests.`,
  },
  MEDIA_TYPE_UNSUPPORTED: {
    status: 415,
    meaning: 'The body is not of a media type, charset or encoding that is taken.',
    sentence: (facts: { given: string; accepted: string }) => `${facts.given} is not taken: send ${facts.accepted}.`,
  },
  RANGE_NOT_SATISFIABLE: {
    status: 416,
    meaning: 'The header Range asks for bytes that the file does not have.',
    sentence: (_facts: Record<string, never>) =>
      'the Range header asks for bytes beyond the end of the file: ask for it whole, then resume from what came.',
  },
  HEADERS_TOO_LARGE: {
    status: 431,
    meaning: 'The URL and the headers of the request are larger than a request may have.',
    sentence: (_facts: Record<string, never>) =>
      'the URL and the headers are too large: send the document in the body of a POST.',
  },
  NOT_FOUND: {
    status: 404,
    meaning: 'Nothing is served at this path.',
    sentence: (facts: { path: string }) =>
      `nothing is served at ${facts.path}: the API is at /graphql, the files at /exports/latest/, and / leads to all of it.`,
  },
  BETA_GOUV_UNKNOWN: {
    status: 404,
    meaning: 'The path is not that of a file of the beta.gouv.fr API v2.7.',
    sentence: (facts: { path: string; files: string }) =>
      `${facts.path} is not served: of the beta.gouv.fr API, version v2.7 is, and in it ${facts.files}.`,
  },
  BETA_GOUV_MEMBERS: {
    status: 410,
    meaning: 'A file of the beta.gouv.fr API v2.7 tells of its members by name.',
    sentence: (facts: { file: string }) =>
      `${facts.file} tells of members, and the register holds no name of a person: the sizes and trades of teams are at /graphql (Startup.team).`,
  },
  METRICS_PROTECTED: {
    status: 401,
    meaning: 'The metrics are asked for without their token, or, where none is set, from another machine.',
    sentence: (_facts: Record<string, never>) =>
      'the metrics are not for everyone: send METRICS_TOKEN as Authorization: Bearer …; where it is not set, only the machine itself is answered, and nothing that comes through a proxy.',
  },
  INTERNAL_SERVER_ERROR: {
    status: 500,
    meaning: 'Our fault: the cause is in the log, under the reference given.',
    sentence: (facts: { reference: string }) =>
      `something went wrong on our side; if it lasts, quote the reference ${facts.reference}.`,
  },

  TOO_SLOW: {
    status: 503,
    meaning: 'What was asked takes longer than one request may take of the database.',
    sentence: (facts: { seconds: number }) =>
      `the answer was not found within ${facts.seconds} s, and the search was stopped: ask for less at a time, with fewer items or a simpler filter.`,
  },
  DATABASE_BUSY: {
    status: 503,
    meaning: 'Every connection to the database is in use, or the row to be written is.',
    sentence: (_facts: Record<string, never>) =>
      'the database is busy with other requests: send this one again in a moment.',
  },
  DATABASE_AWAY: {
    status: 503,
    meaning: 'The database stopped answering, or was restarted, while the server runs.',
    sentence: (_facts: Record<string, never>) =>
      'the database does not answer at the moment: ask again in a moment; after a command, look first whether it was carried out.',
  },
  DATABASE_FULL: {
    status: 503,
    meaning: 'The disk of the database is full: nothing can be written until its operator frees space.',
    sentence: (_facts: Record<string, never>) =>
      'the database has no space left to write: ask again once its operator has freed some; after a command, look first whether it was carried out.',
  },
  CLIENT_GONE: {
    status: 499,
    meaning: 'The client closed the connection before the answer: what was left to read was not read.',
    sentence: (_facts: Record<string, never>) => 'nobody waits for this answer any more: it was not finished.',
  },

  PRODUCTION_UNSAFE: {
    status: 500,
    meaning: 'The settings of a production server would make it unsafe, or wrong.',
    sentence: ({ problems }: { problems: readonly string[] }) =>
      `ENVIRONMENT says that this is production, but ${problems.join('; ')}. Nothing was started: mend these, or set another ENVIRONMENT.`,
  },
  SETTING_INVALID: {
    status: 500,
    meaning: 'A setting of the environment has no usable value.',
    sentence: (facts: { name: string; value: string; expected: string }) =>
      `${facts.name}=${facts.value} can't be used: it must be ${facts.expected}.`,
  },
  DATABASE_UNREACHABLE: {
    status: 503,
    meaning: 'PostgreSQL does not answer.',
    sentence: (facts: { setting: 'DATABASE_URL' | 'DATABASE_READ_URL'; database: string; problem: string }) =>
      `The database at ${facts.database} can't be reached (${facts.problem}): check ${facts.setting} and that PostgreSQL is running.`,
  },
  REPLICA_BEHIND: {
    status: 503,
    meaning: 'The replica that is to be read has not received the migrations of the database.',
    sentence: (facts: { replica: string; lacking: number; seconds: number }) =>
      `The replica at ${facts.replica} lacked ${facts.lacking} migration(s) of the database for ${facts.seconds} s: check that it replicates, or unset DATABASE_READ_URL.`,
  },
  REPLICA_OF_ANOTHER: {
    status: 503,
    meaning: 'The replica that is to be read holds another register than the database.',
    sentence: (facts: { replica: string; database: string }) =>
      `What the database at ${facts.replica} holds is no copy of the ${facts.database}: set DATABASE_READ_URL to a replica of it, or unset it.`,
  },
  DATABASE_UNUSABLE: {
    status: 503,
    meaning: 'The files of the embedded database cannot be opened.',
    sentence: (facts: { directory: string; problem: string }) =>
      `The embedded database in ${facts.directory} can't be opened (${facts.problem}): keep this directory as it is, and restore a backup into another one, named by REGISTRE_DIR.`,
  },
  DATABASE_NEWER: {
    status: 503,
    meaning: 'The database was migrated by a later version of the software.',
    sentence: (facts: { migration: string }) =>
      `The database is of a newer version than this software (it holds migration ${facts.migration}): install that version or a later one.`,
  },
  DATABASE_NOT_MIGRATED: {
    status: 503,
    meaning: 'The database lacks migrations of this version.',
    sentence: (facts: { lacking: number }) =>
      `The database lacks ${facts.lacking} migration(s) of this version: run registre migrate.`,
  },
  DATABASE_TOO_OLD: {
    status: 503,
    meaning: 'PostgreSQL is older than 15.',
    sentence: (facts: { server: string }) => `PostgreSQL ${facts.server} is too old: the register needs 15 or later.`,
  },
  DIRECTORY_LOCKED: {
    status: 503,
    meaning: 'Another process uses the embedded database, or writes exports in the same directory.',
    sentence: (facts: { directory: string; holder: string; setting: string }) =>
      `${facts.directory} is in use by ${facts.holder}: stop it first, or set ${facts.setting} to another directory.`,
  },
  CONTROL_FAILED: {
    status: 503,
    meaning: 'The server that uses the embedded database did not carry out a command that was handed to it.',
    sentence: (facts: { directory: string; command: string; problem: string }) =>
      `the server running on ${facts.directory} did not answer registre ${facts.command} (${facts.problem}): look whether it was done before you try again.`,
  },
  DIRECTORY_NOT_WRITABLE: {
    status: 503,
    meaning: 'A directory that must be written to cannot be.',
    sentence: (facts: { directory: string; problem: string; setting: string }) =>
      `${facts.directory} can't be written to (${facts.problem}): give the right to, or set ${facts.setting} to another directory.`,
  },
  DISK_FULL: {
    status: 503,
    meaning: 'The disk of a directory is full: the embedded database or a release needs space there.',
    sentence: (facts: { directory: string; problem: string; free: string; toFree: string }) =>
      `The disk of ${facts.directory} is full (${facts.problem}; ${facts.free} free): free ${facts.toFree} there or enlarge it, then try again. What was saved is safe; every file in this directory is needed.`,
  },
  OUTPUT_FAILED: {
    status: 500,
    meaning: 'What a command answers could not be written to its standard output.',
    sentence: (facts: { problem: string; undone: boolean }) =>
      facts.undone
        ? `The answer could not be written to standard output (${facts.problem}), so the command was undone: run it again where its output can be written.`
        : `The answer could not be written to standard output (${facts.problem}). The command was carried out; only its answer is lost.`,
  },
  PORT_IN_USE: {
    status: 503,
    meaning: 'Another program listens on the port.',
    sentence: (facts: { host: string; port: number }) =>
      `Port ${facts.port} of ${facts.host} is in use: stop the other program, or set PORT to a free one.`,
  },

  IMPORT_SOURCE_UNREADABLE: {
    status: 422,
    meaning: 'The source of an import is neither a folder nor an http(s) URL that answers.',
    sentence: (facts: { source: string; problem: string }) =>
      `${facts.source} can't be read (${facts.problem}); nothing was imported.`,
  },
  IMPORT_NOT_JSON: {
    status: 422,
    meaning: 'A file of an import is not JSON.',
    sentence: (facts: { file: string; problem: string }) =>
      `${facts.file} is not JSON (${facts.problem}); nothing was imported.`,
  },
  IMPORT_SHAPE: {
    status: 422,
    meaning: 'A file of an import is JSON, but not of the shape that its API documents.',
    sentence: (facts: { file: string; problem: string }) =>
      `${facts.file} has not the shape of the beta.gouv.fr API v2.7 (${facts.problem}); nothing was imported.`,
  },
  IMPORT_TOO_LARGE: {
    status: 422,
    meaning: 'A file of an import is larger than the limit.',
    sentence: (facts: { file: string; maximum: string }) =>
      `${facts.file} is larger than ${facts.maximum}; nothing was imported. Raise --max-size if the source is trusted.`,
  },
  IMPORT_TOO_SLOW: {
    status: 422,
    meaning: 'A file of an import took longer than the limit.',
    sentence: (facts: { file: string; seconds: number }) =>
      `${facts.file} was not read within ${facts.seconds} s; nothing was imported. Raise --timeout if the source is slow.`,
  },
  IMPORT_REDIRECTED: {
    status: 422,
    meaning: 'The source of an import sends elsewhere.',
    sentence: (facts: { file: string; location: string }) =>
      `${facts.file} redirects to another host (${facts.location}); nothing was imported. Give that URL if it is the right one.`,
  },
  IMPORT_PRIVATE_ADDRESS: {
    status: 422,
    meaning: 'The URL of an import leads to a private address.',
    sentence: (facts: { file: string }) =>
      `${facts.file} leads to a private address; nothing was imported. Add --allow-private if that is meant.`,
  },
  IMPORT_EMPTIED: {
    status: 422,
    meaning: 'An import holds no row of a kind that the source gave before.',
    sentence: (facts: { source: string; kind: string; held: number }) =>
      `${facts.source} gives no ${facts.kind} any more, where it gave ${facts.held}: that is taken for a broken source; nothing was imported.`,
  },
  MEMBER_SECRET_CHANGED: {
    status: 422,
    meaning: 'The secret that member keys are made with is not the one that the register was filled with.',
    sentence: (_facts: Record<string, never>) =>
      'The members of this register were counted with another secret: set MEMBER_SECRET to that one. Nothing was written.',
  },
  ERASURE_INVALID: {
    status: 422,
    meaning: 'What is to be erased is too little of a text, too much of the register, or not said completely.',
    sentence: (facts: { problem: string }) => `${facts.problem}. Nothing was erased.`,
  },

  RELEASE_CELL_INVALID: {
    status: 500,
    meaning: 'A cell of an export does not keep the promise of its column.',
    sentence: (facts: { table: string; column: string; value: string; problem: string }) =>
      `${facts.table}.${facts.column} = ${facts.value}: ${facts.problem}; no release was made.`,
  },
  RELEASE_INDEX_INVALID: {
    status: 500,
    meaning: 'The index of the releases is not one that the register wrote.',
    sentence: (facts: { file: string; problem: string }) =>
      `${facts.file} can't be used (${facts.problem}): move it away, and the next export writes a new one.`,
  },

  BUCKET_KEYS_MISSING: {
    status: 500,
    meaning: 'A bucket for the releases is set, and no key to it.',
    sentence: (facts: { url: string; missing: readonly string[] }) =>
      `EXPORTS_BUCKET_URL=${facts.url} can't be written to without ${facts.missing.join(' and ')}: set them, or unset EXPORTS_BUCKET_URL. Nothing was done.`,
  },
  BUCKET_REFUSED: {
    status: 500,
    meaning: 'The bucket for the releases does not accept what it is asked.',
    sentence: (facts: { url: string; problem: string }) =>
      `The bucket ${facts.url} refuses (${facts.problem}): check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, EXPORTS_BUCKET_REGION and what the key may do. The releases in EXPORTS_DIR are whole: run the command again.`,
  },
  BUCKET_UNREACHABLE: {
    status: 503,
    meaning: 'The bucket for the releases does not answer, or is not there.',
    sentence: (facts: { url: string; problem: string }) =>
      `The bucket ${facts.url} can't be reached (${facts.problem}): check EXPORTS_BUCKET_URL. The releases in EXPORTS_DIR are whole: run the command again.`,
  },
  BUCKET_RELEASE_DAMAGED: {
    status: 500,
    meaning: 'A release in the bucket does not have the checksums that its SHA256SUMS lists.',
    sentence: (facts: { key: string }) =>
      `${facts.key} in the bucket does not match the SHA256SUMS of its release. If an erasure was interrupted, run it again on the same machine; otherwise restore the object, or remove the release from the bucket. Nothing was changed.`,
  },
  BUCKET_BUSY: {
    status: 503,
    meaning: 'Another process has been writing releases to the bucket for ten minutes.',
    sentence: (_facts: Record<string, never>) =>
      'Another process has been writing releases to the bucket for ten minutes: try again later.',
  },
  PUBLICATION_NOT_CONFIGURED: {
    status: 500,
    meaning: 'A setting that publishing needs is not set.',
    sentence: (facts: { setting: string }) =>
      `${facts.setting} is not set: publishing needs DATAGOUV_API_KEY and DATAGOUV_ORGANIZATION.`,
  },
  PUBLICATION_NOTHING_RELEASED: {
    status: 422,
    meaning: 'There is no release to publish.',
    sentence: (facts: { directory: string }) => `${facts.directory} holds no release: run registre export first.`,
  },
  PUBLICATION_DATASET_INVALID: {
    status: 500,
    meaning: 'What a release says of a dataset to publish cannot be used.',
    sentence: (facts: { file: string; problem: string }) =>
      `${facts.file} can't be published (${facts.problem}); nothing was written. Run registre export again.`,
  },
  PUBLICATION_DATASET_UNKNOWN: {
    status: 422,
    meaning: 'The dataset asked for is not in the release.',
    sentence: (facts: { dataset: string; known: string }) =>
      `the release has no dataset ${facts.dataset}: it has ${facts.known}.`,
  },
  PUBLICATION_LEASE_LOST: {
    status: 409,
    meaning: 'The publisher slept for longer than its right to publish lasted.',
    sentence: (_facts: Record<string, never>) =>
      'this publication was paused for too long and may not write any more: run it again.',
  },
  PUBLICATION_STOPPED: {
    status: 503,
    meaning: 'The publication was asked to stop.',
    sentence: (_facts: Record<string, never>) => 'the publication was stopped: run it again, and it goes on.',
  },
  DOCUMENTS_FILE_INVALID: {
    status: 500,
    meaning: 'The list of the documents to trust cannot be used.',
    sentence: (facts: { file: string; problem: string }) => `${facts.file} can't be used: ${facts.problem}.`,
  },
  DATAGOUV_KEY_REFUSED: {
    status: 500,
    meaning: 'The platform of open data does not accept the key.',
    sentence: (facts: { url: string; problem: string }) =>
      `${facts.url} does not accept the key (${facts.problem}): set DATAGOUV_API_KEY to one that is valid there.`,
  },
  DATAGOUV_ORGANIZATION_REFUSED: {
    status: 500,
    meaning: 'The key cannot publish for the organization.',
    sentence: (facts: { url: string; organization: string; problem: string }) =>
      `DATAGOUV_ORGANIZATION=${facts.organization} can't be published for at ${facts.url}: ${facts.problem}.`,
  },
  DATAGOUV_REDIRECTED: {
    status: 500,
    meaning: 'The platform of open data sends elsewhere, where the key must not go.',
    sentence: (facts: { url: string; location: string }) =>
      `${facts.url} redirects to ${facts.location}, where the key was not sent: set DATAGOUV_URL to that address if it is the right one.`,
  },
  DATAGOUV_UNREACHABLE: {
    status: 503,
    meaning: 'The platform of open data does not answer.',
    sentence: (facts: { url: string; problem: string }) =>
      `${facts.url} can't be reached (${facts.problem}); nothing was written: run it again later.`,
  },
} as const;

export type ErrorCode = keyof typeof ERRORS;

/** The facts that the sentence of each code is made from. */
export type ErrorFacts = { [C in ErrorCode]: Parameters<(typeof ERRORS)[C]['sentence']>[0] };

const SENTENCES: { [C in ErrorCode]: { sentence: (facts: ErrorFacts[C]) => string } } = ERRORS;

/** A refusal of the table: its sentence is made for the person who asked, and safe to show. */
export class Refusal extends GraphQLError {
  readonly code: ErrorCode;
  readonly details: RefusalDetails;

  constructor(code: ErrorCode, message: string, details: RefusalDetails = {}) {
    super(message, { extensions: { code, ...details, http: { status: ERRORS[code].status } } });
    this.code = code;
    this.details = details;
  }
}

/** What a program can act on without reading the sentence. */
export interface RefusalDetails {
  missing?: readonly string[];
  fields?: readonly FieldFault[];
  /** The version that the row has now. */
  version?: number;
  /** What was asked would cost so many points. */
  cost?: number;
  /** What is allowed at most. */
  limit?: number;
  /** In so many seconds it may be asked again. */
  retryAfter?: number;
}

/** Refuses: throws the {@link Refusal} of the table under this code. */
export function refuse<C extends ErrorCode>(code: C, facts: ErrorFacts[C]): never {
  throw refusalOf(code, facts);
}

/** The {@link Refusal} of the table under this code, for those who report it instead of throwing it. */
export function refusalOf<C extends ErrorCode>(code: C, facts: ErrorFacts[C]): Refusal {
  return new Refusal(code, SENTENCES[code].sentence(facts), detailsOf(facts));
}

function detailsOf(facts: RefusalDetails & { readonly [fact: string]: unknown }): RefusalDetails {
  const { missing, fields, version, cost, limit, retryAfter } = facts;
  const numbers = Object.entries({ version, cost, limit, retryAfter }).filter(([, value]) => value !== undefined);
  return { ...(missing && { missing }), ...(fields && { fields }), ...Object.fromEntries(numbers) };
}
