import type { Layout } from '../layout.ts';
import { annual } from './annual.ts';
import { annualShort } from './annual-short.ts';
import { complaintHandlingCode } from './complaint-handling-code.ts';
import { halfYear } from './half-year.ts';
import { quarterly } from './quarterly.ts';

export const layouts: readonly Layout[] = [quarterly, halfYear, annual, annualShort, complaintHandlingCode];

export function findLayout(key: string): Layout | undefined {
  return layouts.find((layout) => layout.key === key);
}
