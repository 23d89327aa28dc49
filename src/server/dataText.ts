import type { FormattedExecutionResult } from 'graphql';

/** What an answer holds. */
type Data = NonNullable<FormattedExecutionResult['data']>;

const texts = new WeakMap<Data, string>();

/** The data of an answer, of which only the JSON text is known: nobody looked into it on its way from the database. */
export function dataOfText(text: string): Data {
  const data = {};
  texts.set(data, text);
  return data;
}

/** The JSON text of the data of an answer. */
export function textOfData(data: Data): string {
  return texts.get(data) ?? JSON.stringify(data);
}

/** The data of an answer, to be looked into. */
export function objectOfData(data: Data): Data {
  const text = texts.get(data);
  return text === undefined ? data : JSON.parse(text);
}
