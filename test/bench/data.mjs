// Writes a synthetic organisation trail in CloudTrail's true layout: `npm run bench:data -- --events 2000000 --out <folder>`.
// Seeded: the same arguments give the same records.
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs, promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { habitsOn, organisation } from './data-organisation.mjs';
import { randomFrom } from './data-random.mjs';
import { otherRecord, roleRecord, timeAt } from './data-records.mjs';

const compress = promisify(gzip);
const FILES_A_DAY = 24;
const OTHERS = 0.2;
const DUPLICATES = 0.002;

/**
 * Writes about `events` records over `days` days from `start`. Files are delivered every hour, five minutes late, so that each day begins with
 * the end of the day before; some records are delivered twice. Returns what was written.
 */
export async function writeTrail({
  out,
  events,
  days = 30,
  start = '2026-08-01',
  seed = 1,
  accounts = 6,
  roles = 240,
}) {
  const org = organisation({ seed, accounts, roles });
  const places = org.accounts.flatMap((account) => org.regions.map((region) => ({ account, region })));
  const written = { records: 0, duplicates: 0, files: 0, bytes: 0, rawBytes: 0 };
  for (let number = 0; number < days; number++) {
    const day = new Date(Date.parse(`${start}T00:00:00Z`) + number * 86_400_000).toISOString().slice(0, 10);
    for (const { account, region } of places) {
      const local = org.roles.filter((role) => role.account === account && role.region === region);
      if (local.length === 0) continue;
      const share = Math.round(((events / days) * local.length) / roles);
      await writeDay({ out, org, account, region, local, day, number, share, seed, written });
    }
  }
  return written;
}

async function writeDay({ out, org, account, region, local, day, number, share, seed, written }) {
  const r = randomFrom(
    seed * 7919 + number * 104729 + Number(account.slice(-6)) + region.length * 31 + region.charCodeAt(0),
  );
  const folder = `${out}/AWSLogs/${org.organisationId}/${account}/CloudTrail/${region}/${day.replaceAll('-', '/')}`;
  mkdirSync(folder, { recursive: true });
  const choices = local.flatMap((role) =>
    habitsOn(role, number).flatMap((habit) => Array.from({ length: habit.weight }, () => [role, habit])),
  );
  const before = new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
  let again = [];
  for (let file = 0; file < FILES_A_DAY; file++) {
    const size = Math.floor((share * (file + 1)) / FILES_A_DAY) - Math.floor((share * file) / FILES_A_DAY);
    const records = [...again];
    again = [];
    for (let i = 0; i < size; i++) {
      const second = file * 3600 - 300 + Math.floor((i * 3600) / size);
      const [date, at] = second < 0 ? [before, second + 86_400] : [day, second];
      let text;
      if (choices.length === 0 || r.chance(OTHERS)) text = otherRecord(account, region, date, at, r);
      else {
        const [role, habit] = r.pick(choices);
        text = roleRecord(role, habit.make(date), date, at, r);
      }
      records.push(text);
      written.records += 1;
      if (r.chance(DUPLICATES)) {
        again.push(text);
        written.duplicates += 1;
      }
    }
    const stamp = timeAt(day, file * 3600)
      .replace(/[-:]/g, '')
      .slice(0, 13);
    const raw = `{"Records":[${records.join(',')}]}`;
    const bytes = await compress(raw);
    writeFileSync(`${folder}/${account}_CloudTrail_${region}_${stamp}Z_${r.hex(16)}.json.gz`, bytes);
    written.files += 1;
    written.bytes += bytes.length;
    written.rawBytes += raw.length;
  }
}

if (process.argv[1]?.endsWith('data.mjs')) {
  const text = { type: 'string' };
  const { values } = parseArgs({
    options: { out: text, events: text, days: text, seed: text, accounts: text, roles: text },
  });
  if (!values.out) throw new Error('name a folder with --out');
  const number = (name, fallback) => Number(values[name] ?? fallback);
  const written = await writeTrail({
    out: values.out,
    events: number('events', 2_000_000),
    days: number('days', 30),
    seed: number('seed', 1),
    accounts: number('accounts', 6),
    roles: number('roles', 240),
  });
  console.log(JSON.stringify(written));
}
