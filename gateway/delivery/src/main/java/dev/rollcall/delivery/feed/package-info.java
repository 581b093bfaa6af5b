/**
 * Events as they are read: of one organisation by their number, of all by their place, and what it is to wait for the next.
 * Places are given behind the commit by {@link dev.rollcall.delivery.feed.Sequencer}; that is where to start reading. Imports
 * {@code core}.
 */
@NullMarked
package dev.rollcall.delivery.feed;

import org.jspecify.annotations.NullMarked;
