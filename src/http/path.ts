/**
 * The path of a request as decoded segments; empty ones are dropped, since clients double slashes
 * and end with one. Split by hand: `new URL('//rest/app.info')` would read a host.
 */
export function pathSegments(url: string): string[] {
  const end = url.search(/[?#]/);
  const path = end < 0 ? url : url.slice(0, end);
  return path
    .split('/')
    .filter((part) => part !== '')
    .map(decode);
}

function decode(segment: string): string {
  if (!segment.includes('%')) return segment;
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
