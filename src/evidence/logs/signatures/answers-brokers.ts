import type { Table } from '../signature.ts';

/** Texts that only come with the answer of a broker. */
export const answersOfBrokers: Table = {
  strength: 'answer',
  about: 'answer',
  signatures: [
    {
      id: 'answered:amqp',
      source:
        'AMQP 0-9-1 reply codes 403, 404, 405, 406, 530, 541; rabbitmq/rabbitmq-server deps/rabbit/src/rabbit_reader.erl',
      example:
        "consumer: Cannot connect to amqp://guest:**@rabbitmq:5672//: Connection.open: (541) INTERNAL_ERROR - access to vhost '/' refused for user 'guest': vhost '/' is down.",
      gives: 'other',
      words: [
        'access to vhost',
        'access_refused',
        'access-refused',
        'accessrefused',
        'login was refused',
        'not_allowed - ',
        'precondition_failed',
        'not_found - no ',
        'resource_locked',
        'handshake terminated by server: 403',
        'possibleauthenticationfailureerror',
        'probableauthenticationerror',
        'probableaccessdeniederror',
        'authenticationfailureexception',
        '(403) ',
      ],
      pattern:
        /\baccess to vhost .{1,200} refused\b|\bACCESS[_-]REFUSED\b|\bAccessRefused\b|\bLogin was refused\b|\bNOT_ALLOWED - |\bPRECONDITION_FAILED\b|\bNOT_FOUND - no \w|\bRESOURCE_LOCKED\b|\bHandshake terminated by server: 403|\b(?:PossibleAuthenticationFailureError|ProbableAuthenticationError|ProbableAccessDeniedError|AuthenticationFailureException)\b/,
      class: 'other',
      library: 'amqp',
    },
    {
      id: 'answered:kafka',
      source:
        'apache/kafka clients common/errors (SaslAuthentication, TopicAuthorization, UnknownTopicOrPartition, UnsupportedVersion); librdkafka src/rdkafka_sasl.c; IBM/sarama errors.go',
      example:
        'org.apache.kafka.common.errors.SaslAuthenticationException: Authentication failed: Invalid username or password',
      gives: 'other',
      words: [
        'saslauthenticationexception',
        'sasl authentication',
        'sasl mechanism',
        'authorizationexception',
        'authorization failed',
        'saslauthentication',
        'unsupportedsaslmechanism',
        'unsupportedversionexception',
        'unknown topic',
        'unknowntopicorpartition',
        'topic_authorization_failed',
        'saslauthenticationfailed',
        'invalidreplicationfactor',
        'not authorized to access',
      ],
      pattern:
        /\bSaslAuthentication(?:Exception|Failed)\b|\bSASL authentication (?:error|failed)|\bKafkaJSSASLAuthenticationError\b|\bUnsupportedSaslMechanism|\b(?:Topic|Group|Cluster|TransactionalId)AuthorizationException\b|\b(?:Topic|Group|Cluster) authorization failed\b|\bUnsupportedVersionException\b|\bUnknown topic or partition\b|\bUnknownTopicOrPartition(?:Exception|Error)\b|\bnot authorized to access (?:this topic|this group|topics|group)/i,
      class: 'other',
      library: 'kafka',
    },
  ],
};
