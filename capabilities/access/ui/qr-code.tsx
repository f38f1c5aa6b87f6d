import { encodeQR } from 'qr';

/** A QR code drawn as one path. Always dark on white, with its quiet edge: cameras expect that. */
export function QrCode(props: { readonly text: string; readonly label: string }) {
  const rows = encodeQR(props.text, 'raw', { border: 3 });
  const dots = rows.flatMap((row, y) =>
    row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : '')),
  );
  return (
    <svg
      className="qr"
      viewBox={`0 0 ${rows.length} ${rows.length}`}
      role="img"
      aria-label={props.label}
    >
      <rect width="100%" height="100%" fill="#fff" />
      <path d={dots.join('')} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}
