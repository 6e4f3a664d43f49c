const HERE = 'http://candour.invalid';

/** Where to go after signing in: a page of ours, read as a browser reads addresses (`/\evil` and `/<tab>/evil` lead elsewhere), or else to work. */
export function placeToGo(then: string | undefined): string {
  if (then === undefined || !then.startsWith('/') || !URL.canParse(then, HERE)) return '/work';
  const url = new URL(then, HERE);
  return url.origin === HERE && !url.pathname.startsWith('//') ? url.pathname + url.search : '/work';
}
