/**
 * Calls to others that may be slow, down or overrun, as Vert.x futures that never block: {@link dev.rollcall.resilience.Guard} puts
 * resilience4j around them, one guard for each party that can fail by itself. Knows no HTTP and nothing of the gateway. Start with
 * {@link dev.rollcall.resilience.Limits}.
 */
@NullMarked
package dev.rollcall.resilience;

import org.jspecify.annotations.NullMarked;
