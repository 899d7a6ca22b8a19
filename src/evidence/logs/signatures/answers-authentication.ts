import type { Table } from '../signature.ts';

/** The server answered that it does not take the credentials. */
export const answersOfAuthentication: Table = {
  strength: 'answer',
  about: 'answer',
  signatures: [
    {
      id: 'answered:authentication',
      source: 'the wording of many servers and clients: SSH, SMTP 535, LDAP 49, MQTT, NATS, Elasticsearch, Vault',
      example: 'LDAPBindError: INVALID_CREDENTIALS: LDAP error code 49 - Invalid Credentials',
      gives: 'other',
      words: [
        'invalid credentials',
        'invalid_credentials',
        'authorization violation',
        'invalid username or password',
        'incorrect username or password',
        'security_exception',
        '535 ',
        'not authorized',
        'no supported authentication methods',
        'permission denied (publickey',
        'invalid login',
        'authentication error',
        'invalid api key',
        'missing client token',
        'invalidaccesskeyid',
        'signaturedoesnotmatch',
        'accessdenied',
        'expiredtoken',
        'access denied (',
        'invalid authentication',
      ],
      pattern:
        /\bINVALID[_ ]CREDENTIALS\b|\bAuthorization Violation\b|\b(?:invalid|incorrect|bad) (?:user ?name|login) (?:or|and) password\b|\bsecurity_exception\b|\b535[ -]5\.7\.\d|\bConnection Refused: Not authorized\b|\bNo supported authentication methods\b|\bPermission denied \(publickey|\bInvalid login: 5\d\d\b|\binvalid API key\b|\bmissing client token\b|\b(?:InvalidAccessKeyId|SignatureDoesNotMatch|ExpiredToken)\b|\(AccessDenied\)/i,
      class: 'other',
    },
  ],
};
