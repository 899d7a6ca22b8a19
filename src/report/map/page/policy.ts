/**
 * The Content-Security-Policy of a map's page: its own style and script run, by the hashes of their texts, and nothing else
 * is run or loaded. A test holds the hashes to the texts.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "style-src 'sha256-hu8OJ/xNOGnRbdkb9lKhTOTC1Bv43N9QiAq+/Hikk60='",
  "script-src 'sha256-lR6cowZeDRaymXrcyi9rfwpQ0hzQyX8i13xsr3bhQlE='",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
