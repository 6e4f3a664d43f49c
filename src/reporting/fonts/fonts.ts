import { fileURLToPath } from 'node:url';

/**
 * The letters of what we set ourselves (PDF, pictures of charts), so that it looks the same on a server that has no fonts.
 * Liberation Sans is exactly as wide as Arial, for which the charts are measured. Its licence (SIL OFL 1.1) stands beside it.
 */
export const fontFamily = 'Liberation Sans';
export const fontFiles: readonly string[] = ['LiberationSans-Regular.ttf', 'LiberationSans-Bold.ttf'].map((file) => fileURLToPath(new URL(file, import.meta.url)));
