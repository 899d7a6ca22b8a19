import type { Table } from '../signature.ts';

/** Erlang, Elixir and their libraries: the address is malformed, of another protocol, or on a banned port. No packet was sent. */
export const refusedByErlang: Table = {
  strength: 'answer',
  runtime: 'erlang',
  signatures: [
    {
      id: 'erlang/bad-address',
      source: 'elixir-mint/mint lib/mint; edgurgel/httpoison; elixir URI; hackney',
      example: '** (ArgumentError) scheme is required for url: orders:8080',
      gives: 'client-refuses',
      words: [
        'scheme is required for url',
        'invalid url for',
        '(uri.error)',
        'host is required for url',
        'no_scheme',
        'invalid request, :',
      ],
      pattern: /\b(?:scheme|host) is required for url\b|\(URI\.Error\)|\{:?no_scheme\}|\{:error, :nxdomain_scheme\}/,
      class: 'client-refuses',
      targetInGroups: true,
    },
  ],
};

/** Erlang, Elixir and their libraries: a setting is missing or invalid. */
export const erlangSettings: Table = {
  strength: 'exact',
  runtime: 'erlang',
  signatures: [
    {
      id: 'config/elixir',
      source: 'elixir-lang/elixir lib/elixir/lib/system.ex System.EnvError',
      example: '** (System.EnvError) could not fetch environment variable "DATABASE_URL" because it is not set',
      gives: 'config',
      words: [
        'could not fetch environment variable',
        'could not fetch application environment',
        'environment variable',
      ],
      pattern:
        /\bcould not fetch (?:environment variable|application environment) |\*\* \(RuntimeError\) environment variable \w{1,100} is missing/,
      class: 'config',
    },
  ],
};
