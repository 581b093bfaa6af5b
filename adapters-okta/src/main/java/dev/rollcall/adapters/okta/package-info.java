/**
 * Okta: what it does that the RFC does not say, one class a quirk, and Okta played by the gateway itself. Holds nothing that
 * another provider needs too: that lives in {@code dev.rollcall.spi.quirk}. May import {@code dev.rollcall.spi} and
 * {@code dev.rollcall.scim}. Rooms: {@code quirk}, {@code simulate}. Start reading at
 * {@link dev.rollcall.adapters.okta.OktaAdapter}.
 */
@NullMarked
package dev.rollcall.adapters.okta;

import org.jspecify.annotations.NullMarked;
