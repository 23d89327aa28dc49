import { Field, Int, ObjectType } from 'type-graphql';
import { Column, PrimaryColumn, Entity as Table } from 'typeorm';
import { TeamRole } from '../teams/TeamRole.ts';

@Table('method_role')
@ObjectType({ description: 'Rôle prévu par la méthode — who makes a team, and how many of each.' })
export class MethodRole {
  @Field(() => TeamRole, { description: 'Rôle — which one.' })
  @PrimaryColumn('enum', { enum: TeamRole, enumName: 'team_role' })
  role!: TeamRole;

  @Column('integer')
  position!: number;

  @Field(() => Int, { description: 'Au moins — how many at least.' })
  @Column('integer')
  minimum!: number;

  @Field(() => Int, { description: 'Au plus — how many at most.' })
  @Column('integer')
  maximum!: number;

  @Field(() => String, { description: 'Énoncé — what the role is, and who holds it, in French.' })
  @Column('text')
  statement!: string;
}
