import { replaceUserinfo } from '../userinfo.ts';

const hidden = '***';

const pemKey = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----[\s\S]{0,16000}?(?:-----END [A-Z ]{0,40}PRIVATE KEY-----|$)/g;
const jsonWebToken = /\beyJ[\w-]{6,4000}\.[\w-]{6,8000}(?:\.[\w-]{0,4000})?/g;
/** Tokens that their issuers gave a prefix, so that they are found: AWS, GitHub, GitLab, Slack, Google, npm, Stripe, Vault. */
const prefixedToken =
  /\b(?:(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16}|gh[pousr]_\w{20,255}|github_pat_\w{20,255}|glpat-[\w-]{16,255}|xox[abprs]-[\w-]{10,255}|AIza[\w-]{30,60}|npm_\w{30,60}|[rsp]k_(?:live|test)_\w{10,255}|sk-[\w-]{20,255}|hv[sb]\.[\w-]{20,255})/g;
const scheme = /\b(Bearer|Basic|Digest|Negotiate|token) {1,3}(?!auth|realm|token|is |not |was )[\w.~+/=-]{8,8000}/gi;
/** Without a scheme, before `tcp(` or a host. */
const looseUserinfo = /(^|[\s"'=(,])[\w.+-]{1,100}:[^\s@'"/:]{1,200}@(?=(?:tcp|unix|tcp4|tcp6)\(|[\w[][\w.:-]{0,252})/g;
const secretName =
  '(?:pass(?:word|wd|phrase)?|pwd|secret|token|api[_-]?key|access[_-]?key(?:[_-]?id)?|account[_-]?key|shared[_-]?access[_-]?key|private[_-]?key|secret[_-]?key|credentials?|signature|sig|session[_-]?id|cookie|authorization|x-api-key)';
/** `password=x`, `"token": "x"`, `--client-secret x`, escaped quotes included. */
const assignment = new RegExp(
  `((?:^|[^A-Za-z0-9])(?:[A-Za-z0-9]{1,40}[_.-]){0,6}[A-Za-z0-9]{0,40}?${secretName}(?:\\\\?["'])?(?:\\s{0,3}=>?\\s{0,3}|\\s{0,3}:\\s{1,3}|:(?=\\\\?["'])))(\\\\?"(?:[^"\\\\]|\\\\(?!")[\\s\\S]){0,4000}(?:\\\\?")?|\\\\?'[^']{0,4000}'?|[^\\s,;&)}"'\\\\]{1,4000})`,
  'gi',
);
const tightAssignment =
  /((?:^|[^A-Za-z0-9])(?:[A-Za-z0-9]{1,40}[_-]){0,6}(?:password|passwd|pwd|passphrase):)([^\s,;&)}"']{1,4000})/gi;
const option =
  /(--?(?:[A-Za-z0-9]{1,40}-){0,4}(?:password|passwd|secret|token|api-key|access-key) )(?!-)(\S{1,4000})/gi;
const address = /^(?:\[[0-9a-f:]{2,50}\]|[\w.-]{1,253}):\d{1,5}$/i;
/** `Get "https://vault/v1/secret": the error` is no assignment. */
const endOfUrl = /^\/[\w.-]{1,300}\\?["']: {1,3}$/;

/**
 * The text without its credentials, each replaced by `***`: the userinfo of URLs and data source names, values of keys such
 * as `password` and `token`, `Bearer …`, JSON web tokens, private keys, tokens that are known by their prefix.
 * A host and a port stay.
 */
export function maskCredentials(text: string): string {
  const withoutKeys = text.replace(pemKey, hidden).replace(jsonWebToken, hidden).replace(prefixedToken, hidden);
  return replaceUserinfo(withoutKeys, `${hidden}@`)
    .replace(looseUserinfo, `$1${hidden}@`)
    .replace(scheme, `$1 ${hidden}`)
    .replace(assignment, maskValue)
    .replace(tightAssignment, maskValue)
    .replace(option, `$1${hidden}`);
}

function maskValue(_whole: string, key: string, value: string): string {
  if (value === hidden || address.test(value) || endOfUrl.test(key)) return key + value;
  const quote = /^\\?["']/.exec(value)?.[0] ?? '';
  return `${key}${quote}${hidden}${quote}`;
}
