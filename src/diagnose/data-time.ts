import type { Cluster } from '../model/cluster.ts';

/** The latest time that the objects mention, RFC 3339: the data are no older, where nothing says when they were taken. */
export function dataTime(cluster: Cluster): string | undefined {
  let latest: string | undefined;
  const see = (time: string | undefined) => {
    if (time !== undefined && !(Date.parse(time) <= Date.parse(latest ?? ''))) latest = time;
  };
  for (const pod of cluster.pods) {
    for (const { runningSince, terminated, lastTerminated } of pod.statuses) {
      for (const time of [runningSince, terminated?.finishedAt, lastTerminated?.finishedAt]) see(time);
    }
    for (const event of cluster.eventsAbout('Pod', pod.namespace, pod.name)) see(event.lastSeen);
  }
  return latest;
}
