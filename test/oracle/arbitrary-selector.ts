import fc from 'fast-check';
import { addressBits, ip4, ip6, labels, maybe, namespaceNames } from './arbitrary-cluster.ts';
import type { Labels, PodsText, SelectorText } from './objects.ts';

const key = fc.constantFrom('app', 'tier', 'constructor');
const someValues = fc.array(fc.constantFrom('x', 'y', ''), { minLength: 1, maxLength: 2 });
const expression = fc.oneof(
  fc.record({ key, operator: fc.constantFrom('In', 'NotIn'), values: someValues }),
  fc.record({ key, operator: fc.constantFrom('Exists', 'DoesNotExist') }),
);

function selectorOf(asked: fc.Arbitrary<Labels>): fc.Arbitrary<SelectorText> {
  return fc.oneof(
    fc.constant({}),
    fc.record({ matchLabels: maybe(asked), matchExpressions: maybe(fc.array(expression, { maxLength: 2 })) }),
  );
}

const namespaceName = fc.constantFrom(...namespaceNames).map((name) => ({ 'kubernetes.io/metadata.name': name }));

export const podSelector = selectorOf(labels);
export const nodeSelector = selectorOf(labels);
export const namespaceSelector = selectorOf(fc.oneof(labels, namespaceName));

/** Subjects and peers of the admin kinds: exactly one of two fields. */
export const podsText: fc.Arbitrary<PodsText> = fc.oneof(
  fc.record({ namespaces: namespaceSelector }),
  fc.record({ pods: fc.record({ namespaceSelector, podSelector }) }),
);

/** A block of the last bits of an address, or all of its family, with holes in it. */
export const block = fc
  .record({
    isIPv6: fc.boolean(),
    bits: fc.nat((1 << addressBits) - 1),
    fixed: fc.integer({ min: -1, max: addressBits }),
    holes: fc.array(fc.tuple(fc.nat((1 << addressBits) - 1), fc.nat(addressBits - 1)), { maxLength: 2 }),
  })
  .map(({ isIPv6, bits, fixed, holes }) => {
    const [write, before] = isIPv6 ? [ip6, 128 - addressBits] : [ip4, 32 - addressBits];
    const cidr = fixed < 0 ? `${write(bits)}/0` : `${write(bits)}/${before + fixed}`;
    const shared = Math.max(fixed, 0);
    const hostBits = (1 << (addressBits - shared)) - 1;
    const except = holes
      .map(([hole, longer]) => ({
        at: (bits & ~hostBits) | (hole & hostBits),
        length: shared + 1 + (longer % (addressBits + 1 - shared)),
      }))
      .filter(({ length }) => length <= addressBits)
      .map(({ at, length }) => `${write(at)}/${before + length}`);
    return { cidr, except };
  });
