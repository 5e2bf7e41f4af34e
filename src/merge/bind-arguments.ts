import type { Argument } from '../model/argument.js';
import { bindEnvironment, type Text } from '../model/text.js';

/**
 * An input with its environment variables replaced by what the deployment sets. `useFallback` says that the deployment is known, so
 * that a variable it does not set takes the fallback of the code.
 */
export function bindArguments(input: Argument, useFallback: boolean): Argument {
  const bind = (argument: Argument): Argument => {
    switch (argument.kind) {
      case 'text':
        return { kind: 'text', text: bindEnvironment(argument.text, useFallback) };
      case 'object':
        return {
          ...argument,
          members: Object.fromEntries(Object.entries(argument.members).map(([name, value]) => [name, bind(value)])),
          ...bindComputed(argument.computed, bind, useFallback),
        };
      case 'list':
        return { ...argument, items: argument.items.map(bind) };
      case 'choice':
        return { kind: 'choice', of: argument.of.map(bind) };
      default:
        return argument;
    }
  };
  return bind(input);
}

function bindComputed(
  computed: { key: Text; value: Argument }[] | undefined,
  bind: (argument: Argument) => Argument,
  useFallback: boolean,
): { computed?: { key: Text; value: Argument }[] } {
  if (!computed) return {};
  return {
    computed: computed.map(({ key, value }) => ({ key: bindEnvironment(key, useFallback), value: bind(value) })),
  };
}
