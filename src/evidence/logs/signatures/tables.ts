import type { Table } from '../signature.ts';
import { answersOfAuthentication } from './answers-authentication.ts';
import { answersOfBrokers } from './answers-brokers.ts';
import { answersOfDatabases } from './answers-databases.ts';
import { answersOfHttp } from './answers-http.ts';
import { answersOfTls } from './answers-tls.ts';
import { apache } from './apache.ts';
import { appError } from './app-error.ts';
import { apt } from './apt.ts';
import { bash } from './bash.ts';
import { busybox } from './busybox.ts';
import { cachingProxies } from './caching-proxies.ts';
import { connected } from './connected.ts';
import { curl, refusedByCurl } from './curl.ts';
import { dnsTools } from './dns-tools.ts';
import { dotnet } from './dotnet.ts';
import { dotnetClients } from './dotnet-clients.ts';
import { refusedByDotnet } from './dotnet-settings.ts';
import { envoy } from './envoy.ts';
import { erlang } from './erlang.ts';
import { erlangSettings, refusedByErlang } from './erlang-settings.ts';
import { genericConfigurationFiles } from './generic-configuration-files.ts';
import { genericFailures } from './generic-failures.ts';
import { genericListening } from './generic-listening.ts';
import { genericSettings } from './generic-settings.ts';
import { git } from './git.ts';
import { go } from './go.ts';
import { goClients } from './go-clients.ts';
import { goSettings, refusedByGo } from './go-settings.ts';
import { grpc, refusedByGrpc } from './grpc.ts';
import { grpcCore } from './grpc-core.ts';
import { grpcGo } from './grpc-go.ts';
import { grpcJava } from './grpc-java.ts';
import { grpcJs } from './grpc-js.ts';
import { haproxy } from './haproxy.ts';
import { javaRuntime } from './java.ts';
import { javaBrokers } from './java-brokers.ts';
import { javaHttp } from './java-http.ts';
import { javaJdbc } from './java-jdbc.ts';
import { javaNosql } from './java-nosql.ts';
import { javaRegistries } from './java-registries.ts';
import { javaSettings, refusedByJava } from './java-settings.ts';
import { javaSpring } from './java-spring.ts';
import { libc } from './libc.ts';
import { libmysqlclient } from './libmysqlclient.ts';
import { libpq, libpqCompanion, refusedByLibpq } from './libpq.ts';
import { librdkafka } from './librdkafka.ts';
import { linkerd } from './linkerd.ts';
import { listeningServers } from './listening-servers.ts';
import { local } from './local.ts';
import { localFiles } from './local-files.ts';
import { localInbound } from './local-inbound.ts';
import { netcat } from './netcat.ts';
import { nginx } from './nginx.ts';
import { node } from './node.ts';
import { nodeBrokers } from './node-brokers.ts';
import { nodeDatabases } from './node-databases.ts';
import { nodeHttp } from './node-http.ts';
import { refusedByNode } from './node-settings.ts';
import { openssl } from './openssl.ts';
import { php } from './php.ts';
import { phpClients } from './php-clients.ts';
import { phpExtensions } from './php-extensions.ts';
import { refusedByPhp } from './php-settings.ts';
import { ping } from './ping.ts';
import { python } from './python.ts';
import { pythonBrokers } from './python-brokers.ts';
import { pythonDatabases } from './python-databases.ts';
import { pythonHttp } from './python-http.ts';
import { pythonSettings, refusedByPython } from './python-settings.ts';
import { ruby } from './ruby.ts';
import { rubyClients } from './ruby-clients.ts';
import { refusedByRuby, rubySettings } from './ruby-settings.ts';
import { rust } from './rust.ts';
import { rustClients } from './rust-clients.ts';
import { refusedByRust, rustSettings } from './rust-settings.ts';
import { answersOfServerTools, serverTools } from './server-tools.ts';
import { ssh } from './ssh.ts';
import { telnet } from './telnet.ts';
import { waitScripts } from './wait-scripts.ts';
import { refusedByWget, wget } from './wget.ts';

/**
 * In the order in which they are asked: of two that say as much of a line, the first is taken. So the stronger tables
 * come first, and of equals those nearer to what the program called.
 */
export const tables: readonly Table[] = [
  // What decides whatever else the line holds: an answer, then what concerns no peer, then an address that no client tries.
  answersOfDatabases,
  answersOfBrokers,
  answersOfHttp,
  answersOfTls,
  answersOfAuthentication,
  local,
  localInbound,
  refusedByPython,
  refusedByNode,
  refusedByJava,
  refusedByGo,
  refusedByDotnet,
  refusedByRuby,
  refusedByPhp,
  refusedByRust,
  refusedByErlang,
  refusedByLibpq,
  refusedByGrpc,
  refusedByCurl,
  refusedByWget,
  // Libraries before what they are built on. Clients of one language, the JVM's last: their wording is the plainest.
  pythonHttp,
  pythonDatabases,
  pythonBrokers,
  nodeHttp,
  nodeDatabases,
  nodeBrokers,
  rubyClients,
  phpClients,
  phpExtensions,
  goClients,
  dotnetClients,
  rustClients,
  librdkafka,
  javaBrokers,
  javaJdbc,
  javaNosql,
  javaRegistries,
  javaSpring,
  javaHttp,
  // Clients that several languages bind or implement.
  libpq,
  libmysqlclient,
  grpcGo,
  grpcJava,
  grpcJs,
  grpcCore,
  grpc,
  // What the languages print themselves.
  node,
  python,
  ruby,
  php,
  javaRuntime,
  go,
  dotnet,
  rust,
  erlang,
  // Programs: proxies, then the tools of shells and of init containers.
  nginx,
  envoy,
  linkerd,
  haproxy,
  apache,
  cachingProxies,
  curl,
  wget,
  busybox,
  netcat,
  telnet,
  bash,
  ping,
  dnsTools,
  waitScripts,
  answersOfServerTools,
  serverTools,
  ssh,
  git,
  apt,
  openssl,
  // The readers of settings of each language.
  pythonSettings,
  javaSettings,
  goSettings,
  rubySettings,
  rustSettings,
  erlangSettings,
  // Words that many programs use: errno first, failures last, which ask for the least.
  libpqCompanion,
  libc,
  genericSettings,
  genericConfigurationFiles,
  localFiles,
  listeningServers,
  genericFailures,
  // Remarks, which yield to all others.
  genericListening,
  connected,
  appError,
];
