export type Role = 'admin' | 'editor' | 'partial_editor';

export interface User {
  id: string;
  slug: string;
  first_name: string;
  last_name: string;
  email: string;
  active: boolean;
  deleted: boolean;
  sysadmin: boolean;
  since: string;
}

export interface Token {
  id: string;
  /** The whole secret: what `X-API-KEY` holds. */
  secret: string;
  user: string;
  name: string | null;
  created_at: string;
  expires_at: string | null;
  revoked_at: string | null;
  last_used_at: string | null;
}

export interface Organization {
  id: string;
  slug: string;
  name: string;
  acronym: string | null;
  badges: string[];
  members: { user: string; role: Role; since: string }[];
  created_at: string;
}

export interface ContactPoint {
  id: string;
  name: string;
  email: string | null;
  contact_form: string | null;
  role: string;
  organization: string | null;
  owner: string | null;
}

export const roleOf = (user: User | null, organization: Organization): Role | null =>
  organization.members.find((member) => member.user === user?.id)?.role ?? null;
