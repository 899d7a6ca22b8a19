import { describe, expect, test } from 'vitest';
import { environment, found, started } from './configuration.test-support.ts';
import { targetsOf } from './index.ts';

describe('arguments', () => {
  test('the source is the argument, in the command or after it', () => {
    const configuration = {
      ...environment(),
      command: ['goclient', 'api:80'],
      args: ['--db-host', 'db', '--db-port', '1'],
    };
    expect(targetsOf(configuration).map(({ source }) => source)).toEqual(['args[1], args[3]', 'command[1]']);
  });

  test.each([
    [['goclient', 'api:80'], ['api:80']],
    [['goclient', 'api.shop', '80'], ['api.shop:80']],
    [['java', '-cp', '/app', 'Main', 'db', '5432'], ['db:5432']],
    [['dotnet', 'app.dll', '--ConnectionStrings:Default=Server=db,1444;Database=x'], ['db:1444']],
    [
      ['bash', '-c', 'for h in a b; do nc -z $h 5432; done'],
      ['a:5432', 'b:5432'],
    ],
    [['perl', '-e', "IO::Socket::INET->new(PeerAddr=>'db', PeerPort=>5432)"], ['db:5432']],
    [['app', 'http://relay:25/'], ['relay:25']],
    [
      ['server', '--etcd-servers=https://10.0.0.1:2379,https://10.0.0.2:2379', '--advertise-address=10.0.0.9'],
      ['10.0.0.1:2379', '10.0.0.2:2379'],
    ],
    [['kafka-topics.sh', '--bootstrap-server', 'k:9092', '--list'], ['k:9092']],
    [['grpc_health_probe', '-addr=api:50051'], ['api:50051']],
    [['/bin/app', '--spring.datasource.url=jdbc:postgresql://db:5433/app'], ['db:5433']],
    [['app', '--redis', 'cache:6379'], ['cache:6379']],
  ])('%j', (args, targets) => {
    expect(found(started(args))).toEqual(targets);
  });

  test.each([
    [['uvicorn', 'app:main', '--host', '0.0.0.0', '--port', '80']],
    [['app', '--listen', '10.0.0.1:80', '--metrics-addr=:9', '--port', '8080']],
    [['docker', 'run', '-p', '8080:80', 'postgres:15']],
    [['C:\\app\\app.exe', '/etc/app:12', 'app.js:10', '12:30']],
    [['-conf', '/etc/coredns/Corefile']],
    [['sleep', '3600']],
    [['java', 'Main', '8080']],
    [['curl', '-h']],
    [['app', '--user', 'admin:8080', '--password=db:5432', '-u', 'elastic:9200']],
    [
      [
        'node',
        '-e',
        "require('http').createServer((q,r)=>r.end('ok')).listen(8080,()=>console.log('listening on 8080'))",
      ],
    ],
    [['node', '-e', "server.listen(8080, 'web.shop')"]],
    [['node', '-e', 'const table={key:1,other:9200}']],
    [['nc', '-l', '-p', '8080']],
  ])('%j has no target', (args) => {
    expect(found(started(args))).toEqual([]);
  });

  test('variables are resolved', () => {
    expect(found(started(['app', '--addr=$(H):$(P)'], 'H=db', 'P=1'))).toEqual(['db:1']);
    expect(found(started(['sh', '-c', `nc -z $H \${P:-77}`], 'H=db'))).toEqual(['db:77']);
    expect(found(started(['node', '-e', 'connect(+process.env.P, process.env.H)'], 'H=db', 'P=1'))).toEqual(['db:1']);
    expect(
      found(started(['node', '-e', `fetch(\`http://\${process.env.H}:\${process.env.P}/\`)`], 'H=db', 'P=1')),
    ).toEqual(['db:1']);
    expect(
      found(started(['python3', '-c', "create_connection((os.environ['H'], int(os.getenv('P'))))"], 'H=db', 'P=1')),
    ).toEqual(['db:1']);
  });
});

describe('known clients', () => {
  test.each([
    [['nc', '-zvw3', 'db', '5432'], ['db:5432']],
    [['nc', '-z', '-w', '3', 'db', '5432'], ['db:5432']],
    [['nc', '-zu', 'dns', '53'], ['dns:53/UDP']],
    [['telnet', 'smtp', '25'], ['smtp:25']],
    [['wait-for-it.sh', 'db:5432', '-t', '30', '--', 'node', 'server.js'], ['db:5432']],
    [['./wait-for-it.sh', '-h', 'db', '-p', '5432'], ['db:5432']],
    [['dockerize', '-wait', 'tcp://db:5432', '-timeout', '30s', 'app'], ['db:5432']],
    [['pg_isready', '-h', 'db', '-p', '5434'], ['db:5434']],
    [['pg_isready', '-hdb'], ['db~5432']],
    [['psql', 'host=db port=5435 password=abc'], ['db:5435']],
    [['psql', '-d', 'postgres://u:p@db/app'], ['db~5432']],
    [['mysqladmin', 'ping', '-hdb', '-P3307', '-pweb:8080'], ['db:3307']],
    [['redis-cli', '-h', 'r', '-p', '6380', '-a', 'pass:80', 'ping'], ['r:6380']],
    [['redis-cli', '-u', 'redis://:pw@r/0'], ['r~6379']],
    [['mongosh', '--host', 'm', '--port', '27018'], ['m:27018']],
    [['mongosh', '--host', 'm'], ['m~27017']],
    [['curl', '-fsS', '-u', 'elastic:9200', 'es:9201/_cat'], ['es:9201']],
    [['curl', '-s', 'http://api/health'], ['api~80']],
    [
      ['curl', '-x', 'http://proxy:3128', 'https://api.internal'],
      ['proxy:3128', 'api.internal~443'],
    ],
    [['wget', '-qO-', 'api:8080/health'], ['api:8080']],
    [['ssh', '-p', '2222', 'git@repo.internal'], ['repo.internal:2222']],
    [['cqlsh', 'c1', '9043'], ['c1:9043']],
    [
      ['kcat', '-b', 'k1:9092,k2:9092', '-L'],
      ['k1:9092', 'k2:9092'],
    ],
    [['timeout', '5', 'nc', '-z', 'db', '5432'], ['db:5432']],
    [['tini', '--', 'nc', '-z', 'db', '5432'], ['db:5432']],
    [['socat', '-', 'TCP:db:5432'], ['db:5432']],
    [['openssl', 's_client', '-connect', 'api:443'], ['api:443']],
    [['pg_isready -h db -p 5434'], ['db:5434']],
  ])('%j', (args, targets) => {
    expect(found(started(args))).toEqual(targets);
  });
});

describe('inline scripts', () => {
  test('the reason and the source show no script', () => {
    const [target] = targetsOf(started(['node', '-e', "connect('amqp://u:hunter2@mq:5672')"]));
    expect(target).toEqual({
      host: 'mq',
      port: 5672,
      scheme: 'amqp',
      source: 'args[2]',
      rank: 10,
      reason: 'its script connects to it',
      portAssumed: false,
    });
  });
});
