// Types for libraries that have none.
declare module 'react' {
  export type ReactNode = object | string | null | undefined;
  export const Fragment: (props: object) => ReactNode;
  export function createElement<Props>(
    type: (props: Props) => ReactNode,
    props?: Props | null,
    ...children: unknown[]
  ): ReactNode;
  export function useEffect(effect: () => (() => void) | undefined, dependencies: readonly unknown[]): void;
}

declare module 'react-dom/client' {
  import type { ReactNode } from 'react';
  export function createRoot(place: Element): { render(node: ReactNode): void };
}

declare module '*.css';
