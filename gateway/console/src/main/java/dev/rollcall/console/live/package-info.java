/**
 * Parts of open pages that follow what happens, as server-sent events. All pages that are open at a node share one query to the
 * database per beat ({@link Pulse}); only parts whose mark has changed are made again. Imports {@code console.api}. Start reading
 * at {@link Followers}.
 */
@NullMarked
package dev.rollcall.console.live;

import org.jspecify.annotations.NullMarked;
