import { GraphQLError, Kind, parse } from 'graphql';
import { DOCUMENT_BOUNDS } from '../../server/limits/documentRules.ts';
import { shortened } from '../../values/text.ts';
import { numberInFrench, typeset } from '../site/french.ts';

/** A query that a link opens in the explorer. */
export interface ExplorerLink {
  readonly query: string;
  /** The JSON text of the link. */
  readonly variables: string;
  /** The selected operation of a document that has several. */
  readonly operationName: string | null;
  /** The errors of the link, as French sentences. The editor still shows its query and variables, to be corrected. */
  readonly problems: readonly string[];
}

/** The query of the URL of the explorer; null without one. */
export function readExplorerLink(parameters: URLSearchParams): ExplorerLink | null {
  const [query = '', variables = '', operationName = ''] = PARAMETERS.map((name) => parameters.get(name) ?? '');
  if (query + variables + operationName === '') return null;
  const problems = [
    ...PARAMETERS.map((name) => parameterProblem(name, parameters.getAll(name))),
    queryProblem(query, operationName),
    variablesProblem(variables),
  ];
  return {
    query,
    variables,
    operationName: operationName || null,
    problems: problems.filter((problem) => problem !== null).map(typeset),
  };
}

const PARAMETERS = ['query', 'variables', 'operationName'];

function parameterProblem(name: string, values: readonly string[]): string | null {
  if (values.length > 1)
    return `Le lien contient plusieurs fois le paramètre « ${name} ». L’éditeur n’affiche que le premier.`;
  // URLSearchParams replaces bytes that are not UTF-8 by U+FFFD.
  if (values[0]?.includes('\ufffd'))
    return `Le paramètre « ${name} » du lien est mal encodé : il contient des caractères illisibles. Copiez de nouveau le lien entier.`;
  return null;
}

function queryProblem(query: string, operationName: string): string | null {
  if (query === '') return 'Le lien ne contient pas de requête : il lui manque le paramètre « query ».';
  try {
    const { definitions } = parse(query, { maxTokens: DOCUMENT_BOUNDS.tokens });
    const names = definitions.flatMap((each) =>
      each.kind === Kind.OPERATION_DEFINITION && each.name ? [each.name.value] : [],
    );
    if (operationName === '' || names.includes(operationName)) return null;
    const existing = names.length === 0 ? 'Son opération n’a pas de nom.' : `Elle contient : ${names.join(', ')}.`;
    return `La requête du lien ne contient pas d’opération « ${shortened(operationName, 60)} ». ${existing}`;
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (error.message.includes('tokens'))
      return `La requête du lien est trop longue : une requête compte au plus ${numberInFrench(DOCUMENT_BOUNDS.tokens)} éléments de syntaxe.`;
    const [place] = error.locations ?? [];
    const where = place ? `, à la ligne ${place.line}, colonne ${place.column}` : '';
    return `La requête du lien n’est pas une requête GraphQL valide${where}. Le lien est peut-être incomplet : copiez-le de nouveau, ou corrigez la requête dans l’éditeur.`;
  }
}

function variablesProblem(variables: string): string | null {
  if (variables === '' || isJsonObject(variables)) return null;
  return 'Les variables du lien ne sont pas un objet JSON, comme {"slug": "dinum"}. Corrigez-les sous la requête.';
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
