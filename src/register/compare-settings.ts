import { type AuthorityFacts, type AuthoritySettings, conditionsAsText } from '../store/authorities.ts';
import { authorityJson } from './authority-file.ts';

/** A setting or a fact that a register tells otherwise than it is held, or that is held not at all (`was` absent) or is told no more (`is` absent). */
export type FactChange = { readonly what: string; readonly was?: string; readonly is?: string; /** What is held was set by the council in Candour itself, and by no register. */ readonly setHere?: true };

/** The period that a register was made for is another in each register: it takes the place of the one before. */
const changesWithEachRegister = 'report';

/** Whether a change takes something away that is held, or says it otherwise. */
export function overwrites(change: FactChange): boolean {
  return change.was !== undefined && !(change.what === changesWithEachRegister && change.is !== undefined);
}

/** What a register would change of an authority's settings and facts. Facts that it does not tell stay as they are. */
export function compareSettings(held: { readonly settings: AuthoritySettings; readonly facts: AuthorityFacts }, now: { readonly settings: AuthoritySettings; readonly facts: AuthorityFacts }): FactChange[] {
  const [heldSettings, nowSettings] = [settingsByName(held.settings), settingsByName(now.settings)];
  const [heldFacts, nowFacts] = [factsByName(held.facts), factsByName(now.facts)];
  const changes: FactChange[] = [...new Set([...heldSettings.keys(), ...nowSettings.keys()])].flatMap((what) => change(what, heldSettings.get(what), nowSettings.get(what)));
  changes.push(...themesChange(held.settings.themes, now.settings.themes));
  for (const [what, is] of nowFacts) changes.push(...change(what, heldFacts.get(what), is));
  return changes;
}

function change(what: string, was: string | undefined, is: string | undefined): FactChange[] {
  return was === is ? [] : [{ what, ...(was !== undefined && { was }), ...(is !== undefined && { is }) }];
}

/** Themes put between or after those that are held add to them; one that is missing, or another order, is a change. */
function themesChange(held: readonly string[], now: readonly string[]): FactChange[] {
  const added = now.filter((theme) => !held.includes(theme));
  const kept = now.filter((theme) => held.includes(theme));
  if (kept.join('\u001F') !== held.join('\u001F')) return change('themes', held.join('; '), now.join('; '));
  return added.map((theme) => ({ what: 'themes', is: theme }));
}

/** Each setting by the path to it, such as `procedures.corporate.stage1.working_days`; the authority itself and its themes apart. */
function settingsByName(settings: AuthoritySettings): Map<string, string> {
  const { authority: _authority, themes: _themes, report: _report, ...rest } = authorityJson(settings);
  const found = new Map<string, string>();
  const walk = (path: string, value: unknown): void => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) found.set(path, typeof value === 'string' ? value : JSON.stringify(value));
    else for (const [key, part] of Object.entries(value)) walk(path === '' ? key : `${path}.${key}`, part);
  };
  walk('', rest);
  if (settings.report !== undefined) found.set('report', `${settings.report.layout}, ${settings.report.from} to ${settings.report.to}`);
  return found;
}

function factsByName({ services, context, published, coverage }: AuthorityFacts): Map<string, string> {
  return new Map([
    ...services.map((node): [string, string] => [`services ${node.service}`, node.parent === undefined ? 'under nothing' : `under ${node.parent}`]),
    ...context.map((figure): [string, string] => [`context ${figure.measure}${figure.service === undefined ? '' : `, ${figure.service}`}, ${figure.from} to ${figure.to}`, String(figure.value)]),
    ...published.map((figure): [string, string] => {
      const where = conditionsAsText(figure.where);
      return [`published ${figure.measure}${where === '' ? '' : ` (${where})`}, ${figure.from} to ${figure.to}`, `${figure.value}${figure.source === undefined ? '' : ` (${figure.source})`}`];
    }),
    ...coverage.map((period): [string, string] => [`records of ${period.from} to ${period.to} (${period.source})`, 'held']),
  ]);
}
