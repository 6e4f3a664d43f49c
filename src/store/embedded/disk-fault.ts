import { PlainError } from '../../domain/plain-error.ts';

/** Says what an error of the file system means for `folder`; an error that is not one is a bug and comes back as it was. */
export function inPlainWords(error: unknown, folder: string): unknown {
  if (error instanceof PlainError || !(error instanceof Error)) return error;
  const code = 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new PlainError(`There is no space left on the disk for the data folder ${folder}. Make room (a new database needs about 100 MB), or name a folder on another disk.`);
    case 'EACCES':
    case 'EPERM':
      return new PlainError(`Candour may not write in the data folder ${folder}. Start it as the user who owns that folder, or name another one.`);
    case 'EROFS':
      return new PlainError(`The data folder ${folder} lies on a disk that can only be read. Name a folder on another disk.`);
    case 'ENOTDIR':
    case 'EEXIST':
      return new PlainError(`The data folder ${folder} cannot be used: a file stands where a folder is needed. Name another folder.`);
    case 'ENAMETOOLONG':
      return new PlainError(`The name of the data folder ${folder} is too long for this system. Name a shorter one.`);
    case 'ERR_SQLITE_ERROR':
      return new PlainError(`The disk of the data folder ${folder} does not let Candour lock files (${error.message}). Name a folder on a disk of this machine.`);
    default:
      return error;
  }
}

/** Says what PostgreSQL's own last words mean. `words` is what it printed, `log` where more can be read. */
export function whyPostgresFailed(words: string, folder: string, log: string): PlainError {
  if (/No space left on device|Disk quota exceeded/u.test(words)) {
    return new PlainError(`There is no space left on the disk for the database in ${folder}. Make room and start again; nothing that was recorded is lost.`);
  }
  if (/could not look up effective user ID/u.test(words)) {
    return new PlainError('PostgreSQL needs the user it runs as to have a name on this system, and this one has none. Give it a line in /etc/passwd, or name a PostgreSQL server: CANDOUR_DATABASE=postgres://…');
  }
  if (/could not (?:map|create) .*shared memory|Cannot allocate memory/u.test(words)) {
    return new PlainError(`There is not enough memory to start the database in ${folder}: it needs about 350 MB.`);
  }
  const said = words.split('\n').findLast((line) => /FATAL|PANIC|error:/u.test(line)) ?? words.trim().split('\n').at(-1) ?? '';
  const heard = said.replace(/^.*?(?:FATAL|PANIC|error):\s*/u, '').trim();
  return new PlainError(`PostgreSQL could not start in ${folder}: ${heard === '' ? 'it said nothing' : heard}. More may be in ${log}`);
}
