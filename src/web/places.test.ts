import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ViewerRole, viewerRoles } from '../domain/viewer.ts';
import { placesFor } from './places.ts';

const as = (...roles: readonly ViewerRole[]) => ({ authorityId: 1, accountId: 1, key: 'U1', name: 'Somebody', email: '', roles, services: [] });
const told = (places: readonly { readonly text: string; readonly current?: string }[] = []): string[] => places.map(({ text, current }) => (current === undefined ? text : `${text} (${current})`));

test('a complaints manager has seven places, and within the one where they are its pages', () => {
  const { places, within } = placesFor(as('complaints_manager'), '/publications');
  assert.deepEqual(told(places), ['Work', 'Cases', 'Record', 'Learning', 'Investigators and panels', 'Figures and reports (true)', 'Administration']);
  assert.deepEqual([within?.text, told(within?.places)], ['Figures and reports', ['Dashboard', 'Figures', 'Reports', 'Publications (page)']]);
});

test('a page that belongs to another marks that as where one is', () => {
  for (const [url, place, page] of [
    ['/publications/3/changes', 'Figures and reports', 'Publications'], ['/reports/12/publish?done=yes', 'Figures and reports', 'Reports'], ['/people/doubles', 'Administration', 'Settings and accounts'],
    ['/cases/HX26-1', 'Cases', 'All cases'], ['/break-glass?ref=X', 'Cases', 'All cases'], ['/compliments/C1', 'Cases', 'Compliments'],
  ] as const) {
    const { places, within } = placesFor(as('complaints_manager'), url);
    assert.deepEqual([places, within?.places ?? []].map((all) => all.flatMap(({ text, current }) => (current === 'true' ? [text] : []))), [[place], [page]], url);
  }
  assert.equal(placesFor(as('complaints_manager'), '/reportsfromelsewhere').places.some(({ current }) => current !== undefined), false);
});

test('where somebody may use one page of a place, it is that page and has no row of its own', () => {
  assert.deepEqual(placesFor(as('responding_manager'), '/cases'), { places: [{ text: 'Work', href: '/work' }, { text: 'Cases', href: '/cases', current: 'page' }, { text: 'Learning', href: '/learning' }] });
  assert.deepEqual(told(placesFor(as('auditor'), '/audit').places), ['Work', 'Cases', 'Learning', 'Figures and reports', 'Audit (page)']);
  assert.deepEqual(told(placesFor(as('administrator'), '/administration/accounts').places), ['Work', 'Cases', 'Learning', 'Administration (true)']);
  assert.deepEqual(told(placesFor(as('senior_leader'), '/dashboard').within?.places), ['Dashboard (page)', 'Figures', 'Reports', 'Publications']);
});

test('whatever somebody is led to says that they are there', () => {
  for (const role of viewerRoles) {
    for (const { href } of placesFor(as(role), '/account').places) {
      const there = placesFor(as(role), href);
      for (const one of [...there.places, ...there.within?.places ?? []].filter((place) => place.href === href)) assert.ok(one.current !== undefined, `${role}: ${href}`);
      for (const page of there.within?.places ?? []) assert.deepEqual(told(placesFor(as(role), page.href).within?.places).filter((text) => text.endsWith('(page)')), [`${page.text} (page)`], `${role}: ${page.href}`);
    }
  }
});
