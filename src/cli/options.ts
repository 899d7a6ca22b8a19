import { type Command, InvalidArgumentError, Option } from 'commander';

/** The flags that every command has. */
export interface CommonOptions {
  readonly filename?: readonly string[];
  readonly with?: readonly string[];
  readonly namespace?: string;
  readonly allNamespaces?: boolean;
  readonly profile?: string;
  readonly maxInput: number;
  /** Each name with one address. */
  readonly dns?: readonly (readonly [name: string, address: string])[];
  readonly output: string;
}

/** Lists by hand and not from the engine, which `--help` must not wait for; a test holds them together. */
export const profileNames = [
  'kubernetes',
  'calico',
  'cilium',
  'antrea',
  'aws-vpc-cni',
  'ovn-kubernetes',
  'kube-router',
];

const defaultMaxInput = 512 * 1024 * 1024;

export function addCommonOptions(command: Command, formats: readonly string[]): Command {
  return command
    .option('-f, --filename <path>', 'a file, a folder, an archive, or - for standard input; repeatable', append)
    .option('--with <path>', 'lay it over the input, such as a policy that is not applied yet; repeatable', append)
    .option('-n, --namespace <name>', 'the namespace of names that name none')
    .option('-A, --all-namespaces', 'all namespaces (the default with -f)')
    .addOption(new Option('-o, --output <format>', 'how to print').choices(formats).default('text'))
    .addOption(new Option('--profile <dataplane>', 'settle what the specification leaves open').choices(profileNames))
    .addOption(
      new Option('--dns <name=address>', 'the address of a domain name that policies name; repeatable').argParser(
        appendDns,
      ),
    )
    .addOption(
      new Option('--max-input <size>', 'how much input to read at most, such as 2Gi')
        .argParser(parseSize)
        .default(defaultMaxInput, '512Mi'),
    );
}

/** For options that may be given several times. */
export function append(value: string, previous: readonly string[] | undefined): readonly string[] {
  return [...(previous ?? []), value];
}

function appendDns(text: string, previous: CommonOptions['dns']): NonNullable<CommonOptions['dns']> {
  const [name = '', address = '', ...others] = text.split('=');
  if (name === '' || address === '' || others.length > 0) {
    throw new InvalidArgumentError('write it as NAME=ADDRESS, such as api.example.com=203.0.113.7.');
  }
  return [...(previous ?? []), [name, address]];
}

/** Bytes, with the binary suffixes of Kubernetes' quantities. */
function parseSize(text: string): number {
  const match = /^(\d{1,15})(Ki|Mi|Gi)?$/.exec(text);
  if (match === null) throw new InvalidArgumentError('write a number of bytes, or one with Ki, Mi or Gi.');
  const factors: Record<string, number> = { Ki: 1024, Mi: 1024 ** 2, Gi: 1024 ** 3 };
  return Number(match[1]) * (factors[match[2] ?? ''] ?? 1);
}
