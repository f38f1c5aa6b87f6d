import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { axeHere } from './axe-here.ts';

afterEach(cleanup);

it('finds a field without a name and a list without items, so an empty answer means something', async () => {
  render(
    <main>
      <h1>Sample</h1>
      <input type="text" />
      <ul>
        <p>No item</p>
      </ul>
    </main>,
  );
  const found = await axeHere();
  expect(found.map((one) => one.split(':')[0])).toEqual(expect.arrayContaining(['label', 'list']));
});
