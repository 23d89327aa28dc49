import { Column, PrimaryGeneratedColumn, Entity as Table } from 'typeorm';
import { Employment, TeamRole } from './TeamRole.ts';

/**
 * A member's time in a team. Private as a row: the graph and the exports only count members. `memberKey` is an HMAC
 * of the source's id, enough to tell members apart and not to know them.
 */
@Table('membership')
export class Membership {
  @PrimaryGeneratedColumn('identity', { type: 'integer', name: 'id', generatedIdentity: 'ALWAYS' })
  key!: number;

  @Column('integer', { name: 'startup_id', nullable: true })
  startupKey!: number | null;

  /** The agreement under which the team was gathered, before there was a startup; null for what is imported. */
  @Column('integer', { name: 'agreement_id', nullable: true })
  agreementKey!: number | null;

  /** The administration that an intrapreneur comes from. */
  @Column('integer', { name: 'administration_id', nullable: true })
  administrationKey!: number | null;

  /** The public contract that a contractor was called in through. */
  @Column('integer', { name: 'public_contract_id', nullable: true })
  publicContractKey!: number | null;

  @Column('text')
  memberKey!: string;

  @Column('enum', { enum: TeamRole, enumName: 'team_role' })
  role!: TeamRole;

  @Column('text')
  roleWord!: string;

  @Column('enum', { enum: Employment, enumName: 'employment', nullable: true })
  employment!: Employment | null;

  @Column('date', { nullable: true })
  startedOn!: string | null;

  @Column('date', { nullable: true })
  endedOn!: string | null;

  @Column('integer', { name: 'source_id', nullable: true })
  sourceKey!: number | null;
}
