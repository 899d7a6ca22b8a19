import type { Table } from '../signature.ts';

/** Python and its libraries: the address is malformed, of another protocol, or on a banned port. No packet was sent. */
export const refusedByPython: Table = {
  strength: 'answer',
  runtime: 'python',
  signatures: [
    {
      id: 'python/requests-url',
      source: 'psf/requests src/requests/models.py prepare_url, sessions.py get_adapter, exceptions.py',
      example:
        "requests.exceptions.MissingSchema: Invalid URL 'orders/v1': No scheme supplied. Perhaps you meant https://orders/v1?",
      gives: 'client-refuses',
      words: [
        'missingschema',
        'invalidschema',
        'invalidurl',
        'no scheme supplied',
        'no connection adapters',
        'no host supplied',
        'url has an invalid label',
      ],
      pattern:
        /\b(?:MissingSchema|InvalidSchema|InvalidURL|InvalidProxyURL|NonHttpUrlClientError|InvalidUrlClientError)\b|\bNo scheme supplied\b|\bNo connection adapters were found for\b|\bNo host supplied\b|\bURL has an invalid label\b/,
      class: 'client-refuses',
      targetInGroups: true,
    },
    {
      id: 'python/unsupported-protocol',
      source: 'encode/httpx httpx/_exceptions.py; encode/httpcore',
      example: "httpx.UnsupportedProtocol: Request URL is missing an 'http://' or 'https://' protocol.",
      gives: 'client-refuses',
      words: [
        'unsupportedprotocol',
        "request url is missing an 'http",
        'request url has an unsupported protocol',
        'locationparseerror',
        'urlschemeunknown',
      ],
      pattern:
        /\bUnsupportedProtocol\b|\bRequest URL (?:is missing an 'http|has an unsupported protocol)|\b(?:LocationParseError|URLSchemeUnknown)\b/,
      class: 'client-refuses',
      targetInGroups: true,
    },
    {
      id: 'python/urllib-type',
      source: 'python/cpython Lib/urllib/request.py; Lib/http/client.py InvalidURL; Lib/urllib/parse.py',
      example: 'urllib.error.URLError: <urlopen error unknown url type: orders>',
      gives: 'client-refuses',
      words: [
        'unknown url type',
        'nonnumeric port',
        'no host given',
        'port could not be cast',
        'port out of range',
        'invalid ipv6 url',
      ],
      pattern:
        /\bunknown url type: |\bnonnumeric port: |\burlopen error no host given\b|\bPort could not be cast to integer value\b|\bValueError: Port out of range|\bInvalid IPv6 URL\b/,
      class: 'client-refuses',
      targetInGroups: true,
    },
    {
      id: 'python/connection-string',
      source:
        'sqlalchemy lib/sqlalchemy/engine/url.py _parse_url; redis-py redis/connection.py parse_url; pymongo uri_parser.py; libpq fe-connect.c',
      example: "sqlalchemy.exc.ArgumentError: Could not parse SQLAlchemy URL from string 'orders'",
      gives: 'client-refuses',
      words: [
        'could not parse sqlalchemy url',
        'could not parse rfc1738',
        'must specify one of the following schemes',
        'invaliduri',
        'nosuchmoduleerror',
        'invalid dsn',
        'in connection info string',
        'invalid connection option',
        'invalid integer value',
      ],
      pattern:
        /\bCould not parse (?:SQLAlchemy URL|rfc1738 URL)|\bmust specify one of the following schemes\b|\bpymongo\.errors\.InvalidURI\b|\bNoSuchModuleError: Can't load plugin: sqlalchemy|\bProgrammingError: invalid dsn\b|\bmissing "=" after ".{0,400}" in connection info string|\binvalid integer value ".{0,80}" for connection option/,
      class: 'client-refuses',
      targetInGroups: true,
    },
    {
      id: 'python/port-type',
      source: 'python/cpython Modules/socketmodule.c getsockaddrarg',
      example: 'OverflowError: connect(): port must be 0-65535.',
      gives: 'client-refuses',
      words: ['port must be 0-65535', 'getsockaddrarg'],
      pattern: /\bport must be 0-65535|\bgetsockaddrarg\b/,
      class: 'client-refuses',
    },
  ],
};

/** Python and its libraries: a setting is missing or invalid. */
export const pythonSettings: Table = {
  strength: 'exact',
  runtime: 'python',
  signatures: [
    {
      id: 'config/python-key',
      source: 'python/cpython Lib/os.py _Environ.__getitem__',
      example:
        'Traceback (most recent call last):\n  File "/app/main.py", line 3, in <module>\n    url = os.environ[\'DATABASE_URL\']\n  File "<frozen os>", line 679, in __getitem__\nKeyError: \'DATABASE_URL\'',
      gives: 'config',
      words: ['keyerror: '],
      pattern: /\bKeyError: '(?:[A-Z][A-Z0-9_]{1,100})'$/,
      class: 'config',
    },
    {
      id: 'config/python-environment',
      source:
        'python/cpython Lib/os.py; pydantic-settings; sloria/environs EnvError; HBNetwork/python-decouple UndefinedValueError; django ImproperlyConfigured',
      example: 'django.core.exceptions.ImproperlyConfigured: The SECRET_KEY setting must not be empty.',
      gives: 'config',
      words: [
        'improperlyconfigured',
        'undefinedvalueerror',
        'enverror',
        'keyerror: ',
        'settingserror',
        'valueerror: environment',
        'environmentnotfound',
      ],
      pattern:
        /\bImproperlyConfigured\b|\bUndefinedValueError\b|\benviron\w{0,4}\.(?:exceptions\.)?Env(?:Validation)?Error\b|\bSettingsError\b/,
      class: 'config',
    },
  ],
};
