import { Command, type CommanderError, InvalidArgumentError, Option } from 'commander';
import { VERSION } from '../../version.ts';
import { USAGE_EXIT } from './exit.ts';

/** The command line: options here, what they do in `commands/`, loaded when one is called. */
export function buildProgram(): Command {
  const program = new Command('jobwright')
    .description('Author, check, expand and run Open Job Description templates.')
    .version(VERSION)
    // `--version` after a command's name is that command's own.
    .enablePositionalOptions()
    .showHelpAfterError('(use --help for the options)')
    .exitOverride(endUsage);
  addCheck(program);
  addSummary(program);
  addRun(program);
  addExpand(program);
  addServe(program);
  addSchema(program);
  addLsp(program);
  addSign(program);
  addVerify(program);
  addPython(program);
  return program;
}

function endUsage(error: CommanderError): never {
  process.exit(error.exitCode === 0 ? 0 : USAGE_EXIT);
}

function add(program: Command, name: string, description: string): Command {
  return program.command(name).description(description).exitOverride(endUsage);
}

function output(): Option {
  return new Option('--output <format>', 'how the result is printed')
    .choices(['human-readable', 'json', 'yaml'])
    .default('human-readable');
}

const collect = (value: string, before: string[]): string[] => [...before, value];

function extensions(): Option {
  return new Option('--extensions <list>', 'accept these extensions only, separated by commas');
}

/** The options that every command with a job takes. */
function jobOptions(command: Command): Command {
  return command
    .addOption(
      new Option(
        '-p, --job-param <value>',
        'NAME=VALUE, file://PATH of JSON or YAML, or an inline JSON object',
      )
        .argParser(collect)
        .default([]),
    )
    .addOption(
      new Option('--parameter <value>', 'the same as --job-param')
        .argParser(collect)
        .default([])
        .hideHelp(),
    )
    .addOption(
      new Option('--environment <path>', 'environment template to apply, in order')
        .argParser(collect)
        .default([]),
    )
    .addOption(
      new Option('--env <path>', 'the same as --environment').argParser(collect).default([]),
    )
    .addOption(extensions());
}

interface RawJobOptions {
  jobParam: string[];
  parameter: string[];
  environment: string[];
  env: string[];
}

/** Aliases given apart are joined in their groups' order. */
function joined<T extends RawJobOptions>(options: T): T {
  return {
    ...options,
    jobParam: [...options.jobParam, ...options.parameter],
    environment: [...options.environment, ...options.env],
  };
}

function addCheck(program: Command): void {
  add(program, 'check', 'Check a job template or an environment template.')
    .argument('<path>', 'template, bundle folder, or - for standard input')
    .addOption(extensions())
    .addOption(output())
    .option(
      '--profile <name|file>',
      'the farm it is meant for: specification, deadline-cloud, a file',
    )
    .option('--watch', 'check again whenever the file changes')
    .action(async (path: string, options) => {
      const { check } = await import('./commands/check.ts');
      await check(path, options);
    });
}

function addSummary(program: Command): void {
  jobOptions(
    add(program, 'summary', 'Print what a job consists of.').argument(
      '<path>',
      'template or bundle',
    ),
  )
    .option('--step <name>', 'this step only')
    .addOption(output())
    .action(async (path: string, options) => {
      const { summary } = await import('./commands/summary.ts');
      await summary(path, joined(options));
    });
}

function addExpand(program: Command): void {
  jobOptions(
    add(program, 'expand', "Print a step's tasks.").argument('<path>', 'template or bundle'),
  )
    .option('--step <name>', 'the step; not needed when there is one')
    .option('--offset <number>', 'the first task, from 0', '0')
    .option('--limit <number>', 'how many tasks', '100')
    .option('--resolve', "with each task's command, arguments and embedded files")
    .addOption(output())
    .action(async (path: string, options) => {
      const { expand } = await import('./commands/expand.ts');
      await expand(path, joined(options));
    });
}

function wholeNumber(value: string): number {
  const number = Number(value);
  if (!/^[+-]?[0-9]+$/.test(value) || !Number.isSafeInteger(number))
    throw new InvalidArgumentError('It must be a whole number.');
  return number;
}

function addRun(program: Command): void {
  jobOptions(
    add(program, 'run', 'Run a job on this machine.').argument('<path>', 'template or bundle'),
  )
    .option('--step <name>', 'this step only')
    .addOption(
      new Option('-t, --task-param <value>', 'NAME=VALUE of the one task to run')
        .argParser(collect)
        .default([])
        .conflicts(['tasks', 'maximumTasks']),
    )
    .addOption(
      new Option('--tasks <value>', 'file://PATH or inline JSON: a list of task values').conflicts([
        'maximumTasks',
      ]),
    )
    .addOption(
      new Option(
        '--maximum-tasks <number>',
        'run at most so many tasks of each step; -1 is all',
      ).argParser(wholeNumber),
    )
    .option('--path-mapping-rules <value>', 'file://PATH or inline JSON')
    .option('--run-dependencies', 'run the steps first that --step depends on')
    .option('--no-run-dependencies', 'run --step alone (this is the default)')
    .option('--preserve', 'keep the session folder')
    .option('--verbose', 'show what the session does in detail')
    .addOption(
      new Option('--timestamp-format <format>', 'times in the log')
        .choices(['relative', 'local', 'utc'])
        .default('relative'),
    )
    .option('--pty', 'run actions on a pseudo-terminal instead of pipes')
    .addOption(
      new Option('--signed-by <file>', 'run only what one of these public keys vouches for')
        .argParser(collect)
        .default([]),
    )
    .option('--user <name[:group]>', 'run actions as another user (POSIX, through sudo)')
    .addOption(output())
    .action(async (path: string, options) => {
      const { run } = await import('./commands/run.ts');
      await run(path, joined(options));
    });
}

function addServe(program: Command): void {
  add(program, 'serve', 'Open the window in a browser, served to this machine only.')
    .argument('[path]', 'bundle or template to open')
    .option('--port <number>', 'port on 127.0.0.1; 0 takes a free one', '0')
    .option('--no-open', 'print the address, open nothing')
    .addOption(
      new Option('--output <format>', 'how the address is printed')
        .choices(['human-readable', 'json'])
        .default('human-readable'),
    )
    .action(async (path: string | undefined, options) => {
      const { serve } = await import('./commands/serve.ts');
      await serve(path, options);
    });
}

function addSchema(program: Command): void {
  add(program, 'schema', 'Print a JSON Schema of templates, for other editors.')
    .option(
      '--version <version>',
      'jobtemplate-2023-09 or environment-2023-09',
      'jobtemplate-2023-09',
    )
    .addOption(extensions())
    .action(async (options) => {
      const { schema } = await import('./commands/schema.ts');
      schema(options);
    });
}

function addLsp(program: Command): void {
  add(program, 'lsp', 'Serve an editor by the Language Server Protocol.')
    .option('--stdio', 'speak over the standard streams')
    .action(async (options) => {
      const { lsp } = await import('./commands/lsp.ts');
      lsp(options);
    });
}

function addSign(program: Command): void {
  add(program, 'sign', 'Sign what a bundle holds, so that others can check that it is yours.')
    .argument('<bundle>', "the bundle's folder")
    .requiredOption('--key <file>', 'the private RSA key, in PEM')
    .option('--passphrase-file <file>', 'the pass phrase of an encrypted key; - for standard input')
    .option('--signature <file>', 'where the signature goes; otherwise beside the folder, NAME.sig')
    .addOption(output())
    .action(async (bundle: string, options) => {
      const { sign } = await import('./commands/sign.ts');
      await sign(bundle, options);
    });
}

function addVerify(program: Command): void {
  add(program, 'verify', 'Check a bundle against its signature.')
    .argument('<bundle>', "the bundle's folder")
    .addOption(
      new Option('--key <file>', 'a public RSA key that may vouch, in PEM; may be repeated')
        .argParser((value: string, before: string[] = []) => [...before, value])
        .makeOptionMandatory(),
    )
    .option('--signature <file>', 'where the signature is; otherwise beside the folder, NAME.sig')
    .addOption(output())
    .action(async (bundle: string, options) => {
      const { verify } = await import('./commands/verify.ts');
      await verify(bundle, options);
    });
}

function addPython(program: Command): void {
  const python = add(program, 'python', 'Python environments: analyze scripts, build, run.');
  add(python, 'analyze', 'Write what Python scripts import, and for which Python.')
    .argument(
      '<scripts-and-output...>',
      'scripts, - for standard input; last the JSON file to write',
    )
    .action(async (paths: string[]) => {
      const { analyzePython } = await import('./commands/python.ts');
      await analyzePython(paths);
    });
  add(python, 'create', 'Build an environment from such a file, packed as ./NAME.tar.gz.')
    .argument('<dependencies>', 'what analyze wrote')
    .argument('<name>', 'of the environment')
    .action(async (dependencies: string, name: string) => {
      const { createPython } = await import('./commands/python.ts');
      await createPython(dependencies, name);
    });
  add(python, 'run', 'Run a command inside ./NAME.tar.gz.')
    .argument('<name>', 'of the environment')
    .argument('<command...>', 'one word through the shell, or a program and its arguments')
    .passThroughOptions()
    .action(async (name: string, command: string[]) => {
      const { runPython } = await import('./commands/python.ts');
      await runPython(name, command);
    });
  add(
    python,
    'environment',
    'Write an OpenJD environment template that runs jobs inside NAME.tar.gz.',
  )
    .argument('<name>', 'of the environment')
    .argument('<output>', 'the template to write')
    .action(async (name: string, target: string) => {
      const { pythonEnvironment } = await import('./commands/python.ts');
      await pythonEnvironment(name, target);
    });
}
