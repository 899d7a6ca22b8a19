import { anyFailure, anyTimeout } from '../possible-causes.ts';
import type { Table } from '../signature.ts';

/** .NET's own texts, and its HTTP client's. */
export const dotnet: Table = {
  strength: 'exact',
  runtime: '.net',
  signatures: [
    {
      id: 'dotnet/http-request',
      source:
        'dotnet/runtime System.Net.Http ConnectHelper.CreateWrappedException: the text of the socket, then the authority',
      example: 'System.Net.Http.HttpRequestException: Name or service not known (orders.shop:8080)',
      gives: 'dns-nxdomain orders.shop:8080',
      words: ['httprequestexception: '],
      pattern:
        /\bHttpRequestException(?: \(0x[0-9A-F]{8}\))?: (?<cause>[^()]{3,300}?) ?\((?<host>\[?[\w.:%-]{1,253}?\]?):(?<port>\d{1,5})\)/,
      class: 'cause',
      runtime: '.net/httpclient',
    },
    {
      id: 'dotnet/connect-timeout',
      source: 'dotnet/runtime System.Net.Http HttpConnectionPool: SocketsHttpHandler.ConnectTimeout',
      example: 'System.TimeoutException: A connection could not be established within the configured ConnectTimeout.',
      gives: 'connect-timeout',
      words: ['within the configured connecttimeout'],
      pattern: /\bA connection could not be established within the configured ConnectTimeout/,
      class: 'connect-timeout',
      also: ['dns-timeout', 'tls-handshake-timeout'],
      runtime: '.net/httpclient',
    },
    {
      id: 'dotnet/http-timeout',
      source: 'dotnet/runtime System.Net.Http HttpClient.HandleFailure',
      example:
        'System.Threading.Tasks.TaskCanceledException: The request was canceled due to the configured HttpClient.Timeout of 100 seconds elapsing.',
      gives: 'unavailable',
      words: ['configured httpclient.timeout'],
      pattern: /\bThe request was canceled due to the configured HttpClient\.Timeout\b/,
      class: 'unavailable',
      also: [...anyTimeout, 'tls-handshake-timeout'],
      runtime: '.net/httpclient',
    },
    {
      id: 'dotnet/unreachable',
      source: 'the messages of WSAEHOSTUNREACH (10065), WSAENETUNREACH (10051), as .NET prints them on Windows',
      example:
        'System.Net.Sockets.SocketException (10065): A socket operation was attempted to an unreachable host. 10.0.0.7:5432',
      gives: 'no-route 10.0.0.7:5432',
      words: ['attempted to an unreachable'],
      pattern: /\bA socket operation was attempted to an unreachable (?:host|network)\b/,
      class: 'no-route',
    },
    {
      id: 'dotnet/no-such-device',
      source: 'dotnet/corefx 2.x SocketErrorPal: HostNotFound becomes ENXIO',
      example:
        'System.Net.Http.HttpRequestException: No such device or address ---> System.Net.Sockets.SocketException: No such device or address',
      gives: 'dns-nxdomain',
      words: ['no such device or address'],
      pattern: /(?:HttpRequest|Socket)Exception(?: \([\dA-Fa-fx, -]{1,40}\))?: No such device or address\b/,
      class: 'dns-nxdomain',
      also: ['dns-timeout'],
    },
    {
      id: 'dotnet/socket',
      source:
        'dotnet/runtime System.Net.Sockets SocketException.ToString; ExtendedSocketException of .NET Core 2 and 3 ends in the address',
      example: ' ---> System.Net.Sockets.SocketException (110): Connection timed out [::ffff:10.96.4.7]:5432',
      gives: 'connect-timeout ::ffff:10.96.4.7:5432',
      words: ['socketexception'],
      pattern:
        /(?:\bSystem\.Net\.[\w.+]{1,80}|(?<![\w.$]))SocketException(?: \([\dA-Fa-fx, -]{1,40}\))?: (?<cause>(?!Operation canceled)[^"]{3,300})/,
      class: 'cause',
      within: /\bSystem\.|Grpc/,
    },
    {
      id: 'dotnet/temporary-name-failure',
      source: 'the message of WSATRY_AGAIN (11002), as .NET prints it on Windows',
      example:
        'This is usually a temporary error during hostname resolution and means that the local server did not receive a response from an authoritative server.',
      gives: 'dns-timeout',
      words: ['usually a temporary error during hostname'],
      pattern: /\bThis is usually a temporary error during hostname resolution\b/,
      class: 'dns-timeout',
      also: ['dns-servfail'],
    },
    {
      id: 'dotnet/transport-connection',
      source: 'dotnet/runtime System.Net.Sockets NetworkStream net_io_readfailure, net_io_writefailure',
      example: 'System.IO.IOException: Unable to read data from the transport connection: Connection reset by peer.',
      gives: 'connection-reset',
      words: ['data from the transport connection', 'data to the transport connection'],
      pattern: /\bUnable to (?:read data from|write data to) the transport connection: (?<cause>[^"]{3,300})/,
      class: 'cause',
      timeout: 'read-timeout',
    },
    {
      id: 'dotnet/ended',
      source: 'dotnet/runtime System.Net.Http net_http_invalid_response_premature_eof; System.Net.Security net_io_eof',
      example: 'System.Net.Http.HttpIOException: The response ended prematurely. (ResponseEnded)',
      gives: 'connection-reset',
      words: [
        'the response ended prematurely',
        'unexpected eof or 0 bytes',
        'the remote party has closed the transport',
        'closed the websocket connection without',
      ],
      pattern:
        /\bThe response ended prematurely|\bunexpected EOF or 0 bytes from the transport stream|\bthe remote party has closed the transport stream|\bclosed the WebSocket connection without completing/,
      class: 'connection-reset',
    },
    {
      id: 'dotnet/sending',
      source:
        'dotnet/runtime System.Net.Http net_http_client_execution_error, net_webstatus_ConnectFailure; the cause is the inner exception',
      example: 'System.Net.Http.HttpRequestException: An error occurred while sending the request.',
      gives: 'unavailable',
      words: [
        'an error occurred while sending the request',
        'unable to connect to the remote server',
        'ssl connection could not be established',
        'there was no endpoint listening at',
      ],
      pattern:
        /\bAn error occurred while sending the request\b|\bUnable to connect to the remote server\b|\bThe SSL connection could not be established, see inner exception|\bThere was no endpoint listening at /,
      class: 'unavailable',
      also: anyFailure,
      runtime: '.net/httpclient',
    },
    {
      id: 'dotnet/polly-timeout',
      source: 'App-vNext/Polly TimeoutRejectedException',
      example:
        "Polly.Timeout.TimeoutRejectedException: The operation didn't complete within the allowed timeout of '00:00:10'.",
      gives: 'unavailable',
      words: ["didn't complete within the allowed timeout", 'timeoutrejectedexception'],
      pattern: /\bTimeoutRejectedException: (?:The operation didn't complete within|The delegate executed)/,
      class: 'unavailable',
      also: anyTimeout,
    },
  ],
};
