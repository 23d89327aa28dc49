import 'graphiql/style.css';
import './explorer.css';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { Explorer } from './Explorer.ts';

/** The worker files by name. The build defines this constant. */
declare const WORKERS: Readonly<Record<string, string>>;

Object.assign(globalThis, {
  MonacoEnvironment: {
    getWorker: (_id: string, label: string) =>
      new Worker(new URL(`./${WORKERS[label] ?? WORKERS.editor}`, import.meta.url)),
  },
});

const place = document.getElementById('graphiql');
if (place) createRoot(place).render(createElement(Explorer));
