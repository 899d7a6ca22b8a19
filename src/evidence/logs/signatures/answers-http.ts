import type { Table } from '../signature.ts';

/** A status of HTTP, of the Kubernetes API or of gRPC: a server answered, or a proxy in its place. */
export const answersOfHttp: Table = {
  strength: 'answer',
  about: 'answer',
  signatures: [
    {
      id: 'answered:http-status',
      source:
        'RFC 9110 section 15; axios lib/core/settle.js; requests raise_for_status; spring-web HttpClientErrorException; go, .NET EnsureSuccessStatusCode, curl 22',
      example: 'requests.exceptions.HTTPError: 401 Client Error: Unauthorized for url: http://orders:8080/v1',
      gives: 'other',
      words: [
        ' client error',
        ' server error',
        'request failed with status code',
        'does not indicate success',
        'httpclienterrorexception',
        'httpservererrorexception',
        'http error ',
        'response code ',
        'unexpected status',
        'status code',
        'http status',
        'returned error:',
        'unexpected server response',
        'feignexception',
        'bad response',
        'status=',
        'responded with',
        '(22)',
        'clientresponseexception',
      ],
      pattern:
        /\b[45]\d\d (?:Client|Server) Error\b|\bClient error '[45]\d\d |\bServer error '5\d\d |\bRequest failed with status code [45]\d\d|\bdoes not indicate success: [45]\d\d|\bHttp(?:Client|Server)ErrorException\b|\bHTTP Error [45]\d\d\b|\bResponse code [45]\d\d\b|\b(?:unexpected|bad|invalid|non-200|non-2xx|received|got|error|failed with|returned|with|responded with) (?:http )?(?:response )?(?:status|status code|code)(?: code)?:? ?\(?[45]\d\d\b|\breturned error: [45]\d\d|\bUnexpected server response: [1-5]\d\d|\bFeignException\$?\w{0,40}: \[?[45]\d\d|\bHTTP status (?:client|server) error \([45]\d\d/i,
      class: 'other',
    },
    {
      id: 'answered:kubernetes-api',
      source: "kubernetes/apimachinery pkg/api/errors/errors.go; the API server's answers",
      example:
        'failed to list *v1.Secret: secrets is forbidden: User "system:serviceaccount:shop:api" cannot list resource "secrets" in API group ""',
      gives: 'other',
      words: [
        'is forbidden: ',
        '(unauthorized)',
        'the server could not find the requested resource',
        'you must be logged in to the server',
        'the server has asked for the client to provide credentials',
        'already exists',
        'no matches for kind',
        'an error on the server',
        'admission webhook',
      ],
      pattern:
        /\bis forbidden: User "|\bis forbidden: User \\"|\bthe server could not find the requested resource\b|\byou must be logged in to the server\b|\bthe server has asked for the client to provide credentials\b|\bno matches for kind "|\badmission webhook "[^"]{1,200}" denied the request/i,
      class: 'other',
      targetInGroups: true,
    },
    {
      id: 'answered:grpc-status',
      source:
        'grpc doc/statuscodes.md: codes that a server sends; grpc-go status/status.go; grpc-js; grpc-java StatusRuntimeException; grpcio',
      example: 'rpc error: code = Unauthenticated desc = invalid token',
      gives: 'other',
      words: [
        'code = ',
        'unauthenticated',
        'permission_denied',
        'unimplemented',
        'statuscode.',
        'not_found',
        'invalid_argument',
        'failed_precondition',
        'already_exists',
        'resource_exhausted',
      ],
      pattern:
        /\brpc error: code = (?:Unauthenticated|PermissionDenied|Unimplemented|NotFound|InvalidArgument|AlreadyExists|FailedPrecondition|OutOfRange|ResourceExhausted|Aborted|DataLoss)\b|\bStatus(?:Runtime)?(?:Exception)?[.:] ?(?:code)?(?:UNAUTHENTICATED|PERMISSION_DENIED|UNIMPLEMENTED|NOT_FOUND|INVALID_ARGUMENT|FAILED_PRECONDITION|ALREADY_EXISTS|RESOURCE_EXHAUSTED)\b|\bStatusCode\.(?:UNAUTHENTICATED|PERMISSION_DENIED|UNIMPLEMENTED|NOT_FOUND|INVALID_ARGUMENT)\b|\bError: (?:16 UNAUTHENTICATED|7 PERMISSION_DENIED|12 UNIMPLEMENTED|5 NOT_FOUND|3 INVALID_ARGUMENT): |\bStatusCode="?(?:Unauthenticated|PermissionDenied|Unimplemented|NotFound)\b|\bstatus: ?(?:Unauthenticated|PermissionDenied|Unimplemented), message:/,
      class: 'other',
      library: 'grpc',
    },
  ],
};
