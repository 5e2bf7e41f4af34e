import type { Argument } from '../model/argument.js';
import { alternativesOf, bindEnvironment, type Text } from '../model/text.js';

/**
 * An input with its environment variables replaced by what the deployment sets. `useFallback` says that the deployment is known, so
 * that a variable it does not set takes the fallback of the code. A value that the template leaves to a condition (`Fn::If`) becomes
 * the choice of what it can be.
 */
export function bindArguments(input: Argument, useFallback: boolean): Argument {
  const bindText = (text: Text): Text[] => alternativesOf(bindEnvironment(text, useFallback));
  const bind = (argument: Argument): Argument => {
    switch (argument.kind) {
      case 'text':
        return choiceOf(bindText(argument.text).map((text) => ({ kind: 'text', text })));
      case 'object': {
        const members = Object.entries(argument.members).map(([name, value]) => [name, bind(value)]);
        const computed = argument.computed?.flatMap(({ key, value }) =>
          bindText(key).map((text) => ({ key: text, value: bind(value) })),
        );
        return { ...argument, members: Object.fromEntries(members), ...(computed && { computed }) };
      }
      case 'list':
        return { ...argument, items: argument.items.map(bind) };
      case 'choice':
        return choiceOf(argument.of.map(bind));
      default:
        return argument;
    }
  };
  return bind(input);
}

/** Flat: a choice of choices is one choice. */
function choiceOf(options: readonly Argument[]): Argument {
  const flat = options.flatMap((option) => (option.kind === 'choice' ? option.of : [option]));
  return flat.length === 1 ? flat[0]! : { kind: 'choice', of: flat };
}
