import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// A build is what people use, whoever asks for it: a test runner's own environment must not change it.
process.env.NODE_ENV = 'production';

/** Builds the page: everything it needs is in dist/renderer, nothing comes from elsewhere. */
export default defineConfig({
  root: 'src/renderer',
  base: './',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: '../../dist/renderer',
    emptyOutDir: true,
    target: 'es2023',
    // A content security policy without `data:` sources: nothing is inlined.
    assetsInlineLimit: 0,
    // What we bundle asks that its licence goes along.
    license: { fileName: 'third-party-licenses.md' },
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 6000,
    // What the first view needs comes in one piece: twenty small ones wait for one another.
    rolldownOptions: {
      output: { codeSplitting: { groups: [{ name: 'start', tags: ['$initial'] }] } },
    },
  },
});
