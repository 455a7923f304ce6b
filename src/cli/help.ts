import { oldestNode } from "./node-version.ts";

/** As printed above what was wrong with the flags. */
export const usage = `usage: sluice [--config FILE] [--database NAME=URL]...
              [--host HOST] [--port PORT] [--read-only] [--insecure]
       sluice inspect [--json] [--config FILE] [--database NAME=URL]...
       sluice types [--output FILE] [--check] [--config FILE]
              [--database NAME=URL]...`;

/** What `--help` prints. */
export const help = `Sluice serves several Postgres databases as one GraphQL API.

${usage}

  --config FILE        read this file; without the flag, sluice.config.ts, .mts,
                       .mjs, .js or .json, if there is one
  --database NAME=URL  serve this database, or reach it by this URL; may be
                       repeated; a URL alone is the database "main", no prefix
  --host HOST          listen on this address (127.0.0.1)
  --port PORT          listen on this port (4000); 0 takes a free one
  --read-only          no mutations, and every session is read only
  --insecure           allow an address that others reach: without auth in the
                       configuration everyone is admin
  --help, --version    say this, or the version

sluice inspect says what of each database is exposed, under which names, what is
not, and why. It takes the same flags, and serves nothing.
  --json               print that for programs

sluice types writes what the databases hold as TypeScript, for custom fields. It
takes the same flags, and serves nothing.
  --output FILE        write this file (sluice-types.ts)
  --check              write nothing, and fail where the file is not up to date

Environment, and .env in the working directory:
  SLUICE_DB__SHOP__URL
      The URL of the database "shop". Also __HOST, __PORT, __DATABASE, __USER,
      __PASSWORD, __PASSWORD_FILE, __SIZE, __OVERFLOW, __READ_ONLY, __PREFIX and
      __SCHEMAS (with commas).
  SLUICE_ADMIN_SECRET
      Only who sends it as x-sluice-admin-secret is admin. Also
      SLUICE_ANONYMOUS_ROLE, and SLUICE_JWT__JWKS_URL, __SECRET, __PUBLIC_KEY,
      __ALGORITHMS, __ISSUER, __AUDIENCE, __CLOCK_TOLERANCE, __ROLE_CLAIM,
      __ROLES_CLAIM and __ALLOW_ADMIN.
  DATABASE_URL
      The database "main", with no prefix, where nothing else names a database.

Flags win over the environment, the environment over .env, .env over the file.
Exit codes: 0 ended as asked, 1 could not start or stop, or
types are out of date, 2 wrong flags.
Node ${oldestNode} or later.
`;
