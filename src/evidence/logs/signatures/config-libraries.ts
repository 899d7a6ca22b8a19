import type { Table } from '../signature.ts';

/** How the readers of settings of each language say that one is missing or invalid. */
export const configLibraries: Table = {
  strength: 'exact',
  signatures: [
    {
      id: 'config/postgres-image',
      source: 'docker-library/postgres docker-entrypoint.sh; docker-library/mysql docker-entrypoint.sh',
      example: 'Error: Database is uninitialized and superuser password is not specified.',
      gives: 'config',
      words: ['database is uninitialized and'],
      pattern: /\bDatabase is uninitialized and (?:superuser )?password\b/i,
      class: 'config',
    },
    {
      id: 'config/python-key',
      source: 'python/cpython Lib/os.py _Environ.__getitem__',
      example:
        'Traceback (most recent call last):\n  File "/app/main.py", line 3, in <module>\n    url = os.environ[\'DATABASE_URL\']\n  File "<frozen os>", line 679, in __getitem__\nKeyError: \'DATABASE_URL\'',
      gives: 'config',
      words: ['keyerror: '],
      pattern: /\bKeyError: '(?:[A-Z][A-Z0-9_]{1,100})'$/,
      class: 'config',
      runtime: 'python',
    },
    {
      id: 'config/python-environment',
      source:
        'python/cpython Lib/os.py; pydantic-settings; sloria/environs EnvError; HBNetwork/python-decouple UndefinedValueError; django ImproperlyConfigured',
      example: 'django.core.exceptions.ImproperlyConfigured: The SECRET_KEY setting must not be empty.',
      gives: 'config',
      words: [
        'improperlyconfigured',
        'undefinedvalueerror',
        'enverror',
        'keyerror: ',
        'settingserror',
        'valueerror: environment',
        'environmentnotfound',
      ],
      pattern:
        /\bImproperlyConfigured\b|\bUndefinedValueError\b|\benviron\w{0,4}\.(?:exceptions\.)?Env(?:Validation)?Error\b|\bSettingsError\b/,
      class: 'config',
      runtime: 'python',
    },
    {
      id: 'config/spring',
      source:
        'spring-framework PropertyPlaceholderHelper; spring-boot FailureAnalyzers; micronaut; smallrye-config SRCFG00014; typesafe config ConfigException',
      example: "java.lang.IllegalArgumentException: Could not resolve placeholder 'DB_URL' in string value",
      gives: 'config',
      words: [
        'could not resolve placeholder',
        'failed to configure a datasource',
        'failed to bind properties under',
        'srcfg000',
        'configexception',
        'invalid value for configuration',
        'failed to load property source',
        'no bean named',
        'config data resource',
        'invalidconfigdataproperty',
        'unable to load configuration',
        'missingproperty',
        'error binding property',
      ],
      pattern:
        /\bCould not resolve placeholder '|\bFailed to configure a DataSource\b|\bFailed to bind properties under '|\bSRCFG000\d\d\b|\bcom\.typesafe\.config\.ConfigException\b|\bconfig\.ConfigException: (?!.{0,120}(?:resolvable bootstrap|DNS))|\bConfig data resource .{1,300} (?:does not exist|cannot be found)/,
      class: 'config',
      runtime: 'java',
    },
    {
      id: 'config/ruby',
      source:
        'rails railties application.rb secret_key_base; ruby ENV.fetch KeyError; bkeepers/dotenv Dotenv::MissingKeys',
      example: 'KeyError: key not found: "DATABASE_URL"',
      gives: 'config',
      words: [
        'key not found: ',
        'secret_key_base',
        'missingkeys',
        'adapternotspecified',
        'messageencryptor::invalidmessage',
        'no database configured',
      ],
      pattern:
        /\bkey not found: "[A-Z][A-Z0-9_]{1,100}"|\bMissing `?secret_key_base`?|\bsecret_key_base` for '|\bDotenv::MissingKeys\b|\bAdapterNotSpecified\b/,
      class: 'config',
      runtime: 'ruby',
    },
    {
      id: 'config/elixir',
      source: 'elixir-lang/elixir lib/elixir/lib/system.ex System.EnvError',
      example: '** (System.EnvError) could not fetch environment variable "DATABASE_URL" because it is not set',
      gives: 'config',
      words: [
        'could not fetch environment variable',
        'could not fetch application environment',
        'environment variable',
      ],
      pattern:
        /\bcould not fetch (?:environment variable|application environment) |\*\* \(RuntimeError\) environment variable \w{1,100} is missing/,
      class: 'config',
      runtime: 'erlang',
    },
    {
      id: 'config/go',
      source: 'kelseyhightower/envconfig; caarlos0/env; spf13/viper ConfigFileNotFoundError; sethvargo/go-envconfig',
      example: 'required key DATABASE_URL missing value',
      gives: 'config',
      words: [
        'required key ',
        'required environment variable',
        'config file "',
        'envconfig.process',
        'env: required',
        'env: parse error',
        'missing required value',
      ],
      pattern:
        /\brequired key [A-Z]\w{0,100} missing value|\brequired environment variable "?\w{1,100}"? is not set|\bConfig File "[^"]{1,200}" Not Found in|\benvconfig\.Process: |\benv: (?:required|parse error)|: missing required value: /,
      class: 'config',
      runtime: 'go',
    },
    {
      id: 'config/rust',
      source: 'rust-lang/rust library/std/src/env.rs VarError; softprops/envy; config-rs',
      example: 'called `Result::unwrap()` on an `Err` value: NotPresent',
      gives: 'config',
      words: [
        'environment variable not found',
        ': notpresent',
        '(notpresent)',
        'missing value for field',
        'missing field `',
        'missing configuration field',
        'envvar(notpresent',
      ],
      pattern:
        /\benvironment variable not found\b|(?:: |\(|EnvVar\()NotPresent\b|\bmissing value for field \w|\bmissing (?:configuration )?field [`"]/,
      class: 'config',
      runtime: 'rust',
    },
  ],
};
