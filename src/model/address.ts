/** The version of IP that an address belongs to: IPv4 or IPv6. */
export type Family = 4 | 6;

/** An IP address as a number: 32 bits for family 4, 128 for family 6. */
export interface Address {
  readonly family: Family;
  readonly value: bigint;
}

/** Addresses of one family that follow one another, a CIDR block or any other run; `end` is exclusive. */
export interface AddressRange {
  readonly family: Family;
  readonly start: bigint;
  readonly end: bigint;
}

const bitsOf = { 4: 32n, 6: 128n } as const;
const dot = '.'.charCodeAt(0);
const zero = '0'.charCodeAt(0);

/**
 * Reads an IP address; undefined for a text that is none. Strict: no leading zeros (`010.0.0.1` is 10.0.0.1 to some
 * programs and 8.0.0.1 to others), no zone. An IPv4-mapped IPv6 address stays IPv6.
 */
export function parseAddress(text: string): Address | undefined {
  if (text.includes(':')) {
    const value = parseIPv6(text);
    return value === undefined ? undefined : { family: 6, value };
  }
  const value = parseIPv4(text);
  return value === undefined ? undefined : { family: 4, value };
}

/** Reads those of some texts that are addresses: see `parseAddress`. */
export function parseAddresses(texts: readonly string[]): readonly Address[] {
  return texts.map(parseAddress).filter((address) => address !== undefined);
}

/**
 * Reads a CIDR, `address/prefix`; undefined for a text that is none. Bits beyond the prefix may be set, and octets may
 * have leading zeros, which are decimal: so the API server reads existing objects (apimachinery
 * `IsValidCIDRForLegacyField`).
 */
export function parseCidr(text: string): AddressRange | undefined {
  const slash = text.indexOf('/');
  if (slash < 0) return undefined;
  const prefixText = text.slice(slash + 1);
  if (!/^\d{1,16}$/.test(prefixText)) return undefined;
  const address = parseSloppyAddress(text.slice(0, slash));
  if (address === undefined) return undefined;
  const bits = bitsOf[address.family];
  const prefix = BigInt(prefixText);
  if (prefix > bits) return undefined;
  const size = sizeOf(address.family, prefix);
  const start = (address.value / size) * size;
  return { family: address.family, start, end: start + size };
}

/** How many addresses a family has. */
export function addressCount(family: Family): bigint {
  return 1n << bitsOf[family];
}

/** The range that holds one address alone. */
export function rangeOf(address: Address): AddressRange {
  return { family: address.family, start: address.value, end: address.value + 1n };
}

/** Whether a range holds every address of its family: `0.0.0.0/0` or `::/0`. */
export function isWholeFamily({ family, start, end }: AddressRange): boolean {
  return end - start === 1n << bitsOf[family];
}

/** Whether an address lies in a range; never where their families differ. */
export function rangeContains(range: AddressRange, address: Address): boolean {
  return range.family === address.family && range.start <= address.value && address.value < range.end;
}

/** An address as people write it: `10.0.0.1`, or IPv6 in the form of RFC 5952, `fd00::1`. */
export function formatAddress(address: Address): string {
  return address.family === 4 ? formatIPv4(address.value) : formatIPv6(address.value);
}

/** A range as people write it: one address, a CIDR, or `first-last` where no CIDR fits. */
export function formatRange(range: AddressRange): string {
  const first = formatAddress({ family: range.family, value: range.start });
  const size = range.end - range.start;
  if (size === 1n) return first;
  const isPowerOfTwo = (size & (size - 1n)) === 0n;
  if (!isPowerOfTwo || !isBlock(range.start, size, range.end))
    return `${first}-${formatAddress({ family: range.family, value: range.end - 1n })}`;
  const prefix = bitsOf[range.family] - BigInt(size.toString(2).length - 1);
  return `${first}/${prefix}`;
}

/** The fewest blocks that make up a range, in order, as `address/prefix`. */
export function cidrsOf({ family, start, end }: AddressRange): readonly string[] {
  const cidrs: string[] = [];
  for (let from = start; from < end; ) {
    let prefix = bitsOf[family];
    while (prefix > 0n && isBlock(from, sizeOf(family, prefix - 1n), end)) prefix--;
    cidrs.push(`${formatAddress({ family, value: from })}/${prefix}`);
    from += sizeOf(family, prefix);
  }
  return cidrs;
}

function isBlock(start: bigint, size: bigint, end: bigint): boolean {
  return start % size === 0n && start + size <= end;
}

function sizeOf(family: Family, prefix: bigint): bigint {
  return 1n << (bitsOf[family] - prefix);
}

function parseSloppyAddress(text: string): Address | undefined {
  if (text.includes(':')) return parseAddress(text);
  const value = parseIPv4(text, true);
  return value === undefined ? undefined : { family: 4, value };
}

/** Digit by digit, as every pod has an address, and most objects of other kinds. */
function parseIPv4(text: string, mayLeadWithZeros = false): bigint | undefined {
  let value = 0;
  let dots = 0;
  let octet: number | undefined;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === dot && octet !== undefined) {
      value = value * 256 + octet;
      octet = undefined;
      dots++;
    } else {
      const isDigit = code >= zero && code <= zero + 9;
      if (!isDigit || (octet === 0 && !mayLeadWithZeros)) return undefined;
      octet = (octet ?? 0) * 10 + code - zero;
      if (octet > 255) return undefined;
    }
  }
  return dots === 3 && octet !== undefined ? BigInt(value * 256 + octet) : undefined;
}

function parseIPv6(text: string): bigint | undefined {
  const halves = text.split('::', 3);
  if (halves.length > 2) return undefined;
  const head = parseGroups(halves[0] ?? '', halves.length === 1);
  const tail = parseGroups(halves[1] ?? '', true);
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const groups = [...head, ...Array.from({ length: missing }, () => 0), ...tail];
  return groups.reduce((value, group) => (value << 16n) | BigInt(group), 0n);
}

/** The 16-bit groups of one side of `::`; only the last side may end in dotted IPv4. */
function parseGroups(text: string, mayEndInIPv4: boolean): number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':', 9);
  for (const [index, part] of parts.entries()) {
    if (mayEndInIPv4 && index === parts.length - 1 && part.includes('.')) {
      const value = parseIPv4(part);
      if (value === undefined) return undefined;
      groups.push(Number(value >> 16n), Number(value & 0xffffn));
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) {
      groups.push(Number.parseInt(part, 16));
    } else {
      return undefined;
    }
  }
  return groups;
}

function formatIPv4(value: bigint): string {
  const number = Number(value);
  return [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join('.');
}

/** RFC 5952: lower case, the longest run of zero groups (of two or more) as `::`. */
function formatIPv6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, index) => Number((value >> BigInt(112 - 16 * index)) & 0xffffn));
  let best = { start: 0, length: 1 };
  for (let start = 0; start < 8; start++) {
    let length = 0;
    while (groups[start + length] === 0) length++;
    if (length > best.length) best = { start, length };
  }
  const hex = groups.map((group) => group.toString(16));
  if (best.length === 1) return hex.join(':');
  return `${hex.slice(0, best.start).join(':')}::${hex.slice(best.start + best.length).join(':')}`;
}
