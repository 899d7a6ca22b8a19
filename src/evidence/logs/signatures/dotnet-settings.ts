import type { Table } from '../signature.ts';

/** .NET and its libraries: the address is malformed, of another protocol, or on a banned port. No packet was sent. */
export const refusedByDotnet: Table = {
  strength: 'answer',
  runtime: '.net',
  signatures: [
    {
      id: 'dotnet/invalid-uri',
      source:
        'dotnet/runtime System.Private.Uri Strings.resx; System.Net.Http Strings.resx net_http_client_invalid_requesturi, net_http_unsupported_requesturi_scheme',
      example: 'System.UriFormatException: Invalid URI: The hostname could not be parsed.',
      gives: 'client-refuses',
      words: [
        'invalid uri: ',
        'invalid request uri was provided',
        'scheme is not supported',
        'absolute uri or baseaddress must be set',
        'requires an absolute uri',
      ],
      pattern: /\bInvalid URI: The |\binvalid request URI was provided\b|\bThe '[^']{0,60}' scheme is not supported\b/i,
      class: 'client-refuses',
      targetInGroups: true,
    },
    {
      id: 'dotnet/connection-string',
      source:
        'dotnet/runtime System.Data.Common DbConnectionOptions; StackExchange.Redis ConfigurationOptions; MongoDB.Driver ConnectionString',
      example:
        'System.ArgumentException: Format of the initialization string does not conform to specification starting at index 0.',
      gives: 'client-refuses',
      words: [
        'format of the initialization string',
        'keyword not supported:',
        "the connection string '",
        "couldn't set ",
      ],
      pattern:
        /\bFormat of the initialization string does not conform\b|\bKeyword not supported: |\bMongoConfigurationException: The connection string '/i,
      class: 'client-refuses',
      targetInGroups: true,
    },
  ],
};
