import { PlainError } from '../domain/plain-error.ts';

type Doing = 'read' | 'written' | 'used';

/** What an error of the file system says of a file or folder, in words; undefined where its code says nothing to a person. */
function whatIsWrong(code: string, doing: Doing): string | undefined {
  switch (code) {
    case 'ENOENT': return doing === 'written' ? 'there is no such folder' : 'there is no such file or folder';
    case 'EISDIR': return 'it is a folder, and a file is needed';
    case 'ENOTDIR': case 'EEXIST': return 'a file stands where a folder is needed';
    case 'EACCES': case 'EPERM': return `this user may not ${doing === 'written' ? 'write there' : 'read it'}`;
    case 'EROFS': return 'its disk can only be read';
    case 'ENOSPC': case 'EDQUOT': return 'there is no space left on its disk';
    case 'ENOTEMPTY': return 'the folder is not empty';
    case 'EBUSY': case 'ETXTBSY': return 'another program is using it';
    case 'EMFILE': case 'ENFILE': return 'too many files are open on this machine';
    case 'ENAMETOOLONG': return 'its name is too long for this system';
    case 'ELOOP': return 'its links lead round in a circle';
    case 'EIO': return 'its disk gives an error';
    default: return undefined;
  }
}

/** An error of the file system as one line that names the file and what is wrong; an error that is not one comes back as it was. */
export function fileError(error: unknown, path?: string, doing: Doing = 'used'): unknown {
  if (error instanceof PlainError || !(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const named = path ?? ('path' in error && typeof error.path === 'string' ? error.path : undefined);
  const wrong = whatIsWrong(error.code, doing);
  return named === undefined || wrong === undefined ? error : new PlainError(`${named} cannot be ${doing}: ${wrong}.`, { cause: error });
}

/** Does work with a file or folder; what the file system refuses is told in words. @throws PlainError */
export async function withFile<T>(path: string, doing: Doing, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw fileError(error, path, doing);
  }
}
