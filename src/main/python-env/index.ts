/** Python environments of jobs: what programs import, built into an archive, and run from it. */
export { activate } from './activate.ts';
export { type AnalysisProblem, analyze } from './analyze.ts';
export { type BuildProblem, build } from './build.ts';
export { readDependencies } from './dependencies.ts';
export { environmentTemplate } from './environment-template.ts';
export { findInterpreter } from './interpreter.ts';
export { unpackOnce } from './unpack.ts';
