/** A text of the source of GraphiQL, and what replaces it. */
type Replacement = readonly [source: string, replacement: string];

/**
 * The French texts of GraphiQL, which has no translations, by the path of the file below `node_modules`. The build fails when a
 * text is absent: compare this table with the sources after an update of GraphiQL.
 */
export const GRAPHIQL_TEXTS: Readonly<Record<string, readonly Replacement[]>> = {
  'graphiql/dist/GraphiQL.js': [
    ...texts({
      'Editor Commands': 'Commandes de l’éditeur',
      Headers: 'En-têtes',
      'New tab': 'Nouvel onglet',
      'Operation Editor': 'Éditeur de la requête',
      'Select active operation': 'Onglets',
    }),
    ['"Show" : "Hide"} editor tools`', '"Afficher" : "Masquer"} les variables et les en-têtes`'],
    // The tabs below are a list of buttons.
    ['role: "tabpanel"', 'role: "group"'],
    ['"aria-controls": "graphiql-session"', '"aria-current": index_1 === activeTabIndex'],
  ],
  'graphiql/dist/ui/short-keys.js': [
    ...texts({
      'Execute query': 'Exécuter la requête',
      'Open the Command Palette (you must have focus in the editor)':
        'Ouvrir la palette de commandes, depuis l’éditeur',
      'Prettify editors': 'Mettre en forme',
      'Copy query': 'Copier la requête',
      'Re-fetch schema using introspection': 'Recharger le schéma',
      'Search in documentation': 'Chercher dans la documentation',
      'Search in editor': 'Chercher dans l’éditeur',
      'Merge fragments definitions into operation definition': 'Remplacer les fragments par leurs champs',
      'Short Key': 'Raccourci',
      Function: 'Effet',
      'This Graph': 'L’éditeur Graph',
      'QL editor uses': 'QL utilise',
      'Monaco editor shortcuts': 'les raccourcis de l’éditeur Monaco',
      or: 'ou',
    }),
    [
      '", with keybindings similar to VS Code. See the full list of shortcuts for"',
      '", semblables à ceux de VS Code. Liste complète (en anglais) pour"',
    ],
  ],
  'graphiql/dist/ui/sidebar.js': [
    ...texts({
      'Adjust how the interface appears.': 'Apparence de l’éditeur.',
      'Clear data': 'Effacer',
      'Clear storage': 'Données enregistrées',
      'Cleared data': 'Données effacées',
      Dark: 'Sombre',
      Failed: 'Échec',
      Light: 'Clair',
      Off: 'Non',
      On: 'Oui',
      'Only enable if you trust this device.': 'À n’activer que sur un appareil de confiance.',
      'Open settings dialog': 'Ouvrir les paramètres',
      'Open short keys dialog': 'Ouvrir la liste des raccourcis clavier',
      'Persist headers': 'Conserver les en-têtes',
      'Remove all locally stored data and start fresh.': 'Efface les onglets et l’historique de ce navigateur.',
      'Save headers upon reloading.': 'Conserve les en-têtes d’une visite à l’autre.',
      Settings: 'Paramètres',
      'Short Keys': 'Raccourcis clavier',
      System: 'Système',
      Theme: 'Thème',
      'This modal lets you adjust header persistence, interface theme, and clear local storage.':
        'Cette fenêtre permet de choisir le thème et d’effacer les données enregistrées par ce navigateur.',
      'This modal provides a list of available keyboard shortcuts and their functions.':
        'Cette fenêtre liste les raccourcis clavier et leurs effets.',
    }),
    ['? "Hide" : "Show"}', '? "Masquer" : "Afficher"}'],
    ['`Re-fetch GraphQL schema (', '`Recharger le schéma ('],
  ],
  'graphiql/dist/ui/toolbar.js': [
    ['`Prettify query (', '`Mettre en forme ('],
    ['`Merge fragments into query (', '`Remplacer les fragments par leurs champs ('],
    ['`Copy query (', '`Copier la requête ('],
  ],
  '@graphiql/plugin-doc-explorer/dist/context.js': [
    ...texts({ Docs: 'Documentation', 'Documentation Explorer': 'la documentation' }),
    ['Show Documentation Explorer', 'Afficher la documentation'],
  ],
  '@graphiql/plugin-doc-explorer/dist/components/argument.js': texts({ Deprecated: 'Déprécié' }),
  '@graphiql/plugin-doc-explorer/dist/components/deprecation-reason.js': texts({ Deprecated: 'Déprécié' }),
  '@graphiql/plugin-doc-explorer/dist/components/doc-explorer.js': [
    ...texts({
      'Documentation Explorer': 'Documentation',
      'No GraphQL schema available': 'Le schéma n’est pas disponible.',
      'Schema is invalid: ': 'Le schéma est invalide : ',
    }),
    ['`Go back to ', '`Revenir à '],
  ],
  '@graphiql/plugin-doc-explorer/dist/components/field-documentation.js': texts({
    'Show Deprecated Arguments': 'Afficher les arguments dépréciés',
  }),
  '@graphiql/plugin-doc-explorer/dist/components/schema-documentation.js': texts({
    'A GraphQL schema provides a root type for each kind of operation.':
      'Le schéma a un type racine pour chaque sorte d’opération.',
  }),
  '@graphiql/plugin-doc-explorer/dist/components/search.js': [
    ...texts({ 'No results found': 'Aucun résultat', 'Other results': 'Autres résultats' }),
    ['`Search ', '`Chercher dans '],
    ['.name}...`', '.name}`'],
  ],
  // The titles are also keys of icons.
  '@graphiql/plugin-doc-explorer/dist/components/section.js': [
    [
      't1,\n      title\n',
      `t1,\n      (${JSON.stringify({
        Arguments: 'Arguments',
        'Deprecated Arguments': 'Arguments dépréciés',
        'Deprecated Enum Values': 'Valeurs dépréciées',
        'Deprecated Fields': 'Champs dépréciés',
        Directives: 'Directives',
        'Enum Values': 'Valeurs',
        Fields: 'Champs',
        Implements: 'Interfaces',
        Implementations: 'Types de cette interface',
        'Possible Types': 'Types possibles',
        'Root Types': 'Types racines',
        Type: 'Type',
        'All Schema Types': 'Tous les types',
      })})[title]\n`,
    ],
  ],
  '@graphiql/plugin-doc-explorer/dist/components/type-documentation.js': texts({
    'Show Deprecated Fields': 'Afficher les champs dépréciés',
    'Show Deprecated Values': 'Afficher les valeurs dépréciées',
  }),
  '@graphiql/plugin-history/dist/components.js': texts({
    'Add favorite': 'Ajouter aux favoris',
    Clear: 'Effacer',
    Cleared: 'Effacé',
    'Delete from history': 'Supprimer de l’historique',
    'Edit label': 'Modifier le nom',
    'Failed to Clear': 'Échec',
    History: 'Historique',
    'Remove favorite': 'Retirer des favoris',
    Save: 'Enregistrer',
    'Set active': 'Ouvrir',
    'Type a label': 'Nom',
  }),
  '@graphiql/plugin-history/dist/index.js': texts({ History: 'l’historique' }),
  '@graphiql/react/dist/components/dialog/index.js': texts({ 'Close dialog': 'Fermer la fenêtre' }),
  '@graphiql/react/dist/components/execute-button/index.js': [
    ['? "Stop" : "Execute"} query (', '? "Interrompre" : "Exécuter"} la requête ('],
    ['`<Unnamed ', '`Sans nom : '],
    ['operation.operation}>`', 'operation.operation}`'],
  ],
  '@graphiql/react/dist/components/response-editor.js': texts({ 'Result Window': 'Réponse' }),
  '@graphiql/react/dist/components/tabs/index.js': [
    ...texts({ 'Close Tab': 'Fermer l’onglet' }),
    // Each tab contains two buttons, which ARIA does not allow.
    ['"aria-selected": isActive,', ''],
    ['role: "tab",', ''],
    ['role: "tablist"', 'role: "list"'],
  ],
  '@graphiql/react/dist/constants.js': [
    ...texts({
      'Copy Query': 'Copier la requête',
      'Merge Fragments into Query': 'Remplacer les fragments par leurs champs',
      'Prettify Editors': 'Mettre en forme',
      'Run Operation': 'Exécuter la requête',
    }),
    // Comments and line numbers in dark mode have too little contrast.
    [
      'colors: getBaseColors("dark"),\n\t\trules: [{',
      'colors: { ...getBaseColors("dark"), "editorLineNumber.foreground": "#9aa4b5" },\n\t\trules: [{ token: "comment", foreground: "#8bb877" }, {',
    ],
  ],
  '@graphiql/react/dist/stores/execution.js': [
    ...texts({ 'Automatically added leaf fields': 'Champs ajoutés automatiquement' }),
    ['`Request not sent. ', '`Requête non envoyée. '],
    ['? "Variables" : "Request headers"}', '? "Les variables" : "Les en-têtes"}'],
  ],
  '@graphiql/react/dist/utility/jsonc.js': [
    ['`are invalid JSON: ', '`ne sont pas du JSON : '],
    ['"are not a JSON object."', '"ne sont pas un objet JSON."'],
    [' at line ', ', à la ligne '],
    [', column ', ', colonne '],
    ...texts({
      'invalid symbol': 'symbole invalide',
      'invalid number format': 'nombre invalide',
      'expected a property name': 'il manque un nom de propriété',
      'expected a value': 'il manque une valeur',
      'expected a colon': 'il manque un deux-points',
      'expected a comma': 'il manque une virgule',
      'expected a closing brace': 'il manque une accolade fermante',
      'expected a closing bracket': 'il manque un crochet fermant',
      'expected end of file': 'le texte devrait finir ici',
      'invalid comment token': 'commentaire invalide',
      'unexpected end of comment': 'commentaire inachevé',
      'unexpected end of string': 'texte inachevé',
      'unexpected end of number': 'nombre inachevé',
      'invalid unicode': 'séquence Unicode invalide',
      'invalid escape character': 'séquence d’échappement invalide',
      'invalid character': 'caractère invalide',
    }),
  ],
  '@graphiql/react/dist/utility/tabs.js': texts({ '<untitled>': 'Sans titre' }),
};

/** Replacements of whole string literals. */
function texts(translations: Readonly<Record<string, string>>): Replacement[] {
  return Object.entries(translations).map(([english, french]) => [JSON.stringify(english), JSON.stringify(french)]);
}
