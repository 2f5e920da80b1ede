import { readdir, readFile, statfs } from 'node:fs/promises';
import os from 'node:os';
import { join } from 'node:path';
import { machineAmounts } from '../runs/amounts.ts';

/** What is known of this machine by the names of host requirements (§3.3). A name that is not in here: nobody can tell. */
export interface MachineFacts {
  readonly amounts: ReadonlyMap<string, number>;
  readonly attributes: ReadonlyMap<string, string>;
}

const FAMILIES: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: 'linux',
  darwin: 'macos',
  win32: 'windows',
};
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'x86_64', arm64: 'arm64' };
const GIB = 2 ** 30;
const AMD = '0x1002';

/** Looks at the system's own files; no program is asked. */
export async function machineFacts(): Promise<MachineFacts> {
  const amounts = machineAmounts();
  const attributes = new Map<string, string>();
  const family = FAMILIES[process.platform];
  const architecture = ARCHITECTURES[os.arch()];
  if (family !== undefined) attributes.set('attr.worker.os.family', family);
  if (architecture !== undefined) attributes.set('attr.worker.cpu.arch', architecture);
  const scratch = await statfs(os.tmpdir()).catch(() => undefined);
  if (scratch) {
    amounts.set('amount.worker.disk.scratch', Math.floor((scratch.bavail * scratch.bsize) / GIB));
  }
  if (process.platform === 'linux') {
    const [nvidia, amd] = await Promise.all([nvidiaCards(), amdCards()]);
    amounts.set('amount.worker.gpu', nvidia + amd.length);
    const memory = Math.max(0, ...amd);
    // How much memory a card of NVIDIA has stands in no file.
    if (nvidia === 0) amounts.set('amount.worker.gpu.memory', Math.floor(memory / 2 ** 20));
  }
  return { amounts, attributes };
}

async function nvidiaCards(): Promise<number> {
  const cards = await readdir('/proc/driver/nvidia/gpus').catch(() => []);
  return cards.length;
}

/** The memory of each card, in bytes. */
async function amdCards(): Promise<number[]> {
  const folder = '/sys/class/drm';
  const names = await readdir(folder).catch(() => []);
  const cards: number[] = [];
  for (const name of names.filter((one) => /^card\d+$/.test(one))) {
    const device = join(folder, name, 'device');
    const vendor = await readFile(join(device, 'vendor'), 'utf8').catch(() => '');
    if (vendor.trim() !== AMD) continue;
    const memory = await readFile(join(device, 'mem_info_vram_total'), 'utf8').catch(() => '0');
    cards.push(Number(memory.trim()) || 0);
  }
  return cards;
}
