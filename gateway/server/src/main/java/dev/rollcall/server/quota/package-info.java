/**
 * Limits on how much one organisation may have and do, so that enough is left for the others: counts of what is stored, and rates
 * of requests. Imports {@code scim}, {@code server.config}, {@code server.guard} and {@code server.http}. Start reading at
 * {@link dev.rollcall.server.quota.Quotas}.
 */
@NullMarked
package dev.rollcall.server.quota;

import org.jspecify.annotations.NullMarked;
