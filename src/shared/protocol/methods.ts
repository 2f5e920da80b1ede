import type { z } from 'zod';
import { appMethods } from './methods/app.ts';
import { bundleMethods } from './methods/bundles.ts';
import { fileMethods } from './methods/files.ts';
import { logMethods } from './methods/logs.ts';
import { resultMethods } from './methods/results.ts';
import { runMethods } from './methods/runs.ts';
import { signatureMethods } from './methods/signatures.ts';
import { terminalMethods } from './methods/terminals.ts';
import { trustMethods } from './methods/trust.ts';

export * from './events.ts';
export { type AppInfo, appInfo, type Trouble } from './methods/app.ts';
export { type RunFinding, runFinding } from './methods/runs.ts';
export {
  keyProblem,
  type SignatureState,
  type SignedRequest,
  type Signer,
  signatureState,
  signer,
} from './methods/signatures.ts';
export {
  type CommandPage,
  commandPage,
  type TrustSheet,
  trustSheet,
} from './methods/trust.ts';
export * from './run-request.ts';

/**
 * Every method of the backend: its name, what it takes and what it gives. The dispatcher answers
 * nothing that is not in this table and validates both ways at the edge.
 */
export const methods = {
  ...appMethods,
  ...bundleMethods,
  ...fileMethods,
  ...trustMethods,
  ...signatureMethods,
  ...runMethods,
  ...logMethods,
  ...terminalMethods,
  ...resultMethods,
} as const;

export type Methods = typeof methods;
export type MethodName = keyof Methods;
export type Params<M extends MethodName> = z.infer<Methods[M]['params']>;
export type Result<M extends MethodName> = z.infer<Methods[M]['result']>;
