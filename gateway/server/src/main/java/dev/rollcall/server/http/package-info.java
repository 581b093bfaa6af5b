/**
 * What every request has, whichever part serves it: an id, a line in the log, a body within limits, and error bodies from one writer.
 * Start reading at {@link dev.rollcall.server.http.Exchange}.
 */
@NullMarked
package dev.rollcall.server.http;

import org.jspecify.annotations.NullMarked;
