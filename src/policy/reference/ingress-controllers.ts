/** A controller of Ingresses, and how its pods show. */
export interface IngressController {
  /** `spec.controller` of its IngressClasses; some add a path of their own after it. */
  readonly name: string;
  /** The names under which its documentation installs its class. */
  readonly classes: readonly string[];
  /** The labels of the pods that carry the traffic, one of these sets; `*` is any value. */
  readonly labels: readonly Readonly<Record<string, string>>[];
}

/** OpenShift's router: openshift/cluster-ingress-operator, its router Deployment. */
export const openShiftRouter: IngressController = {
  name: 'openshift.io/ingress-to-route',
  classes: ['openshift-default'],
  labels: [{ 'ingresscontroller.operator.openshift.io/deployment-ingresscontroller': '*' }],
};

/** Those whose pods carry the traffic. A cloud's own load balancers, such as `ingress.k8s.aws/alb`, have none. */
export const ingressControllers: readonly IngressController[] = [
  openShiftRouter,
  // kubernetes/ingress-nginx, deploy/static and its chart.
  {
    name: 'k8s.io/ingress-nginx',
    classes: ['nginx'],
    labels: [{ 'app.kubernetes.io/name': 'ingress-nginx', 'app.kubernetes.io/component': 'controller' }],
  },
  // nginx/kubernetes-ingress, deployments/deployment and its chart.
  {
    name: 'nginx.org/ingress-controller',
    classes: ['nginx'],
    labels: [{ 'app.kubernetes.io/name': 'nginx-ingress' }, { app: 'nginx-ingress' }],
  },
  // traefik/traefik-helm-chart; k3s installs it too.
  {
    name: 'traefik.io/ingress-controller',
    classes: ['traefik'],
    labels: [{ 'app.kubernetes.io/name': 'traefik' }],
  },
  // haproxytech/kubernetes-ingress, deploy/haproxy-ingress.yaml and its chart.
  {
    name: 'haproxy.org/ingress-controller',
    classes: ['haproxy'],
    labels: [{ 'app.kubernetes.io/name': 'kubernetes-ingress' }, { run: 'haproxy-ingress' }],
  },
  // haproxy-ingress/charts.
  {
    name: 'haproxy-ingress.github.io/controller',
    classes: ['haproxy'],
    labels: [{ 'app.kubernetes.io/name': 'haproxy-ingress' }],
  },
  // Kong/charts, kong: the proxy and the controller are one pod.
  {
    name: 'ingress-controllers.konghq.com/kong',
    classes: ['kong'],
    labels: [{ 'app.kubernetes.io/name': 'kong' }],
  },
  // projectcontour/contour, examples/contour: Envoy carries the traffic.
  {
    name: 'projectcontour.io',
    classes: ['contour'],
    labels: [{ app: 'envoy' }, { 'app.kubernetes.io/name': 'contour', 'app.kubernetes.io/component': 'envoy' }],
  },
  // istio/istio, manifests/charts/gateways/istio-ingress.
  {
    name: 'istio.io/ingress-controller',
    classes: ['istio'],
    labels: [{ istio: 'ingressgateway' }],
  },
];
