import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The window's preload: one CommonJS file, as a sandboxed preload must be. */
export default defineConfig({
  build: {
    target: 'node22',
    outDir: 'dist/electron',
    emptyOutDir: false,
    minify: false,
    lib: {
      entry: fileURLToPath(new URL('./src/main/hosts/electron/preload.ts', import.meta.url)),
      formats: ['cjs'],
      fileName: () => 'preload.cjs',
    },
    rolldownOptions: { external: ['electron'] },
  },
});
