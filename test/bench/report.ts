/** What a measurement prints: one line with its name, the figures and what they were measured on. */
export function heading(name: string): void {
  process.stdout.write(`\n${name}\n`);
}

export function row(what: string, figures: string, data = ''): void {
  process.stdout.write(`  ${what.padEnd(46)} ${figures.padEnd(44)} ${data}\n`);
}

export interface Distribution {
  readonly runs: number;
  readonly median: number;
  readonly p95: number;
  readonly max: number;
  /** What the thread itself computed for (p95): on a machine that does other work too, the time was longer. */
  readonly cpu?: number;
}

export function distribution(samples: readonly number[]): Distribution {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (part: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
  return { runs: sorted.length, median: at(0.5), p95: at(0.95), max: at(1) };
}

export function milliseconds({ runs, median, p95, max, cpu }: Distribution): string {
  const computed = cpu === undefined ? '' : `, CPU p95 ${cpu.toFixed(2)} ms`;
  return `p50 ${median.toFixed(2)} ms  p95 ${p95.toFixed(2)} ms  max ${max.toFixed(2)} ms  (${runs} runs${computed})`;
}

/** Times a function in ms: `warm` uncounted runs, then `runs` counted ones. */
export function measure(runs: number, warm: number, work: (run: number) => void): Distribution {
  for (let index = 0; index < warm; index++) work(index);
  const samples: number[] = [];
  const computed: number[] = [];
  for (let index = 0; index < runs; index++) {
    const before = process.threadCpuUsage();
    const begun = performance.now();
    work(index);
    samples.push(performance.now() - begun);
    const { user, system } = process.threadCpuUsage(before);
    computed.push((user + system) / 1000);
  }
  return { ...distribution(samples), cpu: distribution(computed).p95 };
}

export async function measureAsync(
  runs: number,
  warm: number,
  work: (run: number) => Promise<void>,
): Promise<Distribution> {
  for (let index = 0; index < warm; index++) await work(index);
  const samples: number[] = [];
  for (let index = 0; index < runs; index++) {
    const begun = performance.now();
    await work(index);
    samples.push(performance.now() - begun);
  }
  return distribution(samples);
}
