/** The parts of node-pty's loader that its own typings leave out; the version is pinned exactly. */
declare module 'node-pty/lib/utils.js' {
  export function loadNativeModule(name: 'pty'): {
    readonly module: {
      open(columns: number, rows: number): { master: number; slave: number; pty: string };
    };
  };
}
