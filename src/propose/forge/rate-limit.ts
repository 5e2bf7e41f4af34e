/** A pause no longer than this is waited for; a longer one is told to the user. Seconds. */
export const LONGEST_WAIT = 60;

/**
 * Seconds to wait before the same request may be sent again; undefined when the answer is about something else than rates.
 * GitHub: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit (403 or 429, `retry-after`,
 * else `x-ratelimit-reset` when `x-ratelimit-remaining` is 0, else a minute). GitLab: 429 with `Retry-After`, `RateLimit-Reset`,
 * https://docs.gitlab.com/administration/settings/user_and_ip_rate_limits/#response-headers
 * @param now time in seconds since 1970
 */
export function waitFor(status: number, headers: Headers, body: string, now: number): number | undefined {
  const remaining = headers.get('x-ratelimit-remaining') ?? headers.get('ratelimit-remaining');
  const limited =
    status === 429 ||
    (status === 403 && (headers.has('retry-after') || remaining === '0' || /secondary rate limit/i.test(body)));
  if (!limited) return undefined;
  const after = Number(headers.get('retry-after') ?? Number.NaN);
  if (Number.isFinite(after)) return Math.max(0, after);
  const reset = Number(headers.get('x-ratelimit-reset') ?? headers.get('ratelimit-reset') ?? Number.NaN);
  return Number.isFinite(reset) && remaining === '0' ? Math.max(0, reset - now) : LONGEST_WAIT;
}
