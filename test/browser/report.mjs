// Opens the HTML report in Debian's Chromium: `npm run test:browser`. Screenshots go to the folder in SCREENSHOTS, else nowhere.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { authorizationDetails, HOSTILE, hostileLinked, hostileRoles, roles, usageOf } from '../report/account.mjs';

const EXECUTABLE = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const CLI = fileURLToPath(new URL('../../bin/iam-tighten.js', import.meta.url));
const VIEWS = [
  { width: 1280, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
  { width: 390, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
];

if (!existsSync(EXECUTABLE)) {
  console.error(`there is no ${EXECUTABLE}: apt-get install chromium, or name one with CHROMIUM`);
  process.exit(2);
}

const folder = mkdtempSync(join(tmpdir(), 'report-'));
const browser = await chromium.launch({ executablePath: EXECUTABLE, args: ['--no-sandbox'] });
let checks = 0;
try {
  const account = pageOf('account', roles(50));
  const hostile = pageOf('hostile', [...hostileRoles(), ...hostileLinked()]);
  const large = pageOf('large', roles(500));
  for (const view of VIEWS) {
    await check(`fits and is quiet, ${view.width} ${view.colorScheme}`, account, view, fits);
    await check(`hostile names are inert, ${view.width} ${view.colorScheme}`, hostile, view, inert);
  }
  await check('sorts', account, VIEWS[0], sorts);
  await check('filters', account, VIEWS[0], filters(50));
  await check('sorts 500 roles', large, VIEWS[0], sorts);
  await check('filters 500 roles', large, VIEWS[0], filters(500));
  await check('fits on a telephone with 500 roles', large, VIEWS[2], fits);
  await check('opens a role by keyboard alone', account, VIEWS[0], keyboard);
  await check('prints with everything open', account, VIEWS[0], prints);
  await check('says the same without its script', account, { ...VIEWS[0], javaScriptEnabled: false }, plain);
  console.log(`${checks} passed, 0 failed`);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}

/** The report on some roles, made by the command. IAM's ARNs have no room for hostile names: they are put into names only. */
function pageOf(name, list) {
  const valid = list.map((role, i) => ({
    ...role,
    Arn: /^[\w:/-]+$/.test(role.Arn) ? role.Arn : `arn:aws:iam::111122223333:role/h${i}`,
  }));
  const file = (suffix) => join(folder, `${name}${suffix}`);
  writeFileSync(file('-gaad.json'), JSON.stringify(authorizationDetails(valid)));
  writeFileSync(file('-usage.json'), JSON.stringify(usageOf(valid)));
  const args = ['report', '--authorization-details', file('-gaad.json'), '--usage', file('-usage.json'), '-q'];
  execFileSync(process.execPath, [CLI, ...args, '-f', 'html', '-o', file('.html')]);
  return { name, url: pathToFileURL(file('.html')).href };
}

/** Runs one check on a fresh page, and fails it for any console message, error, dialog or request beyond the file. */
async function check(title, { name, url }, { width, colorScheme, javaScriptEnabled = true }, run) {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, javaScriptEnabled });
  const page = await context.newPage();
  const noise = [];
  page.on('console', (message) => noise.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => noise.push(error.message));
  page.on('dialog', (dialog) => {
    noise.push(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== url) noise.push(`request: ${request.url()}`);
  });
  await page.goto(url);
  await run(page);
  assert.deepEqual(noise, [], title);
  if (process.env['SCREENSHOTS'] && run === (name === 'account' ? fits : inert)) {
    await page.screenshot({
      path: join(process.env['SCREENSHOTS'], `${name}-${width}-${colorScheme}.png`),
      fullPage: true,
    });
  }
  await context.close();
  checks += 1;
  console.log(`ok ${title}`);
}

/** Nothing sticks out of the page, and text has enough contrast: 4.5 to 1, https://www.w3.org/TR/WCAG22/#contrast-minimum */
async function fits(page) {
  await page.locator('details').first().locator('summary').click();
  const { overflow, poor } = await page.evaluate(() => {
    const channels = (color) => color.match(/[\d.]+/g).map(Number);
    const luminance = (color) => {
      const [r, g, b] = channels(color).map((c) =>
        c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4,
      );
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const background = (element) => {
      for (let at = element; at; at = at.parentElement) {
        const color = getComputedStyle(at).backgroundColor;
        if (channels(color)[3] !== 0) return color;
      }
      return 'rgb(255, 255, 255)';
    };
    const contrast = (element) => {
      const style = getComputedStyle(element);
      const [a, b] = [element instanceof SVGElement ? style.fill : style.color, background(element)].map(luminance);
      return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    };
    const texts = [
      ...document.querySelectorAll('h1,h2,p,li,td,th,th button,a,summary,dt,dd,code,svg text,figcaption,label'),
    ];
    return {
      overflow: document.documentElement.scrollWidth - innerWidth,
      poor: [
        ...new Set(
          texts.filter((one) => contrast(one) < 4.5).map((one) => `${one.tagName}.${one.getAttribute('class')}`),
        ),
      ],
    };
  });
  assert.ok(overflow <= 0, `sticks out by ${overflow} pixels`);
  assert.deepEqual(poor, []);
}

async function inert(page) {
  await page.locator('summary').evaluateAll((all) => {
    for (const one of all) one.click();
  });
  const seen = await page.evaluate(() => ({
    names: [...document.querySelectorAll('#roles tbody th a')].map((cell) => cell.textContent),
    foreign: document.querySelectorAll('img,iframe,object,[onload],[onerror],[onclick]').length,
    scripts: document.scripts.length,
    links: [...document.links].map(({ protocol }) => protocol).filter((one) => one !== 'https:' && one !== 'file:'),
    overflow: document.documentElement.scrollWidth - innerWidth,
  }));
  // Half a pair of surrogates is not to be written as UTF-8.
  const shown = (name) =>
    name
      .replace(/\p{Cs}/gu, '\ufffd')
      .replace(/[\u202e]|\p{Cc}/gu, (char) => `\\u{${char.codePointAt(0).toString(16)}}`);
  assert.deepEqual(seen.names.toSorted(), HOSTILE.map(shown).toSorted());
  assert.deepEqual({ ...seen, names: [] }, { names: [], foreign: 0, scripts: 2, links: [], overflow: seen.overflow });
  assert.ok(seen.overflow <= 0, `sticks out by ${seen.overflow} pixels`);
}

async function sorts(page) {
  const titles = await page.locator('#roles thead th').allTextContents();
  const column = (title) =>
    page.locator(`#roles tbody tr > :nth-child(${titles.indexOf(title) + 1})`).allTextContents();
  const button = page.locator('#roles th button', { hasText: 'Granted' });
  await button.click();
  const down = (await column('Granted')).map(Number);
  assert.deepEqual(
    down,
    down.toSorted((a, b) => b - a),
  );
  assert.equal(await page.locator('#roles th', { hasText: 'Granted' }).getAttribute('aria-sort'), 'descending');
  await button.click();
  assert.deepEqual((await column('Granted')).map(Number), down.toReversed());
  await page.locator('#roles th button', { hasText: 'Risk' }).click();
  const risks = await column('Risk');
  const ranks = risks.map((risk) => ['high', 'medium', 'low', 'none'].indexOf(risk));
  assert.deepEqual(
    ranks,
    ranks.toSorted((a, b) => a - b),
  );
  // The name of a row still leads to its own role.
  const link = page.locator('#roles tbody a').first();
  const name = await link.textContent();
  await link.click();
  await page.waitForSelector('details[open]');
  assert.ok((await page.locator('details[open] summary').textContent()).startsWith(`${name} `));
}

/** A fifth of the roles are of each kind. */
function filters(count) {
  return async (page) => {
    const shown = () => page.locator('#roles tbody tr:visible').count();
    assert.equal(await shown(), count);
    await page.fill('#text', 'IMPORT');
    assert.equal(await shown(), count / 5);
    assert.equal(await page.locator('#shown').textContent(), `${count / 5} of ${count} roles`);
    await page.selectOption('#risk', 'none');
    assert.equal(await shown(), 0);
    await page.selectOption('#risk', 'high');
    assert.equal(await shown(), count / 5);
  };
}

async function keyboard(page) {
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Skip to the table');
  await page.keyboard.press('Enter');
  const focused = () => page.evaluate(() => document.activeElement.closest('tbody th') !== null);
  for (let presses = 0; !(await focused()) && presses < 60; presses += 1) await page.keyboard.press('Tab');
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.equal(outline, 'solid');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement.tagName === 'SUMMARY');
  assert.equal(await page.evaluate(() => document.activeElement.parentElement.open), true);
}

async function prints(page) {
  await page.emulateMedia({ media: 'print' });
  // A4 less margins of 1 cm, at 96 dots an inch.
  await page.setViewportSize({ width: 718, height: 1000 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `sticks out of the paper by ${wide} pixels`);
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  assert.equal(await page.locator('details:not([open])').count(), 0);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  assert.equal(await page.locator('details[open]').count(), 0);
}

async function plain(page) {
  assert.equal(await page.locator('#roles tbody tr').count(), 50);
  assert.equal(await page.locator('#tools').isVisible(), false);
}
