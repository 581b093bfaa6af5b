/**
 * The adapter as its own IdP: a client that speaks exactly as that IdP does, for any number of users and groups, from a
 * seed. Start reading at {@link dev.rollcall.spi.simulate.Simulator}.
 */
@NullMarked
package dev.rollcall.spi.simulate;

import org.jspecify.annotations.NullMarked;
