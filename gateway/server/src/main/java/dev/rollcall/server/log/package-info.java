/**
 * How the gateway logs: one line an event on stderr, as JSON or as text. What may stand in a line is decided where it is
 * written: ids, names of rules, status, duration; never a credential, a password, a query string, a filter value or a body.
 */
@NullMarked
package dev.rollcall.server.log;

import org.jspecify.annotations.NullMarked;
