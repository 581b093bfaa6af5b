/**
 * Tells the application what was committed. {@code feed} reads events in order and waits for them; the rooms that send them on
 * stand beside it. Knows the core and nothing of HTTP servers. Rooms: {@code feed}, {@code receipt}, {@code ssf}, {@code webhook}.
 */
@NullMarked
package dev.rollcall.delivery;

import org.jspecify.annotations.NullMarked;
