const HERE = 'http://candour.invalid';

/** Where to go after signing in: a page of ours, read as a browser reads addresses (`/\evil` and `/<tab>/evil` lead elsewhere), or else to work. */
export function placeToGo(goTo: string | undefined): string {
  if (goTo === undefined || !goTo.startsWith('/') || !URL.canParse(goTo, HERE)) return '/work';
  const url = new URL(goTo, HERE);
  return url.origin === HERE && !url.pathname.startsWith('//') ? url.pathname + url.search : '/work';
}
