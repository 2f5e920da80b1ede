import { endWithParent } from './parent-pipe.ts';
import { buildProgram } from './program.ts';

endWithParent();
// A reader that went away (`| head`) is no error of ours. What runs is stopped as by Ctrl-C, so that
// environments still exit; a command that runs nothing just ends.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') process.exit(1);
  if (process.listenerCount('SIGINT') > 0) process.emit('SIGINT');
  else process.exit();
});

const program = buildProgram();
await program.parseAsync(process.argv);
