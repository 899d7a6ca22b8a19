import { anyTimeout } from '../possible-causes.ts';
import type { Table } from '../signature.ts';

/** HTTP clients of the JVM: Netty, Apache HttpClient, OkHttp, Ktor. */
export const javaHttp: Table = {
  strength: 'exact',
  runtime: 'java',
  signatures: [
    {
      id: 'netty/connect',
      source:
        'netty/netty channel/AbstractChannel.annotateConnectException; `finishConnect(..) failed` channel/unix/Errors',
      example:
        'io.netty.channel.AbstractChannel$AnnotatedConnectException: finishConnect(..) failed: Connection refused: orders.shop/10.96.4.7:8080',
      gives: 'connection-refused orders.shop:8080',
      words: [
        'connection refused: ',
        'no route to host: ',
        'is unreachable: ',
        'connection timed out: ',
        'connection reset: ',
        'permission denied: ',
      ],
      pattern:
        /\b(?<cause>[Cc]onnection refused|No route to host|(?:Network|Host) is unreachable|[Cc]onnection timed out|Connection reset|Permission denied): (?:no further information: )?(?<address>[\w.-]{0,253}\/\[?[\w.:%-]{2,253}\]?:\d{1,5})/,
      class: 'cause',
      runtime: 'java/netty',
    },
    {
      id: 'netty/connect-timeout',
      source: 'netty/netty channel/nio/AbstractNioChannel.connect ConnectTimeoutException',
      example:
        'io.netty.channel.ConnectTimeoutException: connection timed out after 30000 ms: orders.shop/10.96.4.7:8080',
      gives: 'connect-timeout orders.shop:8080',
      words: ['connecttimeoutexception: connection timed out', 'connection timed out after', 'connection timed out: '],
      pattern:
        /\bconnection timed out(?: after \d{1,9} ?ms)?: (?<address>[\w.-]{0,253}\/?\[?[\w.:%-]{2,253}\]?:\d{1,5})/,
      class: 'connect-timeout',
      runtime: 'java/netty',
    },
    {
      id: 'netty/dns-timeout',
      source: 'netty/netty resolver/dns/DnsQueryContext DnsNameResolverTimeoutException',
      example:
        "io.netty.resolver.dns.DnsNameResolverTimeoutException: [41251: /10.96.0.10:53] DefaultDnsQuestion(orders.shop. IN A) query '41251' via UDP timed out after 5000 milliseconds (no stack trace available)",
      gives: 'dns-timeout orders.shop',
      words: ['dnsnameresolvertimeoutexception', 'timed out after'],
      pattern:
        /(?:\[(?:\d{1,6}: ?)?\/?(?<resolver>[^\s/\]]{3,60}:\d{1,5})\] )(?:DefaultDnsQuestion\((?<host>[^\s()]{1,253}?)\.? IN [A-Z]{1,5}\) )?query(?: '\d{1,6}')?(?: via \w{3,5})? timed out after/,
      class: 'dns-timeout',
      runtime: 'java/netty',
    },
    {
      id: 'netty/dns-code',
      source: 'netty/netty resolver/dns/DnsErrorCauseException',
      example: 'io.netty.resolver.dns.DnsErrorCauseException: Query failed with SERVFAIL',
      gives: 'dns-servfail',
      words: ['query failed with'],
      pattern: /\bQuery failed with (?<cause>NXDOMAIN|SERVFAIL)/i,
      class: 'cause',
      runtime: 'java/netty',
    },
    {
      id: 'netty/unknown-host',
      source: 'netty/netty resolver/dns/DnsResolveContext.finishResolve',
      example: "java.net.UnknownHostException: Failed to resolve 'orders.shop' [A(1), AAAA(28)] after 7 queries",
      gives: 'dns-nxdomain orders.shop',
      words: ["failed to resolve '", 'search domain query failed'],
      pattern: /(?:\bOriginal hostname: '|\b[Ff]ailed to resolve ')(?<address>[^\s']{1,260}?)\.?'/,
      class: 'dns-nxdomain',
      also: ['dns-timeout', 'dns-servfail'],
      runtime: 'java/netty',
    },
    {
      id: 'netty/read-timeout',
      source: 'netty/netty handler/timeout/ReadTimeoutException',
      example: 'io.netty.handler.timeout.ReadTimeoutException: null',
      gives: 'read-timeout',
      words: ['readtimeoutexception'],
      pattern:
        /\bio\.netty\.handler\.timeout\.ReadTimeoutException\b|\bnested exception is \S{0,60}ReadTimeoutException\b/,
      class: 'read-timeout',
      runtime: 'java/netty',
    },
    {
      id: 'netty/read-reset',
      source: 'netty/netty channel/unix/Errors NativeIoException',
      example: 'io.netty.channel.unix.Errors$NativeIoException: recvAddress(..) failed: Connection reset by peer',
      gives: 'connection-reset',
      words: ['(..) failed'],
      pattern:
        /\b(?:recvAddress|readAddress|writevAddresses|writeAddress|sendAddress|syscall:\w{1,20}|recv|read|write|splice)\(\.\.\) failed(?: with error\(-?\d{1,5}\))?: (?<cause>[^:;"]{3,80})/,
      class: 'cause',
      timeout: 'read-timeout',
      runtime: 'java/netty',
    },
    {
      id: 'reactor-netty/premature-close',
      source: 'reactor/reactor-netty http/client/PrematureCloseException',
      example: 'reactor.netty.http.client.PrematureCloseException: Connection prematurely closed BEFORE response',
      gives: 'connection-reset',
      words: ['connection prematurely closed'],
      pattern: /\bConnection prematurely closed (?:BEFORE|DURING) response/,
      class: 'connection-reset',
      runtime: 'java/netty',
    },
    {
      id: 'apache-http/connect',
      source:
        'apache/httpcomponents-client conn/HttpHostConnectException, ConnectTimeoutException; 5.x ConnectExceptionSupport with a URL',
      example:
        'org.apache.http.conn.HttpHostConnectException: Connect to orders.shop:8080 [orders.shop/10.96.4.7] failed: Connection refused (Connection refused)',
      gives: 'connection-refused orders.shop:8080',
      words: ['connect to '],
      pattern:
        /\bConnect to (?:https?:\/\/)?(?<address>\[?[\w.:%-]{1,253}\]?(?::\d{1,5})?)(?: \[[^\n]{0,400}?\])? failed(?:: (?<cause>[^;"]{1,200}))?/,
      class: 'cause',
      otherwise: 'unavailable',
      timeout: 'connect-timeout',
      runtime: 'java/apache-httpclient',
    },
    {
      id: 'apache-http/connect-timeout',
      source:
        'apache/httpcomponents-client ConnectExceptionSupport.createConnectTimeoutException; 4.0 PlainSocketFactory; httpcore-nio AbstractIOSessionRequest',
      example: 'java.net.ConnectException: Timeout connecting to [orders.shop/10.96.4.7:9200]',
      gives: 'connect-timeout orders.shop:9200',
      words: ['timeout connecting to', ' timed out'],
      pattern:
        /(?:\bTimeout connecting to \[?(?:https?:\/\/)?|\bConnect to (?:https?:\/\/)?)(?<address>[\w.-]{0,253}(?:\/\[?[\w.:%-]{2,60}\]?)?(?::\d{1,5})?)(?:\]| timed out)/,
      class: 'connect-timeout',
      runtime: 'java/apache-httpclient',
    },
    {
      id: 'apache-http/no-response',
      source:
        'apache/httpcomponents-client DefaultHttpResponseParser NoHttpResponseException; core ConnectionClosedException',
      example: 'org.apache.http.NoHttpResponseException: orders.shop:8080 failed to respond',
      gives: 'connection-reset orders.shop:8080',
      words: ['failed to respond', 'connectionclosedexception', 'nohttpresponseexception'],
      pattern:
        /\bNoHttpResponseException(?:: (?:https?:\/\/)?(?<address>\[?[\w.:%-]{1,253}\]?) failed to respond)?|\bConnectionClosedException: (?:Connection (?:is )?closed|Premature end|Connection closed unexpectedly)/,
      class: 'connection-reset',
      runtime: 'java/apache-httpclient',
    },
    {
      id: 'apache-http/read-timeout',
      source: 'apache/httpcomponents-core nio HttpAsyncRequestExecutor.timeout: `… timeout on connection`',
      example: 'java.net.SocketTimeoutException: 30,000 milliseconds timeout on connection http-outgoing-0 [ACTIVE]',
      gives: 'read-timeout',
      words: ['timeout on connection'],
      pattern: /\b[\d,.]{1,12} (?:milliseconds|seconds|MILLISECONDS|SECONDS) timeout on connection\b/,
      class: 'read-timeout',
      runtime: 'java/apache-httpclient',
    },
    {
      id: 'apache-http/pool',
      source: 'apache/httpcomponents-client PoolingHttpClientConnectionManager ConnectionPoolTimeoutException',
      example: 'org.apache.http.conn.ConnectionPoolTimeoutException: Timeout waiting for connection from pool',
      gives: 'unavailable',
      words: ['timeout waiting for connection from pool', 'timeout deadline: '],
      pattern: /\bTimeout waiting for connection from pool\b|\bTimeout deadline: \d{1,12} MILLISECONDS/,
      class: 'unavailable',
      also: ['connect-timeout', 'read-timeout'],
      runtime: 'java/apache-httpclient',
    },
    {
      id: 'okhttp/connect',
      source: 'square/okhttp connection/ConnectPlan.connectSocket ConnectException',
      example: 'java.net.ConnectException: Failed to connect to orders.shop/10.96.4.7:8080',
      gives: 'connection-refused orders.shop:8080',
      words: ['connectexception: failed to connect to'],
      pattern: /\bConnectException: Failed to connect to (?<address>[\w.-]{0,253}\/\[?[\w.:%-]{2,60}\]?:\d{1,5})/,
      class: 'connection-refused',
      also: ['connect-timeout', 'no-route'],
      runtime: 'java/okhttp',
    },
    {
      id: 'okhttp/connect-android',
      source: 'Android libcore IoBridge.connect, and IoBridge.createMessageForException',
      example:
        'java.net.SocketTimeoutException: failed to connect to orders.shop/10.96.4.7 (port 8080) from /10.244.1.5 (port 40412) after 10000ms',
      gives: 'connect-timeout orders.shop:8080',
      words: ['failed to connect to'],
      pattern:
        /\bSocketTimeoutException: failed to connect to (?<host>[\w.-]{0,253}\/[\w.:%-]{2,60}) \(port (?<port>\d{1,5})\)/,
      class: 'connect-timeout',
    },
    {
      id: 'okhttp/unexpected-end',
      source: 'square/okhttp http1/Http1ExchangeCodec.readResponseHeaders',
      example: 'java.io.IOException: unexpected end of stream on http://orders.shop:8080/...',
      gives: 'connection-reset orders.shop:8080',
      words: ['unexpected end of stream on'],
      pattern:
        /\bunexpected end of stream on (?:Connection\{)?(?:https?:\/\/)?(?<address>\[?[\w.:%-]{1,253}\]?:\d{1,5})?/,
      class: 'connection-reset',
      runtime: 'java/okhttp',
    },
    {
      id: 'okhttp/interrupted',
      source: 'square/okio AsyncTimeout under okhttp RealCall.timeoutExit: the timeout of the whole call',
      example: 'java.io.InterruptedIOException: timeout',
      gives: 'unavailable',
      words: ['interruptedioexception: timeout'],
      pattern: /\bInterruptedIOException: timeout\b/,
      class: 'unavailable',
      also: anyTimeout,
      runtime: 'java/okhttp',
    },
    {
      id: 'ktor/connect-timeout',
      source: 'ktorio/ktor client/plugins/HttpTimeout ConnectTimeoutException',
      example:
        'io.ktor.client.network.sockets.ConnectTimeoutException: Connect timeout has expired [url=http://orders:8080/v1, connect_timeout=5000 ms]',
      gives: 'connect-timeout orders:8080',
      words: ['connect timeout has expired'],
      pattern: /\bConnect timeout has expired\b/,
      class: 'connect-timeout',
      also: ['dns-timeout'],
      runtime: 'java/ktor',
    },
    {
      id: 'ktor/socket-timeout',
      source: 'ktorio/ktor client/plugins/HttpTimeout SocketTimeoutException',
      example:
        'java.net.SocketTimeoutException: Socket timeout has expired [url=http://orders:8080/v1, socket_timeout=5000] ms',
      gives: 'read-timeout orders:8080',
      words: ['socket timeout has expired'],
      pattern: /\bSocket timeout has expired\b/,
      class: 'read-timeout',
      runtime: 'java/ktor',
    },
    {
      id: 'ktor/request-timeout',
      source:
        'ktorio/ktor client/plugins/HttpTimeout HttpRequestTimeoutException; AsyncHttpClient RequestTimeoutTimerTask',
      example:
        'io.ktor.client.plugins.HttpRequestTimeoutException: Request timeout has expired [url=http://orders:8080/v1, request_timeout=5000 ms]',
      gives: 'unavailable orders:8080',
      words: ['request timeout has expired', 'request timeout to '],
      pattern:
        /\bRequest timeout has expired\b|\bRequest timeout to (?<address>[\w.-]{1,253}\/[\w.:]{2,60}:\d{1,5}) after \d/,
      class: 'unavailable',
      also: anyTimeout,
      runtime: 'java/ktor',
    },
  ],
};
