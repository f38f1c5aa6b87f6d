/** How far two colours such as `#0b5157` stand apart, from 1 to 21 (WCAG 2.2, contrast ratio). */
export function contrastOf(front: string, back: string): number {
  const [lighter = 0, darker = 0] = [front, back]
    .map(luminance)
    .toSorted((left, right) => right - left);
  return (lighter + 0.05) / (darker + 0.05);
}

// WCAG 2.2, relative luminance.
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
