/**
 * Protects requests from a database that is gone: {@link dev.rollcall.server.guard.DatabaseCircuit}.
 */
@NullMarked
package dev.rollcall.server.guard;

import org.jspecify.annotations.NullMarked;
