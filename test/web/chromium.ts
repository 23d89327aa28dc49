import { existsSync } from 'node:fs';
import { describe, it } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';

const EXECUTABLE = process.env.CHROMIUM_PATH || '/usr/bin/chromium';
const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A `describe` in a real browser; skipped when none is installed. */
export function inChromium(title: string, body: () => void): void {
  if (existsSync(EXECUTABLE)) describe(`${title} in Chromium`, body);
  else it.skip(`${title} in Chromium: not looked at, there is none at ${EXECUTABLE} (set CHROMIUM_PATH)`, () => {});
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: EXECUTABLE, args: ARGUMENTS });
}

/**
 * Waits until an expression is true in the page. `page.waitForFunction` would evaluate the text in the page, which the
 * content security policy forbids; `page.evaluate` uses the protocol of the debugger.
 */
export async function until(page: Page, expression: string): Promise<void> {
  while (!(await page.evaluate<boolean>(expression))) await page.waitForTimeout(50);
}
