/**
 * Tells the application what was committed. {@code feed} reads events in order and waits for them; the other rooms send them on or
 * record that they were received. Knows the core and nothing of HTTP servers. Rooms: {@code feed}, {@code receipt}, {@code ssf},
 * {@code webhook}.
 */
@NullMarked
package dev.rollcall.delivery;

import org.jspecify.annotations.NullMarked;
