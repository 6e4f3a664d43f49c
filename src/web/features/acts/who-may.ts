import { type Role, rolesOf } from '../../../domain/acts/roles.ts';
import type { CaseFile, RepresentationFile } from '../../../domain/case-file.ts';
import { may, type Permission, type Viewer, type ViewerRole } from '../../../domain/viewer.ts';

/** Who had a part earlier has none now. */
type EarlierPart = 'earlierOfficer' | 'earlierAdvocate';

/** The role that an account must have for a part in a case to count. */
const accountRole: Readonly<Record<Exclude<Role, EarlierPart>, ViewerRole>> = {
  respondingManager: 'responding_manager', investigatingOfficer: 'investigating_officer', independentPerson: 'independent_person', adjudicatingOfficer: 'adjudicating_officer', advocate: 'advocate', panellist: 'panel_member',
};

/** The parts that a viewer plays in a case, by their account and by the record. */
export function partsOf(viewer: Viewer, file: RepresentationFile): readonly Role[] {
  return rolesOf(file, viewer.key).filter((part) => part !== 'earlierOfficer' && part !== 'earlierAdvocate' && viewer.roles.includes(accountRole[part]));
}

type Admitted = { readonly by: Permission; readonly parts?: readonly Role[]; readonly asks?: { readonly parts: readonly Role[] } };

/** Whether somebody may do an act in a case they see, or may ask the complaints team for it. */
export function mayDo(viewer: Viewer, file: CaseFile, { by, parts = [], asks }: Admitted): 'does' | 'asks' | undefined {
  const played = file.kind === 'representation' ? partsOf(viewer, file) : [];
  if (may(viewer, by) || played.some((part) => parts.includes(part))) return 'does';
  return asks !== undefined && played.some((part) => asks.parts.includes(part)) ? 'asks' : undefined;
}
