/** The extensions of specification version 2023-09 (§1.1). */
export const EXTENSIONS = [
  'TASK_CHUNKING',
  'REDACTED_ENV_VARS',
  'FEATURE_BUNDLE_1',
  'EXPR',
  'WRAP_ACTIONS',
] as const;

export type Extension = (typeof EXTENSIONS)[number];
