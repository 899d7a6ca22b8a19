import type { Table } from '../signature.ts';

/** HTTP clients of Spring, and Feign. */
export const javaSpring: Table = {
  strength: 'exact',
  runtime: 'java',
  signatures: [
    {
      id: 'spring/io-error-name',
      source: 'spring-projects/spring-framework web/client/RestTemplate.createResourceAccessException',
      example:
        'ResourceAccessException: I/O error on GET request for "http://orders:8080/v1": orders; nested exception is java.net.UnknownHostException: orders',
      gives: 'dns-nxdomain orders:8080',
      words: ['i/o error on '],
      pattern:
        /\bI\/O error on [A-Z]{3,7} request for ["']https?:\/\/(?<host>[\w.-]{1,253})(?::(?<port>\d{1,5}))?[^"']{0,1000}["']: ?\k<host>(?:;|$)/,
      class: 'dns-nxdomain',
      also: ['dns-timeout', 'dns-servfail'],
      runtime: 'java/spring',
    },
    {
      id: 'spring/io-error',
      source: 'spring-projects/spring-framework web/client/RestTemplate.createResourceAccessException, RestClient',
      example: 'ResourceAccessException: I/O error on POST request for "http://orders:8080/v1": Connect timed out',
      gives: 'connect-timeout orders:8080',
      words: ['i/o error on '],
      pattern:
        /\bI\/O error on [A-Z]{3,7} request for ["']https?:\/\/(?<address>[^\s/"'?]{1,260})[^"']{0,1000}["'](?:: ?(?<cause>[^"]{1,400}))?/,
      class: 'cause',
      otherwise: 'unavailable',
      runtime: 'java/spring',
    },
    {
      id: 'feign/executing',
      source: 'OpenFeign/feign FeignException.errorExecuting',
      example: 'feign.RetryableException: Connection refused (Connection refused) executing GET http://orders:8080/v1',
      gives: 'connection-refused orders:8080',
      words: [' executing '],
      pattern:
        /(?:^|[^\w.])(?:RetryableException: |feign\.RetryableException: |: )?(?<cause>(?:[Cc]onnect|Connection|Read|No route|Network|timeout|Failed to connect|Unexpected end)[^:"]{0,160}) executing [A-Z]{3,7} https?:\/\/(?<address>[^\s/"'?]{1,260})/,
      class: 'cause',
      otherwise: 'unavailable',
      runtime: 'java/feign',
    },
    {
      id: 'feign/name',
      source: 'OpenFeign/feign FeignException.errorExecuting with the message of an UnknownHostException',
      example: 'feign.RetryableException: orders executing GET http://orders/v1',
      gives: 'dns-nxdomain orders',
      words: [' executing '],
      pattern:
        /(?:^|[^\w.-])(?<host>[\w.-]{1,253})(?:: [^:"]{1,80})? executing [A-Z]{3,7} https?:\/\/\k<host>(?::(?<port>\d{1,5}))?(?![\w.-])/,
      class: 'dns-nxdomain',
      also: ['dns-timeout', 'dns-servfail'],
      runtime: 'java/feign',
    },
  ],
};
