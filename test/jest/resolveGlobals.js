// @ts-check
/** Resolves `@jest/globals`, which throws outside of a virtual machine context, to the globals of the native runtime. */
const GLOBALS = new URL('./globals.js', import.meta.url).href;

/** @type {import('node:module').ResolveHook} */
export function resolve(specifier, context, nextResolve) {
  if (specifier === '@jest/globals') return { url: GLOBALS, format: 'module', shortCircuit: true };
  return nextResolve(specifier, context);
}
