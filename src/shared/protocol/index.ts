export * from './bundle.ts';
export * from './client.ts';
export * from './errors.ts';
export * from './log.ts';
export * from './methods.ts';
export * from './run.ts';
export * from './settings.ts';
export * from './transport.ts';
