/**
 * The report's behaviour, under 3 KB: sorts and filters the table, opens the details a link leads to, opens all for paper. Without it
 * the page says the same, in the order of urgency. It reads its data from the embedded JSON and writes no markup.
 */
export const SCRIPT = `
(() => {
  const $ = (id) => document.getElementById(id);
  const { keys, values } = JSON.parse($('data').textContent);
  const body = $('roles').tBodies[0];
  const rows = [...body.rows].map((row, i) => ({ row, values: values[i], text: row.textContent.toLowerCase() }));
  const risks = ['none', 'low', 'medium', 'high'];
  const riskOf = ({ values }) => values[keys.indexOf('risk')];
  const value = (one, key) => (key === 'risk' ? risks.indexOf(riskOf(one)) : one.values[keys.indexOf(key)]);
  const compare = (a, b) => (typeof a === 'number' ? a - b : String(a).localeCompare(String(b), 'en', { numeric: true }));
  document.querySelectorAll('#roles th button').forEach((button) => {
    button.addEventListener('click', () => {
      const head = button.parentElement;
      const sign = head.getAttribute('aria-sort') === 'descending' ? 1 : -1;
      document.querySelectorAll('#roles th[aria-sort]').forEach((other) => other.setAttribute('aria-sort', 'none'));
      head.setAttribute('aria-sort', sign < 0 ? 'descending' : 'ascending');
      const key = button.dataset.key;
      rows.sort((a, b) => sign * compare(value(a, key), value(b, key)) || compare(value(a, 'name'), value(b, 'name')));
      body.append(...rows.map(({ row }) => row));
    });
  });
  const filter = () => {
    const text = $('text').value.trim().toLowerCase();
    const risk = $('risk').value;
    let shown = 0;
    for (const one of rows) {
      one.row.hidden = (text !== '' && !one.text.includes(text)) || (risk !== '' && riskOf(one) !== risk);
      shown += one.row.hidden ? 0 : 1;
    }
    $('shown').textContent = shown + ' of ' + rows.length + ' roles';
  };
  $('text').addEventListener('input', filter);
  $('risk').addEventListener('change', filter);
  $('tools').hidden = false;
  filter();
  const open = () => {
    const target = $(decodeURIComponent(location.hash.slice(1)));
    if (target instanceof HTMLDetailsElement) {
      target.open = true;
      target.querySelector('summary').focus();
    }
  };
  addEventListener('hashchange', open);
  document.querySelectorAll('#roles a').forEach((link) => link.addEventListener('click', () => setTimeout(open)));
  open();
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = [...document.querySelectorAll('details:not([open])')];
    closed.forEach((one) => { one.open = true; });
  });
  addEventListener('afterprint', () => closed.forEach((one) => { one.open = false; }));
})();
`.trim();
