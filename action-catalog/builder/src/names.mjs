/** v3 package suffix of a service: its service id in kebab case (`Cognito Identity Provider` → `cognito-identity-provider`); true for all clients. */
export const clientOf = (serviceId) => serviceId.toLowerCase().replace(/[^a-z0-9]+/g, '-');

/** Compares names without case, hyphens and underscores: `QueueName`, `queue_name` and `queue-name` are one. */
export const squash = (name) => name.toLowerCase().replace(/[^a-z0-9]/g, '');

export const compareText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
