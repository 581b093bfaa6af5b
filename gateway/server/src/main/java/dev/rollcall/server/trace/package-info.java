/**
 * The request log as it is reached over HTTP: what is recorded of each SCIM request, and where it is found again. What an entry is,
 * and how it is written and found, belongs to the module {@code dev.rollcall.trace}. Start reading at
 * {@link dev.rollcall.server.trace.TraceArea}.
 */
@NullMarked
package dev.rollcall.server.trace;

import org.jspecify.annotations.NullMarked;
