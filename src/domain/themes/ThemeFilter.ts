import { Field, InputType } from 'type-graphql';
import { anyOf, filterable } from '../../graphql/filters/condition.ts';
import { listFilterType } from '../../graphql/filters/listFilterType.ts';
import { Combined } from '../../graphql/filters/withLogicalOperators.ts';
import { self, sql } from '../../sql/sql.ts';
import { Theme } from './Theme.ts';

@Combined
@InputType({ description: 'Filtre des thématiques — all given fields must hold; a list means any of its values.' })
export class ThemeFilter {
  @Field(() => [String], { nullable: true, description: 'Identifiants — the themes of these slugs.' })
  slugs?: string[];
}

export const ThemeListFilter = listFilterType(ThemeFilter, 'thématiques');

/** What themes can be chosen by. */
export const filterableThemes = filterable<Theme, ThemeFilter>(() => Theme, {
  slugs: anyOf(sql`${self}.slug`, 'text'),
});
