/**
 * How events are read: those of one organisation by their number, those of all by their place, and how a reader waits for the next.
 * Places are given after the commit by {@link dev.rollcall.delivery.feed.Sequencer}; that is where to start reading. Imports
 * {@code core}.
 */
@NullMarked
package dev.rollcall.delivery.feed;

import org.jspecify.annotations.NullMarked;
