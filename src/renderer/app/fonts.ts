import './fonts.css';

const FACES = ['400', '500', '600'].map((weight) => `${weight} 1rem Inter`);
const MONO_FACES = ['400', '600'].map((weight) => `${weight} 1rem "JetBrains Mono"`);

/** Fetches every face at the start: one that comes with its first letter has the whole window laid out again. */
export function loadFonts(): void {
  for (const face of [...FACES, ...MONO_FACES]) document.fonts.load(face).catch(() => {});
}
