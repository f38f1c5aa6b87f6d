import { cleanup, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { show } from '../testing/show.tsx';
import { Page } from './page.tsx';

afterEach(cleanup);

const rules = () =>
  document.adoptedStyleSheets
    .flatMap((sheet) => Array.from(sheet.cssRules, (rule) => rule.cssText))
    .join('\n');

describe('a page on paper', () => {
  it('has the code at its head, the day of printing, and a word on keeping it', () => {
    const { container } = show(<Page title="A case" paper={{ code: 'ABCD-1234-XYZ' }} />);
    const head = container.querySelector('.paper-head')?.textContent;
    expect(head).toContain('ABCD-1234-XYZ');
    expect(head).toContain('Printed on');
    expect(head).toContain('Confidential');
  });

  it('has neither code nor any such word when it is for the child', () => {
    const { container } = show(
      <Page title="My plan" paper={{ code: 'ABCD-1234-XYZ', isForChild: true }} />,
    );
    expect(container.textContent).toBe('My plan');
    expect(rules()).not.toContain('ABCD-1234-XYZ');
  });

  it('leaves the foot of the sheets when another page comes', () => {
    const before = document.adoptedStyleSheets.length;
    const { unmount } = show(<Page title="A case" paper={{ code: 'ABCD-1234-XYZ' }} />);
    expect(document.adoptedStyleSheets).toHaveLength(before + 1);
    unmount();
    expect(document.adoptedStyleSheets).toHaveLength(before);
  });

  it('offers to be printed where a paper is kept, and nowhere else', () => {
    show(<Page title="A case" paper={{ code: 'ABCD-1234-XYZ', isOffered: true }} />);
    expect(screen.getByRole('button', { name: 'Print this page' })).toBeDefined();
    cleanup();
    show(<Page title="A form" paper={{ code: 'ABCD-1234-XYZ' }} />);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('is an ordinary page unless it is one to keep', () => {
    const { container } = show(<Page title="Today" />);
    expect(container.querySelector('.paper-head, .screen-only')).toBeNull();
  });
});
