/** Hands a file to the person, to be kept or carried. Its name tells of nobody. */
export function saveFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has to have begun to read it.
  window.setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** `amparo-2026-11-24.txt`: sorted by day, and nothing of what is inside. */
export function fileName(kind: 'work' | 'receipt', now: Date): string {
  return `amparo-${kind}-${now.toISOString().slice(0, 10)}.txt`;
}
