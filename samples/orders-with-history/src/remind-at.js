/** When an open order is asked about again: `at(2026-10-02T10:00:00)`. */
export const remindAt = (order) => `at(${order.remindAt.S.slice(0, 19)})`;
