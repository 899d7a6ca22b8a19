import type { Breach, Outcome, Reach } from '../../policy/assertions/index.ts';
import { formatSpans } from '../../policy/index.ts';
import { describeBreach, statementOf } from '../assertions/describe.ts';
import type { AnsweredAssertion } from '../assertions/findings.ts';
import type { RelatedPlace } from '../findings/finding.ts';
import {
  type ApiVersion,
  apiVersion,
  type EndpointDocument,
  endpointDocument,
  type InputDocument,
  type NearMissDocument,
  nearMissDocument,
} from './common.ts';

/** The answer of `netwhy test -o json`. */
export interface ConnectivityTestReport {
  readonly apiVersion: ApiVersion;
  readonly kind: 'ConnectivityTestReport';
  readonly input: InputDocument;
  readonly summary: { readonly held: number; readonly failed: number; readonly undecided: number };
  /** In the order of the files, and as they are written there. */
  readonly items: readonly AssertionDocument[];
}

/** One assertion and its answer. */
export interface AssertionDocument {
  /** The name that it was given. */
  readonly name?: string;
  /** What it says, in one line. */
  readonly asserts: string;
  readonly expects: 'allow' | 'deny';
  readonly outcome: Outcome;
  readonly file: string;
  /** Counts from 1. */
  readonly line: number;
  /** How many pairs of a client and a server it is about. */
  readonly pairs: number;
  /** Pairs that break it: the first 100, of `breachCount`; those that are alike count as one. */
  readonly breaches: readonly BreachDocument[];
  readonly breachCount: number;
  /** Pairs that leave it open: the first 100. */
  readonly doubts: readonly BreachDocument[];
  /** The rules that came closest to letting an asserted connection through. */
  readonly nearMisses: readonly NearMissDocument[];
  /** Rules and policies that decide. */
  readonly related: readonly RelatedPlace[];
}

/** A client and a server, and the steps between them. */
export interface BreachDocument {
  readonly from: EndpointDocument;
  readonly to: EndpointDocument;
  /** In one line. */
  readonly says: string;
  /** None where a way is asserted and there is none. */
  readonly steps: readonly StepDocument[];
  /** How many pairs policies treat just like this one, itself included. */
  readonly alike: number;
  /** What the answer depends on where it is open. */
  readonly dependsOn: readonly string[];
}

/** One connection on the way from a client to a server. */
export interface StepDocument {
  readonly from: EndpointDocument;
  readonly to: EndpointDocument;
  /** `80/TCP, 8000-8080/TCP`, `every UDP port`, `every port`. */
  readonly ports: string;
  /** The address family over which this is the verdict, where it is another one over the other. */
  readonly family?: 4 | 6;
  readonly verdict: 'allowed' | 'denied' | 'implementation-defined';
}

/** The document of the answers to files of assertions. */
export function connectivityTestReport(
  assertions: readonly AnsweredAssertion[],
  input: InputDocument,
): ConnectivityTestReport {
  const count = (wanted: Outcome) => assertions.filter(({ outcome }) => outcome === wanted).length;
  return {
    apiVersion,
    kind: 'ConnectivityTestReport',
    input,
    summary: { held: count('held'), failed: count('failed'), undecided: count('undecided') },
    items: assertions.map(assertionDocument),
  };
}

function assertionDocument(answered: AnsweredAssertion): AssertionDocument {
  const { outcome, file, line, result, obstacles, finding } = answered;
  const { assertion, pairs, breaches, breachCount, doubts } = result;
  return {
    ...(assertion.name !== undefined && { name: assertion.name }),
    asserts: statementOf(assertion),
    expects: assertion.expects,
    outcome,
    file,
    line,
    pairs,
    breaches: breaches.map(breachDocument),
    breachCount,
    doubts: doubts.map(breachDocument),
    nearMisses: obstacles.map(({ misses: [closest] }) => nearMissDocument(closest)),
    related: finding?.related ?? [],
  };
}

function breachDocument(breach: Breach): BreachDocument {
  const { from, to, steps, alike, dependsOn } = breach;
  return {
    from: endpointDocument(from),
    to: endpointDocument(to),
    says: describeBreach(breach),
    steps: steps.map(stepDocument),
    alike,
    dependsOn,
  };
}

function stepDocument({ from, to, ports, family, answer }: Reach): StepDocument {
  return {
    from: endpointDocument(from),
    to: endpointDocument(to),
    ports: formatSpans(ports),
    ...(family !== undefined && { family }),
    verdict: answer,
  };
}
