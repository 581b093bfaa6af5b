/**
 * How the gateway logs: one line per event on stderr, as JSON or as text. The code that writes a line decides what it may contain:
 * ids, names of rules, status, duration; never a credential, a password, a query string, a filter value or a body.
 */
@NullMarked
package dev.rollcall.server.log;

import org.jspecify.annotations.NullMarked;
