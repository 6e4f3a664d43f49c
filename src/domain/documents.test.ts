import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from './day.ts';
import { keptFileName, mayAddDocuments, knownTo, mayRemoveDocuments, maySeeDocument } from './documents.ts';
import type { Viewer, ViewerRole } from './viewer.ts';

function viewer(...roles: readonly ViewerRole[]): Viewer {
  return { authorityId: 1, accountId: 7, key: 'U7', name: 'Ada', email: 'ada@example.org', roles, services: [] };
}

test('a file is kept under the ending of what it holds', () => {
  assert.equal(keptFileName('holiday.jpg', 'application/pdf'), 'holiday.pdf');
  assert.equal(keptFileName('Photo.JPEG', 'image/jpeg'), 'Photo.jpeg');
  assert.equal(keptFileName('letter', 'application/pdf'), 'letter.pdf');
  assert.equal(keptFileName('Minutes v1.2 final.docx', 'application/pdf'), 'Minutes v1.2 final.pdf');
  assert.equal(keptFileName('Dr. Smith', 'application/pdf'), 'Dr. Smith.pdf');
});

test('a file’s name is kept without folders, without what cannot be seen, and never empty', () => {
  assert.equal(keptFileName('C:\\Users\\ada\\..\\letter.pdf', 'application/pdf'), 'letter.pdf');
  assert.equal(keptFileName('../../etc/passwd', 'text/plain'), 'passwd.txt');
  assert.equal(keptFileName('ann\u202Efdp.exe', 'application/pdf'), 'annfdp.pdf', 'the sign that turns the direction of writing is taken out');
  assert.equal(keptFileName('a\r\nb"c.pdf', 'application/pdf'), 'abc.pdf');
  assert.equal(keptFileName('.pdf', 'application/pdf'), 'document.pdf');
  assert.equal(keptFileName(`${'é'.repeat(400)}.pdf`, 'application/pdf'), `${'é'.repeat(150)}.pdf`);
});

const on = day('2026-11-02');
const added = (document: number, staffOnly = false) => ({ event: { type: 'DocumentAdded', on, document, documentKind: 'legal_advice', ...(staffOnly ? { staffOnly: true as const } : {}) } }) as const;
const marked = (document: number, staffOnly: boolean) => ({ event: { type: 'DocumentMarked', on, document, documentKind: 'legal_advice', staffOnly, reason: 'Counsel wrote it' } }) as const;

test('what is for staff only is seen by staff, and by nobody who is only from outside', () => {
  for (const role of ['complaints_manager', 'complaints_officer', 'auditor', 'responding_manager', 'adjudicating_officer'] as const) assert.equal(maySeeDocument(viewer(role), { staffOnly: true }), true, role);
  for (const role of ['advocate', 'investigating_officer', 'independent_person', 'panel_member'] as const) {
    assert.equal(maySeeDocument(viewer(role), { staffOnly: true }), false, role);
    assert.equal(maySeeDocument(viewer(role), { staffOnly: false }), true, role);
    assert.deepEqual(knownTo(viewer(role), [added(3, true), { event: { type: 'DocumentRemoved', on, document: 3, documentKind: 'legal_advice', reason: 'Twice', staffOnly: true } }]), [], role);
  }
});

test('from outside nothing is known of a document that is for staff only now, and not that another was so once', () => {
  const note = { event: { type: 'NoteAdded', on, note: 'Rang' } } as const;
  const history = [added(1), added(2, true), note, marked(1, true), marked(2, false), added(3)];
  assert.deepEqual(knownTo(viewer('advocate'), history), [added(2), note, added(3)]);
  assert.deepEqual(knownTo(viewer('complaints_officer'), history), history);
  assert.deepEqual(knownTo(viewer('panel_member'), [...history, marked(1, false)]), [added(1), added(2), note, added(3)]);
});

test('the complaints team adds to any case, others to a case they take part in; the team alone removes; an auditor looks on', () => {
  assert.equal(mayAddDocuments(viewer('complaints_officer'), false), true);
  assert.equal(mayAddDocuments(viewer('advocate'), true), true);
  assert.equal(mayAddDocuments(viewer('advocate'), false), false);
  assert.equal(mayAddDocuments(viewer('auditor'), true), false);
  assert.deepEqual((['complaints_manager', 'complaints_officer', 'advocate', 'responding_manager', 'auditor'] as const).filter((role) => mayRemoveDocuments(viewer(role))), ['complaints_manager', 'complaints_officer']);
});
