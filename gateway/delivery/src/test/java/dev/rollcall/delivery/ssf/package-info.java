/** Streams of Security Event Tokens, pushed to a receiver that behaves badly, and the keys that sign them. */
@NullMarked
package dev.rollcall.delivery.ssf;

import org.jspecify.annotations.NullMarked;
