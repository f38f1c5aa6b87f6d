import axe from 'axe-core';

/**
 * What axe finds wrong with what stands on a test screen; empty when nothing. Colours and sizes are
 * looked at in journeys: here nothing is drawn. Landmarks belong to the frame, which is not here.
 */
export async function axeHere(where: Element = document.body): Promise<readonly string[]> {
  const { violations } = await axe.run(where, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}
