/** The browser needs the address until it has begun to write the file. */
const KEPT_MILLISECONDS = 60_000;

/** Hands a file over to the user, as a download. */
export function handOver(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MILLISECONDS);
}
