import 'reflect-metadata';
import { Field } from 'type-graphql';
import { Column } from 'typeorm';
import { Startup } from '../../src/domain/startups/Startup.ts';

// The property that the recipe of CONTRIBUTING.md adds to the class, for tests that import this file before any other.
Field(() => String, { nullable: true, description: 'The motto of the team; null when it has none.' })(
  Startup.prototype,
  'motto',
);
Column('text', { nullable: true })(Startup.prototype, 'motto');
