import type { Table } from '../signature.ts';

/** The peer answered, and one of the two did not trust the other or spoke another protocol. */
export const answersOfTls: Table = {
  strength: 'answer',
  about: 'answer',
  signatures: [
    {
      id: 'answered:certificate-go',
      source: 'golang/go crypto/x509/verify.go; crypto/tls/common.go CertificateVerificationError',
      example:
        'Get "https://vault:8200/v1": tls: failed to verify certificate: x509: certificate signed by unknown authority',
      gives: 'other',
      words: [
        'x509: ',
        'failed to verify certificate',
        'tls: bad certificate',
        'bad certificate',
        'tls: unknown certificate',
        'remote error: tls:',
        'certificate required',
      ],
      pattern:
        /\bx509: |\btls: failed to verify certificate\b|\bremote error: tls: |\btls: (?:bad|unknown|expired) certificate\b/,
      class: 'other',
    },
    {
      id: 'answered:certificate-openssl',
      source:
        'openssl crypto/x509/x509_txt.c; ssl/ssl_err.c; python/cpython Modules/_ssl.c; curl lib/vtls (60, 35, 51)',
      example:
        'ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:992)',
      gives: 'other',
      words: [
        'certificate_verify_failed',
        'certificate verify failed',
        'certificate verification',
        'local issuer certificate',
        'certificate has expired',
        'self signed certificate',
        'self-signed certificate',
        'wrong version number',
        'wrong_version_number',
        'unknown ca',
        'handshake failure',
        'sslv3_alert',
        'alert number',
        'unsupported protocol',
        'certificate problem',
        'unknown protocol',
        'no alternative certificate',
        'tlsv1_alert',
        'no_shared_cipher',
        'packet length too long',
        'record layer failure',
        'certificate is not trusted',
      ],
      pattern:
        /\bCERTIFICATE_VERIFY_FAILED\b|\bcertificate verif(?:y|ication) failed\b|\bunable to get (?:local )?issuer certificate\b|\bcertificate has expired\b|\bself[ -]signed certificate\b|\bwrong[_ ]version[_ ]number\b|\balert (?:unknown ca|handshake failure|certificate|bad certificate|protocol version|unrecognized name|internal error)|\b(?:TLSV1|SSLV3|TLSV13)_ALERT_\w|\bSSL certificate problem\b|\bno alternative certificate subject name matches\b|\bNO_SHARED_CIPHER\b|\bSSL routines:.{0,100}:(?:unsupported protocol|unknown protocol|packet length too long)|\bcertificate is not trusted\b/i,
      class: 'other',
    },
    {
      id: 'answered:certificate-node',
      source: 'nodejs/node src/crypto/crypto_common.cc; lib/internal/errors.js ERR_TLS_CERT_ALTNAME_INVALID',
      example:
        "Error [ERR_TLS_CERT_ALTNAME_INVALID]: Hostname/IP does not match certificate's altnames: Host: orders. is not in the cert's altnames",
      gives: 'other',
      words: [
        'err_tls_',
        'unable_to_verify_leaf',
        'depth_zero_self_signed',
        'self_signed_cert',
        'cert_has_expired',
        "certificate's altnames",
        'unable to verify the first certificate',
        'err_ssl_',
        'unable_to_get_issuer',
      ],
      pattern:
        /\bERR_TLS_(?!HANDSHAKE_TIMEOUT)\w|\bUNABLE_TO_(?:VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT\w{0,20})\b|\b(?:DEPTH_ZERO_)?SELF_SIGNED_CERT(?:_IN_CHAIN)?\b|\bCERT_HAS_EXPIRED\b|certificate's altnames\b|\bunable to verify the first certificate\b|\bERR_SSL_\w/,
      class: 'other',
      runtime: 'node',
    },
    {
      id: 'answered:certificate-java',
      source: 'openjdk java.base/sun/security/validator, sun/security/ssl/Alert.java, HostnameChecker',
      example:
        'Caused by: sun.security.validator.ValidatorException: PKIX path building failed: unable to find valid certification path to requested target',
      gives: 'other',
      words: [
        'pkix path',
        'received fatal alert',
        'no subject alternative',
        'certificateexception',
        'valid certification path',
        'sslpeerunverified',
        'not an ssl/tls record',
        'certpathvalidator',
        'unrecognized ssl message',
        'no name matching',
      ],
      pattern:
        /\bPKIX path (?:building|validation) failed\b|\bReceived fatal alert: |\bNo subject alternative (?:names|DNS name|IP address)\b|\bCertificate(?:Expired|NotYetValid)?Exception: |\bvalid certification path to requested target\b|\bSSLPeerUnverifiedException\b|\bnot an SSL\/TLS record\b|\bCertPathValidatorException\b|\bUnrecognized SSL message, plaintext connection\?|\bNo name matching \S{1,253} found\b/,
      class: 'other',
      runtime: 'java',
    },
    {
      id: 'answered:certificate-others',
      source:
        'dotnet/runtime System.Net.Security Strings.resx net_ssl_io_cert_validation; rustls src/error.rs; erlang/otp ssl; gnutls lib/errors.c; golang net/http',
      example: 'The remote certificate is invalid because of errors in the certificate chain: UntrustedRoot',
      gives: 'other',
      words: [
        'remote certificate is invalid',
        'remote certificate was rejected',
        'invalid peer certificate',
        'unknownissuer',
        'peer certificate cannot be authenticated',
        'tls alert',
        'tls_alert',
        'remotecertificate',
        'server gave http response to https client',
        'server sent http response',
        'first record does not look like a tls handshake',
        'malformed http response',
        'tls client',
        'certificate is not trusted',
        "certificate's owner",
        'oversized record received',
        'http request to an https server',
        'https required',
      ],
      pattern:
        /\bremote certificate (?:is invalid|was rejected)|\binvalid peer certificate\b|\bUnknownIssuer\b|\bPeer certificate cannot be authenticated\b|\bRemoteCertificate(?:NameMismatch|ChainErrors|NotAvailable)\b|\{:?tls_alert, ?|\bTLS Alert\b|\bTLS client: In state \w{1,30} .{0,80}(?:Fatal|alert)|\bserver gave HTTP response to HTTPS client\b|\bfirst record does not look like a TLS handshake\b|\bmalformed HTTP response "|\btls: oversized record received\b|\bclient sent an HTTP request to an HTTPS server\b|\bcertificate's owner does not match\b/i,
      class: 'other',
    },
  ],
};
