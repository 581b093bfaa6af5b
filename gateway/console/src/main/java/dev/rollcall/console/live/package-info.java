/**
 * Parts of open pages that follow what happens, as server-sent events. All pages that are open at a node share one question to the
 * database a beat ({@link Pulse}); only whose mark has changed is made again. Imports {@code console.api}. Start reading at {@link Followers}.
 */
@NullMarked
package dev.rollcall.console.live;

import org.jspecify.annotations.NullMarked;
