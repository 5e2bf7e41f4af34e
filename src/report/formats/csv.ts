import { csvRow } from '../../model/escape/csv.js';
import type { ActionGroup, Report, RoleReport, ServiceReport, State } from '../model/types.js';

const COLUMNS = [
  'role',
  'arn',
  'functions',
  'service',
  'action',
  'access level',
  'state',
  'last used',
  'uses',
  'why',
  'role risk',
  'controls',
  'evidence from',
  'evidence to',
  'tags',
];

/** One row for each granted action of each role (RFC 4180). Roles without a known action have no row. */
export const renderCsv = (report: Report): string =>
  csvRow(COLUMNS) + report.roles.map((role) => roleRows(role, report)).join('');

function roleRows(role: RoleReport, { window }: Report): string {
  const head = [role.name, role.arn ?? '', role.functions.join(' ')];
  const tail = [role.risk, role.controls.join('; '), window?.from ?? '', window?.to ?? '', tagsOf(role)];
  return role.services
    .flatMap((service) => serviceRows(service).map((cells) => csvRow([...head, ...cells, ...tail])))
    .join('');
}

const tagsOf = ({ tags = [] }: RoleReport): string => tags.map(({ key, value }) => `${key}=${value}`).join('; ');

const serviceRows = ({ service, used, needed, unused, unobservable }: ServiceReport): (string | number)[][] => [
  ...used.map(({ action, level, last, count }) => [service, action, level, 'used', last, count, 'seen in the log']),
  ...groupRows(service, 'needed', needed),
  ...groupRows(service, 'unused', unused),
  ...groupRows(service, 'unobservable', unobservable),
];

const groupRows = (service: string, state: State, groups: readonly ActionGroup[]): (string | number)[][] =>
  groups.flatMap(({ level, why, names, more }) => [
    ...names.map((name) => [service, name === service ? name : `${service}:${name}`, level, state, '', 0, why]),
    ...(more > 0 ? [[service, `${more} more actions`, level, state, '', 0, why]] : []),
  ]);
