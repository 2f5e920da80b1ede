// `npm test`: types, lint, unit, conformance, contract and browser tests, then one line of counts.
// `--long` runs the full counts (fuzzing, kills, gigabytes) of the same tests.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { node, root, run } from './lib.mjs';
import { ensureProgram } from './packages.mjs';

const long = process.argv.includes('--long');
const say = (text) => process.stdout.write(`${text}\n`);
const totals = { passed: 0, failed: 0, skipped: 0 };
const started = Date.now();

function step(name, args, options) {
  say(`\n== ${name}`);
  const ok = run(args, options) === 0;
  totals[ok ? 'passed' : 'failed']++;
  return ok;
}

step('types', ['scripts/typecheck.mjs']);
step('lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.']);
const built = step('build', ['scripts/build.mjs']);

const browser = await ensureBrowser(say);
if (browser.path) say(`Browser: ${browser.path}`);
else say(`Browser tests are skipped: ${browser.reason}.`);
if (!ensureProgram('nvim', 'neovim', say))
  say('The test in Neovim is skipped: it is not installed.');
// Signatures are compared with those of the documented commands.
for (const [program, trial] of [
  ['git', '--version'],
  ['openssl', 'version'],
])
  if (!ensureProgram(program, program, say, [trial]))
    say(`The tests of signatures need ${program}.`);
// Debian leaves what makes virtual environments in a package of its own.
if (!ensureProgram('python3', 'python3-venv', say, ['-c', 'import ensurepip']))
  say('The tests of Python environments are skipped: this Python makes none.');

// Sessions as another user are tried with users of their own, added and taken away again: as root only.
const asRoot = process.getuid?.() === 0 && ensureProgram('sudo', 'sudo', say);

const output = join(root, 'test-output');
mkdirSync(output, { recursive: true });
const environment = {
  ...(browser.path
    ? { JOBWRIGHT_CHROMIUM: browser.path }
    : { JOBWRIGHT_NO_BROWSER: browser.reason }),
  ...(asRoot ? { JOBWRIGHT_SYSTEM_TESTS: '1' } : {}),
  JOBWRIGHT_PICTURES: '1',
  ...(long ? { JOBWRIGHT_LONG: '1' } : {}),
};
for (const project of ['unit', 'conformance', 'contract', 'e2e']) {
  if (project === 'e2e' && !built) continue;
  say(`\n== ${project} tests`);
  const report = join(output, `${project}.json`);
  rmSync(report, { force: true });
  const result = spawnSync(
    node,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    { cwd: root, stdio: 'inherit', env: { ...process.env, ...environment } },
  );
  count(report, result.status);
}

function count(report, status) {
  let counted = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0 };
  try {
    counted = JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    say(`No report was written: ${report}`);
  }
  totals.passed += counted.numPassedTests;
  totals.failed += counted.numFailedTests;
  totals.skipped += counted.numPendingTests + counted.numTodoTests;
  // A suite that fails before its first test counts as well.
  if (status !== 0 && counted.numFailedTests === 0) totals.failed++;
}

say(`\nTests took ${Math.round((Date.now() - started) / 1000)} s.`);
say(
  `${totals.passed} passed, ${totals.failed} failed${totals.skipped > 0 ? `, ${totals.skipped} skipped` : ''}`,
);
process.exit(totals.failed > 0 ? 1 : 0);
