/** The packages of clients, as they stand in the paths and names of stack frames, and what they speak. */
const packages: readonly (readonly [frame: RegExp, library: string])[] = [
  [/node_modules\/(?:mysql2?|mariadb)\//, 'mysql'],
  [/node_modules\/(?:pg|pg-pool|postgres|pg-native)\//, 'postgres'],
  [/node_modules\/(?:ioredis|redis|@redis)\//, 'redis'],
  [/node_modules\/(?:mongodb|mongoose)\//, 'mongodb'],
  [/node_modules\/amqplib\//, 'amqp'],
  [/node_modules\/kafkajs\//, 'kafka'],
  [/node_modules\/(?:tedious|mssql)\//, 'mssql'],
  [/\/(?:psycopg2?|asyncpg|pg8000)\//, 'postgres'],
  [/\/(?:pymysql|MySQLdb|aiomysql)\//, 'mysql'],
  [/site-packages\/redis\//, 'redis'],
  [/site-packages\/pymongo\//, 'mongodb'],
  [/site-packages\/(?:pika|kombu|amqp)\//, 'amqp'],
  [/site-packages\/(?:kafka|aiokafka)\//, 'kafka'],
  [/\bat (?:java\.base\/)?org\.postgresql\./, 'postgres'],
  [/\bat com\.mysql\./, 'mysql'],
  [/\bat (?:redis\.clients\.jedis|io\.lettuce)\./, 'redis'],
  [/\bat com\.mongodb\./, 'mongodb'],
  [/\bat com\.rabbitmq\./, 'amqp'],
  [/\bat org\.apache\.kafka\./, 'kafka'],
];

/** What the client speaks whose frames are in a stack trace; undefined where there are none, or of several. */
export function libraryOfFrames(entry: string): string | undefined {
  const found = new Set(packages.filter(([frame]) => frame.test(entry)).map(([, library]) => library));
  const [library] = found;
  return found.size === 1 ? library : undefined;
}
