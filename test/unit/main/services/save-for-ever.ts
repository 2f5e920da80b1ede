// Saves two contents in turn until it is killed.
import { atomicWrite } from '../../../../src/main/services/atomic-write.ts';

const path = process.argv[2] as string;
process.send?.('ready');
for (let turn = 1; ; turn++) await atomicWrite(path, (turn % 2 ? 'b' : 'a').repeat(3_000_000));
