/**
 * The Content-Security-Policy of a map's page: its own style and script run, by the hashes of their texts, and nothing else
 * is run or loaded. A test holds the hashes to the texts.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "style-src 'sha256-gsnM5JlY47Hp7pi5bTVNIo8826S9y2Cm+bwy1VH6c3w='",
  "script-src 'sha256-X3q3Ewi0aJ/CXXOaLnlWzIKQk4PbfdMoxot7SGSRITA='",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
