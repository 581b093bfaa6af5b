/**
 * Plays an identity provider against a gateway over real HTTP and judges what came back. Start reading at
 * {@link dev.rollcall.server.simulate.HttpWire}.
 */
@NullMarked
package dev.rollcall.server.simulate;

import org.jspecify.annotations.NullMarked;
