// Run after every change of package-lock.json. npm leaves out of it the optional packages for platforms that its registry does not hold,
// and then refuses to install from it (`npm ci`): this adds them, with the platform that each is for.
import { readFileSync, writeFileSync } from 'node:fs';
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
const packages = lock.packages;
let added = 0;
const oses = { android: 'android', darwin: 'darwin', freebsd: 'freebsd', linux: 'linux', openharmony: 'openharmony', win32: 'win32', windows: 'win32', netbsd: 'netbsd', openbsd: 'openbsd', sunos: 'sunos', aix: 'aix', wasm32: null };
for (const [path, entry] of Object.entries({ ...packages })) {
  for (const [name, spec] of Object.entries(entry.optionalDependencies ?? {})) {
    const at = [`${path}/node_modules/${name}`, `node_modules/${name}`].find((key) => packages[key]);
    if (at) continue;
    const version = spec.replace(/^[\^~]/, '');
    const words = name.split('/').at(-1).split('-');
    const os = words.map((word) => oses[word]).find((word) => word);
    const cpu = ['arm64', 'x64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x', 'loong64', 'mips64el', 'wasm32'].find((word) => words.includes(word));
    const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : words.some((word) => word.startsWith('gnu')) && os === 'linux' ? ['glibc'] : undefined;
    packages[`node_modules/${name}`] = { version, ...(cpu && { cpu: [cpu] }), ...(packages[path]?.dev && { dev: true }), ...(libc && { libc }), optional: true, ...(os && { os: [os] }) };
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} added`);
