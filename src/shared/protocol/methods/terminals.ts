import { z } from 'zod';
import { nothing, terminalSize } from './params.ts';

/** Shells in the folders of sessions. */
export const terminalMethods = {
  /** Starts a shell in the folder of a session that runs or was kept, with the variables of its actions. */
  'terminal.open': {
    params: terminalSize.extend({ runId: z.string(), directory: z.string() }),
    result: z.object({
      terminal: z.number().int(),
      shell: z.string(),
      /** False: the session's variables are not known any more, the shell has those of the application. */
      hasVariables: z.boolean(),
    }),
  },
  'terminal.write': {
    params: z.object({ terminal: z.number().int(), text: z.string().max(1 << 20) }),
    result: nothing,
  },
  'terminal.resize': {
    params: terminalSize.extend({ terminal: z.number().int() }),
    result: nothing,
  },
  /** So much of the output has been drawn; the shell waits while too much has not. */
  'terminal.acknowledge': {
    params: z.object({ terminal: z.number().int(), characters: z.number().int().min(0) }),
    result: nothing,
  },
  'terminal.close': { params: z.object({ terminal: z.number().int() }), result: nothing },
} as const;
