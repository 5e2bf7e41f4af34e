import { HABITS } from './data-habits.mjs';
import { randomFrom } from './data-random.mjs';

const REGIONS = ['eu-west-1', 'us-east-1', 'ap-southeast-2'];
const APPS = ['orders', 'billing', 'search', 'media', 'mail', 'audit', 'catalogue', 'shipping', 'login', 'exports'];
const NAMES = Object.keys(HABITS);

/**
 * An organisation: accounts, regions, and roles with habits. A habit has a weight (how often) and a period in days: 1 for what happens all
 * day, 7 and 30 for weekly and monthly jobs, which short windows miss.
 */
export function organisation({ seed = 1, accounts = 6, roles = 240 }) {
  const r = randomFrom(seed);
  const ids = Array.from({ length: accounts }, (_, i) => String(111122223333 + i * 1010101));
  const list = Array.from({ length: roles }, (_, i) => {
    const account = ids[i % accounts];
    const region = REGIONS[i % 7 === 0 ? 2 : i % 3 === 0 ? 1 : 0];
    const app = `${APPS[i % APPS.length]}-${i}`;
    const role = {
      arn: `arn:aws:iam::${account}:role/${i % 4 === 0 ? 'service/' : ''}${app}-role`,
      account,
      region,
      app,
      bucket: `${app}-data`,
      table: `${app}-items`,
      queue: `${app}-jobs`,
      callee: `${app}-worker`,
      machine: `${app}-flow`,
      secret: `${app}/db-${r.hex(6)}`,
      key: r.uuid(),
    };
    const chosen = [
      ...new Set([NAMES[i % NAMES.length], ...Array.from({ length: 3 + r.below(7) }, () => r.pick(NAMES))]),
    ];
    const habits = chosen.map((name) => ({
      name,
      weight: 1 + r.below(20),
      period: r.chance(0.8) ? 1 : r.chance(0.6) ? 7 : 30,
      phase: r.below(30),
      make: HABITS[name](role, r),
    }));
    return { ...role, habits, deniedShare: i % 10 === 0 ? 0.02 : 0 };
  });
  return { organisationId: 'o-exampleorg', accounts: ids, regions: REGIONS, roles: list };
}

/** Habits a role follows on a day, by its number since the start. */
export const habitsOn = (role, dayNumber) =>
  role.habits.filter(({ period, phase }) => period === 1 || (dayNumber + phase) % period === 0);
