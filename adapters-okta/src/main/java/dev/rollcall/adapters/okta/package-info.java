/**
 * Okta: what it does beyond the RFC, with one class for each quirk, and a simulated Okta. Holds nothing that another provider needs
 * too: that is in {@code dev.rollcall.spi.quirk}. May import {@code dev.rollcall.spi} and {@code dev.rollcall.scim}. Rooms:
 * {@code quirk}, {@code simulate}. Start reading at {@link dev.rollcall.adapters.okta.OktaAdapter}.
 */
@NullMarked
package dev.rollcall.adapters.okta;

import org.jspecify.annotations.NullMarked;
