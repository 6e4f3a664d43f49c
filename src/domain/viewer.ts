/** What somebody who signs in may be to Candour. One person may have several. */
export const viewerRoles = [
  'administrator', 'complaints_manager', 'complaints_officer', 'responding_manager', 'adjudicating_officer', 'senior_leader',
  'investigating_officer', 'independent_person', 'panel_member', 'advocate', 'auditor',
] as const;
export type ViewerRole = (typeof viewerRoles)[number];

export const viewerRoleNames: Readonly<Record<ViewerRole, string>> = {
  administrator: 'Administrator', complaints_manager: 'Complaints manager', complaints_officer: 'Complaints officer', responding_manager: 'Responding manager',
  adjudicating_officer: 'Adjudicating officer', senior_leader: 'Senior leader', investigating_officer: 'Investigating officer',
  independent_person: 'Independent person', panel_member: 'Panel member', advocate: 'Advocate', auditor: 'Auditor',
};

/** Somebody who has signed in. `key` is what the events call them; `services` are those they work in; `answersFor`, those whose learning they answer for, with what is below each. */
export type Viewer = {
  readonly authorityId: number; readonly accountId: number; readonly key: string; readonly name: string; readonly email: string;
  readonly roles: readonly ViewerRole[]; readonly services: readonly string[]; readonly answersFor?: readonly string[];
};

/** What may be done in Candour apart from the cases somebody takes part in, and the roles that may. */
const permissions = {
  /** See every case that is not hidden from one. */
  seeCases: ['complaints_manager', 'complaints_officer', 'auditor'],
  /** See restricted cases too, unless they are about oneself. */
  seeRestricted: ['complaints_manager'],
  /** Record representations and compliments, and act in any case one sees. */
  recordCases: ['complaints_manager', 'complaints_officer'],
  /** Decide what the law leaves to the complaints manager. */
  decideCases: ['complaints_manager'],
  /** Take part in single cases. */
  takePart: ['responding_manager', 'adjudicating_officer', 'investigating_officer', 'independent_person', 'panel_member', 'advocate'],
  seeFigures: ['complaints_manager', 'complaints_officer', 'senior_leader', 'auditor'],
  /** Write reports, from figures and picked records. */
  composeReports: ['complaints_manager', 'complaints_officer'],
  publishReports: ['complaints_manager'],
  seeAudit: ['complaints_manager', 'auditor'],
  administer: ['administrator'],
  /** See how long records are kept, and agree as a second person to a case being erased. */
  keepRecords: ['administrator', 'complaints_manager'],
  breakGlass: ['complaints_manager', 'complaints_officer'],
} as const satisfies Record<string, readonly ViewerRole[]>;
export type Permission = keyof typeof permissions;

export function may(viewer: Viewer, permission: Permission): boolean {
  const allowed: readonly ViewerRole[] = permissions[permission];
  return viewer.roles.some((role) => allowed.includes(role));
}

/** The key by which events name the holder of an account. */
export function viewerKey(accountId: number): string {
  return `U${accountId}`;
}

/** The number of the account that a key names; undefined for what a register says instead of one. */
export function accountOfKey(key: string): number | undefined {
  return /^U[1-9]\d{0,8}$/u.test(key) ? Number(key.slice(1)) : undefined;
}
