import { startTerminal, terminalMark } from '../../../../src/main/process/index.ts';

// A host that is killed by its test: it opens a terminal and says which processes are in it.
const terminal = startTerminal({
  command: '/bin/sh',
  args: [],
  cwd: '/',
  env: { PATH: process.env.PATH ?? '' },
  mark: terminalMark(1),
  columns: 80,
  rows: 24,
  onOutput: (text) => process.stdout.write(text),
  onExit: () => {},
});
process.stdout.write(`shell=${terminal.pid}\n`);
terminal.write('(setsid sleep 300 & echo "sleeper=$!.")\n');
setInterval(() => {}, 1000);
