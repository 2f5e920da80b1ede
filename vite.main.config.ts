import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Loaded at run time as they are: Electron's own module, and the native one of the pseudo-terminal. */
const external = ['electron', 'node-pty', ...builtinModules, /^node:/];

/**
 * The programs that run under Node: the command line and Electron's main process. Everything but native
 * code is bundled, so that an installed application carries no node_modules to speak of.
 */
export default defineConfig({
  build: {
    ssr: true,
    target: 'node22',
    outDir: 'dist',
    emptyOutDir: false,
    minify: false,
    sourcemap: false,
    // What we bundle asks that its licence goes along.
    license: { fileName: 'cli/third-party-licenses.md' },
    rolldownOptions: {
      input: {
        'cli/main': here('./src/main/hosts/cli/main.ts'),
        'workers/resolve': here('./src/main/session/resolve-worker.ts'),
        'workers/template': here('./src/main/services/template-worker.ts'),
        ...(process.env.JOBWRIGHT_BUILD_ELECTRON === '0'
          ? {}
          : { 'electron/main': here('./src/main/hosts/electron/main.ts') }),
      },
      external,
      output: {
        format: 'esm',
        entryFileNames: '[name].js',
        chunkFileNames: 'chunks/[name]-[hash].js',
      },
    },
  },
  ssr: { noExternal: true, external: ['electron', 'node-pty'] },
});
