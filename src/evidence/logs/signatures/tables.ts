import type { Table } from '../signature.ts';
import { answers } from './answers.ts';
import { answersOfTls } from './answers-tls.ts';
import { appError } from './app-error.ts';
import { clientRefuses } from './client-refuses.ts';
import { clientRefusesOthers } from './client-refuses-others.ts';
import { config } from './config.ts';
import { configFiles } from './config-files.ts';
import { configLibraries } from './config-libraries.ts';
import { connected } from './connected.ts';
import { dotnet } from './dotnet.ts';
import { dotnetClients } from './dotnet-clients.ts';
import { erlang } from './erlang.ts';
import { generic } from './generic.ts';
import { go } from './go.ts';
import { goClients } from './go-clients.ts';
import { grpc } from './grpc.ts';
import { grpcGo } from './grpc-go.ts';
import { javaRuntime } from './java.ts';
import { javaBrokers } from './java-brokers.ts';
import { javaClients } from './java-clients.ts';
import { javaHttp } from './java-http.ts';
import { javaStores } from './java-stores.ts';
import { libc } from './libc.ts';
import { libmysqlclient } from './libmysqlclient.ts';
import { libpq, libpqCompanion } from './libpq.ts';
import { librdkafka } from './librdkafka.ts';
import { listening } from './listening.ts';
import { listeningWords } from './listening-words.ts';
import { local } from './local.ts';
import { localFiles } from './local-files.ts';
import { node } from './node.ts';
import { nodeClients } from './node-clients.ts';
import { nodeDatabases } from './node-databases.ts';
import { php } from './php.ts';
import { phpClients } from './php-clients.ts';
import { proxies } from './proxies.ts';
import { otherProxies } from './proxies-others.ts';
import { python } from './python.ts';
import { pythonBrokers } from './python-brokers.ts';
import { pythonClients } from './python-clients.ts';
import { pythonHttp } from './python-http.ts';
import { ruby } from './ruby.ts';
import { rubyClients } from './ruby-clients.ts';
import { rust } from './rust.ts';
import { rustClients } from './rust-clients.ts';
import { tools } from './tools.ts';
import { probeTools } from './tools-probes.ts';
import { waitingTools } from './tools-waiting.ts';

/** In the order in which they are asked: of two that say as much of a line, the first is taken. */
export const tables: readonly Table[] = [
  answers,
  answersOfTls,
  local,
  pythonHttp,
  pythonClients,
  nodeClients,
  nodeDatabases,
  javaBrokers,
  librdkafka,
  javaClients,
  javaStores,
  javaHttp,
  pythonBrokers,
  waitingTools,
  rubyClients,
  ruby,
  phpClients,
  php,
  libpq,
  libpqCompanion,
  libmysqlclient,
  grpcGo,
  grpc,
  node,
  javaRuntime,
  python,
  goClients,
  go,
  dotnetClients,
  dotnet,
  rustClients,
  rust,
  erlang,
  proxies,
  otherProxies,
  tools,
  probeTools,
  libc,
  clientRefuses,
  clientRefusesOthers,
  configLibraries,
  config,
  configFiles,
  localFiles,
  listening,
  generic,
  listeningWords,
  connected,
  appError,
];
