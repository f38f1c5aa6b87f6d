import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { accept, refuse, type Result } from '#kernel/result.ts';
import type { Api } from '#platform/design/calling/api.tsx';
import { exampleAt, exampleParcel } from '#platform/device/store/examples.ts';
import { axeHere } from '#platform/design/testing/axe-here.ts';
import { CarryPage } from './carry-page.tsx';
import { fakeFieldDevice, openState } from './examples.ts';
import { showField } from './show-field.tsx';
import { TakeInPage } from './take-in-page.tsx';

const saved: string[] = [];
beforeEach(() => {
  saved.length = 0;
  // Where the browser would hand the file to the person.
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function handOver(
    this: HTMLAnchorElement,
  ) {
    saved.push(this.download);
  });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

function choose(text: string): Promise<void> {
  const input = document.querySelector('input[type=file]');
  if (!(input instanceof HTMLInputElement)) throw new Error('No file can be chosen');
  return userEvent.upload(input, new File([text], 'carried.txt', { type: 'text/plain' }));
}

describe('carrying what waits as a file', () => {
  const waiting = { waiting: 2, oldestAt: exampleAt, isReachable: false };
  const open = async (fake: ReturnType<typeof fakeFieldDevice>) => {
    await showField(<CarryPage open={fake.open} />, fake.device);
  };

  it('has nothing to save when nothing waits', async () => {
    await open(fakeFieldDevice(openState));
    expect(screen.getByText('Nothing waits, so there is nothing to save.')).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Save the sealed file' })).toBeNull();
  });

  it('saves a file whose name tells of nobody, and says that all of it stays here too', async () => {
    await open(fakeFieldDevice(openState, waiting));
    await userEvent.click(screen.getByRole('button', { name: 'Save the sealed file' }));
    expect(await screen.findByText(/What waits also stays here/)).toBeDefined();
    expect(saved).toEqual([expect.stringMatching(/^amparo-work-\d{4}-\d\d-\d\d\.txt$/)]);
    expect(await axeHere()).toEqual([]);
  });

  it('says when no file could be made, and saves none', async () => {
    const fake = fakeFieldDevice(openState, waiting);
    const exportFile = () => Promise.reject(new Error('full'));
    await open({ ...fake, open: { ...fake.open, exportFile } });
    await userEvent.click(screen.getByRole('button', { name: 'Save the sealed file' }));
    expect(await screen.findByText('The file could not be made.')).toBeDefined();
    expect(saved).toEqual([]);
  });

  it('takes no forged answer', async () => {
    const fake = fakeFieldDevice(openState, waiting);
    const importReceipt = () => Promise.resolve(refuse({ code: 'device.receipt.forged' }));
    await open({ ...fake, open: { ...fake.open, importReceipt } });
    await choose('x');
    expect(await screen.findByText('This answer does not come from your server.')).toBeDefined();
  });

  it('reads the answer of the office, and says how much of it is answered', async () => {
    await open(fakeFieldDevice(openState, waiting));
    await choose('the answer');
    expect(await screen.findByText('2 items are answered.')).toBeDefined();
    expect(await axeHere()).toEqual([]);
  });
});

describe('taking in a file that somebody carried', () => {
  const part = (number: number, of: number) =>
    JSON.stringify({ ...exampleParcel(1), part: number, of });
  const asked: unknown[] = [];
  const open = async (answer: Result<unknown>) => {
    asked.length = 0;
    const api: Api = {
      call: (_endpoint, input) => {
        asked.push(input);
        return Promise.resolve(answer as never);
      },
    };
    await showField(<TakeInPage />, fakeFieldDevice({ state: 'none' }).device, { api });
  };

  it('sends nothing of a file that is none, and says what to ask for', async () => {
    await open(accept({}));
    await choose('a letter');
    expect(await screen.findByText('This file cannot be read here.')).toBeDefined();
    expect(asked).toEqual([]);
    expect(saved).toEqual([]);
    expect(await axeHere()).toEqual([]);
  });

  it('gives no answer to carry back when the server knows no such device', async () => {
    await open(refuse({ code: 'sync.device.unknown' }));
    await choose(part(1, 1));
    expect(await screen.findByText('This server does not know the device.')).toBeDefined();
    expect(saved).toEqual([]);
  });

  it('saves the answer, and names what was cut off on the way', async () => {
    await open(accept({ receipt: {} }));
    await choose(`${part(1, 3)}\n${part(2, 3)}\n{"cut`);
    expect(await screen.findByText('The file is taken in.')).toBeDefined();
    expect(screen.getByText('1 part of the file is missing.')).toBeDefined();
    expect(saved).toEqual([expect.stringMatching(/^amparo-receipt-/)]);
    expect(asked).toHaveLength(1);
    expect(await axeHere()).toEqual([]);
  });
});
