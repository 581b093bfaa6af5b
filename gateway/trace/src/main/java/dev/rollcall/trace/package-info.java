/**
 * The request log: the outcome of each request of an identity provider, recorded outside the request's path, searchable, and kept
 * for some weeks. Holds
 * no HTTP and no wiring. May import {@code dev.rollcall.core}, {@code dev.rollcall.spi} and {@code dev.rollcall.scim}. Start reading at
 * {@link dev.rollcall.trace.Notes}, then {@link dev.rollcall.trace.Recorder}, then {@link dev.rollcall.trace.RequestQueries}.
 */
@NullMarked
package dev.rollcall.trace;

import org.jspecify.annotations.NullMarked;
