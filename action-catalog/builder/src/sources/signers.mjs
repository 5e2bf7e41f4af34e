/**
 * Packages that sign a token instead of calling an API (`@aws-sdk/rds-signer`), as clients: their operations are named by the static pass,
 * their members are listed in overrides/signers.json.
 */
export const loadSigners = ({ clients }) =>
  new Map(
    Object.entries(clients).map(([client, { serviceId, operations }]) => [
      client,
      {
        serviceId,
        operations: new Map(Object.entries(operations).map(([name, members]) => [name, { input: shapeOf(members) }])),
        waiters: {},
        paginators: [],
      },
    ]),
  );

const shapeOf = (members) => ({
  members: () => Object.fromEntries(members.map((name) => [name, { scalar: true }])),
});
