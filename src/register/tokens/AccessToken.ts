import { Column, PrimaryGeneratedColumn, Entity as Table } from 'typeorm';
import { TokenRole } from '../roles.ts';

/**
 * An access token, of which only the digest is stored. It is not in the GraphQL schema. Rows are never deleted, because the
 * journal refers to tokens by name.
 */
@Table('access_token')
export class AccessToken {
  @PrimaryGeneratedColumn('identity', { type: 'integer', name: 'id', generatedIdentity: 'ALWAYS' })
  key!: number;

  @Column('text')
  name!: string;

  @Column('enum', { enum: TokenRole, enumName: 'token_role' })
  role!: TokenRole;

  @Column('text')
  prefix!: string;

  @Column('text')
  digest!: string;

  @Column({ type: 'timestamptz', precision: 3 })
  createdAt!: Date;

  @Column({ type: 'timestamptz', precision: 3 })
  expiresAt!: Date;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  lastUsedAt!: Date | null;

  @Column({ type: 'timestamptz', precision: 3, nullable: true })
  revokedAt!: Date | null;
}
