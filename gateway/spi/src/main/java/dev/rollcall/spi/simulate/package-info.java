/**
 * Simulators, by which an adapter plays its own IdP: a client that speaks exactly as that IdP does, for any number of users and
 * groups, from a seed. What all IdPs have in common is here (people, patience, checks of responses); wording and sequences are the
 * adapter's. May import Jackson and {@code dev.rollcall.scim}; no transport. Start reading at
 * {@link dev.rollcall.spi.simulate.Simulator}, then {@link dev.rollcall.spi.simulate.Roster}.
 */
@NullMarked
package dev.rollcall.spi.simulate;

import org.jspecify.annotations.NullMarked;
