import type { Table } from '../signature.ts';

/** Rust and its libraries: the address is malformed, of another protocol, or on a banned port. No packet was sent. */
export const refusedByRust: Table = {
  strength: 'answer',
  runtime: 'rust',
  signatures: [
    {
      id: 'rust/url-parse',
      source:
        'servo/rust-url url/src/parser.rs ParseError; seanmonstar/reqwest src/error.rs builder; hyperium/http src/uri/mod.rs InvalidUri',
      example: 'reqwest::Error { kind: Builder, source: RelativeUrlWithoutBase }',
      gives: 'client-refuses',
      words: [
        'relativeurlwithoutbase',
        'relative url without a base',
        'url scheme is not allowed',
        'invaliduri',
        'builder error for url',
        'kind: builder',
        'invalid port number',
        'emptyhost',
        'invalid uri character',
        'urlparseerror',
      ],
      pattern:
        /\bRelativeUrlWithoutBase\b|\brelative URL without a base\b|\bURL scheme is not allowed\b|\bInvalidUri\b|\bbuilder error for url\b|\bError \{ kind: Builder\b|: invalid port number$|\bkind: EmptyHost\b|\binvalid uri character\b/,
      class: 'client-refuses',
      targetInGroups: true,
    },
  ],
};

/** Rust and its libraries: a setting is missing or invalid. */
export const rustSettings: Table = {
  strength: 'exact',
  runtime: 'rust',
  signatures: [
    {
      id: 'config/rust',
      source: 'rust-lang/rust library/std/src/env.rs VarError; softprops/envy; config-rs',
      example: 'called `Result::unwrap()` on an `Err` value: NotPresent',
      gives: 'config',
      words: [
        'environment variable not found',
        ': notpresent',
        '(notpresent)',
        'missing value for field',
        'missing field `',
        'missing configuration field',
        'envvar(notpresent',
      ],
      pattern:
        /\benvironment variable not found\b|(?:: |\(|EnvVar\()NotPresent\b|\bmissing value for field \w|\bmissing (?:configuration )?field [`"]/,
      class: 'config',
    },
  ],
};
