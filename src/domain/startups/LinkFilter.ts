import { Field, InputType } from 'type-graphql';
import { anyOf, filterable } from '../../graphql/filters/condition.ts';
import { listFilterType } from '../../graphql/filters/listFilterType.ts';
import { Combined } from '../../graphql/filters/withLogicalOperators.ts';
import { self, sql } from '../../sql/sql.ts';
import { Link } from './Link.ts';
import { LinkKind } from './LinkKind.ts';

@Combined
@InputType({ description: 'Filtre des liens — all given fields must hold; a list means any of its values.' })
export class LinkFilter {
  @Field(() => [LinkKind], { nullable: true, description: 'Types de lien — links to one of these.' })
  kinds?: LinkKind[];
}

export const LinkListFilter = listFilterType(LinkFilter, 'liens');

/** What the links of a startup can be chosen by. */
export const filterableLinks = filterable<Link, LinkFilter>(() => Link, {
  kinds: anyOf(sql`${self}.kind`, 'link_kind'),
});
