import 'reflect-metadata';
import { Startup } from '../../src/domain/startups/Startup.ts';
import { Text } from '../../src/graphql/properties/decorators.ts';

// The declaration that the recipe of CONTRIBUTING.md adds to the class, for tests that import this file before any other.
Text({
  label: 'Devise',
  description: 'The motto of the team. Null if the team has none.',
  nullable: true,
  filter: { description: 'Selects the startups with one of these mottos.' },
  export: {
    name: 'devise',
    description: 'Devise de l’équipe ; vide si elle n’en a pas.',
    example: 'Vos droits en cinq minutes',
  },
})(Startup.prototype, 'motto');
