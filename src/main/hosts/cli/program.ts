import { Command, type CommanderError } from 'commander';
import { VERSION } from '../../version.ts';
import { USAGE_EXIT } from './exit.ts';

/** The command line: options here, what they do in `commands/`, loaded when one is called. */
export function buildProgram(): Command {
  const program = new Command('jobwright')
    .description('Author, check, expand and run Open Job Description templates.')
    .version(VERSION)
    .showHelpAfterError('(use --help for the options)')
    .enablePositionalOptions()
    .exitOverride((error: CommanderError) => {
      process.exit(error.exitCode === 0 ? 0 : USAGE_EXIT);
    });

  const add = (name: string, description: string): Command => {
    const command = program.command(name).description(description);
    command.exitOverride((error: CommanderError) => {
      process.exit(error.exitCode === 0 ? 0 : USAGE_EXIT);
    });
    return command;
  };

  add('serve', 'Open the window in a browser, served from this machine only.')
    .argument('[path]', 'bundle or template to open')
    .option('--port <number>', 'port on 127.0.0.1; 0 takes a free one', '0')
    .option('--no-open', 'print the address, open nothing')
    .option('--output <format>', 'human-readable or json', 'human-readable')
    .action(async (path: string | undefined, options) => {
      const { serve } = await import('./commands/serve.ts');
      await serve(path, options);
    });
  return program;
}
