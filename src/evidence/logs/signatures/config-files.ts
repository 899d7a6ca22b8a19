import type { Table } from '../signature.ts';

/** A configuration file or a command line that the program does not take. */
export const configFiles: Table = {
  strength: 'words',
  signatures: [
    {
      id: 'config/file-missing',
      source: 'ENOENT of a configuration file in the words of C, Go, Node, Python and the JVM',
      example: 'open /etc/orders/config.yaml: no such file or directory',
      gives: 'config',
      words: ['no such file', 'enoent', 'not found', 'does not exist', 'cannot open', 'could not open', 'unable to read', 'failed to read', 'could not read', 'error reading', 'failed to load', 'error loading', 'could not load', 'unable to load', "can't open", 'cannot find', 'unable to open', 'cannot load', 'could not find', 'error opening'],
      pattern:
        /\.(?:ya?ml|toml|ini|conf|cnf|cfg|properties|env|xml|json|hcl|tfvars|config)\b["'`)]{0,2}[^|]{0,40}(?:no such file|not found|does not exist)|(?:ENOENT|\bNo such file or directory\b|\b(?:cannot|can't|could not|unable to|failed to|error) (?:open|read|load|find|reading|loading|opening)\b)[^|]{0,120}\.(?:ya?ml|toml|ini|conf|cnf|cfg|properties|env|xml|hcl|tfvars|config)\b|\b(?:failed to|could not|unable to|cannot|error) (?:load|read|open|parse|find|loading|reading|parsing)(?: (?:the|a|your|from))* config(?:uration)?\b/i,
      class: 'config',
    },
    {
      id: 'config/parse',
      source: 'go-yaml yaml.go; PyYAML yaml.scanner, yaml.parser; nodeca/js-yaml YAMLException; snakeyaml; toml; libyaml; serde',
      example: 'yaml: line 12: mapping values are not allowed in this context',
      gives: 'config',
      words: ['yaml', 'error unmarshaling json', 'toml', 'cannot unmarshal', 'mapping values are not allowed', 'found character', 'did not find expected', 'parse error', 'parsing config', 'configparser', 'failed to parse'],
      pattern:
        /\byaml: (?:line \d|unmarshal errors|did not|mapping|found|invalid|control|unknown)|\byaml\.(?:scanner|parser|composer|constructor)\.\w{3,40}Error\b|\bYAMLException\b|\bYAML(?:Parse|Semantic|Syntax)Error\b|\borg\.yaml\.snakeyaml\b.{0,60}Exception|\btoml(?:lib)?\b.{0,40}(?:error|expected|invalid)|\bTOMLDecodeError\b|\bTOML parse error\b|\berror unmarshaling JSON: |\bconfigparser\.\w{3,60}Error\b|\b(?:error|failed|cannot|could not|unable)(?: to)? pars(?:e|ing) (?:the )?(?:config|settings|configuration|values|yaml)\b|\bmapping values are not allowed in this context\b/i,
      class: 'config',
    },
    {
      id: 'config/file-syntax',
      source: 'nginx src/core/ngx_conf_file.c; haproxy src/cfgparse.c; httpd server/config.c; postgres guc-file.l; redis src/config.c; envoy; logstash',
      example: '2026/11/22 09:04:27 [emerg] 25573#25573: "server" directive is not allowed here in /etc/nginx/conf.d/app.conf:1',
      gives: 'config',
      words: ['directive', '[emerg]', '[alert]', 'config : ', 'fatal config file error', 'configuration file', 'bad directive', 'unrecognized configuration parameter', 'syntax error on line', 'configuration file contains errors'],
      pattern:
        /\b(?:directive is (?:not allowed|duplicate|not terminated)|unknown directive|invalid number of arguments in|unexpected (?:"[^"]{1,4}"|end of file)[^|]{0,60} in \/|invalid (?:value|parameter|port|condition|variable) [^|]{0,120} in \/)|\[ALERT\][^|]{0,60}config : |\bFATAL CONFIG FILE ERROR\b|\bBad directive or wrong number of arguments\b|\bunrecognized configuration parameter\b|\bSyntax error on line \d{1,7} of \/|\bconfiguration file [^|]{1,200} (?:contains errors|test failed)|\[emerg\] \d{1,9}#\d{1,9}: (?:cannot load certificate|no "?\w{1,40}"? |unknown|invalid|unexpected|duplicate|open\(\)|the ")/,
      class: 'config',
      targetInGroups: true,
    },
    {
      id: 'config/command-line',
      source: 'golang flag; spf13/pflag, cobra; python argparse; clap; picocli; commander; getopt; yargs',
      example: 'error: unrecognized arguments: --conection-string',
      gives: 'config',
      words: ['unknown flag', 'unrecognized argument', 'unknown shorthand flag', 'flag provided but not defined', 'unknown option', 'unrecognized option', 'unexpected argument', 'invalid option', 'unknown command', 'the following arguments are required', 'required flag', 'no such option', 'illegal option', 'missing required argument', 'unknown argument', 'missing required option', 'invalid value for', 'invalid choice', 'invalid argument', 'required arguments were not provided', 'needs an argument', 'missing argument', 'required option'],
      pattern:
        /\bunknown (?:shorthand )?flag:|\bunrecognized arguments?\b|\bflag provided but not defined: |\bunknown option\b|\bunrecognized option\b|\bunexpected argument '|\b(?:invalid|illegal) option\b|\bunknown command "|\bthe following (?:required )?arguments (?:are required|were not provided)|\brequired (?:flag\(s\)|option)|\bno such option\b|\bmissing required (?:arguments?|options?)\b|\b[Uu]nknown arguments?:|\bflag needs an argument\b|\bmissing argument for option\b|\binvalid (?:value|argument) "[^"]{0,200}" for (?:"|flag)|\b[Ii]nvalid value (?:for|'[^']{0,200}' for) '?-|\bargument \S{1,100}: (?:invalid|expected)/,
      class: 'config',
    },
    {
      id: 'config/value',
      source: 'the wording of many programs; golang time.ParseDuration, strconv of a setting',
      example: 'invalid value for LOG_LEVEL: "verbos"',
      gives: 'config',
      words: ['invalid value', 'invalid log level', 'bad value for', 'invalid duration', 'not a valid value', 'unknown log level', 'invalid setting'],
      pattern: /\b(?:invalid|bad|illegal|unsupported|unknown) (?:value|setting)s? (?:[^|]{0,60} )?(?:for|of|in) [`"'$]{0,2}[A-Z][A-Z0-9]{0,40}(?:_[A-Z0-9]{1,40}){0,8}\b|\b(?:invalid|unknown) log level\b|\btime: invalid duration "|\bnot a valid value for\b/i,
      class: 'config',
    },
    {
      id: 'config/key-material',
      source: 'golang crypto/tls LoadX509KeyPair; openssl PEM; java KeyStore; jwt libraries',
      example: 'tls: failed to find any PEM data in certificate input',
      gives: 'config',
      words: ['failed to find any pem', 'pem routines', 'private key does not match', 'keystore was tampered', 'no start line', 'secretorprivatekey must have a value', 'secretorprivatekey must', 'failed to load key store', 'could not load key store', 'keystore password was incorrect'],
      pattern: /\bfailed to find any PEM data\b|\bPEM routines\b|\bprivate key does not match\b|\bKeystore was tampered with\b|\bsecretOrPrivateKey must\b|\bkeystore password was incorrect\b/i,
      class: 'config',
    },
  ],
};
