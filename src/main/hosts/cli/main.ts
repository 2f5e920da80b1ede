import { endWithParent } from './parent-pipe.ts';
import { buildProgram } from './program.ts';

endWithParent();
// A reader that went away (`| head`) is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

const program = buildProgram();
await program.parseAsync(process.argv);
