/**
 * The tables of receivers, streams, keys and notices, with their rows as values. Start reading at {@code StreamTable}.
 */
@NullMarked
package dev.rollcall.delivery.ssf.store;

import org.jspecify.annotations.NullMarked;
