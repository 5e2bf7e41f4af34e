import type { SourceLocation } from '../../model/location.js';
import { literalOf, type Text } from '../../model/text.js';
import type { When } from '../rules.js';
import { type Found, lookUp, type Scope, textOf } from './look-up.js';

/**
 * Which answers a condition can have over everything the code can pass. Both are possible where the code takes branches; `unknown` says
 * that some value can't be seen.
 */
export interface Answer {
  yes: boolean;
  no: boolean;
  unknown?: { reason: string; at?: SourceLocation } | undefined;
}

/** What the deployment says of the resource that a member names. */
export interface Deployment {
  hasCustomerKey(path: string, scope: Scope): boolean;
  hasProperty(path: [string, string], scope: Scope): boolean;
}

export function decide(when: When, scope: Scope, deployment: Deployment): Answer {
  if (typeof when === 'string') return join(lookUp(when, scope).map(isSet));
  if ('not' in when) return invert(decide(when.not, scope, deployment));
  if ('named' in when)
    return join(
      lookUp(when.named, scope).map((found) => ({
        ...isSet(found),
        ...(found.state === 'set' && { unknown: undefined }),
      })),
    );
  if ('any' in when) return either(when.any.map((one) => decide(one, scope, deployment)));
  if ('all' in when) return invert(either(when.all.map((one) => invert(decide(one, scope, deployment)))));
  if ('customerKey' in when) {
    const yes = deployment.hasCustomerKey(when.customerKey, scope);
    return { yes, no: !yes };
  }
  if ('deployed' in when) {
    const yes = deployment.hasProperty(when.deployed, scope);
    return { yes, no: !yes };
  }
  if ('isA' in when) {
    const [path, type] = when.isA;
    return join(lookUp(path, scope).map((found) => isReferenceTo(textOf(found, path), type)));
  }
  if ('equals' in when) {
    const [path, ...values] = when.equals;
    return join(
      lookUp(path, scope).map((found) => compare(found, (text) => values.some((value) => String(value) === text))),
    );
  }
  const [path, pattern] = when.matches;
  return join(lookUp(path, scope).map((found) => matches(found, pattern)));
}

/**
 * A pattern with `^` is decided by a known beginning, however the text goes on; another one is taken as absent where no known part has
 * it, because code that adds an option writes its name.
 */
function matches(found: Found, pattern: string): Answer {
  const regex = new RegExp(pattern, 'i');
  const answer = compare(found, (text) => regex.test(text));
  if (!answer.unknown || found.state !== 'set' || found.value.kind !== 'text') return answer;
  const [first] = found.value.text;
  const head = first?.kind === 'literal' ? first.text : '';
  if (!pattern.startsWith('^')) {
    const yes = found.value.text.some((part) => part.kind === 'literal' && regex.test(part.text));
    return { yes, no: !yes };
  }
  if (regex.test(head)) return { yes: true, no: false };
  return head.trim().length >= LONGEST_KEYWORD ? { yes: false, no: true } : answer;
}

const isReferenceTo = (text: Text, type: string): Answer => {
  const yes = text.length === 1 && text[0]?.kind === 'reference' && text[0].targetType === type;
  return { yes, no: !yes };
};

// `SELECT`, `/aws/service`: a beginning this long has room for the keyword that a pattern with `^` looks for.
const LONGEST_KEYWORD = 12;

/** A member whose value can't be seen is taken as set, because the code names it; it may still turn out undefined. */
function isSet(found: Found): Answer {
  if (found.state === 'unknown') return { yes: false, no: false, unknown: found };
  if (found.state === 'set' && found.value.kind === 'unknown') {
    return {
      yes: true,
      no: false,
      unknown: { reason: `it may be undefined: ${found.value.reason}`, ...(found.value.at && { at: found.value.at }) },
    };
  }
  return { yes: found.state === 'set', no: found.state === 'absent' };
}

function compare(found: Found, test: (text: string) => boolean): Answer {
  if (found.state === 'absent') return { yes: false, no: true };
  if (found.state === 'unknown') return { yes: false, no: false, unknown: found };
  const text = textOf(found, '');
  const exact = literalOf(text);
  if (exact !== undefined) return { yes: test(exact), no: !test(exact) };
  const hole = text.find((part) => part.kind !== 'literal');
  const at = hole?.kind === 'unknown' ? hole.at : undefined;
  return {
    yes: false,
    no: false,
    unknown: { reason: hole?.kind === 'unknown' ? hole.reason : 'its value is set at deployment', ...(at && { at }) },
  };
}

const join = (answers: Answer[]): Answer => {
  const unknown = answers.find((answer) => answer.unknown)?.unknown;
  return {
    yes: answers.some((answer) => answer.yes),
    no: answers.length === 0 || answers.some((answer) => answer.no),
    ...(unknown && { unknown }),
  };
};

const invert = (answer: Answer): Answer => ({ ...answer, yes: answer.no, no: answer.yes });

/** Yes when some can be yes; no only when all can be no. One that is certainly yes decides, whatever the others are. */
function either(answers: Answer[]): Answer {
  if (answers.some((answer) => answer.yes && !answer.no && !answer.unknown)) return { yes: true, no: false };
  const unknown = answers.find((answer) => answer.unknown)?.unknown;
  return {
    yes: answers.some((answer) => answer.yes),
    no: answers.every((answer) => answer.no),
    ...(unknown && { unknown }),
  };
}

/** The condition in words: `VersionId is set`. */
export function inWords(when: When): string {
  if (typeof when === 'string') return `${when.replace(/^\./, '')} is set`;
  if ('not' in when)
    return typeof when.not === 'string' ? `${when.not.replace(/^\./, '')} is not set` : `not (${inWords(when.not)})`;
  if ('named' in when) return inWords(when.named);
  if ('any' in when) {
    const plain = when.any.every((one) => typeof one === 'string');
    return plain
      ? `one of ${when.any.map((one) => String(one).replace(/^\./, '')).join(', ')} is set`
      : when.any.map(inWords).join(' or ');
  }
  if ('all' in when) return when.all.map(inWords).join(' and ');
  if ('customerKey' in when)
    return `the resource that ${when.customerKey.replace(/^\./, '')} names is encrypted with a customer managed key`;
  if ('deployed' in when) return `the template sets ${when.deployed[1]} of what ${when.deployed[0]} names`;
  if ('isA' in when) return `${when.isA[0].replace(/^\./, '')} is a ${when.isA[1]}`;
  if ('equals' in when) return `${when.equals[0].replace(/^\./, '')} is ${when.equals.slice(1).join(' or ')}`;
  return `${when.matches[0].replace(/^\./, '')} matches /${when.matches[1]}/`;
}
