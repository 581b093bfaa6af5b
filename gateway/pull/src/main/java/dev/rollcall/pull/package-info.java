/**
 * Reads directories whose provider does not send, and hands changes to the core as the requests that a provider would have sent.
 * Holds the schedule, the lease that lets one node read at a time, the readings with their progress, and the checks that decide
 * what may be believed of a provider's lists. Knows the core and the SPI, no provider and no HTTP. Rooms: {@code change},
 * {@code hint}, {@code pass}, {@code source}. Start reading at {@link dev.rollcall.pull.Puller}, then
 * {@link dev.rollcall.pull.pass.Pass}.
 */
@NullMarked
package dev.rollcall.pull;

import org.jspecify.annotations.NullMarked;
