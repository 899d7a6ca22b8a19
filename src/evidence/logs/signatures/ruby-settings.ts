import type { Table } from '../signature.ts';

/** Ruby and its libraries: the address is malformed, of another protocol, or on a banned port. No packet was sent. */
export const refusedByRuby: Table = {
  strength: 'answer',
  runtime: 'ruby',
  signatures: [
    {
      id: 'ruby/bad-uri',
      source: 'ruby/uri lib/uri/rfc3986_parser.rb; lib/uri/generic.rb InvalidComponentError; lostisland/faraday',
      example: 'URI::InvalidURIError: bad URI(is not URI?): "http://orders api:8080"',
      gives: 'client-refuses',
      words: ['invalidurierror', 'bad uri(', 'uri::invalidcomponenterror', 'uri::badurierror', 'not an http uri'],
      pattern:
        /\bURI::(?:InvalidURIError|InvalidComponentError|BadURIError)\b|\bbad URI ?\((?:is not URI|absolute but no path)|\bnot an HTTP URI\b/,
      class: 'client-refuses',
      targetInGroups: true,
    },
  ],
};

/** Ruby and its libraries: a setting is missing or invalid. */
export const rubySettings: Table = {
  strength: 'exact',
  runtime: 'ruby',
  signatures: [
    {
      id: 'config/ruby',
      source:
        'rails railties application.rb secret_key_base; ruby ENV.fetch KeyError; bkeepers/dotenv Dotenv::MissingKeys',
      example: 'KeyError: key not found: "DATABASE_URL"',
      gives: 'config',
      words: [
        'key not found: ',
        'secret_key_base',
        'missingkeys',
        'adapternotspecified',
        'messageencryptor::invalidmessage',
        'no database configured',
      ],
      pattern:
        /\bkey not found: "[A-Z][A-Z0-9_]{1,100}"|\bMissing `?secret_key_base`?|\bsecret_key_base` for '|\bDotenv::MissingKeys\b|\bAdapterNotSpecified\b/,
      class: 'config',
    },
  ],
};
