import { PLAIN_YAML, TEMPLATE_LANGUAGE } from './language.ts';

/** The language of a bundle's file in the editor: by its ending, else by the program of its first line. */
export function fileLanguage(path: string, isEnvironment: boolean, text: string): string {
  if (isEnvironment) return TEMPLATE_LANGUAGE;
  const name = path.toLowerCase();
  if (/\.(?:ya?ml|json)$/.test(name)) return PLAIN_YAML;
  if (/\.(?:sh|bash)$/.test(name)) return 'shell';
  if (/\.pyw?$/.test(name)) return 'python';
  if (/\.[cm]?js$/.test(name)) return 'javascript';
  if (/\.ps1$/.test(name)) return 'powershell';
  if (/\.(?:bat|cmd)$/.test(name)) return 'bat';
  const first = /^#!.*/.exec(text)?.[0] ?? '';
  if (/\bpython[\d.]*\b/.test(first)) return 'python';
  if (/\b(?:ba|da|k|z)?sh\b/.test(first)) return 'shell';
  return 'plaintext';
}
