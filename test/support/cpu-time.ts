interface Node {
  readonly process: { threadCpuUsage(): { readonly user: number; readonly system: number } };
}

/** CPU time that this thread has used, in ms: what the machine does beside it does not count. */
export function cpuTime(): number {
  // Tests of code for the page are checked without Node's types.
  const { user, system } = (globalThis as unknown as Node).process.threadCpuUsage();
  return (user + system) / 1000;
}
