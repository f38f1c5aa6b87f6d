const PATHS = {
  check: 'M4.5 12.5 10 18 19.5 6.5',
  cross: 'M6 6l12 12M18 6 6 18',
  info: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 11v5.5M12 7.4v.2',
  question:
    'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM9.4 9.2a2.7 2.7 0 1 1 4.1 2.7c-.9.6-1.5 1.1-1.5 2M12 16.8v.2',
  due: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM12 7v5.2l3.4 2.2',
  alert: 'M12 3.5 21.5 20h-19ZM12 10v4.6M12 17.2v.2',
  danger: 'M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3ZM12 7.6v5.6M12 16.3v.2',
  done: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM8 12.4l2.8 2.8L16.2 9.4',
  cover:
    'M4 4l16 16M9.9 5.2A10 10 0 0 1 12 5c5 0 8.5 4 9.8 7a13 13 0 0 1-2.7 3.9M6.2 7.4A13 13 0 0 0 2.2 12c1.3 3 4.8 7 9.8 7 1.7 0 3.2-.4 4.5-1.2M10 10.2a2.7 2.7 0 0 0 3.8 3.8',
  menu: 'M4 7h16M4 12h16M4 17h16',
  next: 'M9 5l7 7-7 7',
  back: 'M15 5l-7 7 7 7',
  add: 'M12 5v14M5 12h14',
  // Points to where writing goes out, which among digits is the left in every script: not mirrored.
  erase: 'M9 5h12v14H9l-6-7 6-7ZM12.5 9.5l5 5M17.5 9.5l-5 5',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.4 15.4 20 20',
  quote: 'M10 6C6.5 7 5 9.5 5 13v4h5v-5H7.5M19 6c-3.5 1-5 3.5-5 7v4h5v-5h-2.5',
  waiting: 'M6 3h12M6 21h12M7.5 3v3.5L12 12l4.5-5.5V3M7.5 21v-3.5L12 12l4.5 5.5V21',
  conflict: 'M12 4v6M12 10 6 20M12 10l6 10M8.5 7 12 3.5 15.5 7',
  unsent: 'M12 19V6M6.5 11 12 5.5 17.5 11M5 21h14',
  place:
    'M12 21s7-6.5 7-11.5a7 7 0 0 0-14 0C5 14.5 12 21 12 21ZM12 7.2a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6Z',
  print:
    'M7 9V4h10v5M7 17H5a2 2 0 0 1-2-2v-4a2 2 0 0 1 2-2h14a2 2 0 0 1 2 2v4a2 2 0 0 1-2 2h-2M7 14h10v6H7Z',
  person: 'M12 4a3.8 3.8 0 1 0 0 7.6A3.8 3.8 0 0 0 12 4ZM4.5 20.5c.8-4 3.7-6 7.5-6s6.7 2 7.5 6',
} as const;

export type IconName = keyof typeof PATHS;

export const ICON_NAMES: readonly IconName[] = Object.keys(PATHS).filter(
  (name): name is IconName => name in PATHS,
);

const POINTS: readonly IconName[] = ['next', 'back'];

/** A drawn sign beside a word. It says nothing by itself, so it is hidden from screen readers. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      className={POINTS.includes(name) ? 'icon icon-points' : 'icon'}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
