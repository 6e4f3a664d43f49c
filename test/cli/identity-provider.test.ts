import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { candour, newFolder } from './candour.ts';

test('a council without any password begins at the command line: its provider is set, shown, and an administrator is added who signs in there', (context) => {
  const folder = newFolder(context);
  const register = join(folder, 'register');
  mkdirSync(register);
  writeFileSync(join(register, 'representations.csv'), 'ref,received_on,handled_as\nA1,2024-01-08,corporate\n');
  const environment = { CANDOUR_DATABASE: join(folder, 'data') };
  assert.equal(candour(['import', register, '--authority', 'Northshire'], environment).status, 0);
  const refused = (words: readonly string[], says: RegExp) => {
    const { status, said } = candour(words, environment);
    assert.equal(status, 1, words.join(' '));
    assert.match(said, says);
  };
  const add = ['user', 'add', '--authority', 'Northshire', '--email', 'ada@example.org', '--name', 'Ada Wren', '--role', 'administrator', '--no-password', '--council-name', 'U-771'];
  refused(add, /this authority has no identity provider yet/);
  refused([...add, '--service', 'Fosterign'], /Northshire has no service 'Fosterign'/);
  const set = (issuer: string, ...more: readonly string[]) => ['identity-provider', 'set', '--authority', 'northshire', '--issuer', issuer, '--client', 'candour', ...more];
  refused(set('http://login.example.org'), /must start with https:\/\//);
  refused(set('http://127.0.0.1:9'), /Nothing answers there within 5 seconds\. To set it all the same, add --no-check\./);
  refused(set('https://login.example.org', '--role', 'complaints_officer=complaints', '--no-check'), /--roles-claim and --role go together/);
  refused(set('https://login.example.org', '--role', 'boss=complaints'), /ROLE is one of administrator/);
  refused(set('https://login.example.org', '--passwords', 'administrators', '--no-check'), /No administrator has a password/);
  const done = candour(set('https://login.example.org', '--no-check', '--public', '--claim', 'oid', '--second-factor', 'when said', '--acr', 'two', '--roles-claim', 'groups', '--role', 'complaints_officer=complaints', '--role', 'complaints_officer=duty'), environment);
  assert.match(done.printed, /sign-in\/council\/Northshire\/callback\n$/, done.said);
  const { printed } = candour(['identity-provider', 'show', '--authority', 'Northshire'], environment);
  assert.match(printed, /issuer +https:\/\/login\.example\.org\n.*candour\nsecret +none.*\nclaim +oid\npasswords +everybody\nsecond factor +when said \(acr two\)\nroles from +groups\n +complaints_officer: complaints, duty\n/);
  assert.equal(candour(add, environment).printed, 'Added Ada Wren (administrator).\n');
  refused([...add.slice(0, 5), 'another@example.org', ...add.slice(6)], /U-771 has an account already/);
  assert.match(candour(['identity-provider', 'off', '--authority', 'Northshire'], environment).printed, /with passwords alone\. No administrator has one: add one with candour user add\./);
});
