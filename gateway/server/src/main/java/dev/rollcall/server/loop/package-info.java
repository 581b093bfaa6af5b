/**
 * Watches the event loops: a request that keeps a loop busy keeps all organisations waiting whose requests that loop serves. Knows
 * no request. Start reading at {@link dev.rollcall.server.loop.LoopWatch}.
 */
@NullMarked
package dev.rollcall.server.loop;

import org.jspecify.annotations.NullMarked;
