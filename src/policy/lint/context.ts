import { groupBy } from '../../model/group-by.ts';
import type { Json, Manifest } from '../../model/manifest.ts';
import type { Pod } from '../../model/pod.ts';
import type { Service } from '../../model/service.ts';
import type { Source } from '../../model/source.ts';
import { endpointClasses } from '../classes/endpoint-classes.ts';
import type { Applied, PolicyEngine } from '../engine.ts';
import { selectsPod } from '../evaluate/matching.ts';
import type { ClassSet } from '../map/class-index.ts';
import { type Sides, sidesOf } from '../map/sides.ts';
import { type Direction, directions, type Peer, type Policy, type Rule } from '../policy.ts';
import type { DataplaneSettings } from '../profile.ts';
import { mapSettings } from '../worlds.ts';
import { type Redundancies, redundanciesOf } from './redundancies.ts';
import { type SubjectGroup, subjectGroupsOf } from './subject-groups.ts';
import { valueAt } from './value-at.ts';

/** What is looked into: an engine, and what it was given. */
export interface LintInput {
  readonly engine: PolicyEngine;
  /** In the order in which the engine was given them. */
  readonly manifests: readonly Manifest[];
  /** What the engine said of them. */
  readonly applied: Pick<Applied, 'problems' | 'warnings'>;
  /** Whether some of the files were laid over others, so that an object may be written twice. */
  readonly isLayered?: boolean;
}

/** A rule of a policy, and which way it looks. */
export interface PlacedRule {
  readonly policy: Policy;
  readonly direction: Direction;
  readonly rule: Rule;
}

/** What the rules of the linter share: each part is worked out once, when the first of them asks for it. */
export class LintContext {
  readonly input: LintInput;
  readonly engine: PolicyEngine;
  private readonly known: Known = {};

  constructor(input: LintInput) {
    this.input = input;
    this.engine = input.engine;
  }

  /** Whether there are pods to hold policies against: files of policies alone leave most questions open. */
  get hasPods(): boolean {
    return this.engine.cluster.livePods.length > 0;
  }

  /** Every rule of every policy, ingress first, in the order in which they are written. */
  get rules(): readonly PlacedRule[] {
    this.known.rules ??= this.engine.policies.flatMap((policy) =>
      directions.flatMap((direction) => (policy[direction] ?? []).map((rule) => ({ policy, direction, rule }))),
    );
    return this.known.rules;
  }

  /** The classes of endpoints, and what the policies at each say of the others. */
  get sides(): Sides {
    this.known.sides ??= sidesOf(this.engine, endpointClasses(this.engine));
    return this.known.sides;
  }

  /** Every way to settle what the dataplane leaves open. */
  get worlds(): readonly DataplaneSettings[] {
    this.known.worlds ??= mapSettings(this.engine, this.engine.profile);
    return this.known.worlds;
  }

  /** The pods of which the same policies decide. */
  get subjectGroups(): readonly SubjectGroup[] {
    this.known.groups ??= subjectGroupsOf(this);
    return this.known.groups;
  }

  /** The policies and rules that could be left out. */
  get redundancies(): Redundancies {
    this.known.redundancies ??= redundanciesOf(this.engine.policies, this.subjectGroups);
    return this.known.redundancies;
  }

  /** The live pods that a policy selects. */
  podsOf(policy: Policy): readonly Pod[] {
    this.known.pods ??= new Map();
    const known = this.known.pods.get(policy);
    if (known !== undefined) return known;
    const { cluster } = this.engine;
    const candidates = policy.subject.namespaces === undefined ? cluster.podsIn(policy.namespace) : cluster.livePods;
    const pods = candidates.filter((pod) =>
      selectsPod(policy.subject, policy.namespace, pod, cluster.namespace(pod.namespace)),
    );
    this.known.pods.set(policy, pods);
    return pods;
  }

  /** The classes of pods that a peer may take. */
  podClassesOf(policy: Policy, peer: Peer): ClassSet {
    return this.takenBy(policy, peer).classes;
  }

  /** The pods that a peer may take. */
  podsOfPeer(policy: Policy, peer: Peer): readonly Pod[] {
    const taken = this.takenBy(policy, peer);
    taken.pods ??= taken.classes.flatMap((number) => this.sides.index.classes[number]?.pods ?? []);
    return taken.pods;
  }

  /** The number of a pod's class; undefined for a pod that has ended. */
  classOf(pod: Pod): number | undefined {
    this.known.classOf ??= new Map(
      this.sides.index.classes.flatMap(({ pods }, number) => pods.map((member): [Pod, number] => [member, number])),
    );
    return this.known.classOf.get(pod);
  }

  /** The Services of a namespace. */
  servicesIn(namespace: string): readonly Service[] {
    this.known.services ??= groupBy(this.engine.cluster.services, (service) => service.namespace);
    return this.known.services.get(namespace) ?? [];
  }

  /** The Namespace object of a name. */
  namespaceManifest(name: string): Manifest | undefined {
    this.known.namespaces ??= new Map(
      this.input.manifests
        .filter(({ value }) => value['kind'] === 'Namespace')
        .map((manifest) => [valueAt(manifest, ['metadata', 'name']), manifest]),
    );
    return this.known.namespaces.get(name);
  }

  /** Peers that take the same share what is known of it. */
  private takenBy(policy: Policy, peer: Peer): Taken {
    const { index } = this.sides;
    const sets = index.mayTake(policy, peer);
    this.known.taken ??= new Map();
    const known = this.known.taken.get(sets);
    if (known !== undefined) return known;
    // The first is all of a block, the others are its exceptions.
    const [all = [], ...exceptions] = sets;
    const excepted = new Set(exceptions.flat());
    const isTaken = (number: number) => index.classes[number]?.endpoint.kind === 'pod' && !excepted.has(number);
    const taken = { classes: all.filter(isTaken).sort((a, b) => a - b) };
    this.known.taken.set(sets, taken);
    return taken;
  }

  /** The object that was written at a place. */
  manifestAt(source: Source): Manifest | undefined {
    this.known.manifests ??= new Map(this.input.manifests.map((manifest) => [manifest.source, manifest]));
    return this.known.manifests.get(source);
  }
}

/** What a peer may take. */
interface Taken {
  readonly classes: ClassSet;
  pods?: readonly Pod[];
}

interface Known {
  taken?: Map<readonly ClassSet[], Taken>;
  rules?: readonly PlacedRule[];
  sides?: Sides;
  worlds?: readonly DataplaneSettings[];
  groups?: readonly SubjectGroup[];
  redundancies?: Redundancies;
  pods?: Map<Policy, readonly Pod[]>;
  classOf?: ReadonlyMap<Pod, number>;
  services?: ReadonlyMap<string, readonly Service[]>;
  manifests?: ReadonlyMap<Source, Manifest>;
  namespaces?: ReadonlyMap<Json | undefined, Manifest>;
}
