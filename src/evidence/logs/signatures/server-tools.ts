import { untilConnectedOrReset } from '../possible-causes.ts';
import type { Table } from '../signature.ts';

/** What comes with a server: its command line client, the entry point of its image. */
export const serverTools: Table = {
  strength: 'exact',
  signatures: [
    {
      id: 'pg_isready/no-response',
      source: 'postgres/postgres src/bin/scripts/pg_isready.c PQPING_NO_RESPONSE',
      example: 'db:5432 - no response',
      gives: 'unavailable db:5432',
      words: [' - no response'],
      pattern: /^(?:.{0,60} )?(?<address>[\w.:%-]{1,253}:\d{1,5}) - no response$/,
      class: 'unavailable',
      also: untilConnectedOrReset,
      runtime: 'pg_isready',
      library: 'postgres',
    },
    {
      id: 'redis-cli/connect',
      source: 'redis/redis src/redis-cli.c cliConnect',
      example: 'Could not connect to Redis at redis:6379: Connection refused',
      gives: 'connection-refused redis:6379',
      words: ['could not connect to redis at '],
      pattern: /\bCould not connect to Redis at (?<address>[^\s]{1,260}): (?<cause>[^"]{1,100})/,
      class: 'cause',
      otherwise: 'unavailable',
      runtime: 'redis-cli',
      library: 'redis',
    },
    {
      id: 'kubectl/refused',
      source: 'kubernetes/kubernetes staging/src/k8s.io/kubectl/pkg/cmd/util/helpers.go StandardErrorMessage',
      example: 'The connection to the server 10.96.0.1:443 was refused - did you specify the right host or port?',
      gives: 'connection-refused 10.96.0.1:443',
      words: ['was refused - did you specify'],
      pattern: /\bThe connection to the server (?<address>[^\s]{1,260}) was refused\b/,
      class: 'connection-refused',
      runtime: 'kubectl',
    },
    {
      id: 'etcdctl/endpoint',
      source: 'etcd-io/etcd etcdctl/ctlv3/command/ep_command.go',
      example: 'https://10.0.0.7:2379 is unhealthy: failed to commit proposal: context deadline exceeded',
      gives: 'unavailable 10.0.0.7:2379',
      words: ['is unhealthy: failed to'],
      pattern:
        /(?<![\w.[\]:-])(?<address>[\w.[\]:-]{1,253}:\d{1,5}) is unhealthy: failed to (?:commit proposal|connect): (?:context deadline exceeded|Active Alarm|.{0,20}unavailable)/,
      class: 'unavailable',
      also: untilConnectedOrReset,
      runtime: 'etcdctl',
    },
    {
      id: 'ldap/cannot-contact',
      source: 'openldap/openldap libraries/libldap/error.c LDAP_SERVER_DOWN',
      example: "ldap_sasl_bind(SIMPLE): Can't contact LDAP server (-1)",
      gives: 'unavailable',
      words: ["can't contact ldap server"],
      pattern: /\bCan't contact LDAP server\b/,
      class: 'unavailable',
      also: [...untilConnectedOrReset, 'tls-handshake-timeout'],
      runtime: 'ldap',
      library: 'ldap',
    },
    {
      id: 'config/postgres-image',
      source: 'docker-library/postgres docker-entrypoint.sh; docker-library/mysql docker-entrypoint.sh',
      example: 'Error: Database is uninitialized and superuser password is not specified.',
      gives: 'config',
      words: ['database is uninitialized and'],
      pattern: /\bDatabase is uninitialized and (?:superuser )?password\b/i,
      class: 'config',
    },
  ],
};

/** The command line client of a server says that the server answered. */
export const answersOfServerTools: Table = {
  strength: 'exact',
  about: 'answer',
  signatures: [
    {
      id: 'answered:pg_isready/rejecting',
      source: 'postgres/postgres src/bin/scripts/pg_isready.c PQPING_REJECT',
      example: 'db:5432 - rejecting connections',
      gives: 'other db:5432',
      words: [' - rejecting connections'],
      pattern: /^(?:.{0,60} )?(?<address>[\w.:%-]{1,253}:\d{1,5}) - rejecting connections$/,
      class: 'other',
      runtime: 'pg_isready',
      library: 'postgres',
    },
  ],
};
