import { fullName } from '../../../model/metadata.ts';
import { namedPorts, type Pod, servingContainers } from '../../../model/pod.ts';
import type { Service, ServicePort } from '../../../model/service.ts';
import type { PortRule } from '../../policy.ts';
import type { LintContext, PlacedRule } from '../context.ts';
import { type Found, foundIn, type LintRule } from '../rule.ts';
import { serversOf } from '../servers.ts';

export const servicePort: LintRule = {
  code: 'NW209',
  title: "A Service's port where policies see the pods' own",
  severity: 'warning',
  find: (context) => {
    const translated = translatedPorts(context);
    const rules = context.rules.filter(({ policy }) => policy.tier === 'network');
    return rules.flatMap((placed) =>
      (placed.rule.ports ?? []).flatMap((port) => (translated.has(keyOf(port)) ? findIn(context, placed, port) : [])),
    );
  },
};

/** The ports that some Service translates to another one. */
function translatedPorts({ engine }: LintContext): ReadonlySet<string> {
  return new Set(
    engine.cluster.services
      .filter(isTranslating)
      .flatMap(({ ports }) => ports.filter(({ port, targetPort }) => port !== targetPort).map(keyOf)),
  );
}

function keyOf({ port, protocol = 'TCP' }: Pick<PortRule, 'port' | 'protocol'>): string {
  return `${port}/${protocol}`;
}

/** A headless Service, and one without pods of its own, translates nothing. */
function isTranslating({ headless, selector }: Service): boolean {
  return !headless && selector !== undefined;
}

/** No pod of a rule listens on a port, as far as anything tells, and a Service leads from it to another one of theirs. */
function findIn(context: LintContext, placed: PlacedRule, port: PortRule): readonly Found[] {
  const { policy } = placed;
  if (typeof port.port !== 'number' || port.endPort !== undefined || port.protocol === undefined) return [];
  const wanted = { port: port.port, protocol: port.protocol };
  const servers = serversOf(context, placed);
  if (servers.some((pod) => declares(pod, wanted))) return [];
  const pods = new Set(servers);
  const namespaces = new Set(servers.map(({ namespace }) => namespace));
  const services = [...namespaces].flatMap((name) => context.servicesIn(name)).filter(isTranslating);
  const leading = services.flatMap((service) => targetsOf(context, service, pods));
  if (leading.some(({ target }) => target === wanted.port)) return [];
  const found = leading.find(({ port: own }) => own.port === wanted.port && own.protocol === wanted.protocol);
  if (found === undefined) return [];
  const message = `${wanted.port} is the port of Service ${fullName(found.service)}; its pods listen on ${found.target}, which is what policies see`;
  return [foundIn(policy, [...port.path, 'port'], message, { instead: `port: ${found.target}`, detail: keyOf(port) })];
}

function declares(pod: Pod, { port, protocol }: { readonly port: number; readonly protocol: string }): boolean {
  return servingContainers(pod).some((container) =>
    container.ports.some((own) => own.port === port && own.protocol === protocol),
  );
}

interface Leading {
  readonly service: Service;
  readonly port: ServicePort;
  /** The port of the pods. */
  readonly target: number;
}

/** Where the ports of a Service lead in some of the pods. */
function targetsOf({ engine }: LintContext, service: Service, pods: ReadonlySet<Pod>): readonly Leading[] {
  const own = (engine.cluster.selectedBy(service) ?? []).filter((pod) => pods.has(pod));
  return service.ports.flatMap((port) => {
    const { targetPort, protocol } = port;
    const targets =
      typeof targetPort === 'number'
        ? own.map(() => targetPort)
        : own.flatMap((pod) => namedPorts(pod, targetPort, protocol));
    return [...new Set(targets)].map((target) => ({ service, port, target }));
  });
}
