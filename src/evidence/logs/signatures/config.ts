import type { Table } from '../signature.ts';

/** A setting is missing or invalid. Variables are named in capitals, so that `connection is required` is none. */
export const config: Table = {
  strength: 'words',
  signatures: [
    {
      id: 'config/required',
      source: 'the wording of many programs; env-var `env-var: "X" is a required variable`; environs; kelseyhightower/envconfig',
      example: 'Error: SIGNING_KEY is required',
      gives: 'config',
      words: [' required', 'must be set', 'must be provided', 'must be defined', 'must be specified', 'must not be empty', 'must be configured', 'cannot be empty', 'should be set', 'needs to be set', 'not provided', 'not specified', 'not configured', 'not defined'],
      pattern:
        /(?:^|[\s"'`$({:[])\$?\{?(?:[A-Z][A-Z0-9]{0,40}(?:_[A-Z0-9]{1,40}){1,8}|[a-z]\w{0,40}(?:\.[a-z][\w-]{1,40}){1,6}|(?:--)[a-z][\w-]{1,60})[}"'`)\]]{0,3}:? (?:(?:env(?:ironment)? )?(?:variable|var|setting|property|flag|option|value|parameter|key) )?(?:is (?:a )?(?:missing and )?|are |was |to be )?(?:required\b|(?:must|should|needs to|has to)(?: not)? be (?:set|provided|defined|specified|empty|configured|present|non-empty|a valid)|not (?:provided|specified|configured|defined)\b|cannot be (?:empty|blank|null)|must not be (?:empty|null|blank))/,
      class: 'config',
    },
    {
      id: 'config/unset',
      source: 'the wording of many programs; docker-library entry points; bash parameter expansion `X: parameter not set`',
      example: 'environment variable DATABASE_URL not set',
      gives: 'config',
      words: ['not set', 'unset', 'undefined', 'not found', 'is missing', 'is empty', 'is not defined', 'unbound variable', 'is blank', 'not present', 'is invalid', 'null or not set', 'is not valid', 'has no value'],
      pattern:
        /\b(?:env(?:ironment)?(?: variables?| vars?)?|variables?|var|setting|secret|parameter)\b:? \$?[`"'{(]{0,2}[A-Z][A-Z0-9_]{1,100}[`"'})]{0,2}:? (?:(?:is|was|has|are|were|does)(?: not| no)? |not |isn't |null or )?(?:not )?(?:set\b|unset|undefined|found|missing|empty|defined|present|exist|blank|invalid|valid|value)|(?:^|[\s"'`$({:[])\$?\{?[A-Z][A-Z0-9]{0,40}(?:_[A-Z0-9]{1,40}){1,8}[}"'`)\]]{0,3}:? (?:(?:env(?:ironment)? )?(?:variable|var) )?(?:(?:is|was|are) )?(?:not set\b|unset\b|undefined\b|not found in (?:the )?env|missing\b|empty\b|not defined\b|blank\b|unbound variable|parameter (?:not set|null or not set)|invalid\b|not valid\b|null or not set)|: [A-Za-z_]\w{0,60}: (?:unbound variable|parameter (?:null or )?not set)/i,
      class: 'config',
      within: /[A-Z][A-Z0-9]{1,40}_[A-Z0-9]|env|variable|parameter|unbound|setting|secret/,
    },
    {
      id: 'config/missing',
      source: 'the wording of many programs; motdotla/dotenv-safe; af/envalid src/reporter.ts; t3-oss/env-core',
      example: 'Error: Missing required environment variable: DATABASE_URL',
      gives: 'config',
      words: ['missing', 'invalid environment', 'invalid env', 'required environment', 'environment variables', 'missingenvvars', 'envvarerror', 'envalid', 'please set ', 'you must set', 'you need to set', 'you need to specify', 'please provide', 'please specify', 'you must specify', 'you must provide'],
      pattern:
        /\bmissing (?:(?:the |a |some |one or more )?(?:following )?(?:required |mandatory |necessary )?(?:env(?:ironment)?(?: ?variables?| vars?)?|config(?:uration)?(?: \w{1,20})?|settings?|secrets?|options?|propert(?:y|ies)|parameters?|keys?|arguments?|flags?|variables?)\b|`?secret_key_base`?)|\bmissing required \w|\bMissing:? [`"']?[A-Z][A-Z0-9]{0,40}(?:_[A-Z0-9]{1,40}){1,8}\b|\b(?:invalid|bad|required) env(?:ironment)?(?: variables?| vars?)\b|\bMissingEnvVarsError\b|\bEnvVarError\b|\b(?:please|you must|you need to|must|need to) (?:set|specify|provide|define)(?: (?:the|a|an|either|one of|all|valid|your|required|env|environment|variable)){0,6} [`"'$]{0,2}(?:[A-Z][A-Z0-9]{0,40}(?:_[A-Z0-9]{1,40}){1,8}|env\w{0,12}(?: variables?)?)\b/i,
      class: 'config',
    },
    {
      id: 'config/schema',
      source: 'pydantic-settings; colinhacks/zod ZodError of an environment; joi; convict; nestjs/config',
      example: 'pydantic_core._pydantic_core.ValidationError: 1 validation error for Settings',
      gives: 'config',
      words: ['validation error', 'config validation', 'zoderror', 'configuration error', 'configuration validation', 'validationerror', 'configerror', 'invalid configuration', 'invalidconfiguration', 'bad configuration', 'invalid config', 'configuration is invalid', 'config is invalid', 'misconfigur', 'configuration problem', 'config error'],
      pattern:
        /\bvalidation errors? for \w{0,40}(?:Settings|Config\w{0,20}|Env\w{0,20})\b|\bconfig(?:uration)? (?:validation (?:error|failed)|is (?:invalid|not valid)|error|problem)\b|\bConfig(?:uration)?Error\b|\binvalid ?config(?:uration)?\b|\bbad configuration\b|\bmisconfigur(?:ed|ation)\b|\bZodError: |\bConfig validation error/i,
      class: 'config',
    },
  ],
};
