import { aggregate } from '../../graphql/relations/relations.ts';
import { sql } from '../../sql/sql.ts';
import { on } from '../startups/startupState.ts';
import { countsByEmployment, countsByTrade, isMemberOn } from '../teams/Team.ts';

/** Whether the membership `m` had begun by the day, or has no known dates. */
const hadBegun = sql`(m.started_on IS NULL OR m.started_on <= ${on}::date)`;

const members = sql`count(DISTINCT m.member_key)::int`;

export const knownMembers = aggregate(sql`membership m`, members);

export const totalMembers = aggregate(sql`membership m WHERE ${hadBegun}`, members);

export const activeMembers = aggregate(sql`membership m WHERE ${isMemberOn}`, members);

export const membersWithoutStartup = aggregate(
  sql`(SELECT m.member_key FROM membership m WHERE ${isMemberOn} GROUP BY m.member_key HAVING count(m.startup_id) = 0) m`,
  sql`count(*)::int`,
);

export const activeByTrade = countsByTrade(sql`membership m WHERE ${isMemberOn}`);

export const activeByEmployment = countsByEmployment(sql`membership m WHERE ${isMemberOn}`);

export const totalByTrade = countsByTrade(sql`membership m WHERE ${hadBegun}`);

export const totalByEmployment = countsByEmployment(sql`membership m WHERE ${hadBegun}`);
