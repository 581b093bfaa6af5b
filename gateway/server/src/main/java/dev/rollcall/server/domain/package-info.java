/**
 * Proof by DNS that a domain is an organisation's own (R2): what to ask, what the answers prove, and when to ask again. Knows the
 * core and DNS; what follows from a proof for people is the core's. Start reading at
 * {@link dev.rollcall.server.domain.DomainChecks}.
 */
@NullMarked
package dev.rollcall.server.domain;

import org.jspecify.annotations.NullMarked;
