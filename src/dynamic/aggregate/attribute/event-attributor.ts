import type { Authorization, Catalog, EventRecord } from '../../../catalog/types.js';
import type { Argument } from '../../../model/argument.js';
import { renderArn } from '../../../model/arn-render.js';
import { partitionOfRegion } from '../../../model/partition.js';
import type { SkipReason } from '../skip-reason.js';
import type { TrailEvent } from '../trail-event.js';
import { givenArns } from './given-arns.js';
import { globOf } from './glob.js';
import { loggedArns, ResourceTypes } from './logged-resources.js';
import { aliasesOf } from './member-names.js';
import { requestArgument } from './request-argument.js';
import { hides, mask, parseRequest, projection, unwrapped } from './request-view.js';

/** One permission an event shows the use of. */
export interface Target {
  action: string;
  resource: string;
}

/** A permission the request needs, with its resource as far as the request tells; `exact` when nothing of it is open. */
interface RequestNeed extends Target {
  exact: boolean;
}

interface ApiOperation {
  client: string;
  operation: string;
}

/** What is known of one kind of event before any is read. */
export interface EventPlan {
  skip?: SkipReason;
  /** `s3:ListObjects`: the source's service and the event's name. */
  operation: string;
  record: EventRecord | undefined;
  client: string;
  /** Operations the event may be of, `client`'s first: services that share a label can share an operation's name. */
  operations: readonly ApiOperation[];
  /** True when the request parameters can change which actions were needed. */
  needsParameters: boolean;
  /** Top-level request members the rules have asked for so far; `*` when they asked for all. */
  reads: Set<string>;
  /** The same members in CloudTrail's spellings. */
  aliases: string[];
  answers: Map<string, RequestNeed[]>;
}

const MAX_ANSWERS = 2000;
const UNKNOWN: Argument = { kind: 'unknown', reason: 'not looked at' };

/**
 * Says which actions on which resources an event shows, with the catalog's event names and its rules for requests. Resources come from
 * the request where the rules give an exact ARN, else from the event's `resources`, else as far as the request tells.
 */
export class EventAttributor {
  private readonly plans = new Map<string, EventPlan>();
  private readonly types: ResourceTypes;

  constructor(private readonly catalog: Catalog) {
    this.types = new ResourceTypes(catalog);
  }

  plan(eventSource: string, eventName: string): EventPlan {
    const key = `${eventSource}/${eventName}`;
    let plan = this.plans.get(key);
    if (!plan) {
      plan = this.makePlan(eventSource, eventName);
      // Names come from logs: an endless supply of them must not fill memory.
      if (this.plans.size < 50_000) this.plans.set(key, plan);
    }
    return plan;
  }

  attribute(plan: EventPlan, event: TrailEvent): Target[] {
    const arns = loggedArns(event.resources);
    if (!plan.needsParameters) {
      const action = plan.record!.actions[0]!;
      if (this.types.takesNone(action)) return [{ action, resource: '*' }];
      const matching = this.types.matching(action, arns);
      if (matching.length > 0) return matching.map((resource) => ({ action, resource }));
    }
    return this.fromRequest(plan, event, arns);
  }

  private makePlan(eventSource: string, eventName: string): EventPlan {
    const record = this.catalog.event(eventSource, eventName);
    const operations = (record?.operations ?? []).map((one): ApiOperation => {
      const [client = '', operation = ''] = one.split(':');
      return { client, operation };
    });
    const skip: SkipReason | undefined = record?.permissionless
      ? 'no-permission-needed'
      : !record || record.actions.length === 0
        ? 'unmapped'
        : undefined;
    const [first] = operations;
    const probe = first && !skip ? this.catalog.authorize({ ...first, input: UNKNOWN }) : undefined;
    const needs = probe?.needs.filter((need) => need.kind !== 'optional') ?? [];
    return {
      ...(skip && { skip }),
      operation: `${eventSource.replace(/\.amazonaws\.com(\.cn)?$/, '')}:${eventName}`,
      record,
      client: first?.client ?? '',
      operations,
      needsParameters: record?.actions.length !== 1 || needs.length > 1 || (probe?.questions.length ?? 0) > 0,
      reads: new Set(),
      aliases: [],
      answers: new Map(),
    };
  }

  private fromRequest(plan: EventPlan, event: TrailEvent, arns: readonly string[]): Target[] {
    const parameters = unwrapped(parseRequest(event.parameters), plan.reads);
    const needs = this.needsOf(plan, event, parameters);
    const given = () => givenArns(parameters, plan.client, (member) => plan.reads.add(member));
    const onLogged = this.onLogged(needs, arns, given);
    // Without `resources` the hidden value is all there is to name the resource by.
    const isVague =
      arns.length === 0 && hides(parameters, plan.client) && onLogged.some(({ resource }) => resource.endsWith('/*'));
    return isVague ? this.onLogged(this.decide(plan, event, parameters), arns, given) : onLogged;
  }

  /** What the request needs, remembered by what the rules look at in it. */
  private needsOf(plan: EventPlan, event: TrailEvent, parameters: unknown): RequestNeed[] {
    const place = `${event.region}|${ownerOf(event)}|`;
    const known = plan.answers.get(place + projection(plan, parameters));
    if (known) return known;
    const reads = plan.reads.size;
    const needs = this.decide(plan, event, mask(parameters, plan.client));
    if (plan.reads.size !== reads) plan.aliases = [...plan.reads].flatMap((member) => aliasesOf(plan.client, member));
    if (plan.reads.size !== reads || plan.answers.size >= MAX_ANSWERS) plan.answers.clear();
    plan.answers.set(place + projection(plan, parameters), needs);
    return needs;
  }

  private decide(plan: EventPlan, event: TrailEvent, parameters: unknown): RequestNeed[] {
    const account = ownerOf(event);
    // An empty field in an ARN is a field of its own, which no request matches: what is not known is left open.
    const context = {
      ...(event.region !== '' && { region: event.region, partition: partitionOfRegion(event.region) }),
      ...(account !== '' && { account }),
    };
    let best: RequestNeed[] = [];
    for (const one of plan.operations) {
      const needs = this.authorize(plan, one, event, parameters).map(({ action, resource }): RequestNeed => {
        if (this.types.takesNone(action)) return { action, resource: '*', exact: true };
        const text = renderArn(resource, context);
        return { action, resource: text, exact: isExact(text) };
      });
      // Of operations with one name, it was the one whose members name the resource.
      if (best.length === 0 || exactOnes(needs) > exactOnes(best)) best = needs;
    }
    if (best.length > 0) return best;
    return plan.record!.actions.map((action) => ({ action, resource: '*', exact: this.types.takesNone(action) }));
  }

  /**
   * Gives each need its resource: what the request says exactly, else the event's ARNs that fit both the action and what the request says of the
   * resource, else those that fit the action, else ARNs in the request that no rule asked for. An ARN that the request names for one need (what is
   * copied) is not another's (the copy).
   */
  private onLogged(needs: readonly RequestNeed[], arns: readonly string[], given: () => string[]): Target[] {
    const named = new Set(needs.filter(({ exact }) => exact).map(({ resource }) => resource));
    return needs.flatMap(({ action, resource, exact }) => {
      if (exact) return [{ action, resource }];
      const fitting = this.types.matching(action, arns);
      const inside = preferring(fitting, (arn) => globOf(resource).test(arn));
      const free = preferring(inside, (arn) => !named.has(arn));
      const found = free.length > 0 ? free : this.types.matching(action, given()).filter((arn) => !named.has(arn));
      return found.length > 0 ? found.map((arn) => ({ action, resource: arn })) : [{ action, resource }];
    });
  }

  private authorize(
    plan: EventPlan,
    one: ApiOperation,
    event: TrailEvent,
    parameters: unknown,
  ): Authorization['needs'] {
    const input = requestArgument(parameters, one.client, (member) => plan.reads.add(member));
    const region: Argument = { kind: 'text', text: [{ kind: 'literal', text: event.region }] };
    return this.catalog.authorize({ ...one, input, region }).needs.filter((need) => need.kind !== 'optional');
  }
}

/** The account whose log the event stands in, which owns what its request names; records of old or other makers lack it, and then it is the role's. */
const ownerOf = ({ account, role }: TrailEvent): string => account || (role.split(':', 5)[4] ?? '');

const exactOnes = (needs: readonly RequestNeed[]): number =>
  needs.filter(({ exact, resource }) => exact && resource !== '*').length;

/** Those that a test chooses, or all when it chooses none. */
function preferring<T>(all: readonly T[], test: (one: T) => boolean): readonly T[] {
  const chosen = all.filter(test);
  return chosen.length > 0 ? chosen : all;
}

const isExact = (resource: string): boolean =>
  resource !== '*' && !/[*?]|\$\{(?![*?$]\})/.test(resource.replace(/\$\{[*?$]\}/g, ''));
