import 'reflect-metadata';
import { Startup } from '../../src/domain/startups/Startup.ts';
import { Text } from '../../src/graphql/properties/decorators.ts';

// The declaration that the recipe of CONTRIBUTING.md adds to the class, for tests that import this file before any other.
Text({
  description: 'Devise — the motto of its team.',
  nullable: true,
  label: 'devise',
  filter: { name: 'mottos', description: 'Devises — startups of one of these mottos.' },
  export: {
    name: 'devise',
    description: 'Devise de l’équipe ; vide si elle n’en a pas.',
    example: 'Vos droits en cinq minutes',
  },
})(Startup.prototype, 'motto');
