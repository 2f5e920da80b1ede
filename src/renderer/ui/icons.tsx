/** Pictures drawn with the text's colour; what they mean is said by the text or label beside them. */

const PATHS = {
  chevronDown: 'M4 6.5 8 10.5l4-4',
  chevronRight: 'M6.5 4 10.5 8l-4 4',
  close: 'M4 4l8 8M12 4l-8 8',
  search: 'M7 11.5A4.5 4.5 0 1 0 7 2.5a4.5 4.5 0 0 0 0 9ZM10.3 10.3 13.5 13.5',
  folder:
    'M1.8 4.2c0-.5.4-.9.9-.9h3.1l1.4 1.6h6.1c.5 0 .9.4.9.9v6.3c0 .5-.4.9-.9.9H2.7a.9.9 0 0 1-.9-.9Z',
  file: 'M4 1.8h5L12.2 5v9.2H4ZM8.8 2v3.2H12',
  bundle: 'M2 5 8 2l6 3v6l-6 3-6-3ZM2 5l6 3 6-3M8 8v6',
  up: 'M8 13V3.5M4 7l4-4 4 4',
  plus: 'M8 3.5v9M3.5 8h9',
  minus: 'M3.5 8h9',
  reset: 'M3.2 8a4.8 4.8 0 1 0 1.5-3.5M3 2.4v2.8h2.8',
  arrowDown: 'M8 3v9.5M4.2 8.8 8 12.6l3.8-3.8',
  frames: 'M2 6h8v7.5H2ZM4.5 6V3.8h9v7.4H10',
  copy: 'M5.5 5.5h7.7v8H5.5ZM10.5 3.2H3v8',
  duplicate: 'M5.5 5.5h7.7v8H5.5ZM10.5 3.2H3v8M9.35 7.4v4.2M7.25 9.5h4.2',
  clock: 'M8 2.2a5.8 5.8 0 1 1 0 11.6A5.8 5.8 0 0 1 8 2.2ZM8 4.8V8l2.4 1.6',
  check: 'm3.2 8.4 3.2 3.2 6.4-7',
} as const;

type IconName = keyof typeof PATHS;

export function Icon({ name, size = 14 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg
      className="icon"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
