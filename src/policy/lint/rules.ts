import type { LintRule } from './rule.ts';
import { rejectedObject, tolerated } from './rules/api-errors.ts';
import { blockOfPods, looseCidr, oneFamily, serviceAddress } from './rules/blocks.ts';
import { noDns } from './rules/dns.ts';
import { ignoredSection } from './rules/ignored-sections.ts';
import { impossiblePortName, namedPortOfAddresses, unknownPortName } from './rules/named-ports.ts';
import { noNamespace } from './rules/no-namespace.ts';
import { contradiction, emptyNamespaces, emptyNodes, emptyPodPeer, emptySubject } from './rules/nothing-selected.ts';
import { oldForm } from './rules/old-forms.ts';
import { oneSidedEgress, oneSidedIngress } from './rules/one-sided.ts';
import { emptyPeerList, openToAll } from './rules/open-rules.ts';
import { conflict, severalBaselines } from './rules/priorities.ts';
import { sparePolicy, spareRule, unreachedRule } from './rules/redundant.ts';
import { repeatedPart } from './rules/repeated-parts.ts';
import { separateSelectors } from './rules/separate-selectors.ts';
import { servicePort } from './rules/service-ports.ts';
import { openNamespace, unknownNamespace } from './rules/uncovered.ts';
import { unlikePods } from './rules/unlike-pods.ts';
import { closedBackend, leadsNowhere } from './rules/ways-in.ts';
import { writtenTwice } from './rules/written-twice.ts';

/** All that the linter looks for, by code: 1 what is no valid object, 2 what matches nothing, 3 what could be left out, 4 what was hardly meant so, 5 what it comes to. */
export const lintRules: readonly LintRule[] = [
  rejectedObject,
  tolerated,
  writtenTwice,
  emptySubject,
  emptyPodPeer,
  emptyNamespaces,
  emptyNodes,
  contradiction,
  unknownPortName,
  impossiblePortName,
  namedPortOfAddresses,
  servicePort,
  leadsNowhere,
  sparePolicy,
  spareRule,
  unreachedRule,
  repeatedPart,
  conflict,
  severalBaselines,
  ignoredSection,
  emptyPeerList,
  openToAll,
  separateSelectors,
  oldForm,
  noNamespace,
  looseCidr,
  blockOfPods,
  oneFamily,
  serviceAddress,
  noDns,
  oneSidedEgress,
  oneSidedIngress,
  openNamespace,
  unknownNamespace,
  unlikePods,
  closedBackend,
];
