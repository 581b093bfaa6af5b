/**
 * How well directories are working: their requests and responses, gathered in memory and written now and then, and what that means in
 * words. Start reading at {@link dev.rollcall.server.health.TrafficWatch}.
 */
@NullMarked
package dev.rollcall.server.health;

import org.jspecify.annotations.NullMarked;
