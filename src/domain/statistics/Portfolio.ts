import { Field, Int, ObjectType } from 'type-graphql';
import { DateScalar } from '../../graphql/scalars.ts';

@ObjectType({
  description:
    'Portefeuille — what an entity and all those below it have on a day, each counted once. What is closed by then is left out.',
})
export class Portfolio {
  @Field(() => DateScalar, { description: 'Jour — the day that is counted.' })
  on!: string;

  @Field(() => Int, { description: 'Entités — the entity itself and those below it.' })
  entities!: number;

  @Field(() => Int, { description: 'Missions — what they are charged with.' })
  missions!: number;

  @Field(() => Int, { description: 'Services — those that they answer for.' })
  services!: number;

  @Field(() => Int, {
    description: 'Startups portées — those they carry that had begun, or whose beginning is not known.',
  })
  sponsoredStartups!: number;

  @Field(() => Int, { description: 'Startups portées actives — those they carry that were active.' })
  activeSponsoredStartups!: number;

  @Field(() => Int, {
    description: 'Startups incubées — those built there that had begun, or whose beginning is not known.',
  })
  incubatedStartups!: number;

  @Field(() => Int, { description: 'Startups incubées actives — those built there that were active.' })
  activeIncubatedStartups!: number;
}
